import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { fieldInvalid, Refused } from '../../platform/errors.js';
import { guessabilityOf } from './guessable-password.js';
import { hashPassword, weaknessOf } from './password.js';

export { RateLimits } from './rate-limits.js';
export { hashOfToken, newToken, tokenIn } from './sign-in-token.js';
export { SignInWatch } from './sign-in-watch.js';

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  /** The passwords of the demonstration are known to everybody and need not be strong. */
  readonly demonstration?: boolean;
}

/** What other modules may do about who somebody is. */
@Injectable()
export class Accounts {
  constructor(private readonly door: AuthDatabase) {}

  /** The account of this e-mail address; one that stands already is given as it is, its password untouched. */
  async createAccount({ email, password, demonstration = false }: NewAccount): Promise<string> {
    const folded = email.trim().toLowerCase();
    const standing = await this.idOf(folded);
    if (standing !== undefined) return standing;
    if (!demonstration) await refuseWeak(password, folded);
    await this.door.rows(
      `INSERT INTO account (id, email, password_hash, password_changed_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT ON CONSTRAINT account_email_once DO NOTHING`,
      [uuid(), folded, await hashPassword(password)],
    );
    const made = await this.idOf(folded);
    if (made === undefined) throw new Error('An account that was just made cannot be found.');
    return made;
  }

  /**
   * A new account, for the first person of a practice. Undefined when the e-mail address is somebody's already. An
   * account that is no member anywhere is nobody's, left by a run that was killed half-way, and gets this password.
   */
  async claimAccount({ email, password }: Omit<NewAccount, 'demonstration'>): Promise<string | undefined> {
    const folded = email.trim().toLowerCase();
    await refuseWeak(password, folded);
    const [row] = await this.door.rows<{ id: string }>(
      `INSERT INTO account AS standing (id, email, password_hash, password_changed_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT ON CONSTRAINT account_email_once DO UPDATE
          SET password_hash = excluded.password_hash, password_changed_at = excluded.password_changed_at
        WHERE NOT EXISTS (SELECT 1 FROM member m WHERE m.account_id = standing.id)
       RETURNING id`,
      [uuid(), folded, await hashPassword(password)],
    );
    return row?.id;
  }

  private async idOf(email: string): Promise<string | undefined> {
    const [row] = await this.door.rows<{ id: string }>(`SELECT id FROM account WHERE email = $1`, [email]);
    return row?.id;
  }
}

async function refuseWeak(password: string, foldedEmail: string): Promise<void> {
  const weakness = weaknessOf(password, foldedEmail) ?? (await guessabilityOf(password, foldedEmail));
  if (weakness === undefined) return;
  throw new Refused(fieldInvalid('password', 'strength', weakness));
}

export { createMember, memberNames } from './member.repository.js';
export { knownPractices, type KnownPractice } from './practice.repository.js';
