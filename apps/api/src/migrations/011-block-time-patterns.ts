import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a follow-up task is about: a patient, or an occurrence of block time. */
const aboutOneThing = `(patient_id IS NULL) = (block_time_id IS NOT NULL) AND (block_time_id IS NULL) = (block_time_date IS NULL)`;

/**
 * Block time that comes back otherwise than weekly, with a cap; weeks that are otherwise; what was released,
 * kept and reclaimed, by whom and when; and the warning of its owner before the automatic release.
 */
export class BlockTimePatterns1795000000011 implements MigrationInterface {
  name = 'BlockTimePatterns1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    // Block time that is ended before it began has no valid day.
    await runner.query(`ALTER TABLE block_time
      ALTER COLUMN release_lead_days DROP NOT NULL,
      DROP CONSTRAINT block_time_validity_ordered,
      ADD CONSTRAINT block_time_validity_ordered CHECK (valid_to IS NULL OR valid_from <= valid_to + 1),
      ADD COLUMN repeats text NOT NULL DEFAULT 'weekly',
      ADD COLUMN every_weeks integer,
      ADD COLUMN anchor_date date,
      ADD COLUMN nths integer[] NOT NULL DEFAULT '{}',
      ADD COLUMN most_sessions integer,
      ADD CONSTRAINT block_time_repeats_known CHECK (repeats IN ('weekly','every-n-weeks','nth-weekdays')),
      ADD CONSTRAINT block_time_weeks_counted_from_anchor CHECK ((repeats = 'every-n-weeks') = (every_weeks IS NOT NULL) AND (every_weeks IS NULL) = (anchor_date IS NULL) AND (every_weeks IS NULL OR every_weeks BETWEEN 2 AND 12)),
      ADD CONSTRAINT block_time_nths_possible CHECK ((repeats = 'nth-weekdays') = (cardinality(nths) > 0) AND nths <@ ARRAY[1,2,3,4,5]),
      ADD CONSTRAINT block_time_most_sessions_positive CHECK (most_sessions > 0)`);

    await runner.query(`CREATE TABLE block_time_exception (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      block_time_id uuid NOT NULL,
      date date NOT NULL,
      starts TIME(0),
      ends TIME(0),
      room_id uuid,
      changed_by uuid,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT block_time_exception_ordered CHECK (starts < ends),
      CONSTRAINT block_time_exception_complete CHECK ((starts IS NULL) = (ends IS NULL) AND (starts IS NULL) = (room_id IS NULL)),
      CONSTRAINT block_time_exception_once UNIQUE (practice_id, block_time_id, date),
      CONSTRAINT block_time_exception_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT block_time_exception_block_time_exists FOREIGN KEY (practice_id, block_time_id) REFERENCES block_time(practice_id, id),
      CONSTRAINT block_time_exception_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id, id),
      CONSTRAINT block_time_exception_member_exists FOREIGN KEY (practice_id, changed_by) REFERENCES member(practice_id, id)
    )`);

    await runner.query(`CREATE TABLE block_time_release (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      block_time_id uuid NOT NULL,
      date date NOT NULL,
      room_id uuid NOT NULL,
      during tstzrange NOT NULL,
      how text NOT NULL,
      minutes integer NOT NULL,
      released_by uuid,
      released_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      reclaimed_by uuid,
      reclaimed_at timestamptz(3),
      CONSTRAINT block_time_release_how_known CHECK (how IN ('automatic','by-hand')),
      CONSTRAINT block_time_release_by_hand_names_member CHECK ((how = 'by-hand') = (released_by IS NOT NULL)),
      CONSTRAINT block_time_release_reclaimed_names_member CHECK ((reclaimed_at IS NULL) = (reclaimed_by IS NULL)),
      CONSTRAINT block_time_release_minutes_possible CHECK (minutes >= 0),
      CONSTRAINT block_time_release_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT block_time_release_block_time_exists FOREIGN KEY (practice_id, block_time_id) REFERENCES block_time(practice_id, id),
      CONSTRAINT block_time_release_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id, id),
      CONSTRAINT block_time_release_member_exists FOREIGN KEY (practice_id, released_by) REFERENCES member(practice_id, id),
      CONSTRAINT block_time_release_reclaimer_exists FOREIGN KEY (practice_id, reclaimed_by) REFERENCES member(practice_id, id)
    )`);
    // Several servers may run the automatic release at once: one row stands, whoever comes first.
    await runner.query(
      `CREATE UNIQUE INDEX block_time_release_stands_once ON block_time_release (practice_id, block_time_id, date) WHERE reclaimed_at IS NULL`,
    );

    await runner.query(`CREATE TABLE block_time_keep (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      block_time_id uuid NOT NULL,
      date date NOT NULL,
      reason text NOT NULL,
      kept_by uuid NOT NULL,
      kept_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT block_time_keep_reason_present CHECK (btrim(reason) <> ''),
      CONSTRAINT block_time_keep_once UNIQUE (practice_id, block_time_id, date),
      CONSTRAINT block_time_keep_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT block_time_keep_block_time_exists FOREIGN KEY (practice_id, block_time_id) REFERENCES block_time(practice_id, id),
      CONSTRAINT block_time_keep_member_exists FOREIGN KEY (practice_id, kept_by) REFERENCES member(practice_id, id)
    )`);

    for (const table of ['block_time_exception', 'block_time_release', 'block_time_keep']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
        USING (practice_id = current_setting('app.practice')::uuid)
        WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    }
    // What was released, and reclaimed, is counted by reports: it is never taken away.
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON block_time_release, block_time_keep TO lull_app`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON block_time_exception TO lull_app`);

    // Not validated: no row names block time yet, and row-level security forbids even the owner to look.
    await runner.query(`ALTER TABLE follow_up_task
      ALTER COLUMN patient_id DROP NOT NULL,
      ADD COLUMN block_time_id uuid,
      ADD COLUMN block_time_date date,
      ADD CONSTRAINT follow_up_task_about_one_thing CHECK (${aboutOneThing}),
      ADD CONSTRAINT follow_up_task_block_time_exists FOREIGN KEY (practice_id, block_time_id) REFERENCES block_time(practice_id, id) NOT VALID`);
    // Once for each occurrence, however many servers warn.
    await runner.query(
      `CREATE UNIQUE INDEX follow_up_task_block_time_once ON follow_up_task (practice_id, block_time_id, block_time_date, kind) WHERE block_time_id IS NOT NULL`,
    );

    // What came of released time: the sessions of others that were booked, or moved, into it afterwards.
    await runner.query(`CREATE VIEW report_block_time_release WITH (security_invoker = true) AS
      SELECT r.practice_id, r.id, r.block_time_id, b.clinic_id, r.date AS day, b.physician_id, r.room_id, r.how, r.minutes,
             r.released_at, r.reclaimed_at, s.id AS refilled_by_session_id, s.physician_id AS refilled_by_physician_id,
             s.duration_minutes AS refilled_minutes
        FROM block_time_release r
        JOIN block_time b ON b.practice_id = r.practice_id AND b.id = r.block_time_id
        LEFT JOIN session s ON s.practice_id = r.practice_id AND s.room_id = r.room_id
             AND s.starts_at >= lower(r.during) AND s.starts_at < upper(r.during)
             AND coalesce(s.updated_at, s.created_at) >= r.released_at AND s.physician_id <> b.physician_id
             AND s.state NOT IN ('cancelled','no-show')`);
    await runner.query(`GRANT SELECT ON report_block_time_release TO lull_app`);

    // A change of block time changes what every day of the clinic looks like.
    await runner.query(`CREATE FUNCTION block_time_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        IF current_setting('app.purpose', true) = 'import' THEN RETURN NULL; END IF;
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', NEW.practice_id, 'clinic', NEW.clinic_id, 'kind', 'block-time', 'id', NEW.id,
          'version', NEW.version, 'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from clock_timestamp()) * 1000), 'was', NULL)::text);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER block_time_noticed AFTER INSERT OR UPDATE ON block_time
      FOR EACH ROW EXECUTE FUNCTION block_time_notice()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
