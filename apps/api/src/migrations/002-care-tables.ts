import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Patients, series, injections and what they did. */
export class CareTables1795000000002 implements MigrationInterface {
  name = 'CareTables1795000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE injection (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      session_id uuid NOT NULL,
      series_id uuid NOT NULL,
      patient_id uuid NOT NULL,
      side text NOT NULL,
      status text NOT NULL,
      status_reason text,
      levels text[] NOT NULL,
      needle_in_at timestamptz(3),
      needle_out_at timestamptz(3),
      contrast_used boolean,
      fluoro_seconds integer,
      air_kerma_mgy numeric,
      kerma_area_gycm2 numeric,
      note text,
      amends uuid,
      amend_reason text,
      recorded_by uuid,
      recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT injection_needle_times_ordered CHECK (needle_in_at IS NULL OR needle_out_at IS NULL OR needle_in_at <= needle_out_at),
      CONSTRAINT injection_kerma_area_possible CHECK (kerma_area_gycm2 >= 0),
      CONSTRAINT injection_air_kerma_possible CHECK (air_kerma_mgy >= 0),
      CONSTRAINT injection_fluoro_possible CHECK (fluoro_seconds BETWEEN 0 AND 7200),
      CONSTRAINT injection_levels_known CHECK (levels <@ ARRAY['L1','L2','L3','L4','L5','S1']),
      CONSTRAINT injection_not_done_says_why CHECK (status <> 'not-done' OR btrim(coalesce(status_reason,'')) <> ''),
      CONSTRAINT injection_completed_has_instant CHECK (status <> 'completed' OR needle_out_at IS NOT NULL),
      CONSTRAINT injection_status_known CHECK (status IN ('completed','not-done','entered-in-error')),
      CONSTRAINT injection_side_known CHECK (side IN ('left','right')),
      CONSTRAINT injection_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX injection_by_patient ON injection (practice_id, patient_id, needle_out_at)`,
    );
    await runner.query(
      `CREATE INDEX injection_by_series ON injection (practice_id, series_id, needle_out_at)`,
    );
    await runner.query(
      `CREATE UNIQUE INDEX injection_once_per_session_side ON injection (practice_id, session_id, side) WHERE status <> 'entered-in-error'`,
    );
    await runner.query(`CREATE TABLE drug_administration (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      injection_id uuid NOT NULL,
      role text NOT NULL,
      drug text NOT NULL,
      concentration_percent numeric,
      volume_ml numeric,
      dose_mg numeric,
      CONSTRAINT drug_administration_amounts_possible CHECK (dose_mg >= 0 AND volume_ml >= 0 AND concentration_percent >= 0),
      CONSTRAINT drug_administration_role_known CHECK (role IN ('local-anaesthetic','steroid','contrast','sedative','reversal','other')),
      CONSTRAINT drug_administration_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX drug_administration_by_injection ON drug_administration (practice_id, injection_id)`,
    );
    await runner.query(`CREATE TABLE skin_temperature (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      injection_id uuid NOT NULL,
      foot text NOT NULL,
      minute integer NOT NULL,
      celsius numeric NOT NULL,
      CONSTRAINT skin_temperature_plausible CHECK (celsius BETWEEN 10 AND 45),
      CONSTRAINT skin_temperature_minute_possible CHECK (minute BETWEEN 0 AND 240),
      CONSTRAINT skin_temperature_foot_known CHECK (foot IN ('left','right')),
      CONSTRAINT skin_temperature_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX skin_temperature_once ON skin_temperature (practice_id, injection_id, foot, minute)`,
    );
    await runner.query(`CREATE TABLE complication (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      injection_id uuid NOT NULL,
      code text NOT NULL,
      tier text NOT NULL,
      grade integer,
      causality text,
      onset_at timestamptz(3),
      resolved_at timestamptz(3),
      note text,
      recorded_by uuid,
      recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT complication_onset_ordered CHECK (resolved_at IS NULL OR onset_at IS NULL OR onset_at <= resolved_at),
      CONSTRAINT complication_causality_known CHECK (causality IN ('certain','probable','possible','unlikely','unassessable')),
      CONSTRAINT complication_grade_known CHECK (grade BETWEEN 1 AND 5),
      CONSTRAINT complication_tier_known CHECK (tier IN ('common','less-common','very-rare','clinic')),
      CONSTRAINT complication_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX complication_by_injection ON complication (practice_id, injection_id)`);
    await runner.query(`CREATE TABLE pain_score (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      series_id uuid NOT NULL,
      side text,
      at timestamptz(3) NOT NULL,
      at_until timestamptz(3),
      kind text NOT NULL,
      value numeric,
      source text NOT NULL,
      rescue boolean NOT NULL DEFAULT false,
      entered_by uuid,
      entered_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT pain_score_side_known CHECK (side IN ('left','right')),
      CONSTRAINT pain_score_span_ordered CHECK (at_until IS NULL OR at < at_until),
      CONSTRAINT pain_score_value_fits_kind CHECK (CASE WHEN kind IN ('pain-returned','pain-relieved') THEN value IS NULL WHEN kind = 'pct-relief' THEN value BETWEEN 0 AND 100 ELSE value BETWEEN 0 AND 10 AND value = trunc(value) END AND (kind IN ('pain-returned','pain-relieved') OR value IS NOT NULL)),
      CONSTRAINT pain_score_source_known CHECK (source IN ('clinic','diary','phone','import')),
      CONSTRAINT pain_score_kind_known CHECK (kind IN ('now','avg24h','pct-relief','pain-returned','pain-relieved')),
      CONSTRAINT pain_score_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX pain_score_by_patient ON pain_score (practice_id, patient_id, at)`);
    await runner.query(`CREATE INDEX pain_score_by_series ON pain_score (practice_id, series_id, at)`);
    await runner.query(`CREATE TABLE clinical_flag (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      kind text NOT NULL,
      state text NOT NULL,
      substance text,
      note text,
      active boolean NOT NULL DEFAULT true,
      recorded_by uuid,
      recorded_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      ended_at timestamptz(3),
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT clinical_flag_allergy_states CHECK ((kind = 'allergy') = (state IN ('none-known','listed')) AND (state <> 'listed' OR btrim(coalesce(substance,'')) <> '')),
      CONSTRAINT clinical_flag_state_known CHECK (state IN ('none-known','listed','present','absent')),
      CONSTRAINT clinical_flag_kind_known CHECK (kind IN ('allergy','anticoagulant','diabetes','pregnancy-possible','glp-1','infection','contrast-reaction')),
      CONSTRAINT clinical_flag_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX clinical_flag_by_patient ON clinical_flag (practice_id, patient_id)`);
    await runner.query(`CREATE TABLE condition (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      label text NOT NULL,
      icd10 text NOT NULL,
      side text,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT condition_icd10_shaped CHECK (icd10 ~ '^[A-TV-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?$'),
      CONSTRAINT condition_side_known CHECK (side IN ('left','right','both')),
      CONSTRAINT condition_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX condition_by_patient ON condition (practice_id, patient_id)`);
    await runner.query(`CREATE TABLE patient (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      mrn text NOT NULL,
      family_name text NOT NULL,
      given_name text NOT NULL,
      search_name text NOT NULL,
      birth_date date NOT NULL,
      sex_at_birth text NOT NULL,
      phone text,
      email text,
      language text NOT NULL DEFAULT 'en',
      consent_to_sms boolean NOT NULL DEFAULT false,
      consent_to_email boolean NOT NULL DEFAULT false,
      weight_kg numeric,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3),
      CONSTRAINT patient_mrn_once UNIQUE (practice_id, mrn),
      CONSTRAINT patient_weight_plausible CHECK (weight_kg > 0 AND weight_kg <= 500),
      CONSTRAINT patient_phone_e164 CHECK (phone ~ '^\\+[1-9][0-9]{6,14}$'),
      CONSTRAINT patient_sex_at_birth_known CHECK (sex_at_birth IN ('female','male','other','unknown')),
      CONSTRAINT patient_birth_date_plausible CHECK (birth_date BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'),
      CONSTRAINT patient_names_present CHECK (btrim(family_name) <> '' AND btrim(given_name) <> ''),
      CONSTRAINT patient_mrn_present CHECK (btrim(mrn) <> ''),
      CONSTRAINT patient_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX patient_by_birth_date ON patient (practice_id, birth_date)`);
    await runner.query(`CREATE INDEX patient_by_name ON patient (practice_id, search_name)`);
    await runner.query(`CREATE TABLE requirement (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      session_id uuid NOT NULL,
      kind text NOT NULL,
      state text NOT NULL DEFAULT 'open',
      side text,
      evidence text,
      reason text,
      due_at timestamptz(3) NOT NULL,
      settled_by uuid,
      settled_at timestamptz(3),
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT requirement_side_known CHECK (side IN ('left','right','both')),
      CONSTRAINT requirement_consent_names_side CHECK (kind <> 'consent-for-side' OR state <> 'met' OR side IS NOT NULL),
      CONSTRAINT requirement_waived_says_why CHECK (state <> 'waived' OR (btrim(coalesce(reason,'')) <> '' AND settled_by IS NOT NULL)),
      CONSTRAINT requirement_state_known CHECK (state IN ('open','requested','met','waived','failed','expired')),
      CONSTRAINT requirement_kind_known CHECK (kind IN ('fasting-told','escort-confirmed','consent-for-side','anticoagulant-decision','pregnancy-test','allergy-reviewed','glucose-plan','authorisation','no-infection')),
      CONSTRAINT requirement_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX requirement_once_per_session ON requirement (practice_id, session_id, kind)`,
    );
    await runner.query(`CREATE TABLE authorisation (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      series_id uuid,
      payer text NOT NULL,
      number text NOT NULL,
      side text NOT NULL,
      codes text[] NOT NULL,
      units integer NOT NULL,
      reserved integer NOT NULL DEFAULT 0,
      used integer NOT NULL DEFAULT 0,
      valid_from date NOT NULL,
      valid_to date NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT authorisation_validity_ordered CHECK (valid_from <= valid_to),
      CONSTRAINT authorisation_units_balance CHECK (units >= 0 AND reserved >= 0 AND used >= 0 AND reserved + used <= units),
      CONSTRAINT authorisation_side_known CHECK (side IN ('left','right','both')),
      CONSTRAINT authorisation_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX authorisation_by_series ON authorisation (practice_id, series_id)`);
    await runner.query(`CREATE TABLE decision (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      series_id uuid NOT NULL,
      injection_id uuid,
      word text NOT NULL,
      reason text NOT NULL,
      decided_by uuid NOT NULL,
      decided_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT decision_reason_present CHECK (btrim(reason) <> ''),
      CONSTRAINT decision_word_known CHECK (word IN ('continue','pause','change','stop')),
      CONSTRAINT decision_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX decision_by_series ON decision (practice_id, series_id)`);
    await runner.query(`CREATE TABLE injection_series (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      condition_id uuid NOT NULL,
      procedure_type_id uuid NOT NULL,
      physician_id uuid NOT NULL,
      reference text,
      side text NOT NULL,
      purpose text NOT NULL,
      planned_count integer NOT NULL,
      minimum_interval_days integer NOT NULL,
      target_interval_days integer NOT NULL,
      maximum_interval_days integer NOT NULL,
      sedation text NOT NULL DEFAULT 'none',
      gated boolean NOT NULL DEFAULT true,
      state text NOT NULL,
      end_reason text,
      opened_on date NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3),
      CONSTRAINT injection_series_of_patient UNIQUE (practice_id, id, patient_id),
      CONSTRAINT injection_series_reference_once UNIQUE (practice_id, reference),
      CONSTRAINT injection_series_open_has_no_reason CHECK ((state IN ('completed','stopped')) OR end_reason IS NULL),
      CONSTRAINT injection_series_stop_has_reason CHECK ((state <> 'stopped') OR end_reason IS NOT NULL),
      CONSTRAINT injection_series_state_known CHECK (state IN ('proposed','active','paused','completed','stopped')),
      CONSTRAINT injection_series_sedation_known CHECK (sedation IN ('none','minimal','moderate','deep')),
      CONSTRAINT injection_series_intervals_ordered CHECK (minimum_interval_days >= 1 AND minimum_interval_days <= target_interval_days AND target_interval_days <= maximum_interval_days),
      CONSTRAINT injection_series_planned_at_least_two CHECK (planned_count >= 2),
      CONSTRAINT injection_series_purpose_known CHECK (purpose IN ('diagnostic','therapeutic','pre-surgical')),
      CONSTRAINT injection_series_side_known CHECK (side IN ('left','right','both')),
      CONSTRAINT injection_series_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX injection_series_by_patient ON injection_series (practice_id, patient_id)`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
