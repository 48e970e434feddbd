import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * Finds any part of a trail of millions of events: an index for each way in, and for the patient, of whom an event may
 * name many, a row for each. `audit_append` alone writes those rows, beside the event, and `audit_verify` leaves them
 * to the product, which judges both together. An index on the array itself would not do: under row security the planner
 * uses no operator that is not leakproof, and those of arrays are not.
 */
export class AuditSearch1795000000042 implements MigrationInterface {
  name = 'AuditSearch1795000000042';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE audit_event_patient (
      practice_id uuid NOT NULL,
      patient_id uuid NOT NULL,
      at timestamptz(3) NOT NULL,
      sequence bigint NOT NULL,
      CONSTRAINT audit_event_patient_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id),
      CONSTRAINT audit_event_patient_identity PRIMARY KEY (practice_id, patient_id, at, sequence)
    )`);
    await listWhatStands(runner);
    await runner.query(`ALTER TABLE audit_event_patient ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE audit_event_patient FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY audit_event_patient_own_practice ON audit_event_patient
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT ON audit_event_patient TO lull_app`);
    await ownPatientAlone(runner);
    await append(runner);
    await runner.query(`DROP INDEX audit_event_by_time`);
    await runner.query(`DROP INDEX audit_event_by_member`);
    await runner.query(`CREATE INDEX audit_event_by_time ON audit_event (practice_id, at, sequence)`);
    await runner.query(
      `CREATE INDEX audit_event_by_member ON audit_event (practice_id, member_id, resource, action, at, sequence)`,
    );
    await runner.query(
      `CREATE INDEX audit_event_by_resource ON audit_event (practice_id, resource, action, at, sequence)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

/** Of a database in use: the policies would hide every practice's events from the owner as well. */
async function listWhatStands(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE audit_event NO FORCE ROW LEVEL SECURITY`);
  await runner.query(`INSERT INTO audit_event_patient (practice_id, patient_id, at, sequence)
    SELECT DISTINCT e.practice_id, p.id, e.at, e.sequence FROM audit_event e CROSS JOIN LATERAL unnest(e.patient_ids) p (id)`);
  await runner.query(`ALTER TABLE audit_event FORCE ROW LEVEL SECURITY`);
}

/** As in 005, with the last statement but two. */
async function append(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE OR REPLACE FUNCTION audit_append(
      action text, resource text, resource_id uuid, patient_ids uuid[], change jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET client_encoding = 'UTF8' AS $$
    DECLARE
      practice uuid := current_setting('app.practice')::uuid;
      this_transaction bigint := pg_current_xact_id()::text::bigint;
      head audit_head;
      e audit_event;
    BEGIN
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
      e.purpose := coalesce(nullif(current_setting('app.purpose', true), ''), 'unknown');
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
