import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * What a new practice leaves out on its way to the first bookable day, and whether the assistant is still offered. How
 * far it has come is not kept: it is what stands (ADR 22).
 */
export class PracticeSetup1795000000048 implements MigrationInterface {
  name = 'PracticeSetup1795000000048';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE practice_setup (
      practice_id uuid NOT NULL,
      left_out text[] NOT NULL DEFAULT '{}',
      running boolean NOT NULL DEFAULT true,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT practice_setup_identity PRIMARY KEY (practice_id),
      CONSTRAINT practice_setup_left_out_known CHECK (left_out <@ ARRAY['block-time','book']),
      CONSTRAINT practice_setup_practice_exists FOREIGN KEY (practice_id) REFERENCES practice(practice_id)
    )`);
    await runner.query(`ALTER TABLE practice_setup ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE practice_setup FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY practice_setup_own_practice ON practice_setup
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON practice_setup TO lull_app`);
    await runner.query(`CREATE CONSTRAINT TRIGGER practice_setup_audited AFTER INSERT OR UPDATE ON practice_setup
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row()`);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
