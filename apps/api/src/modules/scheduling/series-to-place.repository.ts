import { Injectable } from '@nestjs/common';
import type { SeriesToPlaceView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';

/** An active series that plans more sessions than stand in the book. */
export interface UnfinishedSeries extends Omit<SeriesToPlaceView, 'count' | 'dueOn' | 'dueBy'> {
  readonly plannedCount: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  /** The starts of its sessions that were done or stand. */
  readonly standing: readonly number[];
}

@Injectable()
export class SeriesToPlaceRepository {
  async zone(tx: Tx, clinicId: string): Promise<string | undefined> {
    const [clinic] = await tx.query<{ zone: string }>(
      `SELECT time_zone AS zone FROM clinic WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    return clinic?.zone;
  }

  /** Those whose last session was at this clinic, and those that have had none. */
  async unfinished(tx: Tx, clinicId: string): Promise<UnfinishedSeries[]> {
    return tx.query<UnfinishedSeries>(
      `SELECT i.id AS "seriesId", i.patient_id AS "patientId", p.family_name || ', ' || p.given_name AS "patientName",
              p.birth_date::text AS "birthDate", p.phone, y.code AS "procedureCode", i.side, h.name AS "physicianName",
              i.planned_count AS "plannedCount", i.target_interval_days AS "targetIntervalDays",
              i.maximum_interval_days AS "maximumIntervalDays", coalesce(b.standing, '[]') AS standing,
              EXISTS (SELECT 1 FROM waitlist_entry e WHERE e.practice_id = i.practice_id AND e.series_id = i.id
                         AND e.state IN ('waiting', 'offered')) AS waits
         FROM injection_series i
         JOIN patient p ON p.practice_id = i.practice_id AND p.id = i.patient_id
         JOIN procedure_type y ON y.practice_id = i.practice_id AND y.id = i.procedure_type_id
         JOIN resource h ON h.practice_id = i.practice_id AND h.id = i.physician_id
         CROSS JOIN LATERAL (
           SELECT count(*) AS count, json_agg(${epochMs('s.starts_at')}) AS standing,
                  (array_agg(s.clinic_id ORDER BY s.starts_at DESC))[1] AS last_clinic
             FROM session s WHERE s.practice_id = i.practice_id AND s.series_id = i.id AND s.state NOT IN ('cancelled', 'no-show')) b
        WHERE i.practice_id = $1 AND i.state = 'active' AND b.count < i.planned_count
          AND (b.last_clinic IS NULL OR b.last_clinic = $2)`,
      [tx.principal.practiceId, clinicId],
    );
  }
}
