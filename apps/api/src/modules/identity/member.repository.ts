import type { Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { stale } from '../../platform/errors.js';

export interface NewMember {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly [Role, ...Role[]];
}

/** A member as the practice keeps one. */
export interface MemberRecord {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  readonly version: number;
}

/** The member whom this account is in the transaction's practice; one that stands already is given as it is. */
export async function createMember(tx: Tx, { accountId, name, roles }: NewMember): Promise<string> {
  const { practiceId } = tx.principal;
  await tx.query(
    `INSERT INTO member (practice_id, id, account_id, name, roles) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT ON CONSTRAINT member_account_once DO NOTHING`,
    [practiceId, uuid(), accountId, name, [...roles]],
  );
  const [row] = await tx.query<{ id: string }>(
    `SELECT id FROM member WHERE practice_id = $1 AND account_id = $2`,
    [practiceId, accountId],
  );
  if (row === undefined) throw new Error('A member who was just made cannot be found.');
  return row.id;
}

/**
 * The practice's active administrators, by id. Whoever asks has the members of the practice to themselves until the
 * transaction ends: two who each leave one administrator must not together leave none.
 */
export async function lockMembers(tx: Tx): Promise<readonly string[]> {
  await tx.query(`SELECT 1 FROM practice WHERE practice_id = $1 FOR NO KEY UPDATE`, [
    tx.principal.practiceId,
  ]);
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM member WHERE practice_id = $1 AND active AND 'administrator' = ANY (roles) ORDER BY id`,
    [tx.principal.practiceId],
  );
  return rows.map(({ id }) => id);
}

export async function memberOf(tx: Tx, id: string): Promise<MemberRecord | undefined> {
  const [row] = await tx.query<MemberRecord>(
    `SELECT id, account_id AS "accountId", name, roles, active, version FROM member WHERE practice_id = $1 AND id = $2`,
    [tx.principal.practiceId, id],
  );
  return row;
}

/** Changes roles and state from one version to the next. Precondition: the members are locked. */
export async function changeMember(
  tx: Tx,
  member: MemberRecord,
  version: number,
  change: { readonly roles: readonly string[]; readonly active: boolean },
): Promise<void> {
  if (member.version !== version) throw stale('member', member.version);
  await tx.query(
    `UPDATE member SET roles = $3, active = $4, version = version + 1 WHERE practice_id = $1 AND id = $2`,
    [tx.principal.practiceId, member.id, [...change.roles], change.active],
  );
}

/** The names of these members of the transaction's practice, by id. */
export async function memberNames(
  tx: Tx,
  memberIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `SELECT id, name FROM member WHERE practice_id = $1 AND id = ANY ($2)`,
    [tx.principal.practiceId, [...new Set(memberIds)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** That something of a member's account was changed, never what to: no practice owns it, and its trail is of one. */
export async function noteAccountChange(tx: Tx, memberId: string, what: string): Promise<void> {
  await tx.query(`SELECT audit_append('update', 'account', $1, '{}', $2::jsonb)`, [
    memberId,
    JSON.stringify({ changed: what }),
  ]);
}
