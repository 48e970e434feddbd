import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mail to members in their own language, as to patients; whoever invites chooses the first one. */
export class LanguageOfMembers1795000000058 implements MigrationInterface {
  name = 'LanguageOfMembers1795000000058';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['member', 'member_invitation', 'staff_message'])
      await runner.query(`ALTER TABLE ${table} ADD COLUMN language text NOT NULL DEFAULT 'en',
        ADD CONSTRAINT ${table}_language_known CHECK (language IN ('en','es'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
