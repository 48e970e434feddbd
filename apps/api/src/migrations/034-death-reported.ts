import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Since when a patient is reported to have died: the stop of a series said so, and no series was opened for the patient
 * afterwards, which is the word that it was a mistake. Asked by whoever would send something or offer a time (MSG-11).
 */
export class DeathReported1795000000034 implements MigrationInterface {
  name = 'DeathReported1795000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION death_reported_at(practice uuid, patient uuid) RETURNS timestamptz
      LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
      SELECT r.at FROM (
        SELECT max(coalesce((SELECT max(d.decided_at) FROM decision d
                              WHERE d.practice_id = i.practice_id AND d.series_id = i.id AND d.end_reason = 'deceased'),
                            i.updated_at, i.created_at)) AS at
          FROM injection_series i
         WHERE i.practice_id = practice AND i.patient_id = patient AND i.state = 'stopped' AND i.end_reason = 'deceased') r
       WHERE r.at IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM injection_series n WHERE n.practice_id = practice AND n.patient_id = patient AND n.created_at > r.at)
    $$`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
