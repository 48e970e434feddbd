import { Injectable } from '@nestjs/common';
import type { SettledSessionView, StandingDisplacementView } from '@lull/contracts';
import type { Interval } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { Refused } from '../../platform/errors.js';
import type { Failure } from './displaced-sessions.repository.js';
import { DisplacementRow } from './displacement.entity.js';

const noun = 'displacement';

export interface Standing extends StandingDisplacementView {
  readonly closureId: string;
}

/** What became of one session. */
export interface NewDisplacedSession {
  readonly sessionId: string;
  readonly patientId: string;
  readonly start: number;
  readonly roomId: string;
  readonly physicianId: string;
  readonly outcome: 'named' | SettledSessionView['outcome'];
}

type PlaceBefore = Pick<NewDisplacedSession, 'sessionId' | 'start' | 'roomId' | 'physicianId'>;

@Injectable()
export class DisplacementRepository {
  /** The closure that stands for just this resource and time. */
  async standing(tx: Tx, { clinicId, resource, start, end }: Failure): Promise<Standing | null> {
    const [row] = await tx.query<Standing>(
      `SELECT d.id, d.version, d.reason, (${epochMs('d.created_at')})::float8 AS since, m.name AS by, d.closure_id AS "closureId"
         FROM displacement d JOIN member m ON m.practice_id = d.practice_id AND m.id = d.opened_by
        WHERE d.practice_id = $1 AND d.clinic_id = $2 AND d.resource_id IS NOT DISTINCT FROM $3::uuid
          AND d.during = tstzrange(${instant('$4')}, ${instant('$5')}) AND d.reopened_at IS NULL`,
      [tx.principal.practiceId, clinicId, resource?.id ?? null, start, end],
    );
    return row ?? null;
  }

  /** Closes it for every rule of booking at once; what the sessions in it still hold stays theirs. */
  async open(
    tx: Tx,
    { clinicId, resource, start, end }: Failure,
    reason: string,
    memberId: string,
  ): Promise<{ readonly id: string; readonly closureId: string }> {
    const [id, closureId] = [uuid(), uuid()];
    await tx.query(
      `WITH closed AS (
         INSERT INTO closure (practice_id, id, clinic_id, resource_id, during, reason)
         VALUES ($1, $3, $4, $5, tstzrange(${instant('$6')}, ${instant('$7')}), $8) RETURNING practice_id, id, clinic_id, resource_id, during, reason)
       INSERT INTO displacement (practice_id, id, clinic_id, resource_id, during, reason, closure_id, opened_by)
       SELECT practice_id, $2, clinic_id, resource_id, during, reason, id, $9 FROM closed`,
      [tx.principal.practiceId, id, closureId, clinicId, resource?.id ?? null, start, end, reason, memberId],
    );
    return { id, closureId };
  }

  /** The closure holds the resource wherever nobody else does, so that the database refuses too. */
  async holdTheRest(tx: Tx, closureId: string, resourceId: string, { start, end }: Interval): Promise<void> {
    const { practiceId } = tx.principal;
    await tx.query(`DELETE FROM hold WHERE practice_id = $1 AND closure_id = $2`, [practiceId, closureId]);
    await tx.query(
      `INSERT INTO hold (practice_id, id, resource_id, closure_id, stage, during)
       SELECT $1, gen_random_uuid(), $3, $2, 'closure', free
         FROM unnest(tstzmultirange(tstzrange(${instant('$4')}, ${instant('$5')})) - coalesce(
           (SELECT range_agg(h.during) FROM hold h WHERE h.practice_id = $1 AND h.resource_id = $3 AND h.active
               AND h.during && tstzrange(${instant('$4')}, ${instant('$5')})), '{}'::tstzmultirange)) AS free`,
      [practiceId, closureId, resourceId, start, end],
    );
  }

  async note(
    tx: Tx,
    displacementId: string,
    sessions: readonly NewDisplacedSession[],
    memberId: string,
  ): Promise<void> {
    if (sessions.length === 0) return;
    await tx.query(
      `INSERT INTO displaced_session (practice_id, id, displacement_id, session_id, patient_id, was_start, was_room_id,
                                      was_physician_id, outcome, settled_by)
       SELECT $1, gen_random_uuid(), $2, e.session_id, e.patient_id, ${instant('e.was_start')}, e.room_id, e.physician_id, e.outcome, $9
         FROM unnest($3::uuid[], $4::uuid[], $5::float8[], $6::uuid[], $7::uuid[], $8::text[])
              AS e (session_id, patient_id, was_start, room_id, physician_id, outcome)`,
      [
        tx.principal.practiceId,
        displacementId,
        sessions.map(({ sessionId }) => sessionId),
        sessions.map(({ patientId }) => patientId),
        sessions.map(({ start }) => start),
        sessions.map(({ roomId }) => roomId),
        sessions.map(({ physicianId }) => physicianId),
        sessions.map(({ outcome }) => outcome),
        memberId,
      ],
    );
  }

  /** Who stood there when it was closed, once each: whoever is moved on the board from now on is called as well. */
  async name(
    tx: Tx,
    displacementId: string,
    sessions: readonly Omit<NewDisplacedSession, 'outcome'>[],
    memberId: string,
  ): Promise<void> {
    const known = await tx.query<{ id: string }>(
      `SELECT session_id AS id FROM displaced_session WHERE practice_id = $1 AND displacement_id = $2`,
      [tx.principal.practiceId, displacementId],
    );
    const unnamed = sessions.filter(({ sessionId }) => known.every(({ id }) => id !== sessionId));
    await this.note(
      tx,
      displacementId,
      unnamed.map((each) => ({ ...each, outcome: 'named' as const })),
      memberId,
    );
  }

  /** A time in a closed room, of an absent physician or of a closed clinic is nobody's to be offered. */
  async forgetFreedTimes(tx: Tx, sessionIds: readonly string[], { start, end }: Interval): Promise<void> {
    await tx.query(
      `UPDATE freed_time SET closed = true, version = version + 1
        WHERE practice_id = $1 AND session_id = ANY ($2::uuid[]) AND NOT closed
          AND starts_at < ${instant('$4')} AND ends_at > ${instant('$3')}`,
      [tx.principal.practiceId, sessionIds, start, end],
    );
  }

  /** All who were moved, put on the waitlist or otherwise changed since, the latest word about each, by old time. */
  async settled(tx: Tx, { clinicId, resource, start, end }: Failure): Promise<SettledSessionView[]> {
    return tx.query<SettledSessionView>(
      `SELECT e.session_id AS "sessionId", e.patient_id AS "patientId", p.family_name || ', ' || p.given_name AS "patientName",
              p.birth_date::text AS "birthDate", p.phone, (${epochMs('e.was_start')})::float8 AS "wasStart",
              r.name AS "wasRoomName", h.name AS "wasPhysicianName",
              CASE e.outcome WHEN 'named' THEN 'moved' ELSE e.outcome END AS outcome, m.name AS by,
              (${epochMs('e.settled_at')})::float8 AS at,
              CASE WHEN n.id IS NOT NULL THEN json_build_object('start', ${epochMs('n.starts_at')}, 'clinicId', n.clinic_id,
                'roomName', nr.name, 'physicianName', nh.name) END AS now
         FROM (SELECT DISTINCT ON (e.session_id) e.* FROM displacement d
                 JOIN displaced_session e ON e.practice_id = d.practice_id AND e.displacement_id = d.id
                WHERE d.practice_id = $1 AND d.clinic_id = $2 AND d.resource_id IS NOT DISTINCT FROM $3::uuid
                  AND d.during = tstzrange(${instant('$4')}, ${instant('$5')})
                ORDER BY e.session_id, e.settled_at DESC) e
         JOIN patient p ON p.practice_id = e.practice_id AND p.id = e.patient_id
         JOIN resource r ON r.practice_id = e.practice_id AND r.id = e.was_room_id
         JOIN resource h ON h.practice_id = e.practice_id AND h.id = e.was_physician_id
         JOIN member m ON m.practice_id = e.practice_id AND m.id = e.settled_by
         JOIN session s ON s.practice_id = e.practice_id AND s.id = e.session_id
         LEFT JOIN waitlist_entry w ON e.outcome = 'waitlisted' AND w.practice_id = s.practice_id AND w.series_id = s.series_id
              AND w.state = 'placed' AND w.created_at >= e.settled_at - interval '1 minute'
         LEFT JOIN session n ON n.practice_id = s.practice_id AND n.state <> 'cancelled'
              AND n.id = CASE WHEN s.state = 'cancelled' THEN w.session_id ELSE s.id END
         LEFT JOIN resource nr ON nr.practice_id = n.practice_id AND nr.id = n.room_id
         LEFT JOIN resource nh ON nh.practice_id = n.practice_id AND nh.id = n.physician_id
        WHERE e.outcome <> 'named' OR s.state IN ('cancelled', 'no-show')
           OR (s.starts_at, s.room_id, s.physician_id) IS DISTINCT FROM (e.was_start, e.was_room_id, e.was_physician_id)
        ORDER BY e.was_start, e.session_id`,
      [tx.principal.practiceId, clinicId, resource?.id ?? null, start, end],
    );
  }

  /** Where sessions stood before the desk moved them, those whose latest word is that it did. */
  async placesBefore(
    tx: Tx,
    displacementId: string,
    sessionIds: readonly string[],
  ): Promise<readonly PlaceBefore[]> {
    return tx.query<PlaceBefore>(
      `SELECT e.session_id AS "sessionId", (${epochMs('e.was_start')})::float8 AS start, e.was_room_id AS "roomId",
              e.was_physician_id AS "physicianId"
         FROM (SELECT DISTINCT ON (session_id) * FROM displaced_session
                WHERE practice_id = $1 AND displacement_id = $2 AND session_id = ANY ($3::uuid[])
                ORDER BY session_id, settled_at DESC) e
        WHERE e.outcome = 'moved'`,
      [tx.principal.practiceId, displacementId, sessionIds],
    );
  }

  /** What failed works again: the closure goes with its holds; what was moved because of it stays where it is now. */
  async reopen(tx: Tx, id: string, version: number, memberId: string): Promise<void> {
    const { closureId } = await lockVersion(tx, DisplacementRow, noun, id, version);
    // Somebody was quicker.
    if (closureId === null) throw new Refused({ code: 'conflict' });
    await changeVersion(tx, DisplacementRow, noun, id, version, {
      closureId: null,
      reopenedBy: memberId,
      reopenedAt: tx.now,
    });
    await tx.query(`DELETE FROM closure WHERE practice_id = $1 AND id = $2`, [
      tx.principal.practiceId,
      closureId,
    ]);
  }
}
