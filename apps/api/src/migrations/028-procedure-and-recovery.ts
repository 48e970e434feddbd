import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * The steps of the procedure, the readings of recovery and the discharge: written down once and never changed, the
 * latest counts. Where lipid emulsion is kept, and why a needle-out is not the time at which it was recorded. Actual
 * stays in the room, from which planned lengths are offered.
 */
export class ProcedureAndRecovery1795000000028 implements MigrationInterface {
  name = 'ProcedureAndRecovery1795000000028';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    for (const table of ['procedure_step', 'recovery_reading', 'discharge']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
        USING (practice_id = current_setting('app.practice')::uuid)
        WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
      // What was seen stays written down: a later entry says otherwise.
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO lull_app`);
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
    }
    await runner.query(`ALTER TABLE clinic ADD COLUMN lipid_location text,
      ADD CONSTRAINT clinic_lipid_location_present CHECK (btrim(lipid_location) <> '')`);
    await runner.query(`ALTER TABLE injection ADD COLUMN needle_out_reason text,
      ADD CONSTRAINT injection_needle_out_reason_present CHECK (btrim(needle_out_reason) <> '')`);
    await actualStays(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE procedure_step (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    step text NOT NULL,
    state text NOT NULL,
    done_at timestamptz(3),
    done_by text,
    reason text,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT procedure_step_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT procedure_step_known CHECK (step IN ('positioned-prone','iv-sedative','skin-prepared','needle-guided','contrast','local-anaesthetic','steroid')),
    CONSTRAINT procedure_step_state_known CHECK (state IN ('done','not-done','not-applicable')),
    CONSTRAINT procedure_step_done_says_when CHECK ((state = 'done') = (done_at IS NOT NULL)),
    CONSTRAINT procedure_step_reason_present CHECK (btrim(reason) <> ''),
    CONSTRAINT procedure_step_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT procedure_step_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX procedure_step_by_session ON procedure_step (practice_id, session_id, step, recorded_at)`,
  );
  const scored = (column: string): string =>
    `CHECK (cardinality(${column}) = 5 AND 0 <= ALL (${column}) AND 2 >= ALL (${column}))`;
  await runner.query(`CREATE TABLE recovery_reading (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    at timestamptz(3) NOT NULL,
    aldrete integer[],
    padss integer[],
    nrs integer,
    left_leg_strength integer,
    right_leg_strength integer,
    stands_safely boolean,
    left_foot_c numeric,
    right_foot_c numeric,
    effects text[] NOT NULL DEFAULT '{}',
    note text,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT recovery_reading_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT recovery_reading_aldrete_possible ${scored('aldrete')},
    CONSTRAINT recovery_reading_padss_possible ${scored('padss')},
    CONSTRAINT recovery_reading_nrs_possible CHECK (nrs BETWEEN 0 AND 10),
    CONSTRAINT recovery_reading_strength_possible CHECK (left_leg_strength BETWEEN 0 AND 5 AND right_leg_strength BETWEEN 0 AND 5),
    CONSTRAINT recovery_reading_temperature_plausible CHECK (left_foot_c BETWEEN 10 AND 45 AND right_foot_c BETWEEN 10 AND 45),
    CONSTRAINT recovery_reading_effects_known CHECK (effects <@ ARRAY['warm-leg','numb-leg','weak-leg']),
    CONSTRAINT recovery_reading_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT recovery_reading_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX recovery_reading_by_session ON recovery_reading (practice_id, session_id, at)`,
  );
  await runner.query(`CREATE TABLE discharge (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    escort_name text,
    escort_relation text,
    escort_present boolean NOT NULL,
    after_care_told boolean NOT NULL,
    note text,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT discharge_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT discharge_escort_has_name CHECK ((NOT escort_present OR escort_name IS NOT NULL) AND (escort_name IS NULL) = (escort_relation IS NULL)),
    CONSTRAINT discharge_escort_named CHECK (btrim(escort_name) <> '' AND btrim(escort_relation) <> ''),
    CONSTRAINT discharge_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT discharge_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX discharge_by_session ON discharge (practice_id, session_id, recorded_at)`);
}

/** `security_invoker`: the policy of the table below applies to whoever asks. */
async function actualStays(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE VIEW report_room_stay WITH (security_invoker = true) AS
    SELECT practice_id, id, physician_id, procedure_type_id, sedation, starts_at,
           date_part('epoch', room_out_at - room_in_at) / 60 AS minutes
      FROM session
     WHERE room_in_at IS NOT NULL AND room_out_at > room_in_at AND state IN ('recovering', 'discharged')`);
  await runner.query(`GRANT SELECT ON report_room_stay TO lull_app`);
  await runner.query(
    `CREATE INDEX session_room_stays ON session (practice_id, starts_at) WHERE room_out_at IS NOT NULL`,
  );
}
