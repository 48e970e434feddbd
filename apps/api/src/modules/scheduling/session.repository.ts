import { Injectable } from '@nestjs/common';
import type { DaySessionView, SessionView } from '@lull/contracts';
import type { ProfileStage, SessionState } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { patientDied } from '../../platform/database/died.js';
import { epochMs } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { fastingSql, type StoredFasting } from './fasting-basis.repository.js';
import { lastChangeOf, staleSession } from './last-change.repository.js';

/**
 * A session as boards and drawers show it, without its holds, built by PostgreSQL: turning 500 rows with their holds
 * into JSON costs the server a third of what rows and `JSON.stringify` do (design/speed.md). `s` is a row of session;
 * `withFlags` names the boolean parameter that says whether the caller may see what booking needs of the flags.
 */
export const sessionFields = (withFlags: string): string => `
  'id', s.id, 'version', s.version, 'state', s.state,
  'start', ${epochMs('s.starts_at')}, 'end', ${epochMs('s.starts_at')} + s.duration_minutes * 60000,
  'patientId', s.patient_id, 'patientName', p.family_name || ', ' || p.given_name, 'birthDate', p.birth_date,
  'seriesId', s.series_id, 'procedureCode', t.code, 'side', i.side, 'sedation', s.sedation,
  'roomId', s.room_id, 'physicianId', s.physician_id, 'plannedCount', i.planned_count,
  'ordinal', (SELECT count(*) FROM session o
     WHERE o.practice_id = s.practice_id AND o.series_id = s.series_id AND o.state NOT IN ('cancelled', 'no-show')
       AND o.starts_at <= s.starts_at),
  'flags', CASE WHEN ${withFlags}::boolean THEN (SELECT coalesce(json_agg(f.kind ORDER BY f.kind), '[]') FROM (
       SELECT CASE c.state WHEN 'listed' THEN 'allergy-listed' ELSE c.kind END AS kind FROM clinical_flag c
        WHERE c.practice_id = s.practice_id AND c.patient_id = s.patient_id AND c.active AND c.state IN ('listed', 'present')
       UNION
       SELECT 'deceased' WHERE ${patientDied('s.practice_id', 's.patient_id')}
       UNION
       SELECT 'allergy-not-asked' WHERE NOT EXISTS (SELECT 1 FROM clinical_flag c
        WHERE c.practice_id = s.practice_id AND c.patient_id = s.patient_id AND c.active AND c.kind = 'allergy')) f)
     ELSE '[]' END`;

/** The holds of the session `s`, as `HoldView`s. */
const sessionHolds = `(SELECT coalesce(json_agg(json_build_object('resourceId', h.resource_id, 'kind', r.kind, 'stage', h.stage,
       'start', ${epochMs('lower(h.during)')}, 'end', ${epochMs('upper(h.during)')}) ORDER BY lower(h.during), r.kind, r.id), '[]')
     FROM hold h JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id
    WHERE h.practice_id = s.practice_id AND h.session_id = s.id)`;

/** What `sessionFields` reads beside the session itself. */
export const sessionSources = `
  JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
  JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
  JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id`;

/** What of the patient the reader may see beside the session. */
export interface SessionSight {
  readonly flags: boolean;
  readonly substances: boolean;
}

/** A session with everything its view is made of. */
export interface ShownSession {
  readonly zone: string;
  /** Null: the clinic has taken the profile away since. */
  readonly stages: readonly ProfileStage[] | null;
  readonly fasting: StoredFasting;
  readonly session: DaySessionView & Omit<SessionView, 'preparation' | 'nextSteps' | 'confirmationVoided'>;
}

/** As much of a session as a change of it looks at. */
export interface SessionToChange {
  readonly id: string;
  readonly version: number;
  readonly state: SessionState;
  readonly clinicId: string;
  readonly zone: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly durationMinutes: number;
  readonly sedation: SessionView['sedation'];
  readonly start: number;
  readonly roomId: string;
  readonly physicianId: string;
  /** When it was cancelled or missed; null while it stands. */
  readonly endedAt: number | null;
}

const toChange = `
  SELECT s.id, s.version, s.state, s.clinic_id AS "clinicId", c.time_zone AS zone, s.series_id AS "seriesId",
         s.patient_id AS "patientId", s.duration_minutes AS "durationMinutes", s.sedation, s.room_id AS "roomId",
         s.physician_id AS "physicianId", (${epochMs('s.starts_at')})::float8 AS start, (${epochMs('s.ended_at')})::float8 AS "endedAt"
    FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
   WHERE s.practice_id = $1`;

/** As much of a session, locked, as a record of what was done in it must agree with. Instants are epoch milliseconds. */
export interface LockedSession {
  readonly sessionId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly zone: string;
  readonly state: SessionState;
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
}

/** The stamp that a step leaves, by the state it leads to. */
export const stampOf = {
  confirmed: 'confirmed_at',
  arrived: 'arrived_at',
  preparing: 'preparing_at',
  'in-room': 'room_in_at',
  recovering: 'room_out_at',
  discharged: 'discharged_at',
  cancelled: 'ended_at',
  'no-show': 'ended_at',
} as const satisfies Partial<Record<SessionState, string>>;

export type SteppedState = keyof typeof stampOf;

/**
 * Who took each step of the session `s`, as the trail knows it: the event that changed the stamp, found by the time
 * of the stamp. The trail is written when a transaction ends: a step of this one is of the caller, `caller`.
 */
const stampedBy = (caller: string): string => `(SELECT coalesce(json_object_agg(k.stamp, m.name), '{}')
   FROM (VALUES ('confirmedAt', 'confirmed_at', s.confirmed_at), ('arrivedAt', 'arrived_at', s.arrived_at),
          ('preparingAt', 'preparing_at', s.preparing_at), ('roomInAt', 'room_in_at', s.room_in_at),
          ('roomOutAt', 'room_out_at', s.room_out_at), ('dischargedAt', 'discharged_at', s.discharged_at),
          ('endedAt', 'ended_at', s.ended_at)) k(stamp, changed, at)
   JOIN member m ON m.practice_id = s.practice_id AND m.id = CASE WHEN k.at = now()::timestamptz(3) THEN ${caller}::uuid ELSE
     (SELECT e.member_id FROM audit_event e
       WHERE e.practice_id = s.practice_id AND e.at BETWEEN k.at - interval '1 second' AND k.at + interval '1 minute'
         AND e.resource = 'session' AND e.resource_id = s.id AND e.change ? k.changed
       ORDER BY e.sequence LIMIT 1) END)`;

@Injectable()
export class SessionRepository {
  async shown(tx: Tx, id: string, sight: SessionSight): Promise<ShownSession> {
    const [row] = await tx.query<ShownSession>(
      `SELECT c.time_zone AS zone, f.stages, ${fastingSql('s.practice_id', 's.patient_id')} AS fasting, json_build_object(${sessionFields('$3')}, 'holds', ${sessionHolds},
         'clinicId', s.clinic_id, 'mrn', p.mrn, 'procedureName', t.name,
         'allergies', CASE WHEN $4::boolean AND NOT record_closed(s.patient_id) THEN (SELECT coalesce(json_agg(a.substance ORDER BY a.substance), '[]')
            FROM clinical_flag a WHERE a.practice_id = s.practice_id AND a.patient_id = s.patient_id AND a.active AND a.state = 'listed') END,
         'stampedBy', ${stampedBy('$5')},
         'durationMinutes', s.duration_minutes, 'cancelReason', s.cancel_reason, 'cancelNote', s.cancel_note,
         'stamps', json_build_object('confirmedAt', ${epochMs('s.confirmed_at')}, 'arrivedAt', ${epochMs('s.arrived_at')},
           'preparingAt', ${epochMs('s.preparing_at')}, 'roomInAt', ${epochMs('s.room_in_at')}, 'roomOutAt', ${epochMs('s.room_out_at')},
           'dischargedAt', ${epochMs('s.discharged_at')}, 'endedAt', ${epochMs('s.ended_at')}),
         'lastChange', ${lastChangeOf},
         'overrides', (SELECT coalesce(json_agg(json_build_object('code', v.code, 'reason', v.reason, 'by', m.name,
             'at', ${epochMs('v.overridden_at')}) ORDER BY v.overridden_at, v.id), '[]')
            FROM session_override v JOIN member m ON m.practice_id = v.practice_id AND m.id = v.overridden_by
           WHERE v.practice_id = s.practice_id AND v.session_id = s.id)) AS session
       FROM session s ${sessionSources}
       JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
       LEFT JOIN resource_profile f ON f.practice_id = s.practice_id AND f.procedure_type_id = s.procedure_type_id AND f.sedation = s.sedation
      WHERE s.practice_id = $1 AND s.id = $2`,
      [
        tx.principal.practiceId,
        id,
        sight.flags,
        sight.substances,
        tx.principal.kind === 'member' ? tx.principal.memberId : null,
      ],
    );
    if (row === undefined) throw notFound('session');
    return row;
  }

  /** The session at the version that the caller read; otherwise `stale`. */
  async toChange(tx: Tx, id: string, version: number): Promise<SessionToChange> {
    const row = await this.toMove(tx, id);
    if (row.version !== version) throw await staleSession(tx, id);
    return row;
  }

  /** The session as it stands now, for a question about it. */
  async toMove(tx: Tx, id: string): Promise<SessionToChange> {
    const [row] = await tx.query<SessionToChange>(`${toChange} AND s.id = $2`, [tx.principal.practiceId, id]);
    if (row === undefined) throw notFound('session');
    return row;
  }

  /** All sessions of a series, by their starts. */
  async ofSeries(tx: Tx, seriesId: string): Promise<SessionToChange[]> {
    return tx.query<SessionToChange>(`${toChange} AND s.series_id = $2 ORDER BY s.starts_at, s.id`, [
      tx.principal.practiceId,
      seriesId,
    ]);
  }

  /** Locks the session, so that two records of one session are made one after the other. */
  async lock(tx: Tx, id: string): Promise<LockedSession | undefined> {
    const [locked] = await tx.query<LockedSession>(
      `SELECT s.id AS "sessionId", s.series_id AS "seriesId", s.patient_id AS "patientId", c.time_zone AS zone, s.state,
              (${epochMs('s.room_in_at')})::float8 AS "roomInAt", (${epochMs('s.room_out_at')})::float8 AS "roomOutAt"
         FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
        WHERE s.practice_id = $1 AND s.id = $2
          FOR UPDATE OF s`,
      [tx.principal.practiceId, id],
    );
    return locked;
  }

  async patientOf(tx: Tx, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ patientId: string }>(
      `SELECT patient_id AS "patientId" FROM session WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
    return row?.patientId;
  }

  /** The zone of the clinic of the series' latest session, or the one zone of all clinics; null when they differ. */
  async zoneOfSeries(tx: Tx, seriesId: string): Promise<string | null> {
    const [row] = await tx.query<{ zone: string | null }>(
      `SELECT coalesce(
         (SELECT c.time_zone FROM session s JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
           WHERE s.practice_id = $1 AND s.series_id = $2 ORDER BY s.starts_at DESC LIMIT 1),
         (SELECT min(c.time_zone) FROM clinic c WHERE c.practice_id = $1 HAVING count(DISTINCT c.time_zone) = 1)) AS zone`,
      [tx.principal.practiceId, seriesId],
    );
    return row?.zone ?? null;
  }

  /** One step, stamped by the database's clock; somebody else's step in between makes it stale. */
  async step(tx: Tx, session: SessionToChange, to: SteppedState): Promise<void> {
    await this.change(tx, session, `state = $5, ${stampOf[to]} = now()`, [to]);
  }

  async cancel(tx: Tx, session: SessionToChange, reason: string, note: string | null): Promise<void> {
    await this.change(
      tx,
      session,
      `state = 'cancelled', cancel_reason = $5, cancel_note = $6, ended_at = now()`,
      [reason, note],
    );
  }

  /** Rules that a member set aside for a session that stands, each with the same reason. */
  async override(
    tx: Tx,
    sessionId: string,
    codes: readonly string[],
    reason: string,
    memberId: string,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO session_override (practice_id, id, session_id, code, reason, overridden_by)
       SELECT $1, gen_random_uuid(), $2, code, $4, $5 FROM unnest($3::text[]) code`,
      [tx.principal.practiceId, sessionId, codes, reason, memberId],
    );
  }

  /** The resources are anybody's again; the rows stay, because the board of a past day shows what was held. */
  async releaseHolds(tx: Tx, sessionId: string): Promise<void> {
    await tx.query(`UPDATE hold SET active = false WHERE practice_id = $1 AND session_id = $2 AND active`, [
      tx.principal.practiceId,
      sessionId,
    ]);
  }

  /** Changes the session as it was read; `stale` when somebody changed it in between. */
  async change(
    tx: Tx,
    session: SessionToChange,
    assignments: string,
    values: readonly unknown[],
  ): Promise<void> {
    const { practiceId } = tx.principal;
    // A bare UPDATE would answer with a pair of rows and count.
    const changed = await tx.query<{ id: string }>(
      `WITH changed AS (
         UPDATE session SET ${assignments}, version = version + 1
          WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = $4 RETURNING id)
       SELECT id FROM changed`,
      [practiceId, session.id, session.version, session.state, ...values],
    );
    if (changed.length === 0) throw await staleSession(tx, session.id);
  }
}
