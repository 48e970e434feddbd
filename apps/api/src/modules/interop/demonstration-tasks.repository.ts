import type { Tx } from '../../platform/database/database.js';

/** What fell due longer ago than this was seen to: a clinic that works has a list of weeks, not of years. */
const daysKept = 40;

/**
 * Closes what the book's cancelled and missed sessions of long ago had opened: by the desk, on the day it was due.
 * The book tells of none that was closed.
 */
export async function seeToOldTasks(tx: Tx, scheduler: string): Promise<void> {
  await tx.query(
    `UPDATE follow_up_task
        SET state = 'done', note = 'Called, and settled on the telephone.', closed_by = $2,
            closed_at = (due_on + time '16:00') AT TIME ZONE 'UTC', version = version + 1
      WHERE practice_id = $1 AND state = 'open' AND due_at IS NULL AND due_on < current_date - $3::int`,
    [tx.principal.practiceId, scheduler, daysKept],
  );
}
