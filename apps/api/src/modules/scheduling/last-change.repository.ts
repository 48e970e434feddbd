import type { LastChangeView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { notFound, stale, type Refused } from '../../platform/errors.js';

/** A `LastChangeView` of the session `s` as JSON; null when nothing has changed since the booking. */
export const lastChangeOf = `CASE WHEN s.changed_what IS NULL THEN NULL ELSE json_build_object('what', s.changed_what,
  'by', (SELECT m.name FROM member m WHERE m.practice_id = s.practice_id AND m.id = s.changed_by),
  'at', ${epochMs('s.updated_at')}) END`;

/** That the session is no longer as the caller read it, by whom and when; or that there is none. */
export async function staleSession(tx: Tx, id: string): Promise<Refused> {
  const [current] = await tx.query<{ version: number; zone: string; change: LastChangeView | null }>(
    `SELECT s.version, c.time_zone AS zone, ${lastChangeOf} AS change
       FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
      WHERE s.practice_id = $1 AND s.id = $2`,
    [tx.principal.practiceId, id],
  );
  if (current === undefined) return notFound('session');
  const { version, zone, change } = current;
  return stale('session', version, {
    timeZone: zone,
    ...(change !== null && { changedBy: change.by, changedWhat: change.what, changedAt: change.at }),
  });
}
