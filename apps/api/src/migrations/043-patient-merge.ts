import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/** Tables that begin something for a patient; what hangs on a series, a session or a link is guarded by its key. */
const begins = [
  'authorisation',
  'clinical_flag',
  'condition',
  'external_steroid',
  'follow_up_task',
  'injection_series',
  'patient_link',
];

/**
 * Two records of one person become one (ADR 18): both stay, the one that is joined points to the one that is kept, its
 * rows are moved, and for each is written down that it was moved, so that the joining can be taken back row by row.
 */
export class PatientMerge1795000000043 implements MigrationInterface {
  name = 'PatientMerge1795000000043';

  async up(runner: QueryRunner): Promise<void> {
    await tables(runner);
    await moving(runner);
    await closedRecords(runner);
    await searchWords(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`ALTER TABLE patient
    ADD COLUMN merged_into uuid,
    ADD CONSTRAINT patient_merged_into_exists FOREIGN KEY (practice_id, merged_into) REFERENCES patient(practice_id, id) NOT VALID,
    ADD CONSTRAINT patient_merged_into_another CHECK (merged_into <> id)`);
  await runner.query(
    `CREATE INDEX patient_by_merged_into ON patient (practice_id, merged_into) WHERE merged_into IS NOT NULL`,
  );
  await runner.query(`ALTER TABLE patient_link
    DROP CONSTRAINT patient_link_reason_known,
    ADD CONSTRAINT patient_link_reason_known CHECK (revoked_why IN ('replaced','staff','wrong-birth-dates','merged'))`);
  await runner.query(`CREATE TABLE patient_merge (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    kept_id uuid NOT NULL,
    joined_id uuid NOT NULL,
    reason text NOT NULL,
    settled text[] NOT NULL DEFAULT '{}',
    ended_flag_ids uuid[] NOT NULL DEFAULT '{}',
    merged_by uuid NOT NULL,
    merged_at timestamptz(3) NOT NULL DEFAULT now(),
    reversed_by uuid,
    reversed_at timestamptz(3),
    reversal_reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT patient_merge_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT patient_merge_kept_exists FOREIGN KEY (practice_id, kept_id) REFERENCES patient(practice_id, id),
    CONSTRAINT patient_merge_joined_exists FOREIGN KEY (practice_id, joined_id) REFERENCES patient(practice_id, id),
    CONSTRAINT patient_merge_by_member FOREIGN KEY (practice_id, merged_by) REFERENCES member(practice_id, id),
    CONSTRAINT patient_merge_reversed_by_member FOREIGN KEY (practice_id, reversed_by) REFERENCES member(practice_id, id),
    CONSTRAINT patient_merge_reason_present CHECK (btrim(reason) <> ''),
    CONSTRAINT patient_merge_of_two CHECK (kept_id <> joined_id),
    CONSTRAINT patient_merge_reversal_whole CHECK ((reversed_at IS NULL) = (reversed_by IS NULL) AND (reversed_at IS NULL) = (reversal_reason IS NULL))
  )`);
  await runner.query(`CREATE INDEX patient_merge_by_kept ON patient_merge (practice_id, kept_id)`);
  await runner.query(
    `CREATE UNIQUE INDEX patient_merge_once ON patient_merge (practice_id, joined_id) WHERE reversed_at IS NULL`,
  );
  await runner.query(`CREATE TABLE patient_merge_row (
    practice_id uuid NOT NULL,
    merge_id uuid NOT NULL,
    table_name text NOT NULL,
    row_id uuid NOT NULL,
    CONSTRAINT patient_merge_row_identity PRIMARY KEY (practice_id, merge_id, table_name, row_id),
    CONSTRAINT patient_merge_row_of_merge FOREIGN KEY (practice_id, merge_id) REFERENCES patient_merge(practice_id, id)
  )`);
  const rights = { patient_merge: 'SELECT, INSERT, UPDATE', patient_merge_row: 'SELECT' } as const;
  for (const [table, right] of Object.entries(rights)) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
  }
  await runner.query(`CREATE CONSTRAINT TRIGGER patient_merge_audited AFTER INSERT OR UPDATE ON patient_merge
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row('kept_id')`);
}

/**
 * With the rights of the owner, because many of these tables are append-only to the application: whose a row is may
 * change here and nowhere else. Every table with a patient and an id is moved, those of later migrations too; a table
 * that must not be is named. All of it is one statement: keys that name a row with its patient are judged at its end.
 */
async function moving(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION patient_merge_tables() RETURNS SETOF text
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
      SELECT c.relname::text FROM pg_class c
        JOIN pg_attribute p ON p.attrelid = c.oid AND p.attname = 'patient_id' AND NOT p.attisdropped
        JOIN pg_attribute i ON i.attrelid = c.oid AND i.attname = 'id' AND NOT i.attisdropped
       WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('resource', 'relief_due')
       ORDER BY 1
    $$`);
  await runner.query(`CREATE FUNCTION patient_merge_move(merge uuid, back boolean) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    DECLARE
      practice uuid := current_setting('app.practice')::uuid;
      m patient_merge;
      moved text := '';
      noted text := '';
      counted integer;
      which text;
      each record;
    BEGIN
      SELECT * INTO STRICT m FROM patient_merge p WHERE p.practice_id = practice AND p.id = merge;
      FOR each IN
        SELECT t AS name, 'patient_id' AS col FROM patient_merge_tables() t UNION ALL SELECT 'hold', 'resource_id'
      LOOP
        which := CASE WHEN back THEN format(
          'AND r.id IN (SELECT x.row_id FROM patient_merge_row x WHERE x.practice_id = $1 AND x.merge_id = $2 AND x.table_name = %L)', each.name)
          ELSE '' END;
        moved := moved || format(', %I AS (UPDATE %I r SET %I = $4 WHERE r.practice_id = $1 AND r.%I = $3 %s RETURNING r.id)',
          'moved_' || each.name, each.name, each.col, each.col, which);
        noted := noted || format(' UNION ALL SELECT %L, id FROM %I', each.name, 'moved_' || each.name);
      END LOOP;
      -- What is derived goes along: it is made anew soon after.
      moved := moved || ', figures AS (UPDATE injection_relief f SET patient_id = $4 FROM moved_injection i
        WHERE f.practice_id = $1 AND f.injection_id = i.id)';
      EXECUTE format(CASE WHEN back
          THEN 'WITH nothing AS (SELECT $2::uuid) %s SELECT count(*) FROM (SELECT NULL::text, NULL::uuid WHERE false %s) n'
          ELSE 'WITH nothing AS (SELECT $2::uuid) %s, kept AS (INSERT INTO patient_merge_row (practice_id, merge_id, table_name, row_id)
                  SELECT $1, $2, n.table_name, n.id FROM (SELECT NULL::text AS table_name, NULL::uuid AS id WHERE false %s) n RETURNING 1)
                SELECT count(*) FROM kept' END, moved, noted)
        INTO counted USING practice, merge,
          CASE WHEN back THEN m.kept_id ELSE m.joined_id END, CASE WHEN back THEN m.joined_id ELSE m.kept_id END;
      RETURN counted;
    END $$`);
  // What was written since to a row that was moved: its key leads to a moved row, and itself it is none.
  await runner.query(`CREATE FUNCTION patient_merge_rows_since(merge uuid) RETURNS integer
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
    DECLARE
      practice uuid := current_setting('app.practice')::uuid;
      counted integer;
      total integer := 0;
      each record;
    BEGIN
      FOR each IN
        SELECT DISTINCT c.conrelid::regclass::text AS child, c.confrelid::regclass::text AS parent, a.attname AS leads
          FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[2]
         WHERE c.contype = 'f' AND a.attname <> 'patient_id' AND has_table_privilege(c.conrelid, 'SELECT')
           AND c.conrelid::regclass::text IN (SELECT patient_merge_tables())
           AND c.confrelid::regclass::text IN (SELECT patient_merge_tables())
      LOOP
        EXECUTE format('SELECT count(*) FROM %I r
            JOIN patient_merge_row p ON p.practice_id = $1 AND p.merge_id = $2 AND p.table_name = %L AND p.row_id = r.%I
           WHERE r.practice_id = $1 AND NOT EXISTS (SELECT 1 FROM patient_merge_row x
             WHERE x.practice_id = $1 AND x.merge_id = $2 AND x.table_name = %L AND x.row_id = r.id)',
          each.child, each.parent, each.leads, each.child) INTO counted USING practice, merge;
        total := total + counted;
      END LOOP;
      RETURN total;
    END $$`);
  await runner.query(`CREATE FUNCTION patient_row_counts(patient uuid, OUT table_name text, OUT rows integer) RETURNS SETOF record
    LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
    BEGIN
      FOR table_name IN SELECT t FROM patient_merge_tables() t WHERE has_table_privilege(t, 'SELECT') LOOP
        EXECUTE format('SELECT count(*) FROM %I r WHERE r.practice_id = $1 AND r.patient_id = $2', table_name)
          INTO rows USING current_setting('app.practice')::uuid, patient;
        IF rows > 0 THEN RETURN NEXT; END IF;
      END LOOP;
    END $$`);
  for (const name of ['patient_merge_rows_since', 'patient_row_counts'])
    await runner.query(`GRANT EXECUTE ON FUNCTION ${name} TO lull_app`);
  await runner.query(`REVOKE ALL ON FUNCTION patient_merge_move FROM PUBLIC`);
  await runner.query(`GRANT EXECUTE ON FUNCTION patient_merge_move TO lull_app`);
  await runner.query(`GRANT EXECUTE ON FUNCTION patient_merge_tables TO lull_app`);
}

/** A record that was joined begins nothing new. The lock waits for a joining that is under way, and it for this. */
async function closedRecords(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION patient_record_open() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      joined uuid;
    BEGIN
      SELECT p.merged_into INTO joined FROM patient p
       WHERE p.practice_id = NEW.practice_id AND p.id = NEW.patient_id FOR KEY SHARE;
      IF joined IS NOT NULL THEN
        RAISE EXCEPTION 'The record was joined into another.' USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_record_closed';
      END IF;
      RETURN NEW;
    END $$`);
  for (const table of begins)
    await runner.query(`CREATE TRIGGER ${table}_of_open_record BEFORE INSERT ON ${table}
      FOR EACH ROW WHEN (NEW.patient_id IS NOT NULL) EXECUTE FUNCTION patient_record_open()`);
}

/** Who looks for the name or the number of the record that was joined finds the one that was kept. */
async function searchWords(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE OR REPLACE FUNCTION patient_search_words() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    BEGIN
      IF TG_OP = 'UPDATE' THEN
        DELETE FROM patient_search_word w WHERE w.practice_id = NEW.practice_id AND w.patient_id = NEW.id;
        IF NEW.merged_into IS NOT NULL THEN RETURN NULL; END IF;
      END IF;
      -- Of a record that is new none was joined into it.
      INSERT INTO patient_search_word (practice_id, word, patient_id)
        WITH RECURSIVE known AS (
          SELECT NEW.id AS id, NEW.search_name AS search_name, NEW.mrn AS mrn
          UNION
          SELECT j.id, j.search_name, j.mrn FROM known k
            JOIN patient j ON j.practice_id = NEW.practice_id AND j.merged_into = k.id AND TG_OP = 'UPDATE')
        SELECT DISTINCT NEW.practice_id, each.word, NEW.id
          FROM known k CROSS JOIN LATERAL regexp_split_to_table(k.search_name || ' ' || patient_mrn_words(k.mrn), ' +') each(word)
         WHERE each.word <> '';
      RETURN NULL;
    END $$`);
  await runner.query(`DROP TRIGGER patient_searchable ON patient`);
  await runner.query(`CREATE TRIGGER patient_searchable AFTER INSERT OR UPDATE OF search_name, mrn, merged_into ON patient
    FOR EACH ROW EXECUTE FUNCTION patient_search_words()`);
}
