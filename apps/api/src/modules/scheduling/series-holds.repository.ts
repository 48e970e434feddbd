import { Injectable } from '@nestjs/common';
import type { Override } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import type { OfferRound } from './freed-time.repository.js';

/** What a series holds beside its sessions, and what became of the times that it gave back. */
@Injectable()
export class SeriesHoldsRepository {
  /** The place of a series on the waitlist; null: it waits for nothing. */
  async waitingEntry(tx: Tx, seriesId: string): Promise<string | null> {
    const [entry] = await tx.query<{ id: string }>(
      `SELECT id FROM waitlist_entry WHERE practice_id = $1 AND series_id = $2 AND state IN ('waiting', 'offered')`,
      [tx.principal.practiceId, seriesId],
    );
    return entry?.id ?? null;
  }

  /** Whoever left the waitlist waits again, as long as no other entry of the series stands. */
  async waitAgain(tx: Tx, entryId: string): Promise<void> {
    await tx.query(
      `UPDATE waitlist_entry SET state = 'waiting', version = version + 1
        WHERE practice_id = $1 AND id = $2 AND state = 'withdrawn'`,
      [tx.principal.practiceId, entryId],
    );
  }

  /** The times that these sessions gave back in this transaction go on being offered until somebody says yes. */
  async beginRounds(tx: Tx, sessionIds: readonly string[], { minutes, by }: OfferRound): Promise<void> {
    await tx.query(
      `UPDATE freed_time SET goes_on = true, offer_minutes = $3, offered_by = $4, version = version + 1
        WHERE practice_id = $1 AND session_id = ANY ($2::uuid[]) AND created_at >= now() AND NOT closed`,
      [tx.principal.practiceId, sessionIds, minutes, by],
    );
  }

  /** The times that these sessions gave back when they were cancelled, in one order. */
  async freedBy(tx: Tx, sessionIds: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT ON (session_id) id FROM freed_time
        WHERE practice_id = $1 AND session_id = ANY ($2::uuid[]) AND cause = 'cancelled' ORDER BY session_id, created_at DESC`,
      [tx.principal.practiceId, sessionIds],
    );
    return rows.map(({ id }) => id);
  }

  /** What was set aside when the session was booked: it stands again by the same words. */
  async overridesOf(tx: Tx, sessionId: string): Promise<Override[]> {
    return tx.query<Override>(
      `SELECT DISTINCT ON (code) code, reason FROM session_override
        WHERE practice_id = $1 AND session_id = $2 ORDER BY code, overridden_at DESC`,
      [tx.principal.practiceId, sessionId],
    );
  }

  async dismissTask(tx: Tx, taskId: string, note: string, memberId: string): Promise<void> {
    await tx.query(
      `UPDATE follow_up_task SET state = 'dismissed', note = $3, closed_by = $4, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND id = $2 AND state = 'open'`,
      [tx.principal.practiceId, taskId, note, memberId],
    );
  }
}
