import type { MigrationInterface, QueryRunner } from 'typeorm';

const insertOrUpdate = 'INSERT OR UPDATE';
const anyWrite = `${insertOrUpdate} OR DELETE`;
/** What a person sets. What an import brings tells of itself. */
const byMember = `nullif(current_setting('app.member', true), '') IS NOT NULL`;

/** Each table of the trail, with the writes that are noted, the column that leads to the patient, and when only. */
const audited: Readonly<Record<string, { on: string; patientBy?: string; when?: string }>> = {
  patient: { on: anyWrite, patientBy: 'id' },
  clinical_flag: { on: anyWrite, patientBy: 'patient_id' },
  condition: { on: anyWrite, patientBy: 'patient_id' },
  injection_series: { on: anyWrite, patientBy: 'patient_id' },
  authorisation: { on: anyWrite, patientBy: 'patient_id' },
  session: { on: anyWrite, patientBy: 'patient_id' },
  follow_up_task: { on: anyWrite, patientBy: 'patient_id' },
  injection: { on: anyWrite, patientBy: 'patient_id' },
  pain_score: { on: anyWrite, patientBy: 'patient_id' },
  decision: { on: anyWrite, patientBy: 'series_id' },
  session_override: { on: anyWrite, patientBy: 'session_id' },
  requirement: { on: anyWrite, patientBy: 'session_id' },
  drug_administration: { on: anyWrite, patientBy: 'injection_id' },
  skin_temperature: { on: anyWrite, patientBy: 'injection_id' },
  complication: { on: anyWrite, patientBy: 'injection_id' },
  waitlist_entry: { on: insertOrUpdate, patientBy: 'patient_id' },
  held_time: { on: insertOrUpdate, patientBy: 'patient_id' },
  displaced_session: { on: 'INSERT', patientBy: 'patient_id' },
  procedure_type: { on: insertOrUpdate, when: byMember },
  resource_profile: { on: insertOrUpdate, when: byMember },
  // A patient's own resource tells of its patient.
  resource: { on: insertOrUpdate, when: `${byMember} AND NEW.kind <> 'patient'` },
  block_time: { on: insertOrUpdate },
};

/** One function writes the trail of every table: how a change is noted is said in one place. */
export class OneTrailFunction1795000000021 implements MigrationInterface {
  name = 'OneTrailFunction1795000000021';

  async up(runner: QueryRunner): Promise<void> {
    // The argument is the column that leads to the patient; none: the table is about no patient.
    await runner.query(`CREATE FUNCTION audit_row() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      DECLARE
        written jsonb;
        change jsonb;
        practice uuid;
        leads_to uuid;
        patient uuid;
      BEGIN
        IF TG_OP = 'DELETE' THEN written := to_jsonb(OLD); ELSE written := to_jsonb(NEW); END IF;
        IF TG_OP = 'UPDATE' THEN
          SELECT jsonb_object_agg(o.key, jsonb_build_array(o.value, n.value)) INTO change
            FROM jsonb_each(to_jsonb(OLD)) o JOIN jsonb_each(written) n USING (key)
           WHERE o.value IS DISTINCT FROM n.value;
          IF change IS NULL THEN RETURN NULL; END IF;
        ELSE
          change := jsonb_strip_nulls(written - 'practice_id' - 'id');
        END IF;
        practice := (written->>'practice_id')::uuid;
        leads_to := (written->>TG_ARGV[0])::uuid;
        patient := CASE TG_ARGV[0]
          WHEN 'series_id' THEN
            (SELECT s.patient_id FROM injection_series s WHERE s.practice_id = practice AND s.id = leads_to)
          WHEN 'session_id' THEN
            (SELECT s.patient_id FROM session s WHERE s.practice_id = practice AND s.id = leads_to)
          WHEN 'injection_id' THEN
            (SELECT i.patient_id FROM injection i WHERE i.practice_id = practice AND i.id = leads_to)
          ELSE leads_to END;
        PERFORM audit_append(CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'UPDATE' THEN 'update' ELSE 'delete' END,
          replace(TG_TABLE_NAME, '_', '-'), (written->>'id')::uuid, array_remove(ARRAY[patient], NULL), change);
        RETURN NULL;
      END $$`);
    for (const [table, { on, patientBy, when }] of Object.entries(audited)) {
      await runner.query(`DROP TRIGGER ${table}_audited ON ${table}`);
      await runner.query(`DROP FUNCTION ${table}_audit()`);
      await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER ${on} ON ${table}
        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW ${when === undefined ? '' : `WHEN (${when})`}
        EXECUTE FUNCTION audit_row(${patientBy === undefined ? '' : `'${patientBy}'`})`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
