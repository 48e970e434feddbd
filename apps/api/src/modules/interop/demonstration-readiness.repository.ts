import type { Tx } from '../../platform/database/database.js';

/** A visit that the demonstration prepares. */
export interface Visit {
  readonly sessionId: string;
  readonly reference: string;
  readonly state: string;
}

/** The visits of the last day and the coming ones that still stand. */
export function visitsUntil(tx: Tx, aheadMs: number): Promise<Visit[]> {
  return tx.query<Visit>(
    `SELECT id AS "sessionId", reference, state FROM session
      WHERE practice_id = $1 AND state NOT IN ('cancelled', 'no-show', 'discharged') AND reference IS NOT NULL
        AND starts_at BETWEEN now() - interval '1 day' AND now() + make_interval(secs => $2::float8 / 1000)
      ORDER BY starts_at, id`,
    [tx.principal.practiceId, aheadMs],
  );
}

/** What the book does not tell of these patients was asked two days ago, and there is none of it. */
export async function askPatients(
  tx: Tx,
  visits: readonly Visit[],
  allergiesForgotten: readonly Visit[],
  nurse: string,
): Promise<void> {
  const ids = (of: readonly Visit[]): string[] => of.map(({ sessionId }) => sessionId);
  await tx.query(
    `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state, recorded_by, recorded_at)
     SELECT DISTINCT ON (s.patient_id, k.kind) $1, gen_random_uuid(), s.patient_id, k.kind, k.state, $3::uuid, now() - interval '2 days'
       FROM session s, (VALUES ('allergy', 'none-known'), ('contrast-reaction', 'absent'), ('anticoagulant', 'absent'),
              ('diabetes', 'absent'), ('glp-1', 'absent'), ('pregnancy-possible', 'absent'), ('infection', 'absent')) k (kind, state)
      WHERE s.practice_id = $1 AND s.id = ANY ($2::uuid[]) AND NOT (k.kind = 'allergy' AND s.id = ANY ($4::uuid[]))
        AND NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = $1 AND f.patient_id = s.patient_id
                           AND f.active AND f.kind = k.kind)`,
    [tx.principal.practiceId, ids(visits), nurse, ids(allergiesForgotten)],
  );
}
