import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A version of the readiness policy says where its figures come from, and which version it brings back. Boards hear of
 * a new one at once: it judges the sessions of its days.
 */
export class PolicyVersions1795000000041 implements MigrationInterface {
  name = 'PolicyVersions1795000000041';

  async up(runner: QueryRunner): Promise<void> {
    // Versions of before were written by hand, by whoever runs the database.
    await runner.query(`ALTER TABLE readiness_policy
      ADD COLUMN source text NOT NULL DEFAULT 'not written down', ADD COLUMN reverts_to text,
      ADD CONSTRAINT readiness_policy_source_present CHECK (btrim(source) <> '' AND btrim(reverts_to) <> '')`);
    await runner.query(`ALTER TABLE readiness_policy ALTER COLUMN source DROP DEFAULT`);
    await runner.query(`CREATE FUNCTION policy_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', NEW.practice_id, 'clinic', NULL, 'kind', 'settings', 'id', NEW.id, 'version', 1,
          'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from clock_timestamp()) * 1000), 'was', NULL)::text);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER readiness_policy_noticed AFTER INSERT ON readiness_policy
      FOR EACH ROW EXECUTE FUNCTION policy_notice()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
