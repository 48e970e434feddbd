import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import {
  reliefScore,
  scoreTuples,
  type JudgedInjection,
  type JudgedRecords,
  type ScoreTuple,
} from './relief.repository.js';

/**
 * So many patients a model of the clinic is made from: those injected last. Enough for its standard errors to be small
 * beside the spread between patients, few enough to be read and fitted while somebody waits.
 */
const mostPatients = 120;

type DurationRow = Omit<JudgedRecords<JudgedInjection>, 'scores'> & {
  readonly scores: readonly ScoreTuple[];
};

/** What the lapses of many patients are judged by: no name, no drug, no note. */
@Injectable()
export class ClinicDurationsRepository {
  /** Of the patients who had two injections of the procedure in one series, those injected last. One query. */
  async ofProcedure(tx: Tx, procedureTypeId: string): Promise<readonly JudgedRecords<JudgedInjection>[]> {
    const rows = await tx.query<DurationRow>(
      `WITH treated AS MATERIALIZED (
         SELECT i.patient_id, max(i.needle_out_at) AS last
           FROM injection i JOIN injection_series t ON t.practice_id = i.practice_id AND t.id = i.series_id
          WHERE i.practice_id = $1 AND i.status = 'completed' AND i.needle_out_at IS NOT NULL
            AND t.procedure_type_id = $2 AND t.purpose <> 'pre-surgical' AND t.target_symptom = 'pain'
          GROUP BY i.patient_id HAVING count(*) >= 2
          ORDER BY last DESC, i.patient_id LIMIT ${mostPatients})
       SELECT d.patient_id AS "patientId",
         (SELECT json_agg(json_build_object('id', t.id, 'side', t.side, 'purpose', t.purpose,
              'procedureTypeId', t.procedure_type_id, 'targetSymptom', t.target_symptom) ORDER BY t.id)
            FROM injection_series t
           WHERE t.practice_id = $1 AND t.patient_id = d.patient_id AND t.procedure_type_id = $2) AS series,
         (SELECT json_agg(json_build_object('zone', c.time_zone, 'injection', json_build_object('id', i.id, 'side', i.side,
              'seriesId', i.series_id, 'needleOutAt', floor(extract(epoch from i.needle_out_at) * 1000)))
              ORDER BY i.needle_out_at, i.id)
            FROM injection i
            JOIN session s ON s.practice_id = i.practice_id AND s.id = i.session_id
            JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
           WHERE i.practice_id = $1 AND i.patient_id = d.patient_id AND i.status = 'completed') AS injections,
         (SELECT ${scoreTuples}
            FROM judged_score p WHERE p.practice_id = $1 AND p.patient_id = d.patient_id) AS scores
         FROM treated d ORDER BY d.patient_id`,
      [tx.principal.practiceId, procedureTypeId],
    );
    return rows.map((row) => ({ ...row, scores: row.scores.map(reliefScore) }));
  }
}
