import { Injectable } from '@nestjs/common';
import type { HeldTimeView } from '@lull/contracts';
import type { HeldTimeState, SedationLevel } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';

/** As much of a held time as booking it looks at. Instants are epoch milliseconds. */
export interface KeptTime {
  readonly id: string;
  readonly version: number;
  readonly zone: string;
  readonly state: HeldTimeState;
  readonly expiresAt: number;
  readonly clinicId: string;
  readonly seriesId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly start: number;
  readonly durationMinutes: number;
  readonly sedation: SedationLevel;
  readonly freedTimeId: string | null;
}

/** How a held time ends by hand. */
export type HeldTimeEnding =
  { readonly state: 'booked'; readonly sessionId: string } | { readonly state: 'given-back' };

/** A `HeldTimeView` of a row `t` of held_time, built by PostgreSQL as sessions are. */
export const heldTimeFields = `json_build_object(
  'id', t.id, 'version', t.version, 'purpose', t.purpose, 'state', t.state, 'expiresAt', ${epochMs('t.expires_at')},
  'heldBy', json_build_object('memberId', t.held_by, 'name', (SELECT m.name FROM member m WHERE m.practice_id = t.practice_id AND m.id = t.held_by)),
  'clinicId', t.clinic_id, 'roomId', t.room_id, 'physicianId', t.physician_id, 'seriesId', t.series_id,
  'start', ${epochMs('t.starts_at')}, 'end', ${epochMs('t.starts_at')} + t.duration_minutes * 60000,
  'patientId', t.patient_id, 'patientName', (SELECT p.family_name || ', ' || p.given_name FROM patient p WHERE p.practice_id = t.practice_id AND p.id = t.patient_id),
  'birthDate', (SELECT p.birth_date FROM patient p WHERE p.practice_id = t.practice_id AND p.id = t.patient_id),
  'procedureCode', (SELECT y.code FROM injection_series i JOIN procedure_type y ON y.practice_id = i.practice_id AND y.id = i.procedure_type_id
     WHERE i.practice_id = t.practice_id AND i.id = t.series_id),
  'side', (SELECT i.side FROM injection_series i WHERE i.practice_id = t.practice_id AND i.id = t.series_id), 'sedation', t.sedation,
  'holds', (SELECT coalesce(json_agg(json_build_object('resourceId', h.resource_id, 'kind', r.kind, 'stage', h.stage,
       'start', ${epochMs('lower(h.during)')}, 'end', ${epochMs('upper(h.during)')}) ORDER BY lower(h.during), r.kind), '[]')
     FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
    WHERE h.practice_id = t.practice_id AND h.held_time_id = t.id),
  'entryId', t.entry_id, 'freedTimeId', t.freed_time_id, 'sessionId', t.session_id)`;

/** What follows in the statement that ends held times (`ended`): no hold outlives its owner, and who was asked waits again. */
const released = `
  freed AS (DELETE FROM hold h USING ended WHERE h.practice_id = ended.practice_id AND h.held_time_id = ended.id),
  waiting AS (UPDATE waitlist_entry e SET state = 'waiting', version = e.version + 1 FROM ended
     WHERE e.practice_id = ended.practice_id AND e.id = ended.entry_id AND e.state = 'offered')`;

const givenBack = (which: string): string => `
  WITH ended AS (
    UPDATE held_time t SET state = 'given-back', ended_at = clock_timestamp(), version = t.version + 1
     WHERE t.practice_id = $1 AND ${which} AND t.state = 'held' RETURNING t.practice_id, t.id, t.entry_id),
  ${released}
  SELECT id FROM ended`;

const expired = (which: string): string => `
  WITH due AS (SELECT t.practice_id, t.id FROM held_time t
     WHERE t.practice_id = $1 AND t.state = 'held' AND t.expires_at <= now() ${which}),
  ended AS (UPDATE held_time t SET state = 'expired', ended_at = clock_timestamp(), version = t.version + 1 FROM due
     WHERE t.practice_id = due.practice_id AND t.id = due.id RETURNING t.practice_id, t.id, t.entry_id),
  ${released}
  SELECT id FROM ended`;

@Injectable()
export class HeldTimeRepository {
  async shown(tx: Tx, id: string): Promise<HeldTimeView> {
    const [row] = await tx.query<{ held: HeldTimeView }>(
      `SELECT ${heldTimeFields} AS held FROM held_time t WHERE t.practice_id = $1 AND t.id = $2`,
      [tx.principal.practiceId, id],
    );
    if (row === undefined) throw notFound('held time');
    return row.held;
  }

  /**
   * Ends it with its holds, once; false when it has ended already, or is another version by now. Precondition for
   * booking: the locks of its resources are taken, since whoever has them may be writing this very row (booking
   * over an overdue one), and never the other way round.
   */
  async end(tx: Tx, held: Pick<KeptTime, 'id' | 'version'>, ending: HeldTimeEnding): Promise<boolean> {
    const ended = await tx.query<{ id: string }>(
      `WITH ended AS (
         UPDATE held_time t SET state = $4, session_id = $5, ended_at = clock_timestamp(), version = t.version + 1
          WHERE t.practice_id = $1 AND t.id = $2 AND t.version = $3 AND t.state = 'held' AND t.expires_at > now()
         RETURNING t.practice_id, t.id, t.entry_id),
       ${released}
       SELECT id FROM ended`,
      [
        tx.principal.practiceId,
        held.id,
        held.version,
        ending.state,
        ending.state === 'booked' ? ending.sessionId : null,
      ],
    );
    return ended.length > 0;
  }

  /** The offer to an entry that leaves the list, if one waits for its answer. */
  async giveBackOfferTo(tx: Tx, entryId: string): Promise<void> {
    await tx.query(givenBack('t.entry_id = $2'), [tx.principal.practiceId, entryId]);
  }

  /** Whatever is held for a series that ends. */
  async giveBackHeldFor(tx: Tx, seriesId: string): Promise<void> {
    await tx.query(givenBack('t.series_id = $2'), [tx.principal.practiceId, seriesId]);
  }

  /** Writes down that these are over. In one order, so that two who meet here do not wait for each other. */
  async expire(tx: Tx, ids: readonly string[]): Promise<void> {
    await tx.query(expired('AND t.id = ANY ($2::uuid[]) ORDER BY t.id FOR UPDATE'), [
      tx.principal.practiceId,
      ids,
    ]);
  }

  /** The same for all of the practice that nobody else is ending at this moment. Answers how many. */
  async expireOverdue(tx: Tx): Promise<number> {
    const ended = await tx.query(expired('FOR UPDATE SKIP LOCKED'), [tx.principal.practiceId]);
    return ended.length;
  }

  async kept(tx: Tx, id: string): Promise<KeptTime> {
    const [kept] = await tx.query<KeptTime>(
      `SELECT t.id, t.version, t.state, (${epochMs('t.expires_at')})::float8 AS "expiresAt", c.time_zone AS zone,
              t.clinic_id AS "clinicId", t.series_id AS "seriesId", t.room_id AS "roomId", t.physician_id AS "physicianId",
              (${epochMs('t.starts_at')})::float8 AS start, t.duration_minutes AS "durationMinutes", t.sedation,
              t.freed_time_id AS "freedTimeId"
         FROM held_time t JOIN clinic c ON c.practice_id = t.practice_id AND c.id = t.clinic_id
        WHERE t.practice_id = $1 AND t.id = $2`,
      [tx.principal.practiceId, id],
    );
    if (kept === undefined) throw notFound('held time');
    return kept;
  }
}
