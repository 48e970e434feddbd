import { Injectable } from '@nestjs/common';
import type { CivilDate, Interval } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** A task of this kind warns the owner of block time before its automatic release. */
const warning = 'block-time-release';

/** What is released, of which room and when. */
export interface ReleasedTime {
  readonly blockTimeId: string;
  readonly date: CivilDate;
  readonly roomId: string;
  readonly interval: Interval;
}

export interface UseOfRoom extends Interval {
  readonly roomId: string;
  readonly physicianId: string;
  readonly sessionId: string;
}

@Injectable()
export class BlockTimeReleaseRepository {
  /**
   * Notes a release with the minutes that nobody held then. When somebody was faster, theirs stands.
   * `memberId` null: the automatic release.
   */
  async release(
    tx: Tx,
    { blockTimeId, date, roomId, interval }: ReleasedTime,
    memberId: string | null,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO block_time_release (practice_id, id, block_time_id, date, room_id, during, how, released_by, minutes)
       SELECT $1, $2, $3, $4, $5, w.during, $8, $9,
              round(extract(epoch FROM upper(w.during) - lower(w.during)) / 60 - coalesce((
                SELECT sum(extract(epoch FROM least(upper(h.during), upper(w.during)) - greatest(lower(h.during), lower(w.during)))) / 60
                  FROM session s JOIN hold h ON h.practice_id = s.practice_id AND h.session_id = s.id AND h.active
                 WHERE s.practice_id = $1 AND s.room_id = $5 AND h.resource_id = $5
                   AND s.clinic_id = (SELECT b.clinic_id FROM block_time b WHERE b.practice_id = $1 AND b.id = $3)
                   AND s.starts_at >= ${instant('$6')} - interval '1 day' AND s.starts_at < ${instant('$7')}
                   AND h.during && w.during), 0))
         FROM (SELECT tstzrange(${instant('$6')}, ${instant('$7')}) AS during) w
       ON CONFLICT DO NOTHING`,
      [
        tx.principal.practiceId,
        uuid(),
        blockTimeId,
        date,
        roomId,
        interval.start,
        interval.end,
        memberId === null ? 'automatic' : 'by-hand',
        memberId,
      ],
    );
  }

  async reclaim(tx: Tx, blockTimeId: string, date: CivilDate, memberId: string): Promise<void> {
    await tx.query(
      `UPDATE block_time_release SET reclaimed_by = $4, reclaimed_at = now()
        WHERE practice_id = $1 AND block_time_id = $2 AND date = $3 AND reclaimed_at IS NULL`,
      [tx.principal.practiceId, blockTimeId, date, memberId],
    );
  }

  async keep(tx: Tx, blockTimeId: string, date: CivilDate, reason: string, memberId: string): Promise<void> {
    await tx.query(
      `INSERT INTO block_time_keep (practice_id, id, block_time_id, date, reason, kept_by) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT ON CONSTRAINT block_time_keep_once
       DO UPDATE SET reason = excluded.reason, kept_by = excluded.kept_by, kept_at = excluded.kept_at`,
      [tx.principal.practiceId, uuid(), blockTimeId, date, reason, memberId],
    );
  }

  /** Once for each occurrence; due when it is released. */
  async warn(tx: Tx, blockTimeId: string, date: CivilDate, releasesOn: CivilDate): Promise<void> {
    await tx.query(
      `INSERT INTO follow_up_task (practice_id, id, block_time_id, block_time_date, kind, due_on)
       VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [tx.principal.practiceId, uuid(), blockTimeId, date, warning, releasesOn],
    );
  }

  /** The warning has been heard, or has come true. */
  async endWarning(
    tx: Tx,
    blockTimeId: string,
    date: CivilDate,
    as: 'done' | 'dismissed',
    memberId: string | null,
  ): Promise<void> {
    await tx.query(
      `UPDATE follow_up_task SET state = $5, closed_by = $6, closed_at = now(), version = version + 1
        WHERE practice_id = $1 AND block_time_id = $2 AND block_time_date = $3 AND kind = $4 AND state = 'open'`,
      [tx.principal.practiceId, blockTimeId, date, warning, as, memberId],
    );
  }

  /** How each date was released, of those that stand. */
  async standing(
    tx: Tx,
    clinicId: string,
    from: CivilDate,
    to: CivilDate,
  ): Promise<{ blockTimeId: string; date: string; how: 'automatic' | 'by-hand' }[]> {
    return tx.query(
      `SELECT x.block_time_id AS "blockTimeId", x.date::text AS date, x.how
         FROM block_time_release x JOIN block_time b ON b.practice_id = x.practice_id AND b.id = x.block_time_id
        WHERE x.practice_id = $1 AND b.clinic_id = $2 AND x.date BETWEEN $3 AND $4 AND x.reclaimed_at IS NULL`,
      [tx.principal.practiceId, clinicId, from, to],
    );
  }

  /**
   * How rooms are used in a stretch by sessions that were not cancelled or missed. One that an import brought in
   * when it was over never held anything: it counts with its own time.
   */
  async uses(tx: Tx, clinicId: string, { start, end }: Interval): Promise<UseOfRoom[]> {
    return tx.query<UseOfRoom>(
      `SELECT s.id AS "sessionId", s.room_id AS "roomId", s.physician_id AS "physicianId",
              (${epochMs('coalesce(min(lower(h.during)), s.starts_at)')})::float8 AS start,
              (${epochMs('coalesce(max(upper(h.during)), s.starts_at + make_interval(mins => s.duration_minutes))')})::float8 AS end
         FROM session s LEFT JOIN hold h ON h.practice_id = s.practice_id AND h.session_id = s.id AND h.resource_id = s.room_id
        WHERE s.practice_id = $1 AND s.clinic_id = $2
          AND s.starts_at >= ${instant('$3')} - interval '12 hours' AND s.starts_at < ${instant('$4')} + interval '12 hours'
          AND s.state NOT IN ('cancelled', 'no-show')
        GROUP BY s.practice_id, s.id`,
      [tx.principal.practiceId, clinicId, start, end],
    );
  }

  /** Patients who wait for a place. */
  async waitingPatients(tx: Tx): Promise<number> {
    const [row] = await tx.query<{ waiting: number }>(
      `SELECT count(DISTINCT patient_id)::int AS waiting FROM follow_up_task
        WHERE practice_id = $1 AND state = 'open' AND kind IN ('rebook', 'place-again')`,
      [tx.principal.practiceId],
    );
    return row?.waiting ?? 0;
  }

  /** The physicians that a member is: one, or none. */
  async physiciansOf(tx: Tx, memberId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM resource WHERE practice_id = $1 AND kind = 'physician' AND member_id = $2`,
      [tx.principal.practiceId, memberId],
    );
    return rows.map(({ id }) => id);
  }

  /** False: another server is at it. */
  async turn(tx: Tx): Promise<boolean> {
    const [row] = await tx.query<{ ours: boolean }>(
      `SELECT pg_try_advisory_xact_lock(hashtextextended('automatic-release/' || $1, 0)) AS ours`,
      [tx.principal.practiceId],
    );
    return row?.ours === true;
  }

  async clinics(tx: Tx): Promise<{ id: string; today: string }[]> {
    return tx.query(
      `SELECT id, (now() AT TIME ZONE time_zone)::date::text AS today FROM clinic WHERE practice_id = $1`,
      [tx.principal.practiceId],
    );
  }
}
