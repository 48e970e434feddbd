import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * What each injection did, kept beside it for the reports of a clinic (ADR 15). Derived: `npm run relief:rebuild` makes
 * every row anew. Whatever writes a fact that relief rests on leaves a note in the same transaction, by triggers, so
 * that no way of writing can forget it; the notes are worked off soon after.
 */
export class ReliefFigures1795000000035 implements MigrationInterface {
  name = 'ReliefFigures1795000000035';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await notes(runner);
    await noteWhatStands(runner);
    await practiceAlone(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE injection_relief (
    practice_id uuid NOT NULL,
    injection_id uuid NOT NULL,
    definition text NOT NULL,
    definition_version text NOT NULL,
    patient_id uuid NOT NULL,
    series_id uuid NOT NULL,
    session_id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    procedure_type_id uuid NOT NULL,
    physician_id uuid NOT NULL,
    condition text NOT NULL,
    side text NOT NULL,
    sedation text NOT NULL,
    steroid boolean NOT NULL,
    purpose text NOT NULL,
    ordinal integer NOT NULL,
    injected_at timestamptz(3) NOT NULL,
    day date NOT NULL,
    next_minutes integer,
    days_answered integer NOT NULL,
    status text NOT NULL,
    reason text,
    baseline numeric,
    baseline_source text NOT NULL,
    pattern text,
    lower_minutes integer,
    upper_minutes integer,
    lapsed boolean,
    lapse_confirmed boolean,
    censored_by text,
    response text NOT NULL,
    flares integer,
    persisted_at_next text,
    coverage_point double precision,
    coverage_low double precision,
    coverage_high double precision,
    known_fraction double precision,
    quality text,
    CONSTRAINT injection_relief_identity PRIMARY KEY (practice_id, injection_id, definition, definition_version),
    CONSTRAINT injection_relief_status_known CHECK (status IN ('evaluable','indeterminate','not-evaluable','no-data')),
    CONSTRAINT injection_relief_result_whole CHECK ((status = 'evaluable') = (lapsed IS NOT NULL) AND (lapsed IS NULL) = (lower_minutes IS NULL)),
    CONSTRAINT injection_relief_bounds_ordered CHECK (lower_minutes <= upper_minutes),
    CONSTRAINT injection_relief_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT injection_relief_injection_exists FOREIGN KEY (practice_id, injection_id) REFERENCES injection(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX injection_relief_by_time ON injection_relief (practice_id, definition, definition_version, injected_at, injection_id)`,
  );
  await runner.query(
    `CREATE INDEX injection_relief_by_patient ON injection_relief (practice_id, patient_id)`,
  );
  await runner.query(`CREATE TABLE relief_due (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    CONSTRAINT relief_due_identity PRIMARY KEY (practice_id, id)
  )`);
  await runner.query(`CREATE TABLE relief_revision (
    practice_id uuid NOT NULL,
    revision integer NOT NULL,
    CONSTRAINT relief_revision_identity PRIMARY KEY (practice_id)
  )`);
  await runner.query(`CREATE INDEX relief_due_by_patient ON relief_due (practice_id, patient_id)`);
}

/**
 * A note is never shared: each writer leaves its own. With one note a patient, whoever worked it off could take it away
 * under a writer who found it there and has not committed yet.
 */
async function notes(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION relief_due_for_rows() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      INSERT INTO relief_due (practice_id, id, patient_id)
        SELECT practice_id, gen_random_uuid(), patient_id FROM touched GROUP BY practice_id, patient_id;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE FUNCTION relief_due_for_row() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      INSERT INTO relief_due (practice_id, id, patient_id)
        VALUES (NEW.practice_id, gen_random_uuid(), NEW.patient_id);
      RETURN NULL;
    END $$`);
  for (const [table, event] of [
    ['pain_score', 'INSERT'],
    ['injection', 'INSERT'],
    ['injection', 'UPDATE'],
  ] as const)
    await runner.query(`CREATE TRIGGER ${table}_${event.toLowerCase()}_tells_relief AFTER ${event} ON ${table}
      REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION relief_due_for_rows()`);
  const told: Readonly<Record<string, readonly string[]>> = {
    session: ['clinic_id', 'physician_id', 'procedure_type_id', 'sedation'],
    injection_series: ['side', 'purpose', 'condition_id', 'procedure_type_id'],
    condition: ['label'],
  };
  for (const [table, columns] of Object.entries(told))
    await runner.query(`CREATE TRIGGER ${table}_tells_relief AFTER UPDATE OF ${columns.join(', ')} ON ${table}
      FOR EACH ROW WHEN (${columns.map((each) => `OLD.${each} IS DISTINCT FROM NEW.${each}`).join(' OR ')})
      EXECUTE FUNCTION relief_due_for_row()`);
}

/** Of a database in use: the policies would hide every practice's rows from the owner as well. */
async function noteWhatStands(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE injection NO FORCE ROW LEVEL SECURITY`);
  await runner.query(`INSERT INTO relief_due (practice_id, id, patient_id)
    SELECT practice_id, gen_random_uuid(), patient_id FROM injection WHERE status = 'completed'
     GROUP BY practice_id, patient_id`);
  await runner.query(`ALTER TABLE injection FORCE ROW LEVEL SECURITY`);
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  const rights = {
    injection_relief: 'SELECT, INSERT, UPDATE, DELETE',
    relief_due: 'SELECT, INSERT, DELETE',
    relief_revision: 'SELECT, INSERT, UPDATE',
  } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
}
