import { openingPolicy } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';

/** One record that is kept from colleagues, opened by a nurse yesterday; the opening waits for its review. */
export async function restrictDemonstration(
  tx: Tx,
  { physician, nurse }: { readonly physician: string; readonly nurse: string },
): Promise<void> {
  const { practiceId } = tx.principal;
  // Nobody with a session ahead: the days that are shown are everybody's to see.
  const [chosen] = await tx.query<{ id: string }>(
    `SELECT p.id FROM patient p
      WHERE p.practice_id = $1
        AND EXISTS (SELECT 1 FROM injection_series s WHERE s.practice_id = $1 AND s.patient_id = p.id)
        AND NOT EXISTS (SELECT 1 FROM injection_series s WHERE s.practice_id = $1 AND s.patient_id = p.id AND s.state IN ('proposed','active','paused'))
        AND NOT EXISTS (SELECT 1 FROM session v WHERE v.practice_id = $1 AND v.patient_id = p.id AND v.starts_at > now() - interval '30 days')
      ORDER BY p.mrn LIMIT 1`,
    [practiceId],
  );
  if (chosen === undefined) return;
  await tx.query(
    `INSERT INTO record_restriction (practice_id, id, patient_id, kind, reason, placed_by, placed_at)
     VALUES ($1, $2, $3, 'staff', 'Works at the front desk since October.', $4, now() - interval '20 days')`,
    [practiceId, uuid(), chosen.id, physician],
  );
  await tx.query(
    `INSERT INTO record_opening (practice_id, id, patient_id, member_id, kind, reason, opened_at, until)
     VALUES ($1, $2, $3, $4, 'staff', 'She called with pain after her last injection.',
             now() - interval '26 hours', now() - interval '26 hours' + make_interval(mins => $5))`,
    [practiceId, uuid(), chosen.id, nurse, openingPolicy.minutes],
  );
}
