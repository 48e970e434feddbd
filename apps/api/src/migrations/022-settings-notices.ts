import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells every listening server that a procedure, a resource profile or a resource changed, as migration 006 does for
 * sessions. What belongs to no single clinic is news for all clinics of the practice. A patient is a resource, too,
 * but no setting.
 */
export class SettingsNotices1795000000022 implements MigrationInterface {
  name = 'SettingsNotices1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION settings_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF current_setting('app.purpose', true) = 'import' THEN RETURN NULL; END IF;
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', NEW.practice_id, 'clinic', to_jsonb(NEW) ->> 'clinic_id', 'kind', 'settings', 'id', NEW.id,
          'version', NEW.version, 'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from clock_timestamp()) * 1000), 'was', NULL)::text);
        RETURN NULL;
      END $$`);
    for (const table of ['procedure_type', 'resource_profile'])
      await runner.query(`CREATE TRIGGER ${table}_noticed AFTER INSERT OR UPDATE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION settings_notice()`);
    await runner.query(`CREATE TRIGGER resource_noticed AFTER INSERT OR UPDATE ON resource
      FOR EACH ROW WHEN (NEW.kind <> 'patient') EXECUTE FUNCTION settings_notice()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
