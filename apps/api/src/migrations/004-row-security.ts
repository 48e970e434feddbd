import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables whose rows the application may take away again; everything clinical is amended, never deleted. */
const deletable = [
  'hold',
  'closure',
  'block_time',
  'opening_hours',
  'resource_profile',
  'requirement',
  'idempotency_key',
];
const appendOnly = [
  'decision',
  'session_override',
  'drug_administration',
  'skin_temperature',
  'complication',
  'pain_score',
];
/** Rows that prove who somebody is, seen by `lull_auth` alone. */
const beforeSignIn = ['account', 'sign_in'];
const trail = ['audit_event', 'audit_head'];

/**
 * Forced row-level security: a transaction sees the rows of the practice it named, and an unnamed practice
 * is an error, not an empty answer. `lull_auth` looks across practices, but only at who works where.
 */
export class RowSecurity1795000000004 implements MigrationInterface {
  name = 'RowSecurity1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    const rows = (await runner.query(`
      SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attname = 'practice_id'
       ORDER BY 1`)) as { name: string }[];
    await runner.query(`REVOKE ALL ON SCHEMA public FROM PUBLIC`);
    await runner.query(`GRANT USAGE ON SCHEMA public TO lull_app, lull_auth`);
    for (const { name } of rows) {
      await runner.query(`ALTER TABLE ${name} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${name} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${name}_own_practice ON ${name}
        USING (practice_id = current_setting('app.practice')::uuid)
        WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
      if (beforeSignIn.includes(name)) continue;
      const rights = trail.includes(name)
        ? 'SELECT'
        : appendOnly.includes(name)
          ? 'SELECT, INSERT'
          : deletable.includes(name)
            ? 'SELECT, INSERT, UPDATE, DELETE'
            : 'SELECT, INSERT, UPDATE';
      await runner.query(`GRANT ${rights} ON ${name} TO lull_app`);
    }
    await runner.query(`GRANT SELECT ON schema_migration TO lull_app`);

    await runner.query(`GRANT SELECT, INSERT, UPDATE ON account TO lull_auth`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in TO lull_auth`);
    await runner.query(`GRANT SELECT ON member, practice TO lull_auth`);
    await runner.query(
      `CREATE POLICY sign_in_before_sign_in ON sign_in TO lull_auth USING (true) WITH CHECK (true)`,
    );
    await runner.query(`CREATE POLICY member_before_sign_in ON member FOR SELECT TO lull_auth USING (true)`);
    await runner.query(
      `CREATE POLICY practice_before_sign_in ON practice FOR SELECT TO lull_auth USING (true)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
