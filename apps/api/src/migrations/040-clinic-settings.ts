import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Clinics, their hours and their closures become settings that members change in the product: each change stands in the
 * trail, and boards hear of it. Hours are news of their clinic, whose version they share.
 */
export class ClinicSettings1795000000040 implements MigrationInterface {
  name = 'ClinicSettings1795000000040';

  async up(runner: QueryRunner): Promise<void> {
    // What a person sets. What an import or the demonstration brings tells of itself.
    for (const table of ['clinic', 'opening_hours', 'closure'])
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT OR UPDATE OR DELETE ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
        WHEN (nullif(current_setting('app.member', true), '') IS NOT NULL) EXECUTE FUNCTION audit_row()`);
    await runner.query(`CREATE TRIGGER clinic_noticed AFTER INSERT OR UPDATE ON clinic
      FOR EACH ROW EXECUTE FUNCTION settings_notice()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
