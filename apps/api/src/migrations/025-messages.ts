import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Messages to patients. That one is owed is written by triggers of `session` and `held_time`, in the transaction of the
 * change, so that no way of changing either can forget it; what is said is decided when it is due (ADR 13).
 */
export class Messages1795000000025 implements MigrationInterface {
  name = 'Messages1795000000025';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await practiceAlone(runner);
    await trail(runner);
    await notices(runner);
    await owedBySessions(runner);
    await owedByOffers(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE message_policy (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    version integer NOT NULL,
    author_id uuid NOT NULL,
    effective_from timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    grace_seconds integer NOT NULL,
    reminder_lead_minutes integer[] NOT NULL,
    quiet_from TIME(0),
    quiet_to TIME(0),
    day_after_at TIME(0),
    useful_minutes integer NOT NULL,
    urgent_minutes integer NOT NULL,
    attempts integer NOT NULL,
    retry_seconds integer NOT NULL,
    CONSTRAINT message_policy_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT message_policy_version_once UNIQUE (practice_id, version),
    CONSTRAINT message_policy_grace_possible CHECK (grace_seconds BETWEEN 1 AND 600),
    CONSTRAINT message_policy_leads_possible CHECK (cardinality(reminder_lead_minutes) <= 5 AND 0 < ALL (reminder_lead_minutes)),
    CONSTRAINT message_policy_quiet_hours_whole CHECK ((quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to),
    CONSTRAINT message_policy_minutes_possible CHECK (useful_minutes BETWEEN 5 AND 2880 AND urgent_minutes BETWEEN 0 AND 2880),
    CONSTRAINT message_policy_attempts_possible CHECK (attempts BETWEEN 1 AND 10 AND retry_seconds BETWEEN 1 AND 3600),
    CONSTRAINT message_policy_author_exists FOREIGN KEY (practice_id, author_id) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE TABLE message (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    dedupe_key text NOT NULL,
    kind text NOT NULL,
    channel text NOT NULL,
    clinic_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    session_id uuid,
    session_version integer,
    held_time_id uuid,
    about_start timestamptz(3),
    about_clinic_id uuid,
    about_sedation text,
    language text,
    template_version text,
    policy_version integer,
    due_at timestamptz(3) NOT NULL,
    not_after timestamptz(3) NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    lease_token uuid,
    leased_at timestamptz(3),
    lease_until timestamptz(3),
    transport text,
    sent_at timestamptz(3),
    settled_by uuid,
    settled_at timestamptz(3),
    settled_note text,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT message_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT message_once UNIQUE (practice_id, dedupe_key),
    CONSTRAINT message_kind_known CHECK (kind IN ('change','confirmation','moved','cancelled','preparation','reminder','day-after','offer','diary-invitation')),
    CONSTRAINT message_channel_known CHECK (channel IN ('email','sms')),
    CONSTRAINT message_state_known CHECK (state IN ('pending','leased','sent','skipped','failed','unknown')),
    CONSTRAINT message_transport_known CHECK (transport IN ('mailbox','smtp','http')),
    CONSTRAINT message_leased_says_until CHECK ((state = 'leased') = (lease_until IS NOT NULL)),
    CONSTRAINT message_sent_says_when CHECK ((state = 'sent') = (sent_at IS NOT NULL) AND (state <> 'sent' OR transport IS NOT NULL)),
    CONSTRAINT message_not_sent_says_why CHECK (state NOT IN ('skipped','failed','unknown') OR reason IS NOT NULL),
    CONSTRAINT message_settled_says_who CHECK ((settled_at IS NULL) = (settled_by IS NULL)),
    CONSTRAINT message_decided_before_it_leaves CHECK (state NOT IN ('leased','sent') OR kind <> 'change'),
    CONSTRAINT message_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id),
    CONSTRAINT message_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT message_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT message_held_time_exists FOREIGN KEY (practice_id, held_time_id) REFERENCES held_time(practice_id, id),
    CONSTRAINT message_settler_exists FOREIGN KEY (practice_id, settled_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX message_due ON message (practice_id, due_at) WHERE state = 'pending'`);
  await runner.query(
    `CREATE INDEX message_leased ON message (practice_id, lease_until) WHERE state = 'leased'`,
  );
  await runner.query(
    `CREATE INDEX message_by_session ON message (practice_id, session_id) WHERE session_id IS NOT NULL`,
  );
  await runner.query(`CREATE INDEX message_by_patient ON message (practice_id, patient_id, due_at)`);
  await runner.query(`CREATE INDEX message_by_time ON message (practice_id, due_at, id)`);
  await runner.query(`CREATE TABLE message_text (
    practice_id uuid NOT NULL,
    message_id uuid NOT NULL,
    address text NOT NULL,
    subject text,
    body text NOT NULL,
    calendar text,
    written_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT message_text_identity PRIMARY KEY (practice_id, message_id),
    CONSTRAINT message_text_message_exists FOREIGN KEY (practice_id, message_id) REFERENCES message(practice_id, id)
  )`);
  await runner.query(`CREATE TABLE message_link (
    practice_id uuid NOT NULL,
    message_id uuid NOT NULL,
    link text NOT NULL,
    CONSTRAINT message_link_identity PRIMARY KEY (practice_id, message_id),
    CONSTRAINT message_link_message_exists FOREIGN KEY (practice_id, message_id) REFERENCES message(practice_id, id)
  )`);
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  const rights = {
    // Nothing that a patient was owed can be taken out of the list: there is no right to delete.
    message: 'SELECT, INSERT, UPDATE',
    message_policy: 'SELECT, INSERT',
    message_text: 'SELECT, INSERT, UPDATE',
    // A personal link is a key: it goes as soon as it was sent.
    message_link: 'SELECT, INSERT, DELETE',
  } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
  // Which practices have something to send, or a lease that ran out: asked before a practice can be named.
  await runner.query(`GRANT SELECT (practice_id, state, due_at, lease_until) ON message TO lull_auth`);
  await runner.query(`CREATE POLICY message_of_the_outbox ON message FOR SELECT TO lull_auth USING (true)`);
}

/** How a message ended, and what a person did about it. That it is owed, the change tells that it came from. */
async function trail(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE CONSTRAINT TRIGGER message_audited AFTER UPDATE ON message
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN ((NEW.state <> OLD.state AND NEW.state IN ('sent','skipped','failed','unknown') AND NEW.reason IS DISTINCT FROM 'superseded')
      OR NEW.settled_at IS DISTINCT FROM OLD.settled_at)
    EXECUTE FUNCTION audit_row('patient_id')`);
  await runner.query(`CREATE CONSTRAINT TRIGGER message_policy_audited AFTER INSERT ON message_policy
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row()`);
}

/** Wakes those who send when something is due at once, and the screens when a message has ended. */
async function notices(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION message_notice() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM pg_notify('lull_change', json_build_object(
        'practice', NEW.practice_id, 'clinic', NEW.clinic_id, 'kind', 'message', 'id', NEW.id,
        'version', NEW.version, 'by', nullif(current_setting('app.member', true), ''),
        'at', floor(extract(epoch from NEW.due_at) * 1000), 'was', NULL)::text);
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER message_due_at_once AFTER INSERT ON message
    FOR EACH ROW WHEN (NEW.state = 'pending' AND NEW.due_at <= NEW.created_at) EXECUTE FUNCTION message_notice()`);
  await runner.query(`CREATE TRIGGER message_ended AFTER UPDATE ON message
    FOR EACH ROW WHEN (NEW.state <> OLD.state AND NEW.state <> 'leased' AND NEW.reason IS DISTINCT FROM 'superseded')
    EXECUTE FUNCTION message_notice()`);
}

/**
 * A session that was booked, moved, sedated otherwise, cancelled or put back: its patient is owed the news, on each
 * channel, once the grace is over. What was owed for an earlier version and has not left is superseded. An import
 * tells nobody: those patients know their times from where the book came, and the first change of such a session
 * writes down which time that was.
 */
async function owedBySessions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION message_grace(practice uuid) RETURNS interval
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
      SELECT make_interval(secs => coalesce((SELECT p.grace_seconds FROM message_policy p
        WHERE p.practice_id = practice AND p.effective_from <= now() ORDER BY p.version DESC LIMIT 1), 60))
    $$`);
  await runner.query(`CREATE FUNCTION session_owes_message() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      due timestamptz := clock_timestamp() + message_grace(NEW.practice_id);
      known session;
    BEGIN
      IF current_setting('app.purpose', true) IN ('import', 'demonstration') THEN RETURN NULL; END IF;
      IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN ('booked', 'confirmed')
          AND NOT EXISTS (SELECT 1 FROM message WHERE practice_id = NEW.practice_id AND session_id = NEW.id)
        THEN known := OLD; END IF;
        UPDATE message SET state = 'skipped', reason = 'superseded', version = version + 1
         WHERE practice_id = NEW.practice_id AND session_id = NEW.id AND state = 'pending'
           AND kind IN ('change','confirmation','moved','cancelled','preparation');
      END IF;
      INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, session_id, session_version,
        about_start, about_clinic_id, about_sedation, due_at, not_after)
      SELECT NEW.practice_id, gen_random_uuid(), 'session:' || NEW.id || ':v' || NEW.version || ':' || channel, 'change', channel,
             NEW.clinic_id, NEW.patient_id, NEW.id, NEW.version, known.starts_at, known.clinic_id, known.sedation,
             due, due + interval '24 hours'
        FROM unnest(ARRAY['email', 'sms']) channel;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER session_owes_confirmation AFTER INSERT ON session
    FOR EACH ROW WHEN (NEW.state IN ('booked','confirmed')) EXECUTE FUNCTION session_owes_message()`);
  await runner.query(`CREATE TRIGGER session_owes_news AFTER UPDATE ON session
    FOR EACH ROW WHEN (NEW.state IN ('booked','confirmed','cancelled')
      AND ((NEW.starts_at, NEW.clinic_id, NEW.sedation) IS DISTINCT FROM (OLD.starts_at, OLD.clinic_id, OLD.sedation)
        OR (NEW.state = 'cancelled') <> (OLD.state = 'cancelled')
        OR OLD.state = 'tentative'))
    EXECUTE FUNCTION session_owes_message()`);
}

/** A time of the waitlist is offered: of use while it is held. */
async function owedByOffers(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION offer_owes_message() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF current_setting('app.purpose', true) IN ('import', 'demonstration') THEN RETURN NULL; END IF;
      INSERT INTO message (practice_id, id, dedupe_key, kind, channel, clinic_id, patient_id, held_time_id, due_at, not_after)
      SELECT NEW.practice_id, gen_random_uuid(), 'offer:' || NEW.id || ':' || channel, 'offer', channel,
             NEW.clinic_id, NEW.patient_id, NEW.id, clock_timestamp() + message_grace(NEW.practice_id), NEW.expires_at
        FROM unnest(ARRAY['email', 'sms']) channel;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER held_time_owes_message AFTER INSERT ON held_time
    FOR EACH ROW WHEN (NEW.purpose = 'offer') EXECUTE FUNCTION offer_owes_message()`);
}
