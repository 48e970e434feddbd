import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ownPatientAlone } from './own-patient.js';

/**
 * Sign-in by OpenID Connect (ADR 26). A link says which identity of a provider (issuer and subject, never an e-mail
 * address) is a member; the trail tells that it came and went. What is asked of a provider waits in `openid_attempt`,
 * by the SHA-256 of a cookie, until it is answered once or ten minutes are over.
 */
export class OpenId1795000000054 implements MigrationInterface {
  name = 'OpenId1795000000054';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE openid_link (
      practice_id uuid NOT NULL,
      id uuid NOT NULL,
      member_id uuid NOT NULL,
      issuer text NOT NULL,
      subject text NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
      last_used_at timestamptz(3),
      CONSTRAINT openid_link_identity PRIMARY KEY (practice_id, id),
      CONSTRAINT openid_link_one_member UNIQUE (practice_id, issuer, subject),
      CONSTRAINT openid_link_one_of_issuer UNIQUE (practice_id, member_id, issuer),
      CONSTRAINT openid_link_names_somebody CHECK (issuer LIKE 'http%' AND length(subject) BETWEEN 1 AND 255),
      CONSTRAINT openid_link_member_exists FOREIGN KEY (practice_id, member_id) REFERENCES member(practice_id, id)
    )`);
    await runner.query(`CREATE INDEX openid_link_by_identity ON openid_link (issuer, subject)`);
    await runner.query(`CREATE UNLOGGED TABLE openid_attempt (
      token_hash bytea NOT NULL,
      purpose text NOT NULL,
      state text NOT NULL,
      nonce text NOT NULL,
      code_verifier text NOT NULL,
      redirect_uri text NOT NULL,
      expires_at timestamptz(3) NOT NULL,
      CONSTRAINT openid_attempt_identity PRIMARY KEY (token_hash)
    )`);
    // Where the provider is trusted with the second factor, ours is not asked for in this sign-in.
    await runner.query(`ALTER TABLE sign_in ADD COLUMN factor_at_provider boolean NOT NULL DEFAULT false`);
    await runner.query(`ALTER TABLE openid_link ENABLE ROW LEVEL SECURITY`);
    await runner.query(`ALTER TABLE openid_link FORCE ROW LEVEL SECURITY`);
    await runner.query(`CREATE POLICY openid_link_own_practice ON openid_link
      USING (practice_id = current_setting('app.practice')::uuid)
      WITH CHECK (practice_id = current_setting('app.practice')::uuid)`);
    await runner.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON openid_link TO lull_app`);
    // Whose an identity is, asked before a practice can be named.
    await runner.query(`GRANT SELECT (practice_id, member_id, issuer, subject) ON openid_link TO lull_auth`);
    await runner.query(
      `CREATE POLICY openid_link_before_sign_in ON openid_link FOR SELECT TO lull_auth USING (true)`,
    );
    await runner.query(`GRANT SELECT, INSERT, DELETE ON openid_attempt TO lull_auth`);
    await runner.query(`CREATE CONSTRAINT TRIGGER openid_link_audited AFTER INSERT OR DELETE ON openid_link
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_row()`);
    await ownPatientAlone(runner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only: restore a backup instead.');
  }
}
