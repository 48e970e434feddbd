import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why local anaesthetic above the maximum was given: kept with the record, and so in the trail of its writing. */
export class MaximumDoseReason1795000000016 implements MigrationInterface {
  name = 'MaximumDoseReason1795000000016';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE injection
      ADD COLUMN over_maximum_reason text,
      ADD CONSTRAINT injection_over_maximum_says_why CHECK (btrim(over_maximum_reason) <> '')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
