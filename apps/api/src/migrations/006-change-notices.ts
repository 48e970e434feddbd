import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Tells every listening server which session or closure changed, with ids and instants only: a notice is no
 * place for a patient's data. A mass import tells nobody; boards are opened after it.
 */
export class ChangeNotices1795000000006 implements MigrationInterface {
  name = 'ChangeNotices1795000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE FUNCTION session_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF current_setting('app.purpose', true) = 'import' THEN RETURN NULL; END IF;
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', NEW.practice_id, 'clinic', NEW.clinic_id, 'kind', 'session', 'id', NEW.id,
          'version', NEW.version, 'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from NEW.starts_at) * 1000),
          'was', CASE WHEN TG_OP = 'UPDATE' THEN floor(extract(epoch from OLD.starts_at) * 1000) END)::text);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER session_noticed AFTER INSERT OR UPDATE ON session
      FOR EACH ROW EXECUTE FUNCTION session_notice()`);
    await runner.query(`CREATE FUNCTION closure_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      DECLARE r closure;
      BEGIN
        IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', r.practice_id, 'clinic', r.clinic_id, 'kind', 'closure', 'id', r.id, 'version', r.version,
          'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from lower(r.during)) * 1000), 'was', NULL)::text);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER closure_noticed AFTER INSERT OR UPDATE OR DELETE ON closure
      FOR EACH ROW EXECUTE FUNCTION closure_notice()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
