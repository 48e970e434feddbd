import { v4 as uuid } from 'uuid';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database } from '../../platform/database/database.js';
import { insertPractice } from './practice.repository.js';

export interface KnownPractice {
  readonly id: string;
  readonly name: string;
}

/** Every practice of the database: only the door before a sign-in sees more than one. */
export async function knownPractices(auth: AuthDatabase): Promise<readonly KnownPractice[]> {
  return auth.rows<{ id: string; name: string }>(`SELECT practice_id AS id, name FROM practice ORDER BY created_at, name`);
}

/** A practice with nothing in it. */
export async function createPractice(database: Database, name: string, demonstration: boolean): Promise<KnownPractice> {
  const id = uuid();
  await database.run({ kind: 'system', practiceId: id, purpose: demonstration ? 'demonstration' : 'import' }, (tx) => insertPractice(tx, name, demonstration));
  return { id, name };
}
