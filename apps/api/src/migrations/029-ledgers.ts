import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * What adds up over many sessions: authorised units with the session that each one is for, what payers ask for, and
 * steroids that others gave. A unit follows its session by triggers, so that no way of changing a session can forget it.
 */
export class Ledgers1795000000029 implements MigrationInterface {
  name = 'Ledgers1795000000029';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await practiceAlone(runner);
    await trail(runner);
    await unitsCounted(runner);
    await unitsFollowSessions(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(
    `CREATE UNIQUE INDEX authorisation_of_patient ON authorisation (practice_id, id, patient_id)`,
  );
  await runner.query(`CREATE TABLE authorisation_unit (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    authorisation_id uuid NOT NULL,
    session_id uuid NOT NULL,
    patient_id uuid NOT NULL,
    state text NOT NULL DEFAULT 'reserved',
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT authorisation_unit_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT authorisation_unit_state_known CHECK (state IN ('reserved','used','returned')),
    CONSTRAINT authorisation_unit_authorisation_of_patient FOREIGN KEY (practice_id, authorisation_id, patient_id) REFERENCES authorisation(practice_id, id, patient_id),
    CONSTRAINT authorisation_unit_session_of_patient FOREIGN KEY (practice_id, session_id, patient_id) REFERENCES session(practice_id, id, patient_id)
  )`);
  await runner.query(
    `CREATE UNIQUE INDEX authorisation_unit_once_per_session ON authorisation_unit (practice_id, session_id) WHERE state <> 'returned'`,
  );
  await runner.query(
    `CREATE INDEX authorisation_unit_by_authorisation ON authorisation_unit (practice_id, authorisation_id)`,
  );
  await runner.query(
    `CREATE INDEX authorisation_unit_by_session ON authorisation_unit (practice_id, session_id)`,
  );
  await runner.query(`CREATE TABLE payer_rule (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    payer text NOT NULL,
    valid_from date NOT NULL,
    max_per_series integer,
    max_per_12_months integer,
    min_interval_days integer,
    min_relief_pct integer,
    min_relief_days integer,
    requires_function boolean NOT NULL,
    requires_physical_therapy boolean NOT NULL,
    prior_authorisation boolean NOT NULL,
    source text NOT NULL,
    written_by uuid,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT payer_rule_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT payer_rule_payer_present CHECK (btrim(payer) <> ''),
    CONSTRAINT payer_rule_source_present CHECK (btrim(source) <> ''),
    CONSTRAINT payer_rule_numbers_possible CHECK (max_per_series >= 1 AND max_per_12_months >= 1 AND min_interval_days BETWEEN 1 AND 365 AND min_relief_pct BETWEEN 1 AND 100 AND min_relief_days BETWEEN 1 AND 365),
    CONSTRAINT payer_rule_member_exists FOREIGN KEY (practice_id, written_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX payer_rule_by_payer ON payer_rule (practice_id, payer, valid_from)`);
  await runner.query(`CREATE TABLE external_steroid (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    patient_id uuid NOT NULL,
    given_on date NOT NULL,
    place text NOT NULL,
    drug text,
    dose_mg numeric,
    source text NOT NULL,
    recorded_by uuid,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    withdrawn_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT external_steroid_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT external_steroid_place_present CHECK (btrim(place) <> ''),
    CONSTRAINT external_steroid_drug_present CHECK (btrim(drug) <> ''),
    CONSTRAINT external_steroid_dose_possible CHECK (dose_mg > 0),
    CONSTRAINT external_steroid_source_known CHECK (source IN ('patient','letter','record','other')),
    CONSTRAINT external_steroid_withdrawn_says_why CHECK (btrim(withdrawn_reason) <> ''),
    CONSTRAINT external_steroid_patient_exists FOREIGN KEY (practice_id, patient_id) REFERENCES patient(practice_id, id),
    CONSTRAINT external_steroid_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX external_steroid_by_patient ON external_steroid (practice_id, patient_id, given_on)`,
  );
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  const rights = {
    authorisation_unit: 'SELECT, INSERT, UPDATE',
    payer_rule: 'SELECT, INSERT',
    external_steroid: 'SELECT, INSERT, UPDATE',
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

async function trail(runner: QueryRunner): Promise<void> {
  const audited = {
    authorisation_unit: `AFTER INSERT OR UPDATE ON authorisation_unit DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`,
    external_steroid: `AFTER INSERT OR UPDATE ON external_steroid DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`,
    // What the demonstration brings is nobody's setting.
    payer_rule: `AFTER INSERT ON payer_rule DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (nullif(current_setting('app.member', true), '') IS NOT NULL) EXECUTE FUNCTION audit_row()`,
  } as const;
  for (const [table, when] of Object.entries(audited))
    await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited ${when}`);
}

/** The counts of an authorisation are those of its units: its CHECK has the last word on the last unit. */
async function unitsCounted(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION authorisation_unit_counted() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        UPDATE authorisation SET reserved = reserved - (OLD.state = 'reserved')::int, used = used - (OLD.state = 'used')::int
         WHERE practice_id = OLD.practice_id AND id = OLD.authorisation_id AND OLD.state <> 'returned';
      END IF;
      UPDATE authorisation SET reserved = reserved + (NEW.state = 'reserved')::int, used = used + (NEW.state = 'used')::int
       WHERE practice_id = NEW.practice_id AND id = NEW.authorisation_id AND NEW.state <> 'returned';
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER authorisation_unit_counts AFTER INSERT OR UPDATE OF state ON authorisation_unit
    FOR EACH ROW EXECUTE FUNCTION authorisation_unit_counted()`);
  // The counts follow the units, which tell the trail themselves.
  await runner.query(`DROP TRIGGER authorisation_audited ON authorisation`);
  await runner.query(`CREATE CONSTRAINT TRIGGER authorisation_audited
    AFTER INSERT OR DELETE OR UPDATE OF series_id, payer, number, side, codes, units, valid_from, valid_to ON authorisation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('patient_id')`);
}

/**
 * Used when the patient is discharged, given back when the session falls out; taken up again when either is taken back.
 * A patient who came after all is there, unit or not: a unit that another session took meanwhile stays taken.
 */
async function unitsFollowSessions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION authorisation_unit_follow() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF NEW.state IN ('cancelled', 'no-show') THEN
        UPDATE authorisation_unit SET state = 'returned'
         WHERE practice_id = NEW.practice_id AND session_id = NEW.id AND state <> 'returned';
      ELSIF NEW.state = 'discharged' THEN
        UPDATE authorisation_unit SET state = 'used'
         WHERE practice_id = NEW.practice_id AND session_id = NEW.id AND state = 'reserved';
      ELSIF OLD.state = 'discharged' THEN
        UPDATE authorisation_unit SET state = 'reserved'
         WHERE practice_id = NEW.practice_id AND session_id = NEW.id AND state = 'used';
      ELSIF OLD.state = 'no-show' THEN
        PERFORM 1 FROM authorisation a JOIN authorisation_unit u ON u.practice_id = a.practice_id AND u.authorisation_id = a.id
          WHERE u.practice_id = NEW.practice_id AND u.session_id = NEW.id FOR NO KEY UPDATE OF a;
        UPDATE authorisation_unit u SET state = 'reserved' FROM authorisation a
         WHERE u.practice_id = NEW.practice_id AND a.practice_id = u.practice_id AND a.id = u.authorisation_id
           AND a.reserved + a.used < a.units
           AND u.id = (SELECT l.id FROM authorisation_unit l WHERE l.practice_id = NEW.practice_id AND l.session_id = NEW.id
                        ORDER BY l.created_at DESC, l.id DESC LIMIT 1);
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER session_units_follow AFTER UPDATE OF state ON session
    FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state
      AND (NEW.state IN ('cancelled', 'no-show', 'discharged') OR OLD.state IN ('discharged', 'no-show')))
    EXECUTE FUNCTION authorisation_unit_follow()`);
}
