import { Injectable } from '@nestjs/common';
import {
  hourMs,
  type Authorisable,
  type BlockTime,
  type BookingLedger,
  type Closure,
  type CountedSession,
  type DailyLimits,
  type HeldMark,
  type HeldTimePurpose,
  type Hold,
  type Interval,
  type OpeningHours,
  type ProfileStage,
  type Resource,
  type SedationLevel,
  type SeriesAuthorisation,
  type SeriesSession,
  type SeriesState,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { patientDied } from '../../platform/database/died.js';
import { epochMs, instant, planOnce } from '../../platform/database/sql.js';
import { blockTimesOf } from './block-time.repository.js';
import { fastingSql, type StoredFasting } from './fasting-basis.repository.js';

/** What decides which rows are the facts of a booking. */
export interface FactsAsked {
  readonly clinicId: string;
  readonly seriesId: string;
  readonly physicianId: string;
  /** Null: as the series plans it. */
  readonly sedation: SedationLevel | null;
  /** The held time that is being booked: what it holds does not stand in its own way. */
  readonly heldTimeId?: string;
  /** What adds up over many sessions is asked, too: where a member books or moves one session by hand. */
  readonly asksLedger?: boolean;
}

/** The clinic's own arrangement: it changes by hand, not by booking. */
export interface ClinicSettings {
  readonly zone: string | null;
  readonly limits: Pick<DailyLimits, 'physicianSessions' | 'sedations'> | null;
  readonly openingHours: readonly OpeningHours[];
  readonly blockTimes: readonly BlockTime[];
  /** Active resources of the clinic in board order, and the physician wherever she works. */
  readonly resources: readonly Resource[];
  /** Null: the procedure type has no profile at this sedation level. */
  readonly stages: readonly ProfileStage[] | null;
}

/** A clinic's arrangement whatever is done there. */
type PlaceSettings = Omit<ClinicSettings, 'stages'>;

export interface BookedSeries {
  readonly id: string;
  readonly patientId: string;
  readonly procedureTypeId: string;
  readonly procedureCode: string;
  readonly usualMinutes: number;
  readonly sedation: SedationLevel;
  readonly state: SeriesState;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly gating: boolean;
  readonly patientDied: boolean;
  readonly treatment: Authorisable;
  readonly fasting: StoredFasting;
}

/** What other bookings change: read again once the locks are held. */
export interface Book {
  readonly series: BookedSeries | null;
  readonly sessions: readonly SeriesSession[];
  readonly authorisations: readonly SeriesAuthorisation[];
  /** Empty where the clinic has no daily limit. */
  readonly counted: readonly CountedSession[];
  readonly closures: readonly Closure[];
  readonly holds: readonly Hold[];
  /** Held times that are over and that nobody has written down as expired yet: their holds must go first. */
  readonly overdueHeldTimes: readonly string[];
}

export type HeldHoldRow = [
  resourceId: string,
  start: number,
  end: number,
  purpose: HeldTimePurpose,
  held: HeldMark,
];

type SeriesRow = Pick<Book, 'series' | 'sessions' | 'authorisations'>;

interface PlaceRow {
  counted: CountedSession[];
  closures: Closure[];
  session_holds: [resourceId: string, start: number, end: number, sessionId: string][];
  closure_holds: [resourceId: string, start: number, end: number][];
  held_holds: HeldHoldRow[];
  overdue_held_times: string[];
}

/** What a booking depends on, as it stands without a lock. */
export interface Look {
  readonly settings: ClinicSettings;
  readonly book: Book;
  /** Null: it is not asked at this door. */
  readonly ledger: BookingLedger | null;
}

/**
 * A session is found by its start. Nothing of a visit lies further from its start than this, and no block time
 * is longer (CAL-06), so a wider look on both sides misses no hold and counts a cap in full; the hours after it
 * let a refusal say from when enough would be free.
 */
const before = 16 * hourMs;
const after = 16 * hourMs;

export function lookAround(visit: Interval): Interval {
  return { start: visit.start - before, end: visit.end + after };
}

/** Held times are reached as sessions are, by their starts. */
const heldAround = `clinic c CROSS JOIN LATERAL (SELECT * FROM held_time t
            WHERE t.practice_id = $1 AND t.clinic_id = c.id AND t.state = 'held'
              AND t.starts_at >= ${instant('$5')} AND t.starts_at < ${instant('$6')} AND c.practice_id = $1 OFFSET 0) t`;

/** What payers authorised for a series, with the sessions that have a unit of it. */
export const authorisationsSql = (seriesId: string): string => `
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'payer', a.payer, 'side', a.side, 'codes', a.codes,
            'units', a.units, 'unitsLeft', a.units - a.reserved - a.used, 'validFrom', a.valid_from, 'validTo', a.valid_to,
            'sessionIds', (SELECT coalesce(json_agg(u.session_id), '[]') FROM authorisation_unit u
               WHERE u.practice_id = $1 AND u.authorisation_id = a.id AND u.state <> 'returned'))), '[]')
     FROM authorisation a WHERE a.practice_id = $1 AND a.series_id = ${seriesId})`;

/** What adds up over the patient's sessions: no booking changes it, so that it is read once, without a lock. */
export const ledgerSql = `
  (SELECT json_build_object(
    'steroids', (SELECT coalesce(json_agg(json_build_object('id', d.id, 'sessionId', n.session_id, 'drug', d.drug,
         'doseMg', d.dose_mg, 'at', ${epochMs('coalesce(n.needle_out_at, n.recorded_at)')})), '[]')
       FROM injection n JOIN drug_administration d ON d.practice_id = n.practice_id AND d.injection_id = n.id
      WHERE n.practice_id = $1 AND n.patient_id = i.patient_id AND n.status <> 'entered-in-error' AND d.role = 'steroid'),
    'elsewhere', (SELECT coalesce(json_agg(json_build_object('id', x.id, 'on', x.given_on, 'drug', x.drug, 'doseMg', x.dose_mg)), '[]')
       FROM external_steroid x WHERE x.practice_id = $1 AND x.patient_id = i.patient_id AND x.withdrawn_reason IS NULL),
    'payerRules', (SELECT coalesce(json_agg(json_build_object('id', r.id, 'payer', r.payer, 'validFrom', r.valid_from,
         'writtenAt', ${epochMs('r.created_at')}, 'maxPerSeries', r.max_per_series, 'maxPer12Months', r.max_per_12_months,
         'minIntervalDays', r.min_interval_days, 'minReliefPct', r.min_relief_pct, 'minReliefDays', r.min_relief_days,
         'requiresFunction', r.requires_function, 'requiresPhysicalTherapy', r.requires_physical_therapy,
         'priorAuthorisation', r.prior_authorisation, 'source', r.source)), '[]')
       FROM payer_rule r WHERE r.practice_id = $1 AND lower(btrim(r.payer)) IN (SELECT lower(btrim(a.payer))
         FROM authorisation a WHERE a.practice_id = $1 AND a.series_id = i.id)),
    'sessions', (SELECT coalesce(json_agg(json_build_object('id', s.id, 'seriesId', s.series_id,
         'start', ${epochMs('s.starts_at')}, 'state', s.state)), '[]')
       FROM session s WHERE s.practice_id = $1 AND s.patient_id = i.patient_id AND s.procedure_type_id = i.procedure_type_id
        AND s.state NOT IN ('cancelled', 'no-show')))
     FROM asked i) AS ledger`;

/** A series among those asked for, with its other sessions and what a payer allows. */
export const seriesSql = (id: string): string => `
  (SELECT json_build_object('id', i.id, 'patientId', i.patient_id, 'procedureTypeId', i.procedure_type_id,
            'procedureCode', t.code, 'usualMinutes', t.duration_minutes, 'sedation', i.sedation, 'state', i.state,
            'plannedCount', i.planned_count, 'minimumIntervalDays', i.minimum_interval_days,
            'targetIntervalDays', i.target_interval_days, 'maximumIntervalDays', i.maximum_interval_days, 'gating', i.gated,
            'patientDied', ${patientDied('i.practice_id', 'i.patient_id')},
            'fasting', ${fastingSql('i.practice_id', 'i.patient_id')},
            'treatment', json_build_object('side', i.side, 'billingCodes', t.billing_codes))
     FROM asked i JOIN procedure_type t ON t.practice_id = i.practice_id AND t.id = i.procedure_type_id
    WHERE i.id = ${id}) AS series,
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'start', ${epochMs('s.starts_at')}, 'state', s.state,
            'sedated', s.sedation <> 'none')), '[]')
     FROM session s WHERE s.practice_id = $1 AND s.series_id = ${id}) AS sessions,
  ${authorisationsSql(id)} AS authorisations`;

/** The sessions that a day's limits count; a clinic without limits reads none. A civil day lies within 25 hours of its instants. */
const countedSql = `
  (SELECT coalesce(json_agg(json_build_object('id', s.id, 'start', ${epochMs('s.starts_at')},
            'physicianId', s.physician_id, 'sedated', s.sedation <> 'none')), '[]')
     FROM clinic c
    CROSS JOIN LATERAL (SELECT * FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
       AND s.starts_at >= ${instant('$5')} - interval '25 hours' AND s.starts_at < ${instant('$6')} + interval '25 hours'
       AND s.state NOT IN ('cancelled', 'no-show') OFFSET 0) s
    WHERE c.practice_id = $1 AND c.id = $2
      AND (c.daily_physician_sessions IS NOT NULL OR c.daily_sedations IS NOT NULL)) AS counted`;

/** What is closed, what is held for a while and what is counted between $5 and $6. */
export const periodSql = `
  (SELECT coalesce(json_agg(json_build_object('id', c.id, 'reason', c.reason, 'interval',
            json_build_object('start', ${epochMs('lower(c.during)')}, 'end', ${epochMs('upper(c.during)')}))), '[]')
     FROM closure c WHERE c.practice_id = $1 AND c.clinic_id = $2 AND c.resource_id IS NULL
      AND c.during && tstzrange(${instant('$5')}, ${instant('$6')})) AS closures,
  (SELECT coalesce(json_agg(json_build_array(c.resource_id, ${epochMs('lower(c.during)')}, ${epochMs('upper(c.during)')})), '[]')
     FROM closure c WHERE c.practice_id = $1 AND c.resource_id IS NOT NULL
      AND c.during && tstzrange(${instant('$5')}, ${instant('$6')})) AS closure_holds,
  (SELECT coalesce(json_agg(json_build_array(h.resource_id, ${epochMs('lower(h.during)')}, ${epochMs('upper(h.during)')}, t.purpose,
            json_build_object('heldTimeId', t.id, 'by', m.name, 'until', ${epochMs('t.expires_at')}))), '[]')
     FROM ${heldAround} CROSS JOIN LATERAL (SELECT * FROM hold h
            WHERE h.practice_id = $1 AND h.held_time_id = t.id AND h.active OFFSET 0) h
     JOIN member m ON m.practice_id = t.practice_id AND m.id = t.held_by
    WHERE t.expires_at > now()) AS held_holds,
  ${countedSql}`;

/*
 * Holds are reached through their sessions, not through the range index of the exclusion constraint: under
 * row-level security PostgreSQL uses an index for a condition only when its operator is leakproof, which
 * `&&` on ranges is not, while comparing instants and ids is. `OFFSET 0` keeps this order of steps: a plan
 * that is made once for all parameters would otherwise read every hold there is.
 */
const placeBook = (which: string): string => `${periodSql},
  (SELECT coalesce(json_agg(json_build_array(h.resource_id, ${epochMs('lower(h.during)')}, ${epochMs('upper(h.during)')}, h.session_id)), '[]')
     FROM clinic c
    CROSS JOIN LATERAL (SELECT s.id FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
       AND s.starts_at >= ${instant('$5')} AND s.starts_at < ${instant('$6')} OFFSET 0) s
    CROSS JOIN LATERAL (SELECT * FROM hold h WHERE h.practice_id = $1 AND h.session_id = s.id AND h.active${which} OFFSET 0) h
    WHERE c.practice_id = $1
      AND (h.resource_id = $4 OR h.resource_id IN (SELECT i.patient_id FROM asked i)
        OR h.resource_id IN (SELECT r.id FROM resource r WHERE r.practice_id = $1 AND r.kind <> 'patient' AND r.clinic_id = $2))) AS session_holds,
  (SELECT coalesce(json_agg(t.id), '[]') FROM ${heldAround} WHERE t.expires_at <= now()) AS overdue_held_times`;

/** What may be in the way of a visit from $7 to $8, and all that its room ($9) has, for the caps of its block time. */
const nearby = ` AND (h.resource_id = $9 OR h.during && tstzrange(${instant('$7')}, ${instant('$8')}))`;

const book = (which: string): string => `${seriesSql('$3')}, ${placeBook(which)}`;

/** A day's distance from the wide look: the dates of any zone are in it. */
const clinicBlockTimes = `${blockTimesOf('$2', `(${instant('$5')} - interval '1 day')::date`)} AS "blockTimes"`;

export const zoneSql = `(SELECT c.time_zone FROM clinic c WHERE c.practice_id = $1 AND c.id = $2) AS zone`;

const placeSettings = `${zoneSql},
  (SELECT json_build_object('physicianSessions', c.daily_physician_sessions, 'sedations', c.daily_sedations)
     FROM clinic c WHERE c.practice_id = $1 AND c.id = $2) AS limits,
  (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday,
            'from', to_char(o.opens, 'HH24:MI'), 'to', to_char(o.closes, 'HH24:MI'))), '[]')
     FROM opening_hours o WHERE o.practice_id = $1 AND o.clinic_id = $2) AS "openingHours",
  ${clinicBlockTimes},
  (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'skills', r.skills)
            ORDER BY r.position, r.name), '[]')
     FROM resource r WHERE r.practice_id = $1 AND r.active AND r.kind <> 'patient' AND (r.clinic_id = $2 OR r.id = $4)) AS resources`;

const stages = (seriesId: string): string => `
  (SELECT p.stages FROM resource_profile p JOIN asked i ON i.practice_id = p.practice_id AND i.procedure_type_id = p.procedure_type_id
    WHERE i.id = ${seriesId} AND p.sedation = coalesce($7, i.sedation)) AS stages`;

export const settingsSql = `${placeSettings}, ${stages('$3')}`;

export const askedSql = `WITH asked AS (SELECT * FROM injection_series i WHERE i.practice_id = $1 AND i.id = $3)`;
const askedEach = `WITH asked AS (SELECT * FROM injection_series i WHERE i.practice_id = $1 AND i.id = ANY ($3::uuid[]))`;
/** A series that is stopped or paused meanwhile waits for us, or we for it. */
const askedUnderLock = `WITH asked AS MATERIALIZED (
  SELECT * FROM injection_series i WHERE i.practice_id = $1 AND i.id = $3 FOR NO KEY UPDATE)`;

const plainLook = `${askedSql} SELECT ${settingsSql}, ${book('')}`;
const lookWithLedger = `${plainLook}, ${ledgerSql}`;

/** The facts of a booking, in as few round trips as can be: one to look, one more under lock. */
@Injectable()
export class BookingFactsRepository {
  async look(tx: Tx, ask: FactsAsked, around: Interval): Promise<Look> {
    const [, [row]] = await Promise.all([
      tx.query(planOnce),
      tx.query<ClinicSettings & PlaceRow & SeriesRow & { ledger: BookingLedger | null }>(
        ask.asksLedger === true ? lookWithLedger : plainLook,
        [...parameters(tx, ask, around), ask.sedation],
      ),
    ]);
    if (row === undefined) throw new Error('The facts of a booking are always one row.');
    return {
      settings: { ...placeOf(row), stages: row.stages },
      book: bookOf(row, row, ask),
      ledger: ask.asksLedger === true ? row.ledger : null,
    };
  }

  /** The same for several series that ask for one place, by series: the place is read once. */
  async lookForEach(
    tx: Tx,
    seriesIds: readonly string[],
    ask: Omit<FactsAsked, 'seriesId'>,
    around: Interval,
  ): Promise<ReadonlyMap<string, Look>> {
    const askedOf = { ...ask, seriesId: seriesIds };
    const [row] = await tx.query<
      PlaceSettings & PlaceRow & { each: (SeriesRow & Pick<ClinicSettings, 'stages'> & { id: string })[] }
    >(
      `${askedEach} SELECT ${placeSettings}, ${placeBook('')},
         (SELECT coalesce(json_agg(one), '[]')
            FROM (SELECT a.id, ${seriesSql('a.id')}, ${stages('a.id')} FROM asked a) one) AS "each"`,
      [...parameters(tx, askedOf, around), ask.sedation],
    );
    if (row === undefined) throw new Error('The facts of a place are always one row.');
    return new Map(
      row.each.map((one) => [
        one.id,
        { settings: { ...placeOf(row), stages: one.stages }, book: bookOf(row, one, ask), ledger: null },
      ]),
    );
  }

  /**
   * As much of the book as decides whether the visit can stand; a refusal needs a wider look for its reasons. Block time
   * too: it may have been changed or released while we waited.
   */
  async bookUnderLock(
    tx: Tx,
    ask: FactsAsked & { readonly roomId: string },
    visit: Interval,
  ): Promise<{ book: Book; blockTimes: readonly BlockTime[] }> {
    const [row] = await tx.query<PlaceRow & SeriesRow & Pick<ClinicSettings, 'blockTimes'>>(
      `${askedUnderLock} SELECT ${clinicBlockTimes}, ${book(nearby)}`,
      [...parameters(tx, ask, lookAround(visit)), visit.start, visit.end, ask.roomId],
    );
    if (row === undefined) throw new Error('The book is always one row.');
    return { book: bookOf(row, row, ask), blockTimes: row.blockTimes };
  }
}

function parameters(
  tx: Tx,
  ask: Pick<FactsAsked, 'clinicId' | 'physicianId'> & { readonly seriesId: string | readonly string[] },
  around: Interval,
): unknown[] {
  return [tx.principal.practiceId, ask.clinicId, ask.seriesId, ask.physicianId, around.start, around.end];
}

function placeOf({ zone, limits, openingHours, blockTimes, resources }: PlaceSettings): PlaceSettings {
  return { zone, limits, openingHours, blockTimes, resources };
}

function bookOf(
  row: PlaceRow,
  { series, sessions, authorisations }: SeriesRow,
  { heldTimeId }: Pick<FactsAsked, 'heldTimeId'>,
): Book {
  return {
    series,
    sessions,
    authorisations,
    counted: row.counted,
    closures: row.closures,
    overdueHeldTimes: row.overdue_held_times,
    holds: [
      ...row.session_holds.map(([resourceId, start, end, sessionId]): Hold => ({
        resourceId,
        interval: { start, end },
        cause: 'session',
        sessionId,
      })),
      ...row.closure_holds.map(closureHold),
      ...heldHolds(row.held_holds, heldTimeId ?? null),
    ],
  };
}

export function closureHold([resourceId, start, end]: [string, number, number]): Hold {
  return { resourceId, interval: { start, end }, cause: 'closure', sessionId: null };
}

/** What is held for others for a while; `heldTimeId` is in nobody's way who books it. */
export function heldHolds(rows: readonly HeldHoldRow[], heldTimeId: string | null): Hold[] {
  return rows
    .filter(([, , , , held]) => held.heldTimeId !== heldTimeId)
    .map(([resourceId, start, end, purpose, held]) => ({
      resourceId,
      interval: { start, end },
      cause: purpose,
      sessionId: null,
      held,
    }));
}
