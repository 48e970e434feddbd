import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was recorded about the requirements of a session. Requirements follow from the facts and are not stored;
 * evidence is, with the facts that it was given for, and is never changed: the latest speaks. Beside it the clinic's
 * own versions of the readiness policy. Boards hear of evidence and of flags at once.
 */
export class Readiness1795000000024 implements MigrationInterface {
  name = 'Readiness1795000000024';

  async up(runner: QueryRunner): Promise<void> {
    // Nobody ever wrote into it.
    await runner.query(`DROP TABLE requirement`);
    await tables(runner);
    await practiceAlone(runner);
    await trail(runner);
    await notices(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE requirement_evidence (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    session_id uuid NOT NULL,
    kind text NOT NULL,
    outcome text NOT NULL,
    at timestamptz(3) NOT NULL,
    rests_on jsonb NOT NULL,
    particulars jsonb NOT NULL DEFAULT '{}',
    reason text,
    source text NOT NULL,
    recorded_by uuid,
    CONSTRAINT requirement_evidence_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT requirement_evidence_kind_known CHECK (kind IN ('consent-for-side','anticoagulant-decision','allergy-reviewed','pregnancy-test','escort-confirmed','fasting-kept','sedation-consent','no-infection','inr-in-range','sedation-assessment','fasting-signed-off','fasting-told','glucose-plan','pain-present','authorisation')),
    CONSTRAINT requirement_evidence_outcome_known CHECK (outcome IN ('requested','met','failed','waived')),
    CONSTRAINT requirement_evidence_waiver_says_why CHECK (outcome <> 'waived' OR btrim(coalesce(reason,'')) <> ''),
    CONSTRAINT requirement_evidence_rests_on_facts CHECK (jsonb_typeof(rests_on) = 'object'),
    CONSTRAINT requirement_evidence_particulars_named CHECK (jsonb_typeof(particulars) = 'object'),
    CONSTRAINT requirement_evidence_consent_names_side CHECK (kind <> 'consent-for-side' OR outcome <> 'met' OR coalesce(particulars->>'side','') IN ('left','right','both')),
    CONSTRAINT requirement_evidence_source_known CHECK (source IN ('staff','patient','system')),
    CONSTRAINT requirement_evidence_staff_says_who CHECK ((source = 'staff') = (recorded_by IS NOT NULL)),
    CONSTRAINT requirement_evidence_session_exists FOREIGN KEY (practice_id, session_id) REFERENCES session(practice_id, id),
    CONSTRAINT requirement_evidence_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
  await runner.query(
    `CREATE INDEX requirement_evidence_by_session ON requirement_evidence (practice_id, session_id, kind, at)`,
  );
  await runner.query(
    `CREATE INDEX requirement_evidence_waived ON requirement_evidence (practice_id, at) WHERE outcome = 'waived'`,
  );
  await runner.query(`CREATE TABLE readiness_policy (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    version text NOT NULL,
    author text NOT NULL,
    effective_from date NOT NULL,
    body jsonb NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT readiness_policy_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT readiness_policy_version_once UNIQUE (practice_id, version),
    CONSTRAINT readiness_policy_author_present CHECK (btrim(author) <> '' AND btrim(version) <> ''),
    CONSTRAINT readiness_policy_body_shaped CHECK (jsonb_typeof(body) = 'object'),
    CONSTRAINT readiness_policy_member_exists FOREIGN KEY (practice_id, recorded_by) REFERENCES member(practice_id, id)
  )`);
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  for (const table of ['requirement_evidence', 'readiness_policy']) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT ON ${table} TO lull_app`);
  }
}

async function trail(runner: QueryRunner): Promise<void> {
  const patientBy = { requirement_evidence: `'session_id'`, readiness_policy: '' } as const;
  for (const [table, column] of Object.entries(patientBy))
    await runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER INSERT ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row(${column})`);
}

/** As migration 006 does for sessions: ids and instants alone. A flag is news where its patient is expected. */
async function notices(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE FUNCTION readiness_notice() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
    DECLARE
      written jsonb := to_jsonb(NEW);
    BEGIN
      IF current_setting('app.purpose', true) = 'import' THEN RETURN NULL; END IF;
      PERFORM pg_notify('lull_change', json_build_object(
          'practice', s.practice_id, 'clinic', s.clinic_id, 'kind', 'readiness', 'id', s.id, 'version', s.version,
          'by', nullif(current_setting('app.member', true), ''),
          'at', floor(extract(epoch from s.starts_at) * 1000), 'was', NULL)::text)
        FROM session s
       WHERE s.practice_id = NEW.practice_id AND CASE TG_TABLE_NAME
         WHEN 'requirement_evidence' THEN s.id = (written->>'session_id')::uuid
         ELSE s.patient_id = (written->>'patient_id')::uuid
          AND s.state NOT IN ('discharged','cancelled','no-show') AND s.starts_at > now() - interval '1 day' END;
      RETURN NULL;
    END $$`);
  await runner.query(`CREATE TRIGGER requirement_evidence_noticed AFTER INSERT ON requirement_evidence
    FOR EACH ROW EXECUTE FUNCTION readiness_notice()`);
  await runner.query(`CREATE TRIGGER clinical_flag_noticed AFTER INSERT OR UPDATE ON clinical_flag
    FOR EACH ROW EXECUTE FUNCTION readiness_notice()`);
}
