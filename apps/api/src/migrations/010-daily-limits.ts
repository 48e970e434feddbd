import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How much a clinic takes on in one day; null: no limit (rules LIM-02 and LIM-03). */
export class DailyLimits1795000000010 implements MigrationInterface {
  name = 'DailyLimits1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clinic
      ADD COLUMN daily_physician_sessions integer,
      ADD COLUMN daily_sedations integer,
      ADD CONSTRAINT clinic_daily_physician_sessions_positive CHECK (daily_physician_sessions > 0),
      ADD CONSTRAINT clinic_daily_sedations_not_negative CHECK (daily_sedations >= 0)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
