import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import type { Handle } from './passkeys.js';

export interface OpenIdLink {
  readonly id: string;
  readonly issuer: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Which identity of a provider is which member. */
@Injectable()
export class OpenIdLinkRepository {
  constructor(private readonly door: AuthDatabase) {}

  /** Whom this identity is linked with, in the order of the practices' names; whether they may still work there is not asked. */
  async whose({ issuer, subject }: Identity): Promise<Handle[]> {
    return this.door.rows<Handle & { [column: string]: unknown }>(
      `SELECT l.practice_id AS "practiceId", l.member_id AS "memberId" FROM openid_link l
         JOIN practice p ON p.practice_id = l.practice_id WHERE l.issuer = $1 AND l.subject = $2 ORDER BY p.name`,
      [issuer, subject],
    );
  }

  async of(tx: Tx, memberId: string): Promise<OpenIdLink[]> {
    return tx.query<OpenIdLink>(
      `SELECT id, issuer, ${epochMs('created_at')}::float8 AS "createdAt", ${epochMs('last_used_at')}::float8 AS "lastUsedAt"
         FROM openid_link WHERE practice_id = $1 AND member_id = $2 ORDER BY created_at, id`,
      [tx.principal.practiceId, memberId],
    );
  }

  async insert(tx: Tx, memberId: string, { issuer, subject }: Identity): Promise<void> {
    await tx.query(
      `INSERT INTO openid_link (practice_id, id, member_id, issuer, subject) VALUES ($1, $2, $3, $4, $5)`,
      [tx.principal.practiceId, uuid(), memberId, issuer, subject],
    );
  }

  async touch(tx: Tx, memberId: string, { issuer, subject }: Identity): Promise<void> {
    await tx.query(
      `UPDATE openid_link SET last_used_at = clock_timestamp()
        WHERE practice_id = $1 AND member_id = $2 AND issuer = $3 AND subject = $4`,
      [tx.principal.practiceId, memberId, issuer, subject],
    );
  }

  /** False: no such link of this member's. */
  async remove(tx: Tx, memberId: string, id: string): Promise<boolean> {
    const removed = await tx.query(
      `DELETE FROM openid_link WHERE practice_id = $1 AND member_id = $2 AND id = $3 RETURNING id`,
      [tx.principal.practiceId, memberId, id],
    );
    return removed.length > 0;
  }
}
