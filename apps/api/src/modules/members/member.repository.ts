import { Injectable } from '@nestjs/common';
import type { Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

export interface ListedMember {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly version: number;
}

export interface Invitation {
  readonly id: string;
  readonly email: string;
  readonly roles: readonly [Role, ...Role[]];
  readonly createdBy: string;
  readonly createdByName: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly expired: boolean;
  readonly open: boolean;
  readonly version: number;
}

export interface OpenRequest {
  readonly id: string;
  readonly memberId: string | null;
  readonly invitationId: string | null;
  readonly askedBy: string;
  readonly askedByName: string;
  readonly askedAt: number;
}

export interface Reset {
  readonly memberId: string;
  readonly createdAt: number;
  readonly opens: boolean;
}

const invitationColumns = `i.id, i.email, i.roles, i.created_by AS "createdBy", a.name AS "createdByName",
  ${epochMs('i.created_at')}::float8 AS "createdAt", ${epochMs('i.expires_at')}::float8 AS "expiresAt",
  coalesce(i.expires_at <= clock_timestamp(), false) AS expired, i.accepted_at IS NULL AND i.revoked_at IS NULL AS open, i.version`;
const invitationRows = `member_invitation i JOIN member a ON a.practice_id = i.practice_id AND a.id = i.created_by`;
const requestColumns = `r.id, r.member_id AS "memberId", r.invitation_id AS "invitationId", r.asked_by AS "askedBy",
  a.name AS "askedByName", ${epochMs('r.asked_at')}::float8 AS "askedAt"`;
const requestRows = `administrator_request r JOIN member a ON a.practice_id = r.practice_id AND a.id = r.asked_by`;

/** Members as a list, invitations, and who shall become an administrator. */
@Injectable()
export class MemberRepository {
  async page(tx: Tx, after: string | null, limit: number): Promise<ListedMember[]> {
    return tx.query<ListedMember>(
      `SELECT m.id, m.account_id AS "accountId", m.name, m.roles, m.active, m.version FROM member m
        WHERE m.practice_id = $1 AND ($2::uuid IS NULL OR (NOT m.active, lower(m.name), m.id) >
          (SELECT NOT c.active, lower(c.name), c.id FROM member c WHERE c.practice_id = $1 AND c.id = $2))
        ORDER BY NOT m.active, lower(m.name), m.id LIMIT $3`,
      [tx.principal.practiceId, after, limit],
    );
  }

  /** By id; without a lock, for what is only shown. */
  async activeAdministrators(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM member WHERE practice_id = $1 AND active AND 'administrator' = ANY (roles)`,
      [tx.principal.practiceId],
    );
    return rows.map(({ id }) => id);
  }

  /** The accounts of the members who work here now. */
  async activeAccounts(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT account_id AS id FROM member WHERE practice_id = $1 AND active`,
      [tx.principal.practiceId],
    );
    return rows.map(({ id }) => id);
  }

  async invitations(tx: Tx): Promise<Invitation[]> {
    return tx.query<Invitation>(
      `SELECT ${invitationColumns} FROM ${invitationRows}
        WHERE i.practice_id = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL ORDER BY i.created_at DESC, i.id LIMIT 200`,
      [tx.principal.practiceId],
    );
  }

  /** The invitation, which nobody else changes until the transaction ends. */
  async invitation(tx: Tx, id: string): Promise<Invitation | undefined> {
    const [row] = await tx.query<Invitation>(
      `SELECT ${invitationColumns} FROM ${invitationRows} WHERE i.practice_id = $1 AND i.id = $2 FOR NO KEY UPDATE OF i`,
      [tx.principal.practiceId, id],
    );
    return row;
  }

  async insertInvitation(
    tx: Tx,
    {
      email,
      roles,
      tokenHash,
      createdBy,
    }: { email: string; roles: readonly Role[]; tokenHash: Buffer; createdBy: string },
  ): Promise<string> {
    const id = uuid();
    await tx.query(
      `INSERT INTO member_invitation (practice_id, id, email, roles, token_hash, created_by) VALUES ($1, $2, $3, $4, $5, $6)`,
      [tx.principal.practiceId, id, email, [...roles], tokenHash, createdBy],
    );
    return id;
  }

  /** It opens by this link alone, until then. */
  async openInvitation(tx: Tx, id: string, tokenHash: Buffer, expiresAt: number): Promise<void> {
    await tx.query(
      `UPDATE member_invitation SET token_hash = $3, expires_at = ${instant('$4')}, version = version + 1
        WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, tokenHash, expiresAt],
    );
  }

  async revokeInvitation(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE member_invitation SET revoked_at = clock_timestamp(), version = version + 1 WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
  }

  async acceptInvitation(tx: Tx, id: string, memberId: string): Promise<void> {
    await tx.query(
      `UPDATE member_invitation SET accepted_at = clock_timestamp(), member_id = $3, version = version + 1
        WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, memberId],
    );
  }

  async openRequests(tx: Tx): Promise<OpenRequest[]> {
    return tx.query<OpenRequest>(
      `SELECT ${requestColumns} FROM ${requestRows} WHERE r.practice_id = $1 AND r.outcome IS NULL ORDER BY r.asked_at`,
      [tx.principal.practiceId],
    );
  }

  async openRequest(tx: Tx, id: string): Promise<OpenRequest | undefined> {
    const [row] = await tx.query<OpenRequest>(
      `SELECT ${requestColumns} FROM ${requestRows} WHERE r.practice_id = $1 AND r.id = $2 AND r.outcome IS NULL FOR NO KEY UPDATE OF r`,
      [tx.principal.practiceId, id],
    );
    return row;
  }

  async askForAdministrator(
    tx: Tx,
    askedBy: string,
    subject: { readonly memberId: string } | { readonly invitationId: string },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO administrator_request (practice_id, id, member_id, invitation_id, asked_by) VALUES ($1, $2, $3, $4, $5)`,
      [
        tx.principal.practiceId,
        uuid(),
        'memberId' in subject ? subject.memberId : null,
        'invitationId' in subject ? subject.invitationId : null,
        askedBy,
      ],
    );
  }

  /** Ends open requests: one, or all about a member or an invitation. */
  async decideRequests(
    tx: Tx,
    by: string,
    outcome: 'confirmed' | 'declined',
    which: { readonly id: string } | { readonly subject: string },
  ): Promise<void> {
    await tx.query(
      `UPDATE administrator_request SET outcome = $3, decided_by = $2, decided_at = clock_timestamp()
        WHERE practice_id = $1 AND outcome IS NULL AND (id = $4 OR member_id = $5 OR invitation_id = $5)`,
      [
        tx.principal.practiceId,
        by,
        outcome,
        'id' in which ? which.id : null,
        'subject' in which ? which.subject : null,
      ],
    );
  }

  /** A new link, which ends the older ones of the member. */
  async insertReset(tx: Tx, memberId: string, tokenHash: Buffer, expiresAt: number): Promise<string> {
    const id = uuid();
    await tx.query(
      `UPDATE password_reset SET revoked_at = clock_timestamp()
        WHERE practice_id = $1 AND member_id = $2 AND used_at IS NULL AND revoked_at IS NULL`,
      [tx.principal.practiceId, memberId],
    );
    await tx.query(
      `INSERT INTO password_reset (practice_id, id, member_id, token_hash, expires_at) VALUES ($1, $2, $3, $4, ${instant('$5')})`,
      [tx.principal.practiceId, id, memberId, tokenHash, expiresAt],
    );
    return id;
  }

  /** The reset, which nobody else uses until the transaction ends. */
  async reset(tx: Tx, id: string): Promise<Reset | undefined> {
    const [row] = await tx.query<Reset>(
      `SELECT member_id AS "memberId", ${epochMs('created_at')}::float8 AS "createdAt",
              used_at IS NULL AND revoked_at IS NULL AND expires_at > clock_timestamp() AS opens
         FROM password_reset WHERE practice_id = $1 AND id = $2 FOR UPDATE`,
      [tx.principal.practiceId, id],
    );
    return row;
  }

  async useReset(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE password_reset SET used_at = clock_timestamp() WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
  }
}
