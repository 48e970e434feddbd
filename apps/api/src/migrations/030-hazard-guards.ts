import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When the last dose of an anticoagulant was taken, as the patient says it on arrival (hazard H7), and that the patient
 * said the after-care back before going home (hazard H23).
 */
export class HazardGuards1795000000030 implements MigrationInterface {
  name = 'HazardGuards1795000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE arrival
      ADD COLUMN anticoagulant_dose_said text,
      ADD COLUMN anticoagulant_dose_at timestamptz(3),
      ADD CONSTRAINT arrival_anticoagulant_dose_known CHECK (anticoagulant_dose_said IN ('at','none-since')),
      ADD CONSTRAINT arrival_anticoagulant_dose_whole CHECK ((anticoagulant_dose_said IS NULL) = (anticoagulant_dose_at IS NULL))`);
    // Of the discharges before this one nobody knows: null, and not false.
    await runner.query(`ALTER TABLE discharge ADD COLUMN said_back boolean`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
