import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Refused } from '../../platform/errors.js';
import { guessabilityOf } from './guessable-password.js';
import { hashPassword, weaknessOf } from './password.js';

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
    const weakness = demonstration
      ? undefined
      : (weaknessOf(password, folded) ?? (await guessabilityOf(password, folded)));
    if (weakness !== undefined) {
      throw new Refused({
        code: 'field-invalid',
        pointer: '/password',
        facts: { field: 'password', rule: 'strength', message: weakness },
      });
    }
    await this.door.rows(
      `INSERT INTO account (id, email, password_hash, password_changed_at) VALUES ($1, $2, $3, clock_timestamp())
       ON CONFLICT ON CONSTRAINT account_email_once DO NOTHING`,
      [uuid(), folded, await hashPassword(password)],
    );
    const made = await this.idOf(folded);
    if (made === undefined) throw new Error('An account that was just made cannot be found.');
    return made;
  }

  private async idOf(email: string): Promise<string | undefined> {
    const [row] = await this.door.rows<{ id: string }>(`SELECT id FROM account WHERE email = $1`, [email]);
    return row?.id;
  }
}

export { createMember, memberNames } from './member.repository.js';
