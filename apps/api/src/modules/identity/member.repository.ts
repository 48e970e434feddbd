import type { Role } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';

export interface NewMember {
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly [Role, ...Role[]];
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
