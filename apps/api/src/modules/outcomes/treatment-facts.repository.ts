import { Injectable } from '@nestjs/common';
import type { Side } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';

/** What a record of an injection must agree with. Instants are epoch milliseconds. */
export interface SessionFacts {
  readonly sessionId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly zone: string;
  readonly state: string;
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
  readonly seriesSide: Side;
  readonly weightKg: number | null;
  readonly anticoagulated: boolean;
}

/**
 * What outcomes has to know of sessions, series and patients: read views over tables of other capabilities.
 */
@Injectable()
export class TreatmentFactsRepository {
  /** Locks the session, so that two records of one session are made one after the other. */
  async lockSession(tx: Tx, sessionId: string): Promise<SessionFacts | undefined> {
    const [facts] = await tx.query<SessionFacts>(
      `SELECT s.id AS "sessionId", s.series_id AS "seriesId", s.patient_id AS "patientId", c.time_zone AS zone, s.state,
              floor(extract(epoch from s.room_in_at) * 1000)::float8 AS "roomInAt",
              floor(extract(epoch from s.room_out_at) * 1000)::float8 AS "roomOutAt",
              t.side AS "seriesSide", p.weight_kg::float8 AS "weightKg",
              EXISTS (SELECT 1 FROM clinical_flag f
                       WHERE f.practice_id = s.practice_id AND f.patient_id = s.patient_id
                         AND f.kind = 'anticoagulant' AND f.state = 'present' AND f.active) AS anticoagulated
         FROM session s
         JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
         JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
        WHERE s.practice_id = $1 AND s.id = $2
          FOR UPDATE OF s`,
      [tx.principal.practiceId, sessionId],
    );
    return facts;
  }

  async patientOfSession(tx: Tx, sessionId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ patientId: string }>(
      `SELECT patient_id AS "patientId" FROM session WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    return row?.patientId;
  }

  /** The zone of the clinic of the latest session, or the one zone of all clinics; null when they differ. */
  async zoneOfSeries(tx: Tx, seriesId: string): Promise<string | null> {
    const [row] = await tx.query<{ zone: string | null }>(
      `SELECT coalesce(
         (SELECT c.time_zone FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
           WHERE s.practice_id = $1 AND s.series_id = $2 ORDER BY s.starts_at DESC LIMIT 1),
         (SELECT min(c.time_zone) FROM clinic c WHERE c.practice_id = $1 HAVING count(DISTINCT c.time_zone) = 1)) AS zone`,
      [tx.principal.practiceId, seriesId],
    );
    return row?.zone ?? null;
  }
}
