import { Injectable } from '@nestjs/common';
import { AuthDatabase } from '../../platform/database/auth-database.js';

/** Where a link leads; not yet whether it stands. */
export interface LinkPlace {
  readonly practiceId: string;
  readonly id: string;
}

const tables = { invitation: 'member_invitation', reset: 'password_reset' } as const;

/** Links of people who are not signed in: through the door that opens before it is known who asks. */
@Injectable()
export class MemberLinkRepository {
  constructor(private readonly door: AuthDatabase) {}

  async placeOf(what: keyof typeof tables, tokenHash: Buffer): Promise<LinkPlace | undefined> {
    const [place] = await this.door.rows<LinkPlace & { [column: string]: unknown }>(
      `SELECT practice_id AS "practiceId", id FROM ${tables[what]} WHERE token_hash = $1`,
      [tokenHash],
    );
    return place;
  }
}
