import type { Tx } from '../../platform/database/database.js';

/** The row of the transaction's own practice. */
export async function insertPractice(tx: Tx, name: string, demonstration: boolean): Promise<void> {
  await tx.query(`INSERT INTO practice (practice_id, name, demonstration) VALUES ($1, $2, $3)`, [tx.principal.practiceId, name, demonstration]);
}
