import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a patient calls, and what is said while nobody answers there. Null: nothing is said rather than invented. */
export class ClinicContact1795000000023 implements MigrationInterface {
  name = 'ClinicContact1795000000023';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE clinic ADD COLUMN out_of_hours_text text,
      ADD CONSTRAINT clinic_phone_e164 CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
      ADD CONSTRAINT clinic_out_of_hours_text_present CHECK (btrim(out_of_hours_text) <> '')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
