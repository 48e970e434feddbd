import type { Tx } from './database.js';

/** Of these patients, those whose record is restricted and whom this member has not opened (ADR 24). */
export async function closedRecords(tx: Tx, patientIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (patientIds.length === 0) return new Set();
  const rows = await tx.query<{ id: string }>(
    `SELECT p.id FROM unnest($1::uuid[]) p (id) WHERE record_closed(p.id)`,
    [[...new Set(patientIds)]],
  );
  return new Set(rows.map(({ id }) => id));
}

export async function isClosed(tx: Tx, patientId: string): Promise<boolean> {
  return (await closedRecords(tx, [patientId])).has(patientId);
}
