import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who changed a session last, what and when: whoever comes too late hears it at once (trust.md, F9). Written by a
 * trigger, so that no way of changing a session can forget it; the trail keeps all that came before.
 */
export class LastChange1795000000012 implements MigrationInterface {
  name = 'LastChange1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE session ADD COLUMN changed_by uuid, ADD COLUMN changed_what text`);
    await runner.query(`ALTER TABLE session ADD CONSTRAINT session_change_known
      CHECK (changed_what IN ('moved','stepped','cancelled','restored','changed')) NOT VALID`);
    await runner.query(`ALTER TABLE session VALIDATE CONSTRAINT session_change_known`);
    await runner.query(`CREATE FUNCTION session_last_change() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.changed_by := nullif(current_setting('app.member', true), '')::uuid;
        NEW.updated_at := clock_timestamp();
        NEW.changed_what := CASE
          WHEN OLD.state = 'cancelled' AND NEW.state <> 'cancelled' THEN 'restored'
          WHEN NEW.state = 'cancelled' AND OLD.state <> 'cancelled' THEN 'cancelled'
          WHEN (NEW.starts_at, NEW.room_id, NEW.physician_id, NEW.clinic_id)
            IS DISTINCT FROM (OLD.starts_at, OLD.room_id, OLD.physician_id, OLD.clinic_id) THEN 'moved'
          WHEN NEW.state <> OLD.state THEN 'stepped'
          ELSE 'changed' END;
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER session_changed BEFORE UPDATE ON session
      FOR EACH ROW WHEN (NEW.version <> OLD.version) EXECUTE FUNCTION session_last_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
