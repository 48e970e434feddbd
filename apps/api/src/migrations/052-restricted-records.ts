import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/** What treats, as the trail names it: of a restricted record none of it is read or written unless it was opened. */
const clinicalNouns = [
  'arrival',
  'clinical-flag',
  'complication',
  'decision',
  'diary-entry',
  'discharge',
  'drug-administration',
  'external-steroid',
  'injection',
  'instrument-score',
  'ledger',
  'pain-score',
  'procedure-step',
  'recovery',
  'recovery-reading',
  'relief',
  'skin-temperature',
  'symptom-report',
  'time-out',
  'vital-signs',
];
/** Evidence that the desk gives; the rest is the clinicians'. */
const deskEvidence = ['escort-confirmed', 'fasting-told', 'authorisation'];

const quoted = (words: readonly string[]) => words.map((word) => `'${word}'`).join(',');

/**
 * Records that are kept from colleagues (ADR 24). Everything that is read or written of a patient passes `audit_append`
 * before it is committed: there a restricted record that was not opened is refused, whatever the code forgot.
 */
export class RestrictedRecords1795000000052 implements MigrationInterface {
  name = 'RestrictedRecords1795000000052';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await questions(runner);
    await append(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE record_restriction (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    placed_by uuid NOT NULL,
    placed_at timestamptz(3) NOT NULL DEFAULT now(),
    lifted_by uuid,
    lifted_at timestamptz(3),
    lifting_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT record_restriction_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT record_restriction_of_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT record_restriction_by_member FOREIGN KEY (practice_id, placed_by) REFERENCES member(practice_id, id),
    CONSTRAINT record_restriction_lifted_by_member FOREIGN KEY (practice_id, lifted_by) REFERENCES member(practice_id, id),
    CONSTRAINT record_restriction_kind_known CHECK (kind IN ('staff','public-figure','protected')),
    CONSTRAINT record_restriction_reason_present CHECK (btrim(reason) <> ''),
    CONSTRAINT record_restriction_lifting_whole CHECK ((lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifting_reason IS NULL))
  )`);
  // Not unique: where two restricted records are joined, both restrictions stand, and each is lifted by itself.
  await runner.query(
    `CREATE INDEX record_restriction_standing ON record_restriction (practice_id, patient_id) WHERE lifted_at IS NULL`,
  );
  await runner.query(`CREATE TABLE record_opening (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    member_id uuid NOT NULL,
    kind text NOT NULL,
    reason text NOT NULL,
    opened_at timestamptz(3) NOT NULL DEFAULT now(),
    until timestamptz(3) NOT NULL,
    verdict text,
    review_note text,
    reviewed_by uuid,
    reviewed_at timestamptz(3),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT record_opening_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT record_opening_of_patient FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT record_opening_by_member FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id),
    CONSTRAINT record_opening_reviewed_by_member FOREIGN KEY (practice_id, reviewed_by) REFERENCES member(practice_id, id),
    CONSTRAINT record_opening_kind_known CHECK (kind IN ('staff','public-figure','protected')),
    CONSTRAINT record_opening_reason_present CHECK (btrim(reason) <> ''),
    CONSTRAINT record_opening_forward CHECK (until >= opened_at),
    CONSTRAINT record_opening_verdict_known CHECK (verdict IN ('justified','not-justified')),
    CONSTRAINT record_opening_review_whole CHECK ((verdict IS NULL) = (reviewed_by IS NULL) AND (verdict IS NULL) = (reviewed_at IS NULL)),
    CONSTRAINT record_opening_reviewed_by_another CHECK (reviewed_by <> member_id),
    CONSTRAINT record_opening_no_explained CHECK (verdict IS DISTINCT FROM 'not-justified' OR btrim(coalesce(review_note, '')) <> '')
  )`);
  await runner.query(
    `CREATE INDEX record_opening_by_patient ON record_opening (practice_id, patient_id, member_id, until)`,
  );
  await runner.query(`CREATE INDEX record_opening_by_time ON record_opening (practice_id, opened_at, id)`);
  for (const table of ['record_restriction', 'record_opening']) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO lull_app`);
    await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT OR UPDATE ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
  }
}

/** Written without a search path of their own, so that the planner can take them into the question that asks. */
async function questions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION record_restricted(of_patient uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM public.record_restriction r
      WHERE r.practice_id = current_setting('app.practice')::uuid AND r.patient_id = of_patient AND r.lifted_at IS NULL) $$`);
  await runner.query(`CREATE FUNCTION record_open(of_patient uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT 1 FROM public.record_opening o
      WHERE o.practice_id = current_setting('app.practice')::uuid AND o.patient_id = of_patient
        AND o.member_id = nullif(current_setting('app.member', true), '')::uuid AND o.until > now()) $$`);
  // The patient at home and the system itself are no colleagues.
  await runner.query(`CREATE FUNCTION record_closed(of_patient uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('app.member', true), '') <> ''
       AND public.record_restricted(of_patient) AND NOT public.record_open(of_patient) $$`);
  await runner.query(`CREATE FUNCTION audit_is_clinical(resource text, change jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
      -- Whether the diary is overdue, the desk is to know; what was written in it, not.
      WHEN resource = 'pain-score' AND change->>'only' = 'diary-state' THEN false
      WHEN resource = 'report' THEN change->>'report' = 'relief'
      WHEN resource = 'requirement-evidence' THEN change->>'kind' NOT IN (${quoted(deskEvidence)})
      ELSE resource IN (${quoted(clinicalNouns)}) END IS TRUE $$`);
  for (const name of ['record_restricted', 'record_open', 'record_closed', 'audit_is_clinical'])
    await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO lull_app`);
}

/** As in 042, with the first statement; an opened record's events say that it was opened. */
async function append(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE OR REPLACE FUNCTION audit_append(
      action text, resource text, resource_id uuid, patient_ids uuid[], change jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET client_encoding = 'UTF8' AS $$
    DECLARE
      practice uuid := current_setting('app.practice')::uuid;
      this_transaction bigint := pg_current_xact_id()::text::bigint;
      why text := coalesce(nullif(current_setting('app.purpose', true), ''), 'unknown');
      head audit_head;
      e audit_event;
      restricted record;
    BEGIN
      IF coalesce(current_setting('app.member', true), '') <> '' THEN
        FOR restricted IN
          SELECT DISTINCT r.patient_id AS id FROM record_restriction r
           WHERE r.practice_id = practice AND r.lifted_at IS NULL AND r.patient_id = ANY (audit_append.patient_ids)
        LOOP
          IF record_open(restricted.id) THEN
            IF cardinality(audit_append.patient_ids) = 1 OR audit_is_clinical(audit_append.resource, audit_append.change) THEN
              why := 'break-glass';
            END IF;
          ELSIF audit_is_clinical(audit_append.resource, audit_append.change) THEN
            RAISE EXCEPTION 'The record is restricted and was not opened.'
              USING ERRCODE = 'check_violation', CONSTRAINT = 'record_opened', DETAIL = restricted.id::text;
          END IF;
        END LOOP;
      END IF;
      SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
      IF NOT FOUND THEN
        INSERT INTO audit_head VALUES (practice, 0, decode(repeat('00', 32), 'hex'), NULL)
          ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM audit_head h WHERE h.practice_id = practice FOR UPDATE;
      END IF;
      IF head.pending_in = this_transaction THEN
        SELECT l.sequence, l.hash INTO head.sequence, head.hash FROM audit_event l
         WHERE l.practice_id = practice ORDER BY l.sequence DESC LIMIT 1;
      END IF;
      e.practice_id := practice;
      e.sequence := head.sequence + 1;
      e.at := clock_timestamp();
      e.member_id := nullif(current_setting('app.member', true), '')::uuid;
      e.role := nullif(current_setting('app.role', true), '');
      e.sign_in_id := nullif(current_setting('app.sign_in', true), '')::uuid;
      e.request_id := nullif(current_setting('app.request', true), '');
      e.purpose := why;
      e.action := audit_append.action;
      e.resource := audit_append.resource;
      e.resource_id := audit_append.resource_id;
      e.patient_ids := audit_append.patient_ids;
      e.change := audit_append.change;
      e.previous_hash := head.hash;
      e.hash := sha256(head.hash || audit_canonical(e));
      INSERT INTO audit_event SELECT (e).*;
      INSERT INTO audit_event_patient (practice_id, patient_id, at, sequence)
        SELECT DISTINCT practice, p.id, e.at, e.sequence FROM unnest(e.patient_ids) p (id);
      IF head.pending_in IS DISTINCT FROM this_transaction THEN
        UPDATE audit_head h SET pending_in = this_transaction WHERE h.practice_id = practice;
      END IF;
      RETURN e.sequence;
    END $$`);
}
