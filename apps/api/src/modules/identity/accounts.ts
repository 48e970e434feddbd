import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { epochMs } from '../../platform/database/sql.js';
import { fieldInvalid, Refused } from '../../platform/errors.js';
import { guessabilityOf } from './guessable-password.js';
import { hashPassword, nobodysHash, verifyPassword, weaknessOf } from './password.js';
import { RateLimits } from './rate-limits.js';

export interface NewAccount {
  readonly email: string;
  readonly password: string;
  /** The passwords of the demonstration are known to everybody and need not be strong. */
  readonly demonstration?: boolean;
}

/** A member's account; instants are epoch ms. */
export interface KnownAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly passwordChangedAt: number | null;
  readonly lastSignInAt: number | null;
}

/** What other modules may do about who somebody is. */
@Injectable()
export class Accounts {
  constructor(
    private readonly door: AuthDatabase,
    private readonly limits: RateLimits,
  ) {}

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

  /** The account of a signed-in member. */
  async ofMember({
    practiceId,
    memberId,
  }: Pick<MemberPrincipal, 'practiceId' | 'memberId'>): Promise<KnownAccount> {
    const [row] = await this.door.rows<KnownAccount & { [column: string]: unknown }>(
      `SELECT a.id, a.email, m.name, ${epochMs('a.password_changed_at')}::float8 AS "passwordChangedAt",
              ${epochMs('a.last_sign_in_at')}::float8 AS "lastSignInAt"
         FROM member m JOIN account a ON a.id = m.account_id WHERE m.practice_id = $1 AND m.id = $2`,
      [practiceId, memberId],
    );
    if (row === undefined) throw new Error('A member has no account.');
    return row;
  }

  /** Addresses and last sign-ins of these accounts, by id. */
  async known(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<KnownAccount, 'email' | 'lastSignInAt'>>> {
    const rows = await this.door.rows<{ id: string; email: string; lastSignInAt: number | null }>(
      `SELECT id, email, ${epochMs('last_sign_in_at')}::float8 AS "lastSignInAt" FROM account WHERE id = ANY ($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Refuses a password that is not this account's, with the tries counted as for a sign-in; answers the account. */
  async verify(email: string, password: string, address: string, pointer: string): Promise<string> {
    const folded = email.trim().toLowerCase();
    await this.limits.admitSignIn(folded, address);
    const [found] = await this.door.rows<{ id: string; hash: string }>(
      `SELECT id, password_hash AS hash FROM account WHERE email = $1 AND NOT disabled`,
      [folded],
    );
    const right = await verifyPassword(found?.hash ?? nobodysHash, password);
    if (found === undefined || !right) {
      await this.limits.signInFailed(folded);
      throw new Refused(
        fieldInvalid(pointer.slice(1), 'known', 'This is not the password of the account.', pointer),
      );
    }
    await this.limits.signInSucceeded(folded);
    return found.id;
  }

  /** The account of this address that is a member somewhere; one that is none is nobody's and may be claimed. */
  async standing(email: string): Promise<string | undefined> {
    const [row] = await this.door.rows<{ id: string }>(
      `SELECT a.id FROM account a WHERE a.email = $1 AND EXISTS (SELECT FROM member m WHERE m.account_id = a.id)`,
      [email.trim().toLowerCase()],
    );
    return row?.id;
  }

  /** Where somebody with this address may sign in first; undefined: nowhere. */
  async membershipOf(email: string): Promise<Pick<MemberPrincipal, 'practiceId' | 'memberId'> | undefined> {
    const [row] = await this.door.rows<{ practiceId: string; memberId: string }>(
      `SELECT m.practice_id AS "practiceId", m.id AS "memberId" FROM account a JOIN member m ON m.account_id = a.id
         JOIN practice p ON p.practice_id = m.practice_id
        WHERE a.email = $1 AND NOT a.disabled AND m.active ORDER BY p.name LIMIT 1`,
      [email.trim().toLowerCase()],
    );
    return row;
  }

  refuseWeak(password: string, email: string): Promise<void> {
    return refuseWeak(password, email.trim().toLowerCase());
  }

  async setPassword(id: string, password: string): Promise<void> {
    await this.door.rows(
      `UPDATE account SET password_hash = $2, password_changed_at = clock_timestamp() WHERE id = $1`,
      [id, await hashPassword(password)],
    );
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
