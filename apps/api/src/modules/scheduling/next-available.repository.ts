import { Injectable } from '@nestjs/common';
import type { SedationLevel } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

/** What is done at a clinic, with one series that it is done for. */
export interface UsualKind {
  readonly procedureTypeId: string;
  readonly procedureName: string;
  readonly sedation: SedationLevel;
  readonly seriesId: string;
}

@Injectable()
export class NextAvailableRepository {
  /** Null: there is no such clinic. */
  async zone(tx: Tx, clinicId: string): Promise<string | null> {
    const [clinic] = await tx.query<{ zone: string }>(
      `SELECT time_zone AS zone FROM clinic WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    return clinic?.zone ?? null;
  }

  /** What was planned most often in the last days and the next, where there is a profile for it. */
  usualKinds(tx: Tx, clinicId: string, days: number, most: number): Promise<UsualKind[]> {
    return tx.query<UsualKind>(
      `SELECT s.procedure_type_id AS "procedureTypeId", y.name AS "procedureName", s.sedation,
              (array_agg(s.series_id ORDER BY s.starts_at DESC, s.id))[1] AS "seriesId"
         FROM session s
         JOIN procedure_type y ON y.practice_id = s.practice_id AND y.id = s.procedure_type_id AND y.active
         JOIN resource_profile f ON f.practice_id = s.practice_id AND f.procedure_type_id = s.procedure_type_id AND f.sedation = s.sedation
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.state <> 'cancelled'
          AND s.starts_at BETWEEN now() - make_interval(days => $3::int) AND now() + make_interval(days => $3::int)
        GROUP BY 1, 2, 3 ORDER BY count(*) DESC, 2, 3 LIMIT $4`,
      [tx.principal.practiceId, clinicId, days, most],
    );
  }
}
