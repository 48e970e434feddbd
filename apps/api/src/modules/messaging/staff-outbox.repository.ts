import { Injectable } from '@nestjs/common';
import { v4 as uuid, v7 as newId } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import type { Transport } from './message-channels.js';

type StaffMessageKind = 'member-invitation' | 'password-reset';

export interface NewStaffMessage {
  readonly kind: StaffMessageKind;
  /** The invitation or the new password that it brings the link of. */
  readonly aboutId: string;
  readonly address: string;
  readonly link: string;
  /** Epoch ms: the link has ended then. */
  readonly notAfter: number;
}

export interface DueStaffMessage extends NewStaffMessage {
  readonly id: string;
  readonly attempts: number;
  readonly practice: string;
}

export interface StaffMessageState {
  readonly state: 'pending' | 'leased' | 'sent' | 'skipped' | 'failed' | 'unknown';
  readonly transport: Transport | null;
}

type Ending =
  | { readonly state: 'sent'; readonly transport: Transport }
  | { readonly state: 'failed' | 'unknown' | 'skipped'; readonly reason: string }
  | { readonly state: 'pending'; readonly reason: string; readonly dueAt: number };

/** The rows of mail to members. Every instant is the database's. */
@Injectable()
export class StaffOutboxRepository {
  async write(tx: Tx, { kind, aboutId, address, link, notAfter }: NewStaffMessage): Promise<void> {
    await tx.query(
      `WITH replaced AS (
         UPDATE staff_message SET state = 'skipped', reason = 'superseded', link = NULL
          WHERE practice_id = $1 AND about_id = $4 AND state = 'pending')
       INSERT INTO staff_message (practice_id, id, kind, about_id, address, link, due_at, not_after)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), ${instant('$7')})`,
      [tx.principal.practiceId, newId(), kind, aboutId, address, link, notAfter],
    );
  }

  async drop(tx: Tx, aboutId: string): Promise<void> {
    await tx.query(
      `UPDATE staff_message SET state = 'skipped', reason = 'taken-back', link = NULL
        WHERE practice_id = $1 AND about_id = $2 AND state = 'pending'`,
      [tx.principal.practiceId, aboutId],
    );
  }

  /** What became of the last one about each of these, by what it is about. */
  async states(tx: Tx, aboutIds: readonly string[]): Promise<ReadonlyMap<string, StaffMessageState>> {
    const rows = await tx.query<StaffMessageState & { aboutId: string }>(
      `SELECT DISTINCT ON (about_id) about_id AS "aboutId", state, transport FROM staff_message
        WHERE practice_id = $1 AND about_id = ANY ($2) ORDER BY about_id, created_at DESC, id DESC`,
      [tx.principal.practiceId, aboutIds],
    );
    return new Map(rows.map(({ aboutId, ...state }) => [aboutId, state]));
  }

  /** The one that has been due for longest and that nobody else is at, leased; undefined: there is none. */
  async lease(
    tx: Tx,
    leaseSeconds: number,
  ): Promise<(DueStaffMessage & { readonly token: string }) | undefined> {
    const { practiceId } = tx.principal;
    // Whoever was at it fell silent: nobody knows whether it left, and nobody sends it again unasked.
    await tx.query(
      `UPDATE staff_message SET state = 'unknown', reason = 'lease-lost', lease_until = NULL, link = NULL
        WHERE practice_id = $1 AND state = 'leased' AND lease_until < clock_timestamp()`,
      [practiceId],
    );
    await tx.query(
      `UPDATE staff_message SET state = 'skipped', reason = 'too-late', link = NULL
        WHERE practice_id = $1 AND state = 'pending' AND not_after < clock_timestamp()`,
      [practiceId],
    );
    const token = uuid();
    const [leased] = await tx.query<DueStaffMessage>(
      `UPDATE staff_message m SET state = 'leased', attempts = attempts + 1, lease_token = $2,
              lease_until = clock_timestamp() + make_interval(secs => $3)
         FROM practice p
        WHERE m.practice_id = $1 AND p.practice_id = $1 AND m.id = (
          SELECT d.id FROM staff_message d WHERE d.practice_id = $1 AND d.state = 'pending' AND d.due_at <= clock_timestamp()
           ORDER BY d.due_at, d.id LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING m.id, m.kind, m.about_id AS "aboutId", m.address, m.link, m.attempts, p.name AS practice,
                  ${epochMs('m.not_after')}::float8 AS "notAfter"`,
      [practiceId, token, leaseSeconds],
    );
    return leased && { ...leased, token };
  }

  /** How handing it over ended. The link goes with it, unless it is tried again. */
  async record(tx: Tx, id: string, token: string, ending: Ending): Promise<void> {
    await tx.query(
      `UPDATE staff_message SET state = $4, lease_until = NULL,
              reason = $5, transport = coalesce($6, transport),
              sent_at = CASE WHEN $4 = 'sent' THEN clock_timestamp() END,
              due_at = CASE WHEN $7::float8 IS NOT NULL THEN ${instant('$7')} ELSE due_at END,
              link = CASE WHEN $4 = 'pending' THEN link END
        WHERE practice_id = $1 AND id = $2 AND lease_token = $3 AND state = 'leased'`,
      [
        tx.principal.practiceId,
        id,
        token,
        ending.state,
        ending.state === 'sent' ? null : ending.reason,
        ending.state === 'sent' ? ending.transport : null,
        ending.state === 'pending' ? ending.dueAt : null,
      ],
    );
  }
}
