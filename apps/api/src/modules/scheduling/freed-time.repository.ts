import { Injectable } from '@nestjs/common';
import type { FreedTimeView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { notFound, stale } from '../../platform/errors.js';
import { heldTimeFields } from './held-time.repository.js';

/** A round of offers: how long each may wait for its answer, and on whose word. */
export interface OfferRound {
  readonly minutes: number;
  readonly by: string;
}

export interface FreedTime {
  readonly view: FreedTimeView;
  readonly zone: string;
  /** Not passed, not closed, and taken by no session since. */
  readonly open: boolean;
  readonly round: OfferRound | null;
}

/** How an offer of this time ended, by the entry it was made to; the latest counts. */
export type AskedBefore = ReadonlyMap<string, 'declined' | 'expired'>;

const freedTimeFields = `json_build_object(
  'id', f.id, 'version', f.version, 'clinicId', f.clinic_id, 'roomId', f.room_id, 'physicianId', f.physician_id,
  'start', ${epochMs('f.starts_at')}, 'end', ${epochMs('f.ends_at')}, 'cause', f.cause, 'freedAt', ${epochMs('f.created_at')},
  'goesOn', f.goes_on, 'offer', (SELECT ${heldTimeFields} FROM held_time t
     WHERE t.practice_id = f.practice_id AND t.freed_time_id = f.id AND t.state = 'held'))`;

/** No session lasts longer, so none that began before can reach into the freed time. */
const longestSession = `interval '8 hours'`;

/** Whether the time is still free is asked of the sessions, not remembered: whichever way it was taken, it shows. */
const isOpen = `(NOT f.closed AND f.ends_at > now() AND NOT EXISTS (
  SELECT 1 FROM session s WHERE s.practice_id = f.practice_id AND s.clinic_id = f.clinic_id AND s.room_id = f.room_id
     AND s.starts_at >= f.starts_at - ${longestSession} AND s.starts_at < f.ends_at
     AND s.starts_at + make_interval(mins => s.duration_minutes) > f.starts_at AND s.state NOT IN ('cancelled', 'no-show')))`;

@Injectable()
export class FreedTimeRepository {
  /** The nearest first; of one room and time that was freed twice, the latest. */
  async open(tx: Tx, clinicId: string): Promise<FreedTimeView[]> {
    const rows = await tx.query<{ freed: FreedTimeView }>(
      `SELECT ${freedTimeFields} AS freed FROM (
         SELECT DISTINCT ON (f.starts_at, f.room_id) * FROM freed_time f
          WHERE f.practice_id = $1 AND f.clinic_id = $2 AND NOT f.closed AND f.ends_at > now()
          ORDER BY f.starts_at, f.room_id, f.created_at DESC) f
        WHERE ${isOpen} ORDER BY f.starts_at, f.room_id`,
      [tx.principal.practiceId, clinicId],
    );
    return rows.map(({ freed }) => freed);
  }

  async one(tx: Tx, id: string): Promise<FreedTime> {
    const [freed] = await this.read(tx, id);
    if (freed === undefined) throw notFound('freed time');
    return freed;
  }

  /** The freed time at the version that the caller read, locked: offers of one time are made one after the other. */
  async locked(tx: Tx, id: string, version: number | null): Promise<FreedTime> {
    await tx.query(`SELECT 1 FROM freed_time WHERE practice_id = $1 AND id = $2 FOR UPDATE`, [
      tx.principal.practiceId,
      id,
    ]);
    const freed = await this.one(tx, id);
    if (version !== null && freed.view.version !== version) throw stale('freed time', freed.view.version);
    return freed;
  }

  /** Rounds whose offer is answered with no, or not at all: the time is to be offered to the next. */
  async roundsToGoOn(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT f.id FROM freed_time f WHERE f.practice_id = $1 AND f.goes_on AND NOT EXISTS (
         SELECT 1 FROM held_time t WHERE t.practice_id = f.practice_id AND t.freed_time_id = f.id AND t.state = 'held')
       ORDER BY f.id`,
      [tx.principal.practiceId],
    );
    return rows.map(({ id }) => id);
  }

  /** The round to go on with, locked; null when it is over, under way again, or in another process's hands. */
  async lockedRound(tx: Tx, id: string): Promise<FreedTime | null> {
    const locked = await tx.query(
      `SELECT 1 FROM freed_time WHERE practice_id = $1 AND id = $2 AND goes_on FOR UPDATE SKIP LOCKED`,
      [tx.principal.practiceId, id],
    );
    if (locked.length === 0) return null;
    const freed = await this.one(tx, id);
    return freed.view.offer === null ? freed : null;
  }

  async asked(tx: Tx, id: string): Promise<AskedBefore> {
    const rows = await tx.query<{ entryId: string; ended: 'declined' | 'expired' }>(
      `SELECT DISTINCT ON (t.entry_id) t.entry_id AS "entryId", CASE t.state WHEN 'expired' THEN 'expired' ELSE 'declined' END AS ended
         FROM held_time t WHERE t.practice_id = $1 AND t.freed_time_id = $2 AND t.state IN ('expired', 'given-back')
        ORDER BY t.entry_id, t.created_at DESC`,
      [tx.principal.practiceId, id],
    );
    return new Map(rows.map(({ entryId, ended }) => [entryId, ended]));
  }

  /** Begins, goes on with or (null) ends the round. Precondition: the freed time is locked. */
  async setRound(tx: Tx, id: string, round: OfferRound | null): Promise<void> {
    await tx.query(
      `UPDATE freed_time SET goes_on = $3, offer_minutes = coalesce($4, offer_minutes), offered_by = coalesce($5, offered_by),
              version = version + 1
        WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id, round !== null, round?.minutes ?? null, round?.by ?? null],
    );
  }

  /** Precondition: the freed time is locked. */
  async close(tx: Tx, id: string): Promise<void> {
    await tx.query(
      `UPDATE freed_time SET closed = true, goes_on = false, version = version + 1 WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
  }

  private read(tx: Tx, id: string): Promise<FreedTime[]> {
    return tx.query<FreedTime>(
      `SELECT ${freedTimeFields} AS view, c.time_zone AS zone, ${isOpen} AS open,
              CASE WHEN f.goes_on THEN json_build_object('minutes', f.offer_minutes, 'by', f.offered_by) END AS round
         FROM freed_time f JOIN clinic c ON c.practice_id = f.practice_id AND c.id = f.clinic_id
        WHERE f.practice_id = $1 AND f.id = $2`,
      [tx.principal.practiceId, id],
    );
  }
}
