import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/** What is done through the product's own door, but for the making of a demonstration. */
const throughTheDoor = `nullif(current_setting('app.practice', true), '') IS NOT NULL
  AND current_setting('app.purpose', true) NOT IN ('import', 'demonstration')`;

/**
 * Members are invited, get roles and lose them, and a new administrator is another one's word (ADR 16). An invitation
 * and a new password are opened by a link, of which the row holds the SHA-256; mail to members has an outbox of its own,
 * because the one for patients knows nobody but patients.
 */
export class Members1795000000038 implements MigrationInterface {
  name = 'Members1795000000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE practice
      ADD COLUMN second_factor text NOT NULL DEFAULT 'nobody',
      ADD CONSTRAINT practice_second_factor_known CHECK (second_factor IN ('nobody','administrators','everyone'))`);
    await runner.query(`ALTER TABLE sign_in
      ADD COLUMN device text,
      ADD COLUMN proved_at timestamptz(3) NOT NULL DEFAULT clock_timestamp()`);
    await runner.query(`ALTER TABLE account ADD COLUMN last_sign_in_at timestamptz(3)`);
    await tables(runner);
    await practiceAlone(runner);
    await trail(runner);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}

async function tables(runner: QueryRunner): Promise<void> {
  await runner.query(`CREATE TABLE member_invitation (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    email text NOT NULL,
    roles text[] NOT NULL,
    token_hash bytea NOT NULL,
    created_by uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz(3),
    accepted_at timestamptz(3),
    member_id uuid,
    revoked_at timestamptz(3),
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT member_invitation_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT member_invitation_token_once UNIQUE (practice_id, token_hash),
    CONSTRAINT member_invitation_email_folded CHECK (email = lower(btrim(email)) AND email LIKE '%_@_%'),
    CONSTRAINT member_invitation_roles_known CHECK (cardinality(roles) > 0 AND roles <@ ARRAY['scheduler','nurse','physician','administrator','auditor']),
    CONSTRAINT member_invitation_accepted_says_who CHECK ((accepted_at IS NULL) = (member_id IS NULL)),
    CONSTRAINT member_invitation_ends_once CHECK (accepted_at IS NULL OR revoked_at IS NULL),
    CONSTRAINT member_invitation_author_exists FOREIGN KEY (practice_id, created_by) REFERENCES member(practice_id, id),
    CONSTRAINT member_invitation_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX member_invitation_by_token ON member_invitation (token_hash)`);
  await runner.query(`CREATE UNIQUE INDEX member_invitation_one_open ON member_invitation (practice_id, email)
    WHERE accepted_at IS NULL AND revoked_at IS NULL`);
  await runner.query(`CREATE TABLE administrator_request (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid,
    invitation_id uuid,
    asked_by uuid NOT NULL,
    asked_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    decided_by uuid,
    decided_at timestamptz(3),
    outcome text,
    CONSTRAINT administrator_request_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT administrator_request_of_one CHECK ((member_id IS NULL) <> (invitation_id IS NULL)),
    CONSTRAINT administrator_request_outcome_known CHECK (outcome IN ('confirmed','declined')),
    CONSTRAINT administrator_request_decided_whole CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)),
    CONSTRAINT administrator_request_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id),
    CONSTRAINT administrator_request_invitation_exists FOREIGN KEY (practice_id, invitation_id) REFERENCES member_invitation(practice_id, id),
    CONSTRAINT administrator_request_author_exists FOREIGN KEY (practice_id, asked_by) REFERENCES member(practice_id, id),
    CONSTRAINT administrator_request_decider_exists FOREIGN KEY (practice_id, decided_by) REFERENCES member(practice_id, id)
  )`);
  for (const subject of ['member', 'invitation'])
    await runner.query(`CREATE UNIQUE INDEX administrator_request_one_open_of_${subject} ON administrator_request
      (practice_id, ${subject}_id) WHERE outcome IS NULL`);
  await runner.query(`CREATE TABLE password_reset (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    member_id uuid NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3),
    revoked_at timestamptz(3),
    CONSTRAINT password_reset_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT password_reset_token_once UNIQUE (practice_id, token_hash),
    CONSTRAINT password_reset_limits_ordered CHECK (created_at < expires_at),
    CONSTRAINT password_reset_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id)
  )`);
  await runner.query(`CREATE INDEX password_reset_by_token ON password_reset (token_hash)`);
  await runner.query(`CREATE INDEX password_reset_by_member ON password_reset (practice_id, member_id)`);
  await runner.query(`CREATE TABLE staff_message (
    practice_id uuid NOT NULL,
    id uuid NOT NULL,
    kind text NOT NULL,
    about_id uuid NOT NULL,
    address text NOT NULL,
    link text,
    due_at timestamptz(3) NOT NULL,
    not_after timestamptz(3) NOT NULL,
    state text NOT NULL DEFAULT 'pending',
    reason text,
    attempts integer NOT NULL DEFAULT 0,
    lease_token uuid,
    lease_until timestamptz(3),
    transport text,
    sent_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT staff_message_identity PRIMARY KEY (practice_id, id),
    CONSTRAINT staff_message_kind_known CHECK (kind IN ('member-invitation','password-reset')),
    CONSTRAINT staff_message_state_known CHECK (state IN ('pending','leased','sent','skipped','failed','unknown')),
    CONSTRAINT staff_message_leased_says_until CHECK ((state = 'leased') = (lease_until IS NOT NULL)),
    CONSTRAINT staff_message_sent_says_when CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CONSTRAINT staff_message_not_sent_says_why CHECK (state NOT IN ('skipped','failed','unknown') OR reason IS NOT NULL),
    CONSTRAINT staff_message_link_goes CHECK (link IS NULL OR state IN ('pending','leased'))
  )`);
  await runner.query(
    `CREATE INDEX staff_message_due ON staff_message (practice_id, due_at) WHERE state IN ('pending','leased')`,
  );
  await runner.query(
    `CREATE INDEX staff_message_by_subject ON staff_message (practice_id, about_id, created_at)`,
  );
}

async function practiceAlone(runner: QueryRunner): Promise<void> {
  for (const table of ['member_invitation', 'administrator_request', 'password_reset', 'staff_message']) {
    await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE ON ${table} TO lull_app`);
  }
  // Whose a link is, and what is to be sent: asked before a practice can be named.
  for (const table of ['member_invitation', 'password_reset']) {
    await runner.query(`GRANT SELECT (practice_id, id, token_hash) ON ${table} TO lull_auth`);
    await runner.query(
      `CREATE POLICY ${table}_before_sign_in ON ${table} FOR SELECT TO lull_auth USING (true)`,
    );
  }
  await runner.query(`GRANT SELECT (practice_id, state, due_at, lease_until) ON staff_message TO lull_auth`);
  await runner.query(
    `CREATE POLICY staff_message_of_the_outbox ON staff_message FOR SELECT TO lull_auth USING (true)`,
  );
}

async function trail(runner: QueryRunner): Promise<void> {
  const noted = (table: string, on: string, when = throughTheDoor) =>
    runner.query(`CREATE CONSTRAINT TRIGGER ${table}_audited AFTER ${on} ON ${table}
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (${when}) EXECUTE FUNCTION audit_row()`);
  await noted('member', 'INSERT OR UPDATE');
  await noted('member_invitation', 'INSERT OR UPDATE');
  await noted('administrator_request', 'INSERT OR UPDATE');
  await noted('password_reset', 'INSERT OR UPDATE');
  await noted('practice', 'UPDATE', `OLD.second_factor <> NEW.second_factor AND ${throughTheDoor}`);
}
