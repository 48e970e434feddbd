import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * The clinic's own versions of the definitions of relief, of the decision rules, and of when symptoms are told further:
 * each with its author, its source and its first day, none ever changed. A version of the definitions of relief leaves a
 * note for every patient, in its transaction, so that the figures of earlier injections are made by it as well (ADR 15).
 */
export class ClinicalPolicies1795000000050 implements MigrationInterface {
  name = 'ClinicalPolicies1795000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE clinical_policy (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      kind text NOT NULL,
      version text NOT NULL,
      author text NOT NULL,
      effective_from date NOT NULL,
      body jsonb NOT NULL,
      source text NOT NULL,
      reverts_to text,
      recorded_by uuid NOT NULL,
      recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT clinical_policy_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT clinical_policy_version_once UNIQUE (practice_id, kind, version),
      CONSTRAINT clinical_policy_kind_known CHECK (kind IN ('relief','decision','escalation')),
      CONSTRAINT clinical_policy_author_present CHECK (btrim(author) <> '' AND btrim(version) <> ''),
      CONSTRAINT clinical_policy_source_present CHECK (btrim(source) <> '' AND btrim(reverts_to) <> ''),
      CONSTRAINT clinical_policy_body_shaped CHECK (jsonb_typeof(body) = 'object'),
      CONSTRAINT clinical_policy_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
    )`);
    await runner.query(`ALTER TABLE clinical_policy ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE clinical_policy FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY clinical_policy_own_practice ON clinical_policy
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT ON clinical_policy TO lull_app`);
    await runner.query(`CREATE CONSTRAINT TRIGGER clinical_policy_audited AFTER INSERT ON clinical_policy
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row()`);
    await runner.query(`CREATE TRIGGER clinical_policy_noticed AFTER INSERT ON clinical_policy
      FOR EACH ROW EXECUTE FUNCTION policy_notice()`);
    await runner.query(`CREATE FUNCTION relief_due_for_everybody() RETURNS trigger
      LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO relief_due (practice_id, id, patient_id)
          SELECT NEW.practice_id, gen_random_uuid(), patient_id FROM injection
           WHERE practice_id = NEW.practice_id AND status = 'completed' GROUP BY patient_id;
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER clinical_policy_tells_relief AFTER INSERT ON clinical_policy
      FOR EACH ROW WHEN (NEW.kind = 'relief') EXECUTE FUNCTION relief_due_for_everybody()`);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
