import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/** Two records with one name and birth date that somebody compared and found to be of two persons (ADR 25). */
export class TwoPersons1795000000053 implements MigrationInterface {
  name = 'TwoPersons1795000000053';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE patient_distinction (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      one_id uuid NOT NULL,
      other_id uuid NOT NULL,
      reason text NOT NULL,
      said_by uuid NOT NULL,
      said_at timestamptz(3) NOT NULL DEFAULT now(),
      withdrawn_by uuid,
      withdrawn_at timestamptz(3),
      withdrawal_reason text,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT patient_distinction_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT patient_distinction_one_exists FOREIGN KEY (practice_id, one_id) REFERENCES patient(practice_id, id),
      CONSTRAINT patient_distinction_other_exists FOREIGN KEY (practice_id, other_id) REFERENCES patient(practice_id, id),
      CONSTRAINT patient_distinction_by_member FOREIGN KEY (practice_id, said_by) REFERENCES member(practice_id, id),
      CONSTRAINT patient_distinction_withdrawn_by_member FOREIGN KEY (practice_id, withdrawn_by) REFERENCES member(practice_id, id),
      CONSTRAINT patient_distinction_of_two_in_order CHECK (one_id < other_id),
      CONSTRAINT patient_distinction_reason_present CHECK (btrim(reason) <> ''),
      CONSTRAINT patient_distinction_withdrawal_whole CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL))
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX patient_distinction_once ON patient_distinction (practice_id, one_id, other_id) WHERE withdrawn_at IS NULL`,
    );
    await runner.query(`ALTER TABLE patient_distinction ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE patient_distinction FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY patient_distinction_own_practice ON patient_distinction
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON patient_distinction TO lull_app`);
    await runner.query(`CREATE CONSTRAINT TRIGGER patient_distinction_audited AFTER INSERT OR UPDATE ON patient_distinction
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('one_id')`);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
