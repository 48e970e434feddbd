import { Injectable } from '@nestjs/common';
import type { ActualDuration, CivilDate } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

@Injectable()
export class ActualDurationRepository {
  /** The median stay in the room by physician, procedure type and sedation, of those with enough visits. */
  medians(tx: Tx, since: CivilDate, leastVisits: number): Promise<ActualDuration[]> {
    return tx.query<ActualDuration>(
      `SELECT physician_id AS "physicianId", procedure_type_id AS "procedureTypeId", sedation, count(*)::int AS visits,
              round((percentile_cont(0.5) WITHIN GROUP (ORDER BY minutes))::numeric, 1)::float8 AS "medianMinutes"
         FROM report_room_stay
        WHERE practice_id = $1 AND starts_at >= $2::date
        GROUP BY physician_id, procedure_type_id, sedation
       HAVING count(*) >= $3
        ORDER BY physician_id, procedure_type_id, sedation`,
      [tx.principal.practiceId, since, leastVisits],
    );
  }
}
