import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Handle } from './passkeys.js';

const minutes = 10;
const mostTries = 5;

/** Right passwords that wait for their second factor. */
@Injectable()
export class SignInAttemptRepository {
  constructor(private readonly door: AuthDatabase) {}

  /** A new one, which ends the others of this member. */
  async begin({ practiceId, memberId }: Handle, tokenHash: Buffer): Promise<void> {
    await this.door.rows(
      `WITH over AS (DELETE FROM sign_in_attempt WHERE practice_id = $1 AND member_id = $2 AND token_hash <> $4)
       INSERT INTO sign_in_attempt (practice_id, id, member_id, token_hash, expires_at)
       VALUES ($1, $3, $2, $4, clock_timestamp() + make_interval(mins => $5))`,
      [practiceId, memberId, uuid(), tokenHash, minutes],
    );
  }

  /** Whose it is, one try counted; undefined: there is none, it is over, or it was tried too often. */
  async countTry(tokenHash: Buffer): Promise<(Handle & { readonly triesLeft: number }) | undefined> {
    const [row] = await this.door.rows<{ practiceId: string; memberId: string; triesLeft: number }>(
      `UPDATE sign_in_attempt SET tries = tries + 1
        WHERE token_hash = $1 AND expires_at > clock_timestamp() AND tries < $2
        RETURNING practice_id AS "practiceId", member_id AS "memberId", $2 - tries AS "triesLeft"`,
      [tokenHash, mostTries],
    );
    return row;
  }

  async end(tokenHash: Buffer): Promise<void> {
    await this.door.rows(`DELETE FROM sign_in_attempt WHERE token_hash = $1`, [tokenHash]);
  }
}
