import type { Decision } from '../decision.js';
import { civilDateAt, civilDaysBetween } from '../time/zone.js';
import { checkBackFill, type BackFillFacts } from './back-fill.js';
import type { PlannedSession } from './booking-facts.js';
import { lastStanding } from './series-rules.js';
import { waitlistPriorities, type WaitlistPriority } from './waitlist.js';

/** Why one is asked before another. A closed list: each has a text. */
export const backFillMerits = ['priority', 'interval-nearly-over', 'same-physician', 'waited'] as const;
export type BackFillMerit = (typeof backFillMerits)[number];

export interface WaitlistCandidate {
  readonly entryId: string;
  readonly priority: WaitlistPriority;
  /** Since when the entry stands. */
  readonly since: number;
  /** Whose series it is. */
  readonly seriesPhysicianId: string;
  readonly targetIntervalDays: number;
  readonly facts: BackFillFacts;
}

/** How well a freed time suits; the screen shows it as a word and as so many marks of three. */
export type BackFillFit = 'fits' | 'ask-first' | 'not-possible';

export interface RankedCandidate {
  readonly entryId: string;
  readonly fit: BackFillFit;
  readonly decision: Decision<PlannedSession>;
  readonly merits: readonly {
    readonly code: BackFillMerit;
    readonly facts: Readonly<Record<string, string | number>>;
  }[];
}

/** What must be found out before the time is given; what only has to be said makes nobody fit less. */
const asks = ['waitlist.ask-anticoagulant', 'waitlist.ask-authorisation'];

interface Weighed {
  readonly ranked: RankedCandidate;
  /** Compared from the front; the lesser comes first. */
  readonly weight: readonly number[];
}

/**
 * WAIT-07: the order in which those on the waitlist are asked: who fits before who must first be asked
 * something, before who cannot; then by priority, by how far the series is past its target interval, by
 * whose physician it is, by how long one has waited; the entry's id settles what is left, so that the order
 * is the same wherever it is asked.
 */
export function rankCandidates(candidates: readonly WaitlistCandidate[]): RankedCandidate[] {
  return candidates
    .map(weigh)
    .toSorted(
      (a, b) => compareFromFront(a.weight, b.weight) || (a.ranked.entryId < b.ranked.entryId ? -1 : 1),
    )
    .map(({ ranked }) => ranked);
}

function weigh(candidate: WaitlistCandidate): Weighed {
  const { entryId, facts, priority, since } = candidate;
  const decision = checkBackFill(facts);
  const fit = !decision.accepted
    ? 'not-possible'
    : decision.advisories.some(({ code }) => asks.includes(code))
      ? 'ask-first'
      : 'fits';
  const { now, calendar, physician } = facts.booking;
  const daysWaited = civilDaysBetween(civilDateAt(since, calendar.zone), civilDateAt(now, calendar.zone));
  const daysPastTarget = pastTarget(candidate);
  const samePhysician = candidate.seriesPhysicianId === physician.id;
  return {
    ranked: {
      entryId,
      fit,
      decision,
      merits: [
        ...(priority === 'normal' ? [] : [{ code: 'priority', facts: { priority } } as const]),
        ...(daysPastTarget > 0
          ? [{ code: 'interval-nearly-over', facts: { days: daysPastTarget } } as const]
          : []),
        ...(samePhysician
          ? [{ code: 'same-physician', facts: { physicianName: physician.name } } as const]
          : []),
        { code: 'waited', facts: { days: daysWaited } },
      ],
    },
    weight: [
      ['fits', 'ask-first', 'not-possible'].indexOf(fit),
      waitlistPriorities.indexOf(priority),
      -Math.max(0, daysPastTarget),
      samePhysician ? 0 : 1,
      since,
    ],
  };
}

/** Days by which the freed time lies after the day on which the series' next session was due; 0 for a series without a session. */
function pastTarget({ facts: { booking }, targetIntervalDays }: WaitlistCandidate): number {
  const { zone } = booking.calendar;
  const before = lastStanding(booking, booking.start);
  if (before === null) return 0;
  return civilDaysBetween(civilDateAt(before, zone), civilDateAt(booking.start, zone)) - targetIntervalDays;
}

/** Weights in order of what matters; the first that differs decides. */
export function compareFromFront(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
