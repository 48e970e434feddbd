import { Injectable } from '@nestjs/common';
import type { PatientDistinctionView } from '@lull/contracts';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { PatientDistinctionRow } from './patient-distinction.entity.js';

const person = (row: string): string =>
  `json_build_object('id', ${row}.id, 'mrn', ${row}.mrn, 'familyName', ${row}.family_name, 'givenName', ${row}.given_name, 'birthDate', ${row}.birth_date)`;

const distinction = `
  SELECT d.id, d.version, ${person('a')} AS one, ${person('b')} AS other, d.reason, m.name AS by,
         ${epochMs('d.said_at')}::float8 AS at
    FROM patient_distinction d
    JOIN patient a ON a.practice_id = d.practice_id AND a.id = d.one_id
    JOIN patient b ON b.practice_id = d.practice_id AND b.id = d.other_id
    JOIN member m ON m.practice_id = d.practice_id AND m.id = d.said_by
   WHERE d.practice_id = $1`;

@Injectable()
export class PatientDistinctionRepository {
  async stands(tx: Tx, oneId: string, otherId: string): Promise<boolean> {
    const found = await tx.query(
      `SELECT 1 FROM patient_distinction d WHERE d.practice_id = $1 AND d.one_id = least($2::uuid, $3::uuid)
          AND d.other_id = greatest($2::uuid, $3::uuid) AND d.withdrawn_at IS NULL`,
      [tx.principal.practiceId, oneId, otherId],
    );
    return found.length > 0;
  }

  async add(
    tx: Tx,
    said: { readonly oneId: string; readonly otherId: string; readonly reason: string; readonly by: string },
  ): Promise<string> {
    const id = uuid();
    await tx.query(
      `INSERT INTO patient_distinction (practice_id, id, one_id, other_id, reason, said_by)
       VALUES ($1, $2, least($3::uuid, $4::uuid), greatest($3::uuid, $4::uuid), $5, $6)`,
      [tx.principal.practiceId, id, said.oneId, said.otherId, said.reason, said.by],
    );
    return id;
  }

  lock(tx: Tx, id: string, version: number): Promise<PatientDistinctionRow> {
    return lockVersion(tx, PatientDistinctionRow, 'distinction', id, version);
  }

  async withdraw(tx: Tx, { id, version }: PatientDistinctionRow, by: string, reason: string): Promise<void> {
    await changeVersion(tx, PatientDistinctionRow, 'distinction', id, version, {
      withdrawnBy: by,
      withdrawnAt: tx.now,
      withdrawalReason: reason,
    });
  }

  /** Those that stand, the newest first. */
  page(tx: Tx, after: string | null, limit: number): Promise<PatientDistinctionView[]> {
    return tx.query<PatientDistinctionView>(
      `${distinction} AND d.withdrawn_at IS NULL
         AND ($2::uuid IS NULL OR (d.said_at, d.id) < (SELECT c.said_at, c.id FROM patient_distinction c WHERE c.practice_id = $1 AND c.id = $2))
       ORDER BY d.said_at DESC, d.id DESC LIMIT $3`,
      [tx.principal.practiceId, after, limit],
    );
  }

  async view(tx: Tx, id: string): Promise<PatientDistinctionView | undefined> {
    const [found] = await tx.query<PatientDistinctionView>(`${distinction} AND d.id = $2`, [
      tx.principal.practiceId,
      id,
    ]);
    return found;
  }
}
