import type { QueryRunner } from 'typeorm';

/** What a patient's page reads though it is nobody's own: names and times of the clinic, and what a procedure holds. */
const ofEverybody = [
  'practice',
  'clinic',
  'opening_hours',
  'procedure_type',
  'resource_profile',
  'hold',
  'idempotency_key',
  'readiness_policy',
];

/** Tables without `patient_id` that the page reads all the same: whose a row is, its session or its injection tells. */
const through: Readonly<Record<string, string>> = {
  requirement_evidence: 'session',
  drug_administration: 'injection',
};

/*
 * For a member `app.patient` is empty, and both sentences are true of every row. They are written as a `CASE` that is
 * not null, because the planner takes that for nearly always true: of an `OR` with a setting it would expect one row in
 * two hundred, and choose its plans for that.
 */
const nobodyElse = `coalesce(current_setting('app.patient', true), '') = '' THEN true`;
const ownRow = (column: string) => `(CASE WHEN ${nobodyElse}
  WHEN ${column} = current_setting('app.patient')::uuid OR ${column} IS NULL THEN true END) IS NOT NULL`;
/** The policies of the other table show the patient's own alone. */
const rowThrough = (table: string, other: string) => `(CASE WHEN ${nobodyElse}
  WHEN EXISTS (SELECT 1 FROM ${other} o WHERE o.practice_id = ${table}.practice_id AND o.id = ${table}.${other}_id) THEN true
  END) IS NOT NULL`;
const noRow = `(CASE WHEN ${nobodyElse} END) IS NOT NULL`;

/**
 * Under a patient's principal (trust.md 3.3) a table with `patient_id` has this patient's rows alone, and every other
 * table but those of `ofEverybody` and `through` none, whatever the code asks for. For each table that has no such policy yet: a
 * migration that makes tables calls it at its end.
 */
export async function ownPatientAlone(runner: QueryRunner): Promise<void> {
  const tables = (await runner.query(`
    SELECT c.relname AS name, EXISTS (SELECT 1 FROM pg_attribute p
             WHERE p.attrelid = c.oid AND p.attname = 'patient_id' AND NOT p.attisdropped) AS of_patient
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'practice_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
       AND NOT EXISTS (SELECT 1 FROM pg_policy o WHERE o.polrelid = c.oid AND o.polname = c.relname || '_own_patient')
     ORDER BY 1`)) as { name: string; of_patient: boolean }[];
  for (const { name, of_patient: ofPatient } of tables) {
    if (ofEverybody.includes(name)) continue;
    const other = through[name];
    const named = name === 'patient' ? ownRow('id') : ofPatient ? ownRow('patient_id') : noRow;
    const rows = other === undefined ? named : rowThrough(name, other);
    await runner.query(`CREATE POLICY ${name}_own_patient ON ${name} AS RESTRICTIVE TO lull_app
      USING (${rows}) WITH CHECK (${rows})`);
  }
}
