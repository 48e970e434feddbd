import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { OpenIdQuestion } from './openid-provider.js';

const minutes = 10;

/** What a provider was asked and has not answered yet. */
@Injectable()
export class OpenIdAttemptRepository {
  constructor(private readonly door: AuthDatabase) {}

  async begin(tokenHash: Buffer, purpose: string, question: OpenIdQuestion): Promise<void> {
    const { state, nonce, codeVerifier, redirectUri } = question;
    await this.door.rows(
      `WITH over AS (DELETE FROM openid_attempt WHERE expires_at < clock_timestamp())
       INSERT INTO openid_attempt (token_hash, purpose, state, nonce, code_verifier, redirect_uri, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + make_interval(mins => $7))`,
      [tokenHash, purpose, state, nonce, codeVerifier, redirectUri, minutes],
    );
  }

  /** What was asked for this purpose, and never again: whatever comes of the answer, it is the only one. */
  async take(tokenHash: Buffer, purpose: string): Promise<OpenIdQuestion | undefined> {
    const [row] = await this.door.rows<OpenIdQuestion & { purpose: string; open: boolean }>(
      `DELETE FROM openid_attempt WHERE token_hash = $1
       RETURNING purpose, state, nonce, code_verifier AS "codeVerifier", redirect_uri AS "redirectUri",
                 expires_at > clock_timestamp() AS open`,
      [tokenHash],
    );
    return row?.open === true && row.purpose === purpose ? row : undefined;
  }
}
