import type { SecondFactorDemand } from '@lull/domain';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Tx } from '../../platform/database/database.js';

export interface KnownPractice {
  readonly id: string;
  readonly name: string;
  readonly demonstration: boolean;
}

/** Every practice of the database: only the door before a sign-in sees more than one. */
export async function knownPractices(auth: AuthDatabase): Promise<readonly KnownPractice[]> {
  return auth.rows<{ id: string; name: string; demonstration: boolean }>(
    `SELECT practice_id AS id, name, demonstration FROM practice ORDER BY created_at, name`,
  );
}

/** The id of the practice of this name: only the door before a sign-in sees more than one practice. */
export async function practiceNamed(auth: AuthDatabase, name: string): Promise<string | undefined> {
  const [row] = await auth.rows<{ id: string }>(`SELECT practice_id AS id FROM practice WHERE name = $1`, [
    name,
  ]);
  return row?.id;
}

/** The row of the transaction's own practice, which is none of the demonstration. */
export async function insertPractice(tx: Tx, name: string): Promise<void> {
  await tx.query(`INSERT INTO practice (practice_id, name) VALUES ($1, $2)`, [tx.principal.practiceId, name]);
}

/** Name and demand of the transaction's own practice. */
export async function practiceOf(
  tx: Tx,
): Promise<{ readonly name: string; readonly secondFactor: SecondFactorDemand }> {
  const [row] = await tx.query<{ name: string; secondFactor: SecondFactorDemand }>(
    `SELECT name, second_factor AS "secondFactor" FROM practice WHERE practice_id = $1`,
    [tx.principal.practiceId],
  );
  if (row === undefined) throw new Error('A transaction names a practice that is not there.');
  return row;
}

/** Whom the transaction's own practice asks for a second factor from now on. */
export async function requireSecondFactor(tx: Tx, demand: SecondFactorDemand): Promise<void> {
  await tx.query(`UPDATE practice SET second_factor = $2 WHERE practice_id = $1`, [
    tx.principal.practiceId,
    demand,
  ]);
}
