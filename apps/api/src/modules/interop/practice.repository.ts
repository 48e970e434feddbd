import { v4 as uuid } from 'uuid';
import type { AuthDatabase } from '../../platform/database/auth-database.js';
import type { Database, Tx } from '../../platform/database/database.js';
import type { KnownPractice } from '../identity/identity.public.js';

/** A demonstration practice with nothing in it. */
export async function createDemonstrationPractice(database: Database, name: string): Promise<KnownPractice> {
  const id = uuid();
  await database.run({ kind: 'system', practiceId: id, purpose: 'demonstration' }, (tx) =>
    tx.query(`INSERT INTO practice (practice_id, name, demonstration) VALUES ($1, $2, true)`, [id, name]),
  );
  return { id, name, demonstration: true };
}

/** Whether the account of this e-mail address is a member of the practice. */
export async function isMember(auth: AuthDatabase, practiceId: string, email: string): Promise<boolean> {
  const found = await auth.rows(
    'SELECT 1 FROM member m JOIN account a ON a.id = m.account_id WHERE m.practice_id = $1 AND a.email = $2',
    [practiceId, email],
  );
  return found.length > 0;
}

/** The person on the board and the person who signs in are the same. */
export async function linkResource(tx: Tx, name: string, memberId: string): Promise<void> {
  await tx.query(
    `UPDATE resource SET member_id = $3, version = version + 1
      WHERE practice_id = $1 AND name = $2 AND kind IN ('physician', 'sedation-nurse') AND member_id IS NULL`,
    [tx.principal.practiceId, name, memberId],
  );
}

/** How the patients of a demonstration clinic reach it: no book tells. */
export async function setClinicContact(
  tx: Tx,
  { phone, outOfHoursText }: { readonly phone: string; readonly outOfHoursText: string },
): Promise<void> {
  await tx.query(`UPDATE clinic SET phone = $2, out_of_hours_text = $3 WHERE practice_id = $1`, [
    tx.principal.practiceId,
    phone,
    outOfHoursText,
  ]);
}
