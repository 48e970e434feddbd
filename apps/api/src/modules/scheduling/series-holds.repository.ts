import { Injectable } from '@nestjs/common';
import type { Override } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { instant } from '../../platform/database/sql.js';
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

  /** Closes the open tasks of these kinds that are about the patient; answers how many. */
  async dismissTasksOf(
    tx: Tx,
    patientId: string,
    kinds: readonly string[],
    { note, by }: { readonly note: string; readonly by: string },
  ): Promise<number> {
    const closed = await tx.query(
      `WITH closed AS (UPDATE follow_up_task SET state = 'dismissed', note = $4, closed_by = $5, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND patient_id = $2 AND kind = ANY ($3::text[]) AND state = 'open' RETURNING id)
       SELECT id FROM closed`,
      [tx.principal.practiceId, patientId, kinds, note, by],
    );
    return closed.length;
  }

  /** The same taken back: what was closed with this note in the transaction that ended at `by`, epoch ms, is open again. */
  async reopenTasksOf(tx: Tx, patientId: string, note: string, by: number): Promise<void> {
    await tx.query(
      `UPDATE follow_up_task SET state = 'open', note = NULL, closed_by = NULL, closed_at = NULL, version = version + 1
        WHERE practice_id = $1 AND patient_id = $2 AND state = 'dismissed' AND note = $3
          AND closed_at > ${instant('$4')} - interval '1 minute' AND closed_at <= ${instant('$4')}`,
      [tx.principal.practiceId, patientId, note, by],
    );
  }

  /** What else is booked for a patient: sessions ahead of other series. */
  async aheadElsewhere(tx: Tx, patientId: string, seriesId: string): Promise<number> {
    const [found] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM session
        WHERE practice_id = $1 AND patient_id = $2 AND series_id <> $3 AND state IN ('tentative','booked','confirmed')`,
      [tx.principal.practiceId, patientId, seriesId],
    );
    return found?.count ?? 0;
  }

  async dismissTask(tx: Tx, taskId: string, note: string, memberId: string): Promise<void> {
    await tx.query(
      `UPDATE follow_up_task SET state = 'dismissed', note = $3, closed_by = $4, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND id = $2 AND state = 'open'`,
      [tx.principal.practiceId, taskId, note, memberId],
    );
  }
}
