import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Practices, people who work there, the trail, and everything that is booked: with the constraint that holds never overlap. */
export class ScheduleTables1795000000001 implements MigrationInterface {
  name = 'ScheduleTables1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE EXTENSION IF NOT EXISTS btree_gist`);
    await runner.query(`CREATE TABLE audit_event (
      practice_id uuid NOT NULL,
      sequence bigint NOT NULL,
      at timestamptz(3) NOT NULL,
      member_id uuid,
      role text,
      sign_in_id uuid,
      request_id text,
      purpose text NOT NULL,
      action text NOT NULL,
      resource text NOT NULL,
      resource_id uuid,
      patient_ids uuid[] NOT NULL,
      change jsonb,
      previous_hash bytea NOT NULL,
      hash bytea NOT NULL,
      CONSTRAINT audit_event_sequence_positive CHECK (sequence > 0),
      CONSTRAINT audit_event_action_known CHECK (action IN ('create','read','update','delete','execute')),
      CONSTRAINT audit_event_identity PRIMARY KEY (practice_id, sequence)
    )`);
    await runner.query(`CREATE INDEX audit_event_by_member ON audit_event (practice_id, member_id, at)`);
    await runner.query(`CREATE INDEX audit_event_by_time ON audit_event (practice_id, at)`);
    await runner.query(`CREATE TABLE audit_head (
      practice_id uuid NOT NULL,
      sequence bigint NOT NULL,
      hash bytea NOT NULL,
      pending_in bigint,
      CONSTRAINT audit_head_identity PRIMARY KEY (practice_id)
    )`);
    await runner.query(`CREATE TABLE account (
      id uuid NOT NULL,
      email text NOT NULL,
      password_hash text NOT NULL,
      disabled boolean NOT NULL DEFAULT false,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      password_changed_at timestamptz(3),
      CONSTRAINT account_email_once UNIQUE (email),
      CONSTRAINT account_email_folded CHECK (email = lower(btrim(email)) AND email LIKE '%_@_%'),
      CONSTRAINT account_identity PRIMARY KEY (id)
    )`);
    await runner.query(`CREATE TABLE member (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      account_id uuid NOT NULL,
      name text NOT NULL,
      roles text[] NOT NULL,
      active boolean NOT NULL DEFAULT true,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT member_account_once UNIQUE (practice_id, account_id),
      CONSTRAINT member_name_present CHECK (btrim(name) <> ''),
      CONSTRAINT member_roles_known CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['scheduler','nurse','physician','administrator','auditor']),
      CONSTRAINT member_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX member_by_account ON member (account_id)`);
    await runner.query(`CREATE TABLE practice (
      practice_id uuid NOT NULL,
      name text NOT NULL,
      demonstration boolean NOT NULL DEFAULT false,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT practice_name_present CHECK (btrim(name) <> ''),
      CONSTRAINT practice_identity PRIMARY KEY (practice_id)
    )`);
    await runner.query(`CREATE TABLE sign_in (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      token_hash bytea NOT NULL,
      member_id uuid NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      last_seen_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz(3) NOT NULL,
      CONSTRAINT sign_in_token_once UNIQUE (practice_id, token_hash),
      CONSTRAINT sign_in_limits_ordered CHECK (created_at < expires_at),
      CONSTRAINT sign_in_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX sign_in_by_member ON sign_in (practice_id, member_id)`);
    await runner.query(`CREATE INDEX sign_in_by_token ON sign_in (token_hash)`);
    await runner.query(`CREATE TABLE clinic (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      name text NOT NULL,
      time_zone text NOT NULL,
      phone text,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT clinic_name_once UNIQUE (practice_id, name),
      CONSTRAINT clinic_time_zone_present CHECK (btrim(time_zone) <> ''),
      CONSTRAINT clinic_name_present CHECK (btrim(name) <> ''),
      CONSTRAINT clinic_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE TABLE opening_hours (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      clinic_id uuid NOT NULL,
      weekday integer NOT NULL,
      opens TIME(0) NOT NULL,
      closes TIME(0) NOT NULL,
      CONSTRAINT opening_hours_ordered CHECK (opens < closes),
      CONSTRAINT opening_hours_weekday_known CHECK (weekday BETWEEN 1 AND 7),
      CONSTRAINT opening_hours_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX opening_hours_by_clinic ON opening_hours (practice_id, clinic_id)`);
    await runner.query(`CREATE TABLE closure (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      clinic_id uuid NOT NULL,
      resource_id uuid,
      during tstzrange NOT NULL,
      reason text NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT closure_range_possible CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
      CONSTRAINT closure_reason_present CHECK (btrim(reason) <> ''),
      CONSTRAINT closure_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX closure_by_clinic ON closure (practice_id, clinic_id)`);
    await runner.query(`CREATE TABLE block_time (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      clinic_id uuid NOT NULL,
      physician_id uuid NOT NULL,
      room_id uuid NOT NULL,
      weekday integer NOT NULL,
      starts TIME(0) NOT NULL,
      ends TIME(0) NOT NULL,
      procedure_type_ids uuid[] NOT NULL DEFAULT '{}',
      release_lead_days integer NOT NULL DEFAULT 5,
      valid_from date NOT NULL,
      valid_to date,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT block_time_release_lead_positive CHECK (release_lead_days >= 0),
      CONSTRAINT block_time_validity_ordered CHECK (valid_to IS NULL OR valid_from <= valid_to),
      CONSTRAINT block_time_ordered CHECK (starts < ends),
      CONSTRAINT block_time_weekday_known CHECK (weekday BETWEEN 1 AND 7),
      CONSTRAINT block_time_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX block_time_by_clinic ON block_time (practice_id, clinic_id, weekday)`);
    await runner.query(`CREATE TABLE resource (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      kind text NOT NULL,
      name text NOT NULL,
      clinic_id uuid,
      member_id uuid,
      patient_id uuid,
      skills text[] NOT NULL DEFAULT '{}',
      position integer NOT NULL DEFAULT 0,
      active boolean NOT NULL DEFAULT true,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT resource_name_present CHECK (btrim(name) <> ''),
      CONSTRAINT resource_place_belongs_to_clinic CHECK (kind IN ('physician','patient') OR clinic_id IS NOT NULL),
      CONSTRAINT resource_patient_is_itself CHECK ((kind = 'patient') = (patient_id IS NOT NULL) AND (patient_id IS NULL OR patient_id = id)),
      CONSTRAINT resource_kind_known CHECK (kind IN ('physician','room','c-arm','sedation-nurse','recovery-bay','patient')),
      CONSTRAINT resource_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX resource_name_once ON resource (practice_id, kind, name) WHERE kind <> 'patient'`,
    );
    await runner.query(`CREATE TABLE hold (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      resource_id uuid NOT NULL,
      session_id uuid,
      closure_id uuid,
      stage text NOT NULL,
      during tstzrange NOT NULL,
      active boolean NOT NULL DEFAULT true,
      CONSTRAINT hold_has_one_owner CHECK (num_nonnulls(session_id, closure_id) = 1),
      CONSTRAINT hold_stage_known CHECK (stage IN ('prepare','procedure','turnover','recover','visit','closure')),
      CONSTRAINT hold_range_possible CHECK (NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)),
      CONSTRAINT hold_never_overlaps EXCLUDE USING gist (practice_id WITH =, resource_id WITH =, during WITH &&) WHERE (active),
      CONSTRAINT hold_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX hold_by_session ON hold (practice_id, session_id)`);
    await runner.query(`CREATE TABLE procedure_type (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      code text NOT NULL,
      name text NOT NULL,
      billing_codes text[] NOT NULL DEFAULT '{}',
      uses_xray boolean NOT NULL,
      uses_contrast boolean NOT NULL,
      duration_minutes integer NOT NULL,
      active boolean NOT NULL DEFAULT true,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT procedure_type_duration_possible CHECK (duration_minutes BETWEEN 5 AND 480),
      CONSTRAINT procedure_type_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE UNIQUE INDEX procedure_type_code_once ON procedure_type (practice_id, code)`);
    await runner.query(`CREATE TABLE resource_profile (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      procedure_type_id uuid NOT NULL,
      sedation text NOT NULL,
      stages jsonb NOT NULL,
      version integer NOT NULL DEFAULT 1,
      CONSTRAINT resource_profile_has_stages CHECK (jsonb_typeof(stages) = 'array' AND jsonb_array_length(stages) > 0),
      CONSTRAINT resource_profile_sedation_known CHECK (sedation IN ('none','minimal','moderate','deep')),
      CONSTRAINT resource_profile_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE UNIQUE INDEX resource_profile_once ON resource_profile (practice_id, procedure_type_id, sedation)`,
    );
    await runner.query(`CREATE TABLE session (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      clinic_id uuid NOT NULL,
      series_id uuid NOT NULL,
      patient_id uuid NOT NULL,
      procedure_type_id uuid NOT NULL,
      room_id uuid NOT NULL,
      physician_id uuid NOT NULL,
      reference text,
      starts_at timestamptz(3) NOT NULL,
      duration_minutes integer NOT NULL,
      sedation text NOT NULL,
      state text NOT NULL,
      cancel_reason text,
      cancel_note text,
      confirmed_at timestamptz(3),
      arrived_at timestamptz(3),
      preparing_at timestamptz(3),
      room_in_at timestamptz(3),
      room_out_at timestamptz(3),
      discharged_at timestamptz(3),
      ended_at timestamptz(3),
      booked_by uuid,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      updated_at timestamptz(3),
      CONSTRAINT session_of_patient UNIQUE (practice_id, id, patient_id),
      CONSTRAINT session_reference_once UNIQUE (practice_id, reference),
      CONSTRAINT session_stamps_ordered CHECK ((room_in_at IS NULL OR arrived_at IS NULL OR arrived_at <= room_in_at) AND (room_out_at IS NULL OR room_in_at IS NULL OR room_in_at <= room_out_at) AND (discharged_at IS NULL OR room_out_at IS NULL OR room_out_at <= discharged_at)),
      CONSTRAINT session_cancelled_has_reason CHECK ((state = 'cancelled') = (cancel_reason IS NOT NULL)),
      CONSTRAINT session_state_known CHECK (state IN ('tentative','booked','confirmed','arrived','preparing','in-room','recovering','discharged','cancelled','no-show')),
      CONSTRAINT session_sedation_known CHECK (sedation IN ('none','minimal','moderate','deep')),
      CONSTRAINT session_duration_possible CHECK (duration_minutes BETWEEN 5 AND 480),
      CONSTRAINT session_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX session_by_patient ON session (practice_id, patient_id, starts_at)`);
    await runner.query(`CREATE INDEX session_by_series ON session (practice_id, series_id, starts_at)`);
    await runner.query(
      `CREATE INDEX session_by_clinic_and_time ON session (practice_id, clinic_id, starts_at)`,
    );
    await runner.query(`CREATE TABLE session_override (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      session_id uuid NOT NULL,
      code text NOT NULL,
      reason text NOT NULL,
      overridden_by uuid NOT NULL,
      overridden_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT session_override_reason_present CHECK (btrim(reason) <> ''),
      CONSTRAINT session_override_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(
      `CREATE INDEX session_override_by_session ON session_override (practice_id, session_id)`,
    );
    await runner.query(`CREATE TABLE follow_up_task (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      patient_id uuid NOT NULL,
      session_id uuid,
      kind text NOT NULL,
      due_on date NOT NULL,
      state text NOT NULL DEFAULT 'open',
      note text,
      closed_by uuid,
      closed_at timestamptz(3),
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT follow_up_task_closed_says_how CHECK ((state = 'open') = (closed_at IS NULL)),
      CONSTRAINT follow_up_task_state_known CHECK (state IN ('open','done','dismissed')),
      CONSTRAINT follow_up_task_kind_present CHECK (btrim(kind) <> ''),
      CONSTRAINT follow_up_task_identity PRIMARY KEY (practice_id, id)
    )`);
    await runner.query(`CREATE INDEX follow_up_task_by_session ON follow_up_task (practice_id, session_id)`);
    await runner.query(
      `CREATE INDEX follow_up_task_open ON follow_up_task (practice_id, due_on) WHERE state = 'open'`,
    );
    await runner.query(`CREATE TABLE idempotency_key (
      practice_id uuid NOT NULL,
      member_id uuid NOT NULL,
      key uuid NOT NULL,
      call text NOT NULL,
      body_hash bytea NOT NULL,
      answer json,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      CONSTRAINT idempotency_key_identity PRIMARY KEY (practice_id, member_id, key)
    )`);
    await runner.query(`CREATE INDEX idempotency_key_by_age ON idempotency_key (practice_id, created_at)`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
