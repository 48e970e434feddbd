import { Injectable } from '@nestjs/common';
import type { OmittableStep, SetupFacts } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

export interface StandingSetup extends SetupFacts {
  readonly practice: string;
  readonly leftOut: readonly OmittableStep[];
  /** Null: nobody has said anything about it. */
  readonly running: boolean | null;
}

const count = (what: string): string => `(SELECT count(*)::int FROM ${what} AND x.practice_id = $1)`;

@Injectable()
export class SetupRepository {
  /** Nobody else begins a practice, on any server, until the transaction ends. */
  async beginAlone(tx: Tx): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('lull first practice'))`);
  }

  async begin(tx: Tx): Promise<void> {
    await tx.query(`INSERT INTO practice_setup (practice_id) VALUES ($1)`, [tx.principal.practiceId]);
  }

  async standing(tx: Tx): Promise<StandingSetup> {
    const [row] = await tx.query<StandingSetup>(
      `SELECT p.name AS practice, coalesce(s.left_out, '{}') AS "leftOut", s.running,
              ${count('clinic x WHERE true')} AS clinics,
              ${count('opening_hours x WHERE true')} AS "openingHours",
              ${count(`resource x WHERE x.active AND x.kind = 'room'`)} AS rooms,
              ${count(`resource x WHERE x.active AND x.kind = 'recovery-bay'`)} AS "recoveryBays",
              ${count(`procedure_type x WHERE EXISTS (SELECT 1 FROM resource_profile f
                        WHERE f.practice_id = x.practice_id AND f.procedure_type_id = x.id)`)} AS procedures,
              ${count(`resource x WHERE x.active AND x.kind = 'physician'`)} AS physicians,
              ${count('member x WHERE x.active')} AS members,
              ${count('block_time x WHERE true')} AS "blockTimes",
              (SELECT count(*)::int FROM (SELECT FROM patient x WHERE x.practice_id = $1 LIMIT 1) AS few) AS patients,
              (SELECT count(*)::int FROM (SELECT FROM session x WHERE x.practice_id = $1 LIMIT 1) AS few) AS sessions
         FROM practice p LEFT JOIN practice_setup s ON s.practice_id = p.practice_id
        WHERE p.practice_id = $1`,
      [tx.principal.practiceId],
    );
    if (row === undefined) throw new Error('A transaction names a practice that is not there.');
    return row;
  }

  async keep(
    tx: Tx,
    { leftOut, running }: { readonly leftOut: readonly string[]; readonly running: boolean },
  ): Promise<void> {
    await tx.query(
      `INSERT INTO practice_setup (practice_id, left_out, running) VALUES ($1, $2, $3)
       ON CONFLICT (practice_id) DO UPDATE SET left_out = excluded.left_out, running = excluded.running`,
      [tx.principal.practiceId, [...leftOut], running],
    );
  }
}
