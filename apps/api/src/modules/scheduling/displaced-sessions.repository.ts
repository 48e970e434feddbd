import { Injectable } from '@nestjs/common';
import {
  holdingSessionStates,
  type DailyLimits,
  type Hold,
  type Interval,
  type ProfileStage,
  type Resource,
  type SeriesAuthorisation,
  type SeriesSession,
  type SessionState,
} from '@lull/domain';
import type { DisplacedSessionView } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { patientDied } from '../../platform/database/died.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import {
  authorisationsSql,
  closureHold,
  heldHolds,
  lookAround,
  periodSql,
  type Book,
  type BookedSeries,
  type HeldHoldRow,
} from './booking-facts.repository.js';
import { countingSql } from './slot-facts.repository.js';
import { fastingSql } from './fasting-basis.repository.js';

/** What fails, and for how long; null: the whole clinic. */
export interface Failure extends Interval {
  readonly clinicId: string;
  readonly resource: Resource | null;
}

/** A session that holds what fails, with all of its own that placing it again depends on. */
export interface AffectedSession extends Pick<
  DisplacedSessionView,
  | 'patientName'
  | 'birthDate'
  | 'phone'
  | 'procedureCode'
  | 'side'
  | 'roomId'
  | 'roomName'
  | 'physicianId'
  | 'physicianName'
  | 'sedation'
> {
  readonly id: string;
  readonly version: number;
  readonly state: SessionState;
  readonly clinicId: string;
  readonly zone: string;
  readonly patientId: string;
  readonly start: number;
  readonly durationMinutes: number;
  readonly series: BookedSeries;
  readonly sessions: readonly SeriesSession[];
  readonly authorisations: readonly SeriesAuthorisation[];
  /** Null: the procedure type has no profile at this sedation level any more. */
  readonly stages: readonly ProfileStage[] | null;
  readonly anticoagulantDecided: boolean;
}

/** The book of one clinic over weeks, read once for all sessions that are to be placed again. */
export interface ClinicBook extends Pick<Book, 'closures' | 'counted' | 'holds'> {
  readonly resources: readonly Resource[];
  /** Who may be asked to do a session here. */
  readonly physicians: readonly Resource[];
  readonly limits: Pick<DailyLimits, 'physicianSessions' | 'sedations'>;
}

interface ClinicBookRow extends Pick<Book, 'closures' | 'counted'> {
  readonly resources: readonly Resource[];
  readonly physicians: readonly Resource[];
  readonly limits: ClinicBook['limits'];
  readonly held: readonly [
    resourceId: string,
    sessionId: string | null,
    stretches: readonly [start: number, end: number][],
  ][];
  readonly closure_holds: readonly [resourceId: string, start: number, end: number][];
  readonly held_holds: readonly HeldHoldRow[];
}

/*
 * Sessions are found by their starts, and their holds through them (see booking-facts.repository.ts). A physician
 * who is ill is missed in every clinic of the practice.
 */
const affected = `
  SELECT s.id, s.version, s.state, s.clinic_id AS "clinicId", c.time_zone AS zone, s.patient_id AS "patientId",
         p.family_name || ', ' || p.given_name AS "patientName", p.birth_date::text AS "birthDate", p.phone,
         y.code AS "procedureCode", i.side, s.sedation, s.duration_minutes AS "durationMinutes",
         (${epochMs('s.starts_at')})::float8 AS start, s.room_id AS "roomId", r.name AS "roomName",
         s.physician_id AS "physicianId", h.name AS "physicianName",
         json_build_object('id', i.id, 'patientId', i.patient_id, 'procedureTypeId', i.procedure_type_id,
           'procedureCode', y.code, 'usualMinutes', y.duration_minutes, 'sedation', i.sedation, 'state', i.state,
           'plannedCount', i.planned_count, 'minimumIntervalDays', i.minimum_interval_days,
           'targetIntervalDays', i.target_interval_days, 'maximumIntervalDays', i.maximum_interval_days, 'gating', i.gated,
           'patientDied', ${patientDied('$1', 'i.patient_id')},
           'treatment', json_build_object('side', i.side, 'billingCodes', y.billing_codes),
           'fasting', ${fastingSql('$1', 'i.patient_id')}) AS series,
         (SELECT coalesce(json_agg(json_build_object('id', o.id, 'start', ${epochMs('o.starts_at')}, 'state', o.state, 'sedated', o.sedation <> 'none')), '[]')
            FROM session o WHERE o.practice_id = $1 AND o.series_id = s.series_id) AS sessions,
         ${authorisationsSql('s.series_id')} AS authorisations,
         (SELECT f.stages FROM resource_profile f WHERE f.practice_id = $1 AND f.procedure_type_id = s.procedure_type_id
            AND f.sedation = s.sedation) AS stages,
         coalesce((SELECT e.outcome = 'met' FROM requirement_evidence e WHERE e.practice_id = $1 AND e.session_id = s.id
            AND e.kind = 'anticoagulant-decision' ORDER BY e.at DESC, e.id DESC LIMIT 1), false) AS "anticoagulantDecided"
    FROM clinic c
   CROSS JOIN LATERAL (SELECT * FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
      AND s.starts_at >= ${instant('$4')} - interval '16 hours' AND s.starts_at < ${instant('$5')} + interval '16 hours'
      AND s.state = ANY ($6::text[]) OFFSET 0) s
    JOIN patient p ON p.practice_id = $1 AND p.id = s.patient_id
    JOIN injection_series i ON i.practice_id = $1 AND i.id = s.series_id
    JOIN procedure_type y ON y.practice_id = $1 AND y.id = s.procedure_type_id
    JOIN resource r ON r.practice_id = $1 AND r.id = s.room_id
    JOIN resource h ON h.practice_id = $1 AND h.id = s.physician_id
   WHERE c.practice_id = $1 AND ($3::uuid IS NOT NULL OR c.id = $2)
     AND EXISTS (SELECT 1 FROM hold x WHERE x.practice_id = $1 AND x.session_id = s.id AND x.active
       AND ($3::uuid IS NULL OR x.resource_id = $3) AND x.during && tstzrange(${instant('$4')}, ${instant('$5')}))
   ORDER BY s.starts_at, s.id`;

/** $3 are the sessions that are to be placed again, $4 their patients. */
const clinicBook = `
  WITH able AS (
    SELECT r.id, r.name, r.position FROM resource r
     WHERE r.practice_id = $1 AND r.active AND r.kind = 'physician' AND (r.clinic_id = $2
        OR r.id IN (SELECT s.physician_id FROM session s WHERE s.practice_id = $1 AND s.id = ANY ($3::uuid[]))
        OR EXISTS (SELECT 1 FROM block_time b WHERE b.practice_id = $1 AND b.clinic_id = $2 AND b.physician_id = r.id))),
  ${countingSql}
  SELECT ${periodSql},
    (SELECT json_build_object('physicianSessions', c.daily_physician_sessions, 'sedations', c.daily_sedations)
       FROM clinic c WHERE c.practice_id = $1 AND c.id = $2) AS limits,
    (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'skills', r.skills)
              ORDER BY r.position, r.name), '[]')
       FROM resource r WHERE r.practice_id = $1 AND r.active AND r.kind NOT IN ('patient', 'physician') AND r.clinic_id = $2) AS resources,
    (SELECT coalesce(json_agg(json_build_object('id', a.id, 'kind', 'physician', 'name', a.name) ORDER BY a.position, a.name), '[]')
       FROM able a) AS physicians,
    (SELECT coalesce(json_agg(json_build_array(taken.resource_id, taken.session_id,
              (SELECT to_json(array_agg(ARRAY[${epochMs('lower(stretch)')}, ${epochMs('upper(stretch)')}]))
                 FROM unnest(taken.during) AS stretch))), '[]')
       FROM (SELECT h.resource_id, CASE WHEN h.session_id = ANY ($3::uuid[]) OR h.resource_id IN (SELECT id FROM counting)
                      THEN h.session_id END AS session_id, range_agg(h.during) AS during
               FROM clinic c
              CROSS JOIN LATERAL (SELECT s.id FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
                 AND s.starts_at >= ${instant('$5')} AND s.starts_at < ${instant('$6')}
                 AND (c.id = $2 OR s.patient_id = ANY ($4::uuid[]) OR s.physician_id IN (SELECT a.id FROM able a)) OFFSET 0) s
              CROSS JOIN LATERAL (SELECT * FROM hold h WHERE h.practice_id = $1 AND h.session_id = s.id AND h.active OFFSET 0) h
              WHERE c.practice_id = $1
              GROUP BY 1, 2) AS taken
      WHERE taken.resource_id IN (SELECT a.id FROM able a) OR taken.resource_id = ANY ($4::uuid[])
         OR taken.resource_id IN (SELECT r.id FROM resource r WHERE r.practice_id = $1 AND r.kind <> 'patient' AND r.clinic_id = $2)) AS held`;

/** What placing the sessions of a failed resource again depends on: one round trip for them, one for each clinic's book. */
@Injectable()
export class DisplacedSessionsRepository {
  async affected(tx: Tx, { clinicId, resource, start, end }: Failure): Promise<AffectedSession[]> {
    return tx.query<AffectedSession>(affected, [
      tx.principal.practiceId,
      clinicId,
      resource?.id ?? null,
      start,
      end,
      holdingSessionStates,
    ]);
  }

  /** A resource of the clinic, or one that belongs to no single clinic. */
  async resource(tx: Tx, clinicId: string, id: string): Promise<Resource | undefined> {
    const [found] = await tx.query<Resource>(
      `SELECT id, kind, name FROM resource
        WHERE practice_id = $1 AND id = $3 AND kind <> 'patient' AND (clinic_id = $2 OR clinic_id IS NULL)`,
      [tx.principal.practiceId, clinicId, id],
    );
    return found;
  }

  async book(
    tx: Tx,
    clinicId: string,
    sessions: readonly AffectedSession[],
    period: Interval,
  ): Promise<ClinicBook> {
    const around = lookAround(period);
    const [row] = await tx.query<ClinicBookRow>(clinicBook, [
      tx.principal.practiceId,
      clinicId,
      sessions.map(({ id }) => id),
      sessions.map(({ patientId }) => patientId),
      around.start,
      around.end,
    ]);
    if (row === undefined) throw new Error('The book of a clinic is always one row.');
    const { held, closure_holds: closed, held_holds: kept, ...known } = row;
    const standing = held.flatMap(([resourceId, sessionId, stretches]) =>
      stretches.map(([start, end]): Hold => ({
        resourceId,
        interval: { start, end },
        cause: 'session',
        sessionId,
      })),
    );
    return { ...known, holds: [...standing, ...closed.map(closureHold), ...heldHolds(kept, null)] };
  }
}
