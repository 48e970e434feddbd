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
