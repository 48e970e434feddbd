import { daysToKeep } from '../series/interval-rules.js';
import { tooLateToFast } from '../readiness/fasting.js';
import type { SedationLevel } from '../sedation/sedation-level.js';
import { preparationTimes } from '../sedation/sedation-rules.js';
import { addCivilDays, civilDateAt, civilDaysBetween, type CivilDate } from '../time/zone.js';
import { compareFromFront } from './back-fill-ranking.js';
import type { SeriesOfBooking } from './booking-facts.js';
import type { CancelReason } from './cancellation.js';
import type { ResourceKind } from './resource.js';
import { lastStanding, standingSessions } from './series-rules.js';
import type { SessionState } from './session-states.js';
import type { WaitlistPriority, WaitlistWishes } from './waitlist.js';

/** Why one who loses a place is placed before another; a closed list, each has a text. */
export const displacementNeeds = [
  'interval-over',
  'interval-nearly-over',
  'next-session-near',
  'authorisation-ends',
  'anticoagulant-decided',
  'fasting-begun',
  'preparation-begun',
  'tentative',
] as const;
export type DisplacementNeed = (typeof displacementNeeds)[number];

/** A session that loses its place, as far as its need depends on it. */
export interface DisplacedSession {
  readonly sessionId: string;
  readonly start: number;
  readonly durationMinutes: number;
  readonly state: SessionState;
  readonly sedation: SedationLevel;
  readonly series: SeriesOfBooking;
  /** The prescriber has decided about an anticoagulant for this very session. */
  readonly anticoagulantDecided: boolean;
}

export interface NeedReason {
  readonly code: DisplacementNeed;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface DisplacedNeed {
  readonly sessionId: string;
  readonly priority: WaitlistPriority;
  readonly reasons: readonly NeedReason[];
}

/** So many days before a limit of the series, and before the end of an authorisation, it is about to be broken. Defaults. */
const nearIntervalDays = 7;
const nearAuthorisationDays = 14;

/** Between which days a session keeps its distance to those of its series around it; null: nothing stands there. */
export interface IntervalLimits {
  /** The last day that keeps the maximum interval to the session before. */
  readonly latestOn: CivilDate | null;
  /** The last day that keeps the minimum interval to the session after. */
  readonly beforeNextOn: CivilDate | null;
}

/** DISP-01: how far a session may go without breaking an interval of its series. */
export function intervalLimits(
  { sessionId, start, series }: Pick<DisplacedSession, 'sessionId' | 'start' | 'series'>,
  zone: string,
): IntervalLimits {
  const starts = standingSessions({ series, sessionId }).map((each) => each.start);
  const before = lastStanding({ series, sessionId }, start);
  const after = Math.min(...starts.filter((each) => each > start));
  return {
    latestOn: before === null ? null : addCivilDays(civilDateAt(before, zone), series.maximumIntervalDays),
    beforeNextOn: Number.isFinite(after) ? addCivilDays(civilDateAt(after, zone), -daysToKeep(series)) : null,
  };
}

interface Weighed {
  readonly need: DisplacedNeed;
  /** Compared from the front; the lesser comes first. */
  readonly weight: readonly number[];
}

/**
 * DISP-02: in which order sessions that lose their place are given another: whoever waits for a decision
 * anyway last; then by the days that are left until an interval of the series is broken, by the days until
 * the authorisation ends, those whose preparation is lost, and as they stood in the book. The id settles what
 * is left, so that the order is the same wherever it is asked. Says nothing of what to do about a drug: that a
 * prescriber has to decide again is a fact to be told (clinical.md 3.5).
 */
export function rankByNeed(
  sessions: readonly DisplacedSession[],
  { now, zone }: { readonly now: number; readonly zone: string },
): DisplacedNeed[] {
  return sessions
    .map((session) => weigh(session, now, zone))
    .toSorted(
      (a, b) => compareFromFront(a.weight, b.weight) || (a.need.sessionId < b.need.sessionId ? -1 : 1),
    )
    .map(({ need }) => need);
}

function weigh(session: DisplacedSession, now: number, zone: string): Weighed {
  const { sessionId, start, state, series, anticoagulantDecided } = session;
  const date = civilDateAt(start, zone);
  const { latestOn, beforeNextOn } = intervalLimits(session, zone);
  const untilLatest = daysUntil(date, latestOn);
  const untilNext = daysUntil(date, beforeNextOn);
  const endsOn = authorisedUntil(series.authorisations, date);
  const untilEnd = daysUntil(date, endsOn);
  const fasting = fastingBegun(session, zone, now);
  const tentative = state === 'tentative';
  const intervalNear = Math.min(untilLatest, untilNext) <= nearIntervalDays;
  const authorisationNear = untilEnd <= nearAuthorisationDays;
  const reasons: NeedReason[] = [
    ...(latestOn !== null && untilLatest <= nearIntervalDays
      ? [
          {
            code: untilLatest < 0 ? 'interval-over' : 'interval-nearly-over',
            facts: { days: Math.abs(untilLatest), latestOn },
          } as const,
        ]
      : []),
    ...(beforeNextOn !== null && untilNext <= nearIntervalDays
      ? [
          {
            code: 'next-session-near',
            facts: { days: Math.max(0, untilNext), lastOn: beforeNextOn },
          } as const,
        ]
      : []),
    ...(endsOn !== null && authorisationNear
      ? [{ code: 'authorisation-ends', facts: { days: untilEnd, endsOn } } as const]
      : []),
    ...(anticoagulantDecided ? [{ code: 'anticoagulant-decided', facts: {} } as const] : []),
    ...(fasting ? [{ code: 'fasting-begun', facts: {} } as const] : []),
    ...(tentative ? [{ code: 'tentative', facts: {} } as const] : []),
  ];
  return {
    need: {
      sessionId,
      reasons,
      priority: tentative ? 'normal' : intervalNear || authorisationNear ? 'urgent' : 'soon',
    },
    weight: [
      tentative ? 1 : 0,
      Math.min(untilLatest, untilNext, nearIntervalDays + 1),
      Math.min(untilEnd, nearAuthorisationDays + 1),
      anticoagulantDecided || fasting ? 0 : 1,
      start,
    ],
  };
}

/** The clock of the first thing the patient may no longer take in has passed. */
export function fastingBegun(
  session: Pick<DisplacedSession, 'start' | 'durationMinutes' | 'sedation' | 'series'>,
  zone: string,
  now: number,
): boolean {
  return (
    tooLateToFast(
      preparationTimes({ ...session, prepareMinutes: 0 }, zone, session.series.fasting).fasting,
      now,
    ) !== null
  );
}

const lostWith: Readonly<Record<Exclude<ResourceKind, 'patient'>, CancelReason>> = {
  physician: 'physician-unavailable',
  'sedation-nurse': 'staff-unavailable',
  nurse: 'staff-unavailable',
  'c-arm': 'equipment-failure',
  room: 'place-unavailable',
  'recovery-bay': 'place-unavailable',
};

/** The cause under which a session that cannot be placed is counted; null: the whole clinic failed. */
export function causeOfDisplacement(failed: ResourceKind | null): CancelReason {
  return failed === null || failed === 'patient' ? 'clinic-closed' : lostWith[failed];
}

/** DISP-03: how one who lost a place waits: from tomorrow on, on any day, with the usual notice. */
export function wishesOfDisplaced(today: CivilDate): WaitlistWishes {
  return {
    from: addCivilDays(today, 1),
    until: null,
    weekdays: [],
    halfOfDay: null,
    physicianId: null,
    noticeHours: usualNoticeHours,
  };
}

/** A day: whoever takes the patient home has to know too. A default. */
const usualNoticeHours = 24;

function authorisedUntil(
  authorisations: SeriesOfBooking['authorisations'],
  date: CivilDate,
): CivilDate | null {
  const ends = authorisations.filter(({ validTo }) => validTo >= date).map(({ validTo }) => validTo);
  return ends.toSorted().at(-1) ?? null;
}

function daysUntil(date: CivilDate, limit: CivilDate | null): number {
  return limit === null ? Infinity : civilDaysBetween(date, limit);
}
