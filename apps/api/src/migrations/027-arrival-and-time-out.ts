import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * What is asked on arrival, what is measured before the needle, and who confirmed what in the room. Nothing of it is
 * ever changed: a correction is a new row that names the one it replaces.
 */
export class ArrivalAndTimeOut1795000000027 implements MigrationInterface {
  name = 'ArrivalAndTimeOut1795000000027';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    for (const table of ['arrival', 'vital_signs', 'time_out']) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
        USING (practice_id = current_setting('app.practice')::uuid)
        WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
      await runner.query(`GRANT SELECT, INSERT ON ${table} TO lull_app`);
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
    }
    await notices(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE arrival (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    birth_date_said date NOT NULL,
    told_apart_by text,
    side_said text NOT NULL,
    full_meal_said text,
    full_meal_at timestamptz(3),
    light_meal_said text,
    light_meal_at timestamptz(3),
    clear_liquids_said text,
    clear_liquids_at timestamptz(3),
    analgesic_said text,
    analgesic_at timestamptz(3),
    escort_present boolean,
    escort_name text,
    new_drugs boolean,
    infection_signs boolean,
    asked_at timestamptz(3) NOT NULL,
    time_reason text,
    amends uuid,
    amend_reason text,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT arrival_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT arrival_side_known CHECK (side_said IN ('left','right','both')),
    CONSTRAINT arrival_told_apart_known CHECK (told_apart_by IN ('mrn','telephone','identity-card')),
    CONSTRAINT arrival_answers_known CHECK (full_meal_said IN ('at','none-since') AND light_meal_said IN ('at','none-since') AND clear_liquids_said IN ('at','none-since') AND analgesic_said IN ('at','none-since')),
    CONSTRAINT arrival_answers_whole CHECK ((full_meal_said IS NULL) = (full_meal_at IS NULL) AND (light_meal_said IS NULL) = (light_meal_at IS NULL) AND (clear_liquids_said IS NULL) = (clear_liquids_at IS NULL) AND (analgesic_said IS NULL) = (analgesic_at IS NULL)),
    CONSTRAINT arrival_escort_named CHECK (escort_present IS NOT TRUE OR btrim(coalesce(escort_name,'')) <> ''),
    CONSTRAINT arrival_change_says_why CHECK (amends IS NULL OR btrim(coalesce(amend_reason,'')) <> ''),
    CONSTRAINT arrival_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT arrival_amends_another FOREIGN KEY (practice_id, amends) REFERENCES arrival(practice_id, id)
  )`);
  await runner.query(
    `CREATE UNIQUE INDEX arrival_once_per_session ON arrival (practice_id, session_id) WHERE amends IS NULL`,
  );
  await runner.query(
    `CREATE UNIQUE INDEX arrival_amended_once ON arrival (practice_id, amends) WHERE amends IS NOT NULL`,
  );
  await runner.query(`CREATE INDEX arrival_by_session ON arrival (practice_id, session_id, recorded_at)`);

  await runner.query(`CREATE TABLE vital_signs (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    systolic_mmhg integer,
    diastolic_mmhg integer,
    pulse_per_min integer,
    spo2_percent integer,
    respiration_per_min integer,
    temperature_celsius numeric,
    weight_kg numeric,
    weight_before_kg numeric,
    glucose_mg_dl integer,
    measured_at timestamptz(3) NOT NULL,
    time_reason text,
    amends uuid,
    amend_reason text,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT vital_signs_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT vital_signs_pressure_possible CHECK ((systolic_mmhg IS NULL) = (diastolic_mmhg IS NULL) AND diastolic_mmhg > 0 AND systolic_mmhg > diastolic_mmhg AND systolic_mmhg < 400),
    CONSTRAINT vital_signs_rates_possible CHECK (pulse_per_min BETWEEN 0 AND 400 AND respiration_per_min BETWEEN 0 AND 150 AND spo2_percent BETWEEN 0 AND 100),
    CONSTRAINT vital_signs_temperature_possible CHECK (temperature_celsius BETWEEN 20 AND 46),
    CONSTRAINT vital_signs_weight_possible CHECK (weight_kg BETWEEN 1 AND 500),
    CONSTRAINT vital_signs_glucose_possible CHECK (glucose_mg_dl BETWEEN 0 AND 3000),
    CONSTRAINT vital_signs_change_says_why CHECK (amends IS NULL OR btrim(coalesce(amend_reason,'')) <> ''),
    CONSTRAINT vital_signs_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT vital_signs_amends_another FOREIGN KEY (practice_id, amends) REFERENCES vital_signs(practice_id, id)
  )`);
  await runner.query(
    `CREATE UNIQUE INDEX vital_signs_amended_once ON vital_signs (practice_id, amends) WHERE amends IS NOT NULL`,
  );
  await runner.query(
    `CREATE INDEX vital_signs_by_session ON vital_signs (practice_id, session_id, measured_at)`,
  );

  await runner.query(`CREATE TABLE time_out (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    kind text NOT NULL,
    side text,
    levels text[] NOT NULL,
    consent_side text,
    items text[] NOT NULL,
    checklist_version text,
    order_side text,
    arrival_side text,
    recorded_consent_side text,
    reason text,
    member_id uuid NOT NULL,
    at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT time_out_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT time_out_kind_known CHECK (kind IN ('confirmed','withdrawn')),
    CONSTRAINT time_out_confirmed_whole CHECK (kind <> 'confirmed' OR (side IS NOT NULL AND consent_side IS NOT NULL AND order_side IS NOT NULL AND checklist_version IS NOT NULL AND cardinality(levels) > 0 AND cardinality(items) > 0)),
    CONSTRAINT time_out_withdrawn_says_why CHECK (kind <> 'withdrawn' OR btrim(coalesce(reason,'')) <> ''),
    CONSTRAINT time_out_side_known CHECK (side IN ('left','right')),
    CONSTRAINT time_out_levels_known CHECK (levels <@ ARRAY['L1','L2','L3','L4','L5','S1']),
    CONSTRAINT time_out_other_sides_known CHECK (consent_side IN ('left','right','both') AND order_side IN ('left','right','both') AND arrival_side IN ('left','right','both') AND recorded_consent_side IN ('left','right','both')),
    CONSTRAINT time_out_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT time_out_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX time_out_by_session ON time_out (practice_id, session_id, at)`);
}

/** Whoever looks at the session, the second person of a time-out above all, sees at once what was recorded of it. */
async function notices(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION session_record_notice() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF current_setting('app.purpose', true) IN ('import', 'demonstration') THEN RETURN NULL; END IF;
      PERFORM pg_notify('lull_change', json_build_object(
        'practice', s.practice_id, 'clinic', s.clinic_id, 'kind', 'session', 'id', s.id,
        'version', s.version, 'by', nullif(current_setting('app.member', true), ''),
        'at', floor(extract(epoch from s.starts_at) * 1000), 'was', NULL)::text)
      FROM session s WHERE s.practice_id = NEW.practice_id AND s.id = NEW.session_id;
      RETURN NULL;
    END $$`);
  for (const table of ['arrival', 'vital_signs', 'time_out'])
    await runner.query(`CREATE TRIGGER ${table}_noticed AFTER INSERT ON ${table}
      FOR EACH ROW EXECUTE FUNCTION session_record_notice()`);
}
