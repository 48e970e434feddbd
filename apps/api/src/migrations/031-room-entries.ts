import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * How a visit was prepared when its patient entered the room. Written with the step and never changed: it speaks as
 * long as the step stands that it was written for, so that a step taken back thaws it by itself. It is a copy because
 * flags, authorisations and the plan are changed in place: nobody could work it out again afterwards.
 */
export class RoomEntries1795000000031 implements MigrationInterface {
  name = 'RoomEntries1795000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE room_entry (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      session_id uuid NOT NULL,
      patient_id uuid NOT NULL,
      entered_at timestamptz(3) NOT NULL,
      judged jsonb NOT NULL,
      recorded_by uuid,
      CONSTRAINT room_entry_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT room_entry_judged_shaped CHECK (jsonb_typeof(judged) = 'object'),
      CONSTRAINT room_entry_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
      CONSTRAINT room_entry_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX room_entry_by_session ON room_entry (practice_id, session_id, entered_at)`,
    );
    await runner.query(`ALTER TABLE room_entry ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE room_entry FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY room_entry_own_practice ON room_entry
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT ON room_entry TO lull_app`);
    await runner.query(`CREATE CONSTRAINT TRIGGER room_entry_audited AFTER INSERT ON room_entry
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
