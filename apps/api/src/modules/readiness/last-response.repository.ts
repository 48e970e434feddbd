import { Injectable } from '@nestjs/common';
import {
  seriesResponses,
  type TargetInjection,
  type TargetResponses,
  type TargetScore,
  type TargetSeries,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

/** All that the relief of one patient is made of, as far as a response asks for it. */
interface Course {
  readonly series: readonly TargetSeries[];
  readonly injections: readonly TargetInjection[];
  readonly scores: readonly TargetScore[];
}

/** What the injections of series did, judged anew from the patients' scores: nothing of it is stored. */
@Injectable()
export class LastResponseRepository {
  /** By series; one statement however many patients they are of. */
  async ofSeries(
    tx: Tx,
    seriesIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly TargetResponses[]>> {
    const courses = await tx.query<Course>(
      `SELECT (SELECT json_agg(json_build_object('id', t.id, 'side', t.side, 'purpose', t.purpose,
                        'procedureTypeId', t.procedure_type_id, 'targetSymptom', t.target_symptom))
                 FROM injection_series t WHERE t.practice_id = $1 AND t.patient_id = p.id) AS series,
              (SELECT coalesce(json_agg(json_build_object('zone', c.time_zone, 'injection', json_build_object('id', j.id,
                        'seriesId', j.series_id, 'side', j.side, 'needleOutAt', ${epochMs('j.needle_out_at')}))
                        ORDER BY j.needle_out_at, j.id), '[]')
                 FROM injection j JOIN session s ON s.practice_id = j.practice_id AND s.id = j.session_id
                 JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
                WHERE j.practice_id = $1 AND j.patient_id = p.id AND j.status = 'completed') AS injections,
              (SELECT coalesce(json_agg(json_build_object('seriesId', q.series_id,
                        'enteredAt', CASE WHEN q.entered_by IS NOT NULL OR q.entered_through IS NOT NULL THEN ${epochMs('q.entered_at')} END,
                        'score', json_build_object('at', ${epochMs('q.at')}, 'until', ${epochMs('q.at_until')}, 'kind', q.kind,
                          'value', q.value, 'source', q.source, 'rescue', q.rescue, 'side', q.side)) ORDER BY q.at, q.id), '[]')
                 FROM judged_score q WHERE q.practice_id = $1 AND q.patient_id = p.id) AS scores
         FROM (SELECT DISTINCT i.patient_id AS id FROM injection_series i
                WHERE i.practice_id = $1 AND i.id = ANY ($2::uuid[])) p`,
      [tx.principal.practiceId, seriesIds],
    );
    const wanted = new Set(seriesIds);
    return new Map(
      courses.flatMap((course) =>
        course.series
          .filter(({ id }) => wanted.has(id))
          .map((series) => [series.id, seriesResponses(course, series)] as const),
      ),
    );
  }
}
