import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Times that are held for some minutes, the waitlist, and the times that a cancelled, missed or moved session
 * leaves free. A held time has its holds in `hold`, under the one constraint that no two overlap.
 */
export class WaitlistAndHeldTimes1795000000013 implements MigrationInterface {
  name = 'WaitlistAndHeldTimes1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await thirdOwnerOfHolds(runner);
    await practiceAlone(runner);
    await trail(runner);
    await notices(runner);
    await freedBySessions(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE waitlist_entry (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    series_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    from_date date NOT NULL,
    until_date date,
    weekdays integer[] NOT NULL DEFAULT '{}',
    half text,
    physician_id uuid,
    notice_hours integer NOT NULL,
    priority text NOT NULL,
    note text,
    state text NOT NULL DEFAULT 'waiting',
    session_id uuid,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT waitlist_entry_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT waitlist_entry_state_known CHECK (state IN ('waiting','offered','placed','withdrawn')),
    CONSTRAINT waitlist_entry_priority_known CHECK (priority IN ('urgent','soon','normal')),
    CONSTRAINT waitlist_entry_half_known CHECK (half IN ('morning','afternoon')),
    CONSTRAINT waitlist_entry_weekdays_known CHECK (weekdays <@ ARRAY[1,2,3,4,5,6,7]),
    CONSTRAINT waitlist_entry_window_ordered CHECK (until_date IS NULL OR from_date <= until_date),
    CONSTRAINT waitlist_entry_notice_possible CHECK (notice_hours BETWEEN 0 AND 336),
    CONSTRAINT waitlist_entry_placed_has_session CHECK ((state = 'placed') = (session_id IS NOT NULL)),
    CONSTRAINT waitlist_entry_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id),
    CONSTRAINT waitlist_entry_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id, id, patient_id),
    CONSTRAINT waitlist_entry_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id, id),
    CONSTRAINT waitlist_entry_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id, id)
  )`);
  await runner.query(
    `CREATE UNIQUE INDEX waitlist_entry_once_per_series ON waitlist_entry (practice_id, series_id) WHERE state IN ('waiting','offered')`,
  );
  await runner.query(
    `CREATE INDEX waitlist_entry_open ON waitlist_entry (practice_id, clinic_id) WHERE state IN ('waiting','offered')`,
  );
  await runner.query(`CREATE TABLE freed_time (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    room_id uuid NOT NULL,
    physician_id uuid NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    ends_at timestamptz(3) NOT NULL,
    cause text NOT NULL,
    session_id uuid NOT NULL,
    closed boolean NOT NULL DEFAULT false,
    goes_on boolean NOT NULL DEFAULT false,
    offer_minutes integer,
    offered_by uuid,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT freed_time_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT freed_time_cause_known CHECK (cause IN ('cancelled','no-show','moved')),
    CONSTRAINT freed_time_ordered CHECK (starts_at < ends_at),
    CONSTRAINT freed_time_round_says_how CHECK (NOT goes_on OR (offer_minutes IS NOT NULL AND offered_by IS NOT NULL)),
    CONSTRAINT freed_time_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id),
    CONSTRAINT freed_time_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id, id),
    CONSTRAINT freed_time_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id, id),
    CONSTRAINT freed_time_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id, id),
    CONSTRAINT freed_time_member_exists FOREIGN KEY (practice_id, offered_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX freed_time_open ON freed_time (practice_id, clinic_id, ends_at) WHERE NOT closed`,
  );
  await runner.query(`CREATE INDEX freed_time_going_on ON freed_time (practice_id) WHERE goes_on`);
  await runner.query(`CREATE TABLE held_time (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    series_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    room_id uuid NOT NULL,
    physician_id uuid NOT NULL,
    starts_at timestamptz(3) NOT NULL,
    duration_minutes integer NOT NULL,
    sedation text NOT NULL,
    purpose text NOT NULL,
    state text NOT NULL DEFAULT 'held',
    expires_at timestamptz(3) NOT NULL,
    held_by uuid NOT NULL,
    entry_id uuid,
    freed_time_id uuid,
    session_id uuid,
    ended_at timestamptz(3),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT held_time_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT held_time_purpose_known CHECK (purpose IN ('phone','offer')),
    CONSTRAINT held_time_state_known CHECK (state IN ('held','booked','expired','given-back')),
    CONSTRAINT held_time_sedation_known CHECK (sedation IN ('none','minimal','moderate','deep')),
    CONSTRAINT held_time_duration_possible CHECK (duration_minutes BETWEEN 5 AND 480),
    CONSTRAINT held_time_ended_says_when CHECK ((state = 'held') = (ended_at IS NULL)),
    CONSTRAINT held_time_booked_has_session CHECK ((state = 'booked') = (session_id IS NOT NULL)),
    CONSTRAINT held_time_offer_names_whom CHECK ((purpose = 'offer') = (entry_id IS NOT NULL AND freed_time_id IS NOT NULL)),
    CONSTRAINT held_time_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id),
    CONSTRAINT held_time_series_of_patient FOREIGN KEY (practice_id, series_id, patient_id) REFERENCES injection_series(practice_id, id, patient_id),
    CONSTRAINT held_time_room_exists FOREIGN KEY (practice_id, room_id) REFERENCES resource(practice_id, id),
    CONSTRAINT held_time_physician_exists FOREIGN KEY (practice_id, physician_id) REFERENCES resource(practice_id, id),
    CONSTRAINT held_time_member_exists FOREIGN KEY (practice_id, held_by) REFERENCES member(practice_id, id),
    CONSTRAINT held_time_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id, id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT held_time_entry_exists FOREIGN KEY (practice_id, entry_id) REFERENCES waitlist_entry(practice_id, id),
    CONSTRAINT held_time_freed_time_exists FOREIGN KEY (practice_id, freed_time_id) REFERENCES freed_time(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX held_time_by_clinic_and_time ON held_time (practice_id, clinic_id, starts_at) WHERE state = 'held'`,
  );
  await runner.query(`CREATE INDEX held_time_due ON held_time (expires_at) WHERE state = 'held'`);
  await runner.query(
    `CREATE INDEX held_time_of_freed_time ON held_time (practice_id, freed_time_id) WHERE freed_time_id IS NOT NULL`,
  );
  await runner.query(
    `CREATE UNIQUE INDEX held_time_one_offer_per_freed_time ON held_time (practice_id, freed_time_id) WHERE state = 'held'`,
  );
  await runner.query(
    `CREATE UNIQUE INDEX held_time_one_offer_per_entry ON held_time (practice_id, entry_id) WHERE state = 'held'`,
  );
}

async function thirdOwnerOfHolds(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE hold ADD COLUMN held_time_id uuid`);
  await runner.query(`ALTER TABLE hold DROP CONSTRAINT hold_has_one_owner`);
  await runner.query(
    `ALTER TABLE hold ADD CONSTRAINT hold_has_one_owner CHECK (num_nonnulls(session_id, closure_id, held_time_id) = 1)`,
  );
  // The check of the rows that stand reads them as the owner, who has no practice; nobody else sees this between.
  await runner.query(`ALTER TABLE hold NO FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `ALTER TABLE hold ADD CONSTRAINT hold_held_time_exists FOREIGN KEY (practice_id, held_time_id) REFERENCES held_time(practice_id, id)`,
  );
  await runner.query(`ALTER TABLE hold FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `CREATE INDEX hold_by_held_time ON hold (practice_id, held_time_id) WHERE held_time_id IS NOT NULL`,
  );
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  for (const table of ['waitlist_entry', 'freed_time', 'held_time']) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO lull_app`);
  }
  // Which practices have a held time that is over, or a round of offers to go on with: the sweep asks before
  // it can name a practice, and sees no more than that.
  await runner.query(`GRANT SELECT (practice_id, state, expires_at) ON held_time TO lull_auth`);
  await runner.query(`GRANT SELECT (practice_id, goes_on) ON freed_time TO lull_auth`);
  await runner.query(
    `CREATE POLICY held_time_of_the_sweep ON held_time FOR SELECT TO lull_auth USING (true)`,
  );
  await runner.query(
    `CREATE POLICY freed_time_of_the_sweep ON freed_time FOR SELECT TO lull_auth USING (true)`,
  );
}

/** As migration 005 does it for the tables of a patient's record. */
async function trail(runner: QueryRunner): Promise<void> {
  for (const table of ['waitlist_entry', 'held_time']) {
    await runner.query(`CREATE FUNCTION ${table}_audit() RETURNS trigger
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
        PERFORM audit_append(CASE TG_OP WHEN 'INSERT' THEN 'create' ELSE 'update' END,
          '${table.replaceAll('_', '-')}', NEW.id, ARRAY[NEW.patient_id], change);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT OR UPDATE ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ${table}_audit()`);
  }
}

async function notices(runner: QueryRunner): Promise<void> {
  const kinds = [
    ['held_time', 'held-time', 'NEW.starts_at'],
    ['waitlist_entry', 'waitlist', 'NEW.created_at'],
    ['freed_time', 'waitlist', 'NEW.starts_at'],
  ] as const;
  for (const [table, kind, at] of kinds) {
    await runner.query(`CREATE FUNCTION ${table}_notice() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        PERFORM pg_notify('lull_change', json_build_object(
          'practice', NEW.practice_id, 'clinic', NEW.clinic_id, 'kind', '${kind}', 'id', NEW.id,
          'version', NEW.version, 'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from ${at}) * 1000), 'was', NULL)::text);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER ${table}_noticed AFTER INSERT OR UPDATE ON ${table}
      FOR EACH ROW EXECUTE FUNCTION ${table}_notice()`);
  }
}

/** Cancelling, missing and moving free a time, whichever way they come; one that has passed is of no use. */
async function freedBySessions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION session_frees_time() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      ends timestamptz := OLD.starts_at + make_interval(mins => OLD.duration_minutes);
    BEGIN
      IF ends > now() THEN
        INSERT INTO freed_time (practice_id, id, clinic_id, room_id, physician_id, starts_at, ends_at, cause, session_id)
        VALUES (OLD.practice_id, gen_random_uuid(), OLD.clinic_id, OLD.room_id, OLD.physician_id, OLD.starts_at, ends,
                CASE WHEN NEW.state IN ('cancelled', 'no-show') THEN NEW.state ELSE 'moved' END, OLD.id);
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER session_freed AFTER UPDATE ON session FOR EACH ROW
    WHEN (OLD.state NOT IN ('discharged', 'cancelled', 'no-show')
      AND (NEW.state IN ('cancelled', 'no-show')
        OR (NEW.starts_at, NEW.room_id) IS DISTINCT FROM (OLD.starts_at, OLD.room_id)))
    EXECUTE FUNCTION session_frees_time()`);
}
