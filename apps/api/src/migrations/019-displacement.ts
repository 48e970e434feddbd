import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What failed and was closed for a time, and what became of each session that stood in it: the call list. */
export class Displacement1795000000019 implements MigrationInterface {
  name = 'Displacement1795000000019';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await practiceAlone(runner);
    await trail(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE displacement (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    resource_id uuid,
    during tstzrange NOT NULL,
    reason text NOT NULL,
    closure_id uuid,
    opened_by uuid NOT NULL,
    reopened_by uuid,
    reopened_at timestamptz(3),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT displacement_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT displacement_reason_present CHECK (btrim(reason) <> ''),
    CONSTRAINT displacement_range_possible CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
    CONSTRAINT displacement_closed_until_reopened CHECK ((closure_id IS NULL) = (reopened_at IS NOT NULL)),
    CONSTRAINT displacement_reopened_says_who CHECK ((reopened_at IS NULL) = (reopened_by IS NULL)),
    CONSTRAINT displacement_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id),
    CONSTRAINT displacement_resource_exists FOREIGN KEY (practice_id, resource_id) REFERENCES resource(practice_id, id),
    CONSTRAINT displacement_closure_exists FOREIGN KEY (practice_id, closure_id) REFERENCES closure(practice_id, id),
    CONSTRAINT displacement_opener_exists FOREIGN KEY (practice_id, opened_by) REFERENCES member(practice_id, id),
    CONSTRAINT displacement_reopener_exists FOREIGN KEY (practice_id, reopened_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX displacement_by_clinic ON displacement (practice_id, clinic_id)`);
  await runner.query(`CREATE TABLE displaced_session (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    displacement_id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    was_start timestamptz(3) NOT NULL,
    was_room_id uuid NOT NULL,
    was_physician_id uuid NOT NULL,
    outcome text NOT NULL,
    settled_by uuid NOT NULL,
    settled_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT displaced_session_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT displaced_session_outcome_known CHECK (outcome IN ('named','moved','waitlisted')),
    CONSTRAINT displaced_session_displacement_exists FOREIGN KEY (practice_id, displacement_id) REFERENCES displacement(practice_id, id),
    CONSTRAINT displaced_session_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id),
    CONSTRAINT displaced_session_room_exists FOREIGN KEY (practice_id, was_room_id) REFERENCES resource(practice_id, id),
    CONSTRAINT displaced_session_physician_exists FOREIGN KEY (practice_id, was_physician_id) REFERENCES resource(practice_id, id),
    CONSTRAINT displaced_session_member_exists FOREIGN KEY (practice_id, settled_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX displaced_session_by_displacement ON displaced_session (practice_id, displacement_id)`,
  );
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  const rights = { displacement: 'SELECT, INSERT, UPDATE', displaced_session: 'SELECT, INSERT' } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
}

/** As migration 005 does it for the tables of a patient's record; the rows are written once. */
async function trail(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION displaced_session_audit() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    BEGIN
      PERFORM audit_append('create', 'displaced-session', NEW.id, ARRAY[NEW.patient_id],
        jsonb_strip_nulls(to_jsonb(NEW) - 'practice_id' - 'id'));
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE CONSTRAINT TRIGGER displaced_session_audited AFTER INSERT ON displaced_session
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION displaced_session_audit()`);
}
