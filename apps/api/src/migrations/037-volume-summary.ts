import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * What the volume report tells its rows apart by, and a summary of it by month of each clinic (ADR 19). The summary is
 * derived. Whatever writes a fact that is counted leaves a note of the clinic's month in the same transaction, by
 * triggers; the report counts a month with a note from its rows, so that its figures are never behind.
 */
export class VolumeSummary1795000000037 implements MigrationInterface {
  name = 'VolumeSummary1795000000037';

  async up(runner: QueryRunner): Promise<void> {
    await views(runner);
    await tables(runner);
    await notes(runner);
    await noteWhatStands(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

/** Columns are added at the end, as `CREATE OR REPLACE VIEW` asks. */
async function views(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE OR REPLACE VIEW report_session WITH (security_invoker = true) AS
    SELECT s.practice_id, s.id, s.id AS session_id, NULL::uuid AS injection_id, s.clinic_id, s.starts_at AS at, s.starts_at,
           (s.starts_at AT TIME ZONE c.time_zone)::date AS day,
           to_char(s.starts_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month,
           s.patient_id, p.mrn, p.family_name || ', ' || p.given_name AS patient_name,
           s.physician_id, h.name AS physician_name, s.room_id, r.name AS room_name,
           s.procedure_type_id, y.code AS procedure_code, y.name AS procedure_name,
           s.sedation, t.purpose, t.side, s.state, s.cancel_reason,
           date_trunc('week', s.starts_at AT TIME ZONE c.time_zone)::date AS week,
           c.name AS clinic_name, d.label AS condition, coalesce((SELECT a.payer FROM authorisation_unit u
             JOIN authorisation a ON a.practice_id = u.practice_id AND a.id = u.authorisation_id
            WHERE u.practice_id = s.practice_id AND u.session_id = s.id ORDER BY u.created_at DESC, u.id LIMIT 1), '-') AS payer
      FROM session s
      JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
      JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
      JOIN resource h ON h.practice_id = s.practice_id AND h.id = s.physician_id
      JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.room_id
      JOIN procedure_type y ON y.practice_id = s.practice_id AND y.id = s.procedure_type_id
      JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id
      JOIN condition d ON d.practice_id = t.practice_id AND d.id = t.condition_id`);
  await runner.query(`CREATE OR REPLACE VIEW report_injection WITH (security_invoker = true) AS
    SELECT i.practice_id, i.id, i.session_id, i.id AS injection_id, v.clinic_id, i.needle_out_at AS at, v.starts_at,
           (i.needle_out_at AT TIME ZONE c.time_zone)::date AS day,
           to_char(i.needle_out_at AT TIME ZONE c.time_zone, 'YYYY-MM') AS month,
           v.patient_id, v.mrn, v.patient_name, v.physician_id, v.physician_name, v.room_id, v.room_name,
           v.procedure_type_id, v.procedure_code, v.procedure_name, v.sedation, v.purpose, i.side, v.state, v.cancel_reason,
           date_trunc('week', i.needle_out_at AT TIME ZONE c.time_zone)::date AS week,
           v.clinic_name, v.condition, v.payer
      FROM injection i
      JOIN report_session v ON v.practice_id = i.practice_id AND v.id = i.session_id
      JOIN clinic c ON c.practice_id = v.practice_id AND c.id = v.clinic_id
     WHERE i.status = 'completed'`);
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE volume_summary (
    practice_id uuid NOT NULL,
    measure text NOT NULL,
    by text NOT NULL,
    split text NOT NULL,
    month date NOT NULL,
    clinic_id uuid NOT NULL,
    row_key text NOT NULL,
    column_key text NOT NULL,
    count integer NOT NULL,
    CONSTRAINT volume_summary_identity PRIMARY KEY (practice_id, measure, by, split, month, clinic_id, row_key, column_key),
    CONSTRAINT volume_summary_count_positive CHECK (count > 0),
    CONSTRAINT volume_summary_clinic_exists FOREIGN KEY (practice_id, clinic_id) REFERENCES clinic(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX volume_summary_by_clinic ON volume_summary (practice_id, clinic_id, month)`,
  );
  await runner.query(`CREATE TABLE volume_due (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    clinic_id uuid NOT NULL,
    month date NOT NULL,
    CONSTRAINT volume_due_identity PRIMARY KEY (practice_id, id)
  )`);
  await runner.query(`CREATE INDEX volume_due_by_clinic ON volume_due (practice_id, clinic_id, month)`);
  await runner.query(`CREATE INDEX injection_by_time ON injection (practice_id, needle_out_at)`);
  const rights = { volume_summary: 'SELECT, INSERT, DELETE', volume_due: 'SELECT, DELETE' } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
}

const trigger = `LANGUAGE plpgsql SET search_path = public, pg_temp`;

/**
 * A note is never shared: each writer leaves its own (as in 035). `SECURITY DEFINER`, because a patient who confirms a
 * session writes one, too, and may see none of them: of the months in which sessions are counted and those of their
 * injections, and of where something was counted before.
 */
async function notes(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION volume_note(practice uuid, sessions uuid[], clinic uuid DEFAULT NULL, instant timestamptz DEFAULT NULL)
    RETURNS void ${trigger} SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO volume_due (practice_id, id, clinic_id, month)
      SELECT practice, gen_random_uuid(), m.clinic_id, m.month FROM (
        SELECT DISTINCT s.clinic_id, date_trunc('month', k.at AT TIME ZONE c.time_zone)::date AS month
          FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
          CROSS JOIN LATERAL (SELECT s.starts_at AS at UNION ALL
            SELECT i.needle_out_at FROM injection i
             WHERE i.practice_id = s.practice_id AND i.session_id = s.id AND i.needle_out_at IS NOT NULL) k
         WHERE s.practice_id = practice AND s.id = ANY (sessions)
        UNION
        SELECT c.id, date_trunc('month', instant AT TIME ZONE c.time_zone)::date
          FROM clinic c WHERE c.practice_id = practice AND c.id = clinic AND instant IS NOT NULL) m;
    END $$`);
  await runner.query(`REVOKE ALL ON FUNCTION volume_note FROM PUBLIC`);
  await runner.query(`GRANT EXECUTE ON FUNCTION volume_note TO lull_app`);
  await ofSessions(runner);
  await ofInjections(runner);
  await ofWhatTheyAreToldApartBy(runner);
}

const facts = [
  'clinic_id',
  'starts_at',
  'physician_id',
  'room_id',
  'procedure_type_id',
  'sedation',
  'state',
  'series_id',
];
const differ = (columns: readonly string[]): string =>
  columns.map((each) => `OLD.${each} IS DISTINCT FROM NEW.${each}`).join(' OR ');

async function ofSessions(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION session_tells_volume() RETURNS trigger ${trigger} AS $$
    BEGIN
      PERFORM volume_note(t.practice_id, array_agg(t.id)) FROM touched t GROUP BY t.practice_id;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER session_insert_tells_volume AFTER INSERT ON session
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION session_tells_volume()`);
  await runner.query(`CREATE FUNCTION session_change_tells_volume() RETURNS trigger ${trigger} AS $$
    BEGIN
      PERFORM volume_note(NEW.practice_id, ARRAY[NEW.id]);
      IF (OLD.clinic_id, OLD.starts_at) IS DISTINCT FROM (NEW.clinic_id, NEW.starts_at) THEN
        PERFORM volume_note(OLD.practice_id, '{}', OLD.clinic_id, OLD.starts_at);
        PERFORM volume_note(OLD.practice_id, '{}', OLD.clinic_id, i.needle_out_at) FROM injection i
          WHERE i.practice_id = NEW.practice_id AND i.session_id = NEW.id;
      END IF;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER session_update_tells_volume AFTER UPDATE OF ${facts.join(', ')} ON session
    FOR EACH ROW WHEN (${differ(facts)}) EXECUTE FUNCTION session_change_tells_volume()`);
}

async function ofInjections(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION injection_tells_volume() RETURNS trigger ${trigger} AS $$
    BEGIN
      PERFORM volume_note(t.practice_id, array_agg(t.session_id)) FROM touched t GROUP BY t.practice_id;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER injection_insert_tells_volume AFTER INSERT ON injection
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION injection_tells_volume()`);
  const counted = ['session_id', 'needle_out_at', 'side', 'status'];
  await runner.query(`CREATE FUNCTION injection_change_tells_volume() RETURNS trigger ${trigger} AS $$
    BEGIN
      PERFORM volume_note(NEW.practice_id, ARRAY[NEW.session_id]);
      PERFORM volume_note(s.practice_id, '{}', s.clinic_id, OLD.needle_out_at) FROM session s
        WHERE s.practice_id = OLD.practice_id AND s.id = OLD.session_id;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER injection_update_tells_volume AFTER UPDATE OF ${counted.join(', ')} ON injection
    FOR EACH ROW WHEN (${differ(counted)}) EXECUTE FUNCTION injection_change_tells_volume()`);
}

/** Each table, the columns that matter, and the sessions that a changed row speaks of. */
const others = [
  [
    'injection_series',
    ['side', 'purpose', 'condition_id'],
    `SELECT id FROM session WHERE practice_id = NEW.practice_id AND series_id = NEW.id`,
  ],
  [
    'condition',
    ['label'],
    `SELECT s.id FROM session s JOIN injection_series t ON t.practice_id = s.practice_id AND t.id = s.series_id
      WHERE s.practice_id = NEW.practice_id AND t.condition_id = NEW.id`,
  ],
  [
    'authorisation',
    ['payer'],
    `SELECT session_id FROM authorisation_unit WHERE practice_id = NEW.practice_id AND authorisation_id = NEW.id`,
  ],
  [
    'authorisation_unit',
    ['authorisation_id', 'session_id'],
    `SELECT unnest(ARRAY[OLD.session_id, NEW.session_id])`,
  ],
] as const;

async function ofWhatTheyAreToldApartBy(runner: QueryRunner): Promise<void> {
  for (const [table, columns, sessions] of others) {
    await runner.query(`CREATE FUNCTION ${table}_tells_volume() RETURNS trigger ${trigger} AS $$
      BEGIN
        PERFORM volume_note(NEW.practice_id, ARRAY(${sessions}));
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER ${table}_update_tells_volume AFTER UPDATE OF ${columns.join(', ')} ON ${table}
      FOR EACH ROW WHEN (${differ(columns)}) EXECUTE FUNCTION ${table}_tells_volume()`);
  }
  // A unit names the payer of its session.
  await runner.query(`CREATE TRIGGER authorisation_unit_insert_tells_volume AFTER INSERT ON authorisation_unit
    REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION injection_tells_volume()`);
  // In another zone a visit may stand in another month: where it was counted, and where it is.
  await runner.query(`CREATE FUNCTION clinic_tells_volume() RETURNS trigger ${trigger} AS $$
    BEGIN
      PERFORM volume_note(NEW.practice_id, '{}', NEW.id, v.month::timestamp AT TIME ZONE NEW.time_zone)
         FROM volume_summary v WHERE v.practice_id = NEW.practice_id AND v.clinic_id = NEW.id GROUP BY v.month;
      PERFORM volume_note(NEW.practice_id, ARRAY(SELECT id FROM session WHERE practice_id = NEW.practice_id AND clinic_id = NEW.id));
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER clinic_update_tells_volume AFTER UPDATE OF time_zone ON clinic
    FOR EACH ROW WHEN (OLD.time_zone IS DISTINCT FROM NEW.time_zone) EXECUTE FUNCTION clinic_tells_volume()`);
}

/** Of a database in use: the policies would hide every practice's rows from the owner as well. */
async function noteWhatStands(runner: QueryRunner): Promise<void> {
  const read = ['session', 'injection', 'clinic'];
  const force = async (word: string) => {
    for (const table of [...read, 'volume_due'])
      await runner.query(`ALTER TABLE ${table} ${word} ROW LEVEL SECURITY`);
  };
  await force('NO FORCE');
  await runner.query(`SELECT volume_note(practice_id, array_agg(id)) FROM session GROUP BY practice_id`);
  await force('FORCE');
}
