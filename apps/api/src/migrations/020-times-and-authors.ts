import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When a session took its present place, so that what refilled released time is told from what stood there before;
 * who made, changed or ended a pattern of block time; and indexes for how follow-up tasks are looked for.
 */
export class TimesAndAuthors1795000000020 implements MigrationInterface {
  name = 'TimesAndAuthors1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    // Of sessions that stand already it is not known: they count as placed when they were booked.
    await runner.query(`ALTER TABLE session ADD COLUMN placed_at timestamptz(3)`);
    await runner.query(`CREATE FUNCTION session_placed() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        NEW.placed_at := clock_timestamp();
        RETURN NEW;
      END $$`);
    await runner.query(`CREATE TRIGGER session_placed BEFORE UPDATE ON session FOR EACH ROW
      WHEN ((NEW.starts_at, NEW.room_id, NEW.physician_id) IS DISTINCT FROM (OLD.starts_at, OLD.room_id, OLD.physician_id)
        OR (OLD.state = 'cancelled' AND NEW.state <> 'cancelled')) EXECUTE FUNCTION session_placed()`);
    await runner.query(`CREATE OR REPLACE VIEW report_block_time_release WITH (security_invoker = true) AS
      SELECT r.practice_id, r.id, r.block_time_id, b.clinic_id, r.date AS day, b.physician_id, r.room_id, r.how, r.minutes,
             r.released_at, r.reclaimed_at, s.id AS refilled_by_session_id, s.physician_id AS refilled_by_physician_id,
             s.duration_minutes AS refilled_minutes
        FROM block_time_release r
        JOIN block_time b ON b.practice_id = r.practice_id AND b.id = r.block_time_id
        LEFT JOIN session s ON s.practice_id = r.practice_id AND s.clinic_id = b.clinic_id AND s.room_id = r.room_id
             AND s.starts_at >= lower(r.during) AND s.starts_at < upper(r.during)
             AND coalesce(s.placed_at, s.created_at) >= r.released_at AND s.physician_id <> b.physician_id
             AND s.state NOT IN ('cancelled','no-show')`);

    await runner.query(`CREATE FUNCTION block_time_audit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        change jsonb;
      BEGIN
        IF TG_OP = 'UPDATE' THEN
          SELECT jsonb_object_agg(o.key, jsonb_build_array(o.value, n.value)) INTO change
            FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(to_jsonb(NEW)) n USING (key)
           WHERE o.value IS DISTINCT FROM n.value;
          IF change IS NULL THEN RETURN NULL; END IF;
        ELSE
          change := jsonb_strip_nulls(to_jsonb(NEW) - 'practice_id' - 'id');
        END IF;
        PERFORM audit_append(CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'update' END, 'block-time', NEW.id, '{}', change);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE CONSTRAINT TRIGGER block_time_audited AFTER INSERT OR UPDATE ON block_time
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION block_time_audit()`);

    await runner.query(`DROP INDEX follow_up_task_open`);
    await runner.query(
      `CREATE INDEX follow_up_task_by_due_date ON follow_up_task (practice_id, state, due_on, id)`,
    );
    await runner.query(`CREATE INDEX follow_up_task_by_patient ON follow_up_task (practice_id, patient_id)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
