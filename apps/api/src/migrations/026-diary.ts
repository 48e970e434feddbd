import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/** The patient's page: the link that opens it, what was answered there, and what somebody must look at. */
export class Diary1795000000026 implements MigrationInterface {
  name = 'Diary1795000000026';

  async up(runner: QueryRunner): Promise<void> {
    await links(runner);
    await answers(runner);
    await pressingTasks(runner);
    await practiceAlone(runner);
    await trail(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function links(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE patient_link (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz(3) NOT NULL,
    opened_at timestamptz(3),
    last_used_at timestamptz(3),
    wrong_tries integer NOT NULL DEFAULT 0,
    revoked_at timestamptz(3),
    revoked_why text,
    CONSTRAINT patient_link_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT patient_link_of_patient UNIQUE (practice_id, id, patient_id),
    CONSTRAINT patient_link_token_once UNIQUE (practice_id, token_hash),
    CONSTRAINT patient_link_limits_ordered CHECK (created_at < expires_at),
    CONSTRAINT patient_link_tries_counted CHECK (wrong_tries >= 0),
    CONSTRAINT patient_link_revoked_says_why CHECK ((revoked_at IS NULL) = (revoked_why IS NULL)),
    CONSTRAINT patient_link_reason_known CHECK (revoked_why IN ('replaced','staff','wrong-birth-dates')),
    CONSTRAINT patient_link_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT patient_link_member_exists FOREIGN KEY (practice_id, created_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX patient_link_by_token ON patient_link (token_hash)`);
  await runner.query(
    `CREATE INDEX patient_link_by_patient ON patient_link (practice_id, patient_id, created_at)`,
  );
  await runner.query(
    `CREATE UNIQUE INDEX patient_link_one_in_force ON patient_link (practice_id, patient_id) WHERE revoked_at IS NULL`,
  );
  await runner.query(`CREATE TABLE patient_access (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    token_hash bytea NOT NULL,
    link_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz(3) NOT NULL,
    CONSTRAINT patient_access_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT patient_access_token_once UNIQUE (practice_id, token_hash),
    CONSTRAINT patient_access_limits_ordered CHECK (created_at < expires_at),
    CONSTRAINT patient_access_link_of_patient FOREIGN KEY (practice_id, link_id, patient_id) REFERENCES patient_link(practice_id, id, patient_id)
  )`);
  await runner.query(`CREATE INDEX patient_access_by_token ON patient_access (token_hash)`);
  await runner.query(`CREATE INDEX patient_access_by_link ON patient_access (practice_id, link_id)`);
}

async function answers(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE diary_entry (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    link_id uuid NOT NULL,
    slot text NOT NULL,
    at timestamptz(3) NOT NULL,
    not_yet boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT diary_entry_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT diary_entry_once_per_slot UNIQUE (practice_id, patient_id, slot),
    CONSTRAINT diary_entry_slot_shaped CHECK (slot ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}(-before)?$'),
    CONSTRAINT diary_entry_link_of_patient FOREIGN KEY (practice_id, link_id, patient_id) REFERENCES patient_link(practice_id, id, patient_id)
  )`);
  await runner.query(`CREATE TABLE instrument_score (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    instrument text NOT NULL,
    items integer[] NOT NULL,
    score numeric NOT NULL,
    at timestamptz(3) NOT NULL,
    entered_through uuid,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT instrument_score_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT instrument_score_items_whole CHECK (CASE instrument
      WHEN 'peg' THEN cardinality(items) = 3 AND 0 <= ALL (items) AND 10 >= ALL (items) AND score BETWEEN 0 AND 10
      WHEN 'pgic' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 7 AND score = items[1]
      ELSE false END),
    CONSTRAINT instrument_score_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT instrument_score_link_of_patient FOREIGN KEY (practice_id, entered_through, patient_id) REFERENCES patient_link(practice_id, id, patient_id)
  )`);
  await runner.query(
    `CREATE INDEX instrument_score_by_patient ON instrument_score (practice_id, patient_id, at)`,
  );
  await runner.query(`CREATE TABLE symptom_report (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    link_id uuid NOT NULL,
    symptoms text[] NOT NULL,
    note text,
    triage text NOT NULL,
    definition_version text NOT NULL,
    at timestamptz(3) NOT NULL,
    task_id uuid,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT symptom_report_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT symptom_report_names_symptoms CHECK (cardinality(symptoms) > 0),
    CONSTRAINT symptom_report_triage_known CHECK (triage IN ('emergency','same-day','routine')),
    CONSTRAINT symptom_report_urgent_has_task CHECK ((triage = 'routine') = (task_id IS NULL)),
    CONSTRAINT symptom_report_link_of_patient FOREIGN KEY (practice_id, link_id, patient_id) REFERENCES patient_link(practice_id, id, patient_id),
    CONSTRAINT symptom_report_task_exists FOREIGN KEY (practice_id, task_id) REFERENCES follow_up_task(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX symptom_report_by_patient ON symptom_report (practice_id, patient_id, at)`,
  );
  // Not validated: no row names a link yet, and row-level security forbids even the owner to look.
  await runner.query(`ALTER TABLE pain_score
    ADD COLUMN entered_through uuid,
    ADD CONSTRAINT pain_score_link_of_patient FOREIGN KEY (practice_id, entered_through, patient_id) REFERENCES patient_link(practice_id, id, patient_id) NOT VALID`);
}

/** What cannot wait until tomorrow has an hour, and stands before everything that has none. */
async function pressingTasks(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE follow_up_task ADD COLUMN due_at timestamptz(3), ADD COLUMN told text,
    ADD CONSTRAINT follow_up_task_told_present CHECK (btrim(told) <> '')`);
  await runner.query(`DROP INDEX follow_up_task_by_due_date`);
  await runner.query(
    `CREATE INDEX follow_up_task_by_urgency ON follow_up_task (practice_id, state, due_at, due_on, id)`,
  );
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  const rights = {
    patient_link: 'SELECT, INSERT, UPDATE',
    patient_access: null,
    diary_entry: 'SELECT, INSERT',
    instrument_score: 'SELECT, INSERT',
    symptom_report: 'SELECT, INSERT',
  } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    if (right !== null) await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
  // Whose link it is, and whether it stands, is asked before it is known who asks (as of a sign-in).
  await runner.query(
    `GRANT SELECT (practice_id, id, patient_id, token_hash, expires_at, revoked_at) ON patient_link TO lull_auth`,
  );
  await runner.query(
    `CREATE POLICY patient_link_before_access ON patient_link FOR SELECT TO lull_auth USING (true)`,
  );
  await runner.query(`GRANT SELECT, INSERT, DELETE ON patient_access TO lull_auth`);
  await runner.query(
    `CREATE POLICY patient_access_before_access ON patient_access TO lull_auth USING (true) WITH CHECK (true)`,
  );
}

async function trail(runner: QueryRunner): Promise<void> {
  const writes = {
    patient_link: 'INSERT OR UPDATE',
    diary_entry: 'INSERT',
    instrument_score: 'INSERT',
    symptom_report: 'INSERT',
  } as const;
  for (const [table, on] of Object.entries(writes))
    await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER ${on} ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
}
