import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * The second factors of a member: TOTP, passkeys, recovery codes. Each is one row of `second_factor`, which the trail
 * tells of; what proves it lies in a table of its own that the trail does not copy: a seed only sealed (AES-256-GCM, the
 * key outside of the database), a recovery code only as its hash. A password that was right, of somebody who has such a
 * factor, gives a `sign_in_attempt` and not yet a sign-in.
 */
export class SecondFactors1795000000039 implements MigrationInterface {
  name = 'SecondFactors1795000000039';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE second_factor (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      member_id uuid NOT NULL,
      kind text NOT NULL,
      name text NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      last_used_at timestamptz(3),
      CONSTRAINT second_factor_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT second_factor_kind_known CHECK (kind IN ('totp','passkey','recovery-codes')),
      CONSTRAINT second_factor_name_present CHECK (btrim(name) <> ''),
      CONSTRAINT second_factor_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id)
    )`);
    await runner.query(`CREATE UNIQUE INDEX second_factor_one_of_kind ON second_factor (practice_id, member_id, kind)
      WHERE kind <> 'passkey'`);
    await runner.query(`CREATE INDEX second_factor_by_member ON second_factor (practice_id, member_id)`);
    await runner.query(`CREATE TABLE totp_seed (
      practice_id uuid NOT NULL,
      factor_id uuid NOT NULL,
      sealed text NOT NULL,
      last_step bigint NOT NULL,
      CONSTRAINT totp_seed_identity PRIMARY KEY (practice_id, factor_id),
      CONSTRAINT totp_seed_factor_exists FOREIGN KEY (practice_id, factor_id) REFERENCES second_factor(practice_id, id) ON DELETE CASCADE
    )`);
    await runner.query(`CREATE TABLE passkey_credential (
      practice_id uuid NOT NULL,
      factor_id uuid NOT NULL,
      credential_id text NOT NULL,
      public_key bytea NOT NULL,
      counter bigint NOT NULL,
      transports text[] NOT NULL,
      CONSTRAINT passkey_credential_identity PRIMARY KEY (practice_id, factor_id),
      CONSTRAINT passkey_credential_once UNIQUE (practice_id, credential_id),
      CONSTRAINT passkey_credential_factor_exists FOREIGN KEY (practice_id, factor_id) REFERENCES second_factor(practice_id, id) ON DELETE CASCADE
    )`);
    await runner.query(`CREATE TABLE recovery_code (
      practice_id uuid NOT NULL,
      factor_id uuid NOT NULL,
      code_hash bytea NOT NULL,
      used_at timestamptz(3),
      CONSTRAINT recovery_code_identity PRIMARY KEY (practice_id, factor_id, code_hash),
      CONSTRAINT recovery_code_factor_exists FOREIGN KEY (practice_id, factor_id) REFERENCES second_factor(practice_id, id) ON DELETE CASCADE
    )`);
    await runner.query(`CREATE TABLE sign_in_attempt (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      token_hash bytea NOT NULL,
      member_id uuid NOT NULL,
      tries integer NOT NULL DEFAULT 0,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      expires_at timestamptz(3) NOT NULL,
      CONSTRAINT sign_in_attempt_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT sign_in_attempt_token_once UNIQUE (practice_id, token_hash),
      CONSTRAINT sign_in_attempt_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id) ON DELETE CASCADE,
      CONSTRAINT sign_in_attempt_limits_ordered CHECK (created_at < expires_at),
      CONSTRAINT sign_in_attempt_tries_counted CHECK (tries BETWEEN 0 AND 5)
    )`);
    await runner.query(`CREATE INDEX sign_in_attempt_by_token ON sign_in_attempt (token_hash)`);
    await runner.query(`CREATE INDEX sign_in_attempt_by_member ON sign_in_attempt (practice_id, member_id)`);
    // What a passkey is asked to sign, by its SHA-256, until it is answered: before anybody says who they are.
    await runner.query(`CREATE UNLOGGED TABLE passkey_challenge (
      hash bytea NOT NULL,
      purpose text NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      CONSTRAINT passkey_challenge_identity PRIMARY KEY (hash)
    )`);
    await this.rights(runner);
    await this.trail(runner);
    await ownPatientAlone(runner);
  }

  private async rights(runner: QueryRunner): Promise<void> {
    const rights = {
      second_factor: 'SELECT, INSERT, UPDATE, DELETE',
      totp_seed: 'SELECT, INSERT, UPDATE',
      passkey_credential: 'SELECT, INSERT, UPDATE',
      recovery_code: 'SELECT, INSERT, UPDATE',
      sign_in_attempt: null,
    } as const;
    for (const [table, right] of Object.entries(rights)) {
      await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
      await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
      await runner.query(`CREATE POLICY ${table}_own_practice ON ${table}
        USING (practice_id = current_setting('app.practice')::uuid)
        WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
      if (right !== null) await runner.query(`GRANT ${right} ON ${table} TO lull_app`);
    }
    await runner.query(
      `GRANT SELECT, INSERT, UPDATE, DELETE ON sign_in_attempt, passkey_challenge TO lull_auth`,
    );
    await runner.query(
      `CREATE POLICY sign_in_attempt_before_sign_in ON sign_in_attempt TO lull_auth USING (true) WITH CHECK (true)`,
    );
    // Whether somebody has a second factor at all, asked with every call.
    await runner.query(`GRANT SELECT (practice_id, member_id, kind) ON second_factor TO lull_auth`);
    await runner.query(
      `CREATE POLICY second_factor_before_sign_in ON second_factor FOR SELECT TO lull_auth USING (true)`,
    );
  }

  /** That a factor came, went or was renamed, and that a recovery code was used up. */
  private async trail(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE CONSTRAINT TRIGGER second_factor_audited AFTER INSERT OR DELETE ON second_factor
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row()`);
    await runner.query(`CREATE CONSTRAINT TRIGGER second_factor_changed AFTER UPDATE ON second_factor
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
      WHEN (OLD.name <> NEW.name OR (NEW.kind = 'recovery-codes' AND NEW.last_used_at IS DISTINCT FROM OLD.last_used_at))
      EXECUTE FUNCTION audit_row()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
