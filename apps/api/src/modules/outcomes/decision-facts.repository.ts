import { Injectable } from '@nestjs/common';
import type { PayerSession } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { instant } from '../../platform/database/sql.js';

/** What a decision looks at beside the relief. */
export interface DecisionFacts {
  /** Who pays, by the latest authorisation; null: none is recorded. */
  readonly payer: string | null;
  /** Authorised today for the side and not used; null: no authorisation is recorded. */
  readonly unitsReady: number | null;
  readonly peg: { readonly before: number | null; readonly after: number | null };
  /** Sessions of the patient with the same procedure that were done, by the clinic's calendar. */
  readonly done: readonly PayerSession[];
}

const pegScore = (when: string, order: string): string => `(SELECT q.score::float8 FROM instrument_score q
  WHERE q.practice_id = i.practice_id AND q.patient_id = i.patient_id AND q.instrument = 'peg' AND ${when} ORDER BY q.at ${order} LIMIT 1)`;

@Injectable()
export class DecisionFactsRepository {
  /** `injectedAt`: when the last injection was given, epoch milliseconds; null: none was. */
  async of(tx: Tx, seriesId: string, injectedAt: number | null): Promise<DecisionFacts> {
    const given = instant('$3');
    const [found] = await tx.query<DecisionFacts>(
      `SELECT (SELECT a.payer FROM authorisation a WHERE a.practice_id = i.practice_id AND a.series_id = i.id
                ORDER BY a.valid_to DESC, a.created_at DESC LIMIT 1) AS payer,
              (SELECT sum(CASE WHEN current_date BETWEEN a.valid_from AND a.valid_to AND (a.side = 'both' OR a.side = i.side)
                               THEN a.units - a.used ELSE 0 END)::int
                 FROM authorisation a WHERE a.practice_id = i.practice_id AND a.series_id = i.id) AS "unitsReady",
              json_build_object('before', CASE WHEN $3::float8 IS NOT NULL THEN ${pegScore(`q.at <= ${given}`, 'DESC')} END,
                'after', CASE WHEN $3::float8 IS NOT NULL THEN ${pegScore(`q.at > ${given}`, 'DESC')} END) AS peg,
              (SELECT coalesce(json_agg(json_build_object('id', s.id, 'seriesId', s.series_id,
                        'date', (s.starts_at AT TIME ZONE c.time_zone)::date) ORDER BY s.starts_at), '[]')
                 FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
                WHERE s.practice_id = i.practice_id AND s.patient_id = i.patient_id
                  AND s.procedure_type_id = i.procedure_type_id AND s.state = 'discharged') AS done
         FROM injection_series i WHERE i.practice_id = $1 AND i.id = $2`,
      [tx.principal.practiceId, seriesId, injectedAt],
    );
    if (found === undefined) throw new Error('A series was read and is not there.');
    return found;
  }
}
