import type { Advisory, Refusal } from '../decision.js';
import { spacingAdvisories, spacingRefusals, type SpacingFacts } from '../series/interval-rules.js';
import type { BookingFacts, SeriesSession } from './booking-facts.js';
import type { BookingQuestion } from './booking-question.js';
import { holdsResources } from './session-states.js';

/** The other sessions of the series that were done or still stand; cancelled and missed ones count for nothing. */
export function standingSessions({
  series,
  sessionId,
}: Pick<BookingFacts, 'series' | 'sessionId'>): SeriesSession[] {
  return series.sessions.filter(
    (each) => each.id !== sessionId && (each.state === 'discharged' || holdsResources(each.state)),
  );
}

/** The start of the last of them, or of the last before an instant; null: there is none. */
export function lastStanding(
  facts: Pick<BookingFacts, 'series' | 'sessionId'>,
  before = Infinity,
): number | null {
  const starts = standingSessions(facts).map(({ start }) => start);
  const last = Math.max(...starts.filter((start) => start < before));
  return Number.isFinite(last) ? last : null;
}

function spacingOf(facts: BookingFacts): SpacingFacts {
  const { minimumIntervalDays, maximumIntervalDays, continuousTechnique } = facts.series;
  return {
    start: facts.start,
    others: standingSessions(facts).map((each) => each.start),
    zone: facts.calendar.zone,
    minimumIntervalDays,
    maximumIntervalDays,
    continuousTechnique,
  };
}

/**
 * BOOK-14: only an active series takes a session. Not overridable: the physician activates or resumes it.
 * BOOK-26: nor is anything booked or moved for a patient who is reported to have died.
 */
export function seriesStateRefusals({ facts }: { readonly facts: Pick<BookingFacts, 'series'> }): Refusal[] {
  const { series } = facts;
  const died: Refusal[] = series.patientDied
    ? [{ code: 'series.patient-died', facts: { seriesId: series.id }, overridable: false }]
    : [];
  if (series.state === 'active') return died;
  return [
    ...died,
    {
      code: 'series.not-active',
      facts: { seriesId: series.id, state: series.state },
      overridable: false,
      remedy: { code: 'activate-series', facts: { seriesId: series.id } },
    },
  ];
}

export function intervalRefusals({ facts }: BookingQuestion): Refusal[] {
  return spacingRefusals(spacingOf(facts));
}

/** The open sessions of the series before and after this one. */
function openAround(facts: BookingFacts): { readonly earlier: number; readonly later: number } {
  const open = standingSessions(facts).filter((each) => holdsResources(each.state));
  const earlier = open.filter((each) => each.start < facts.start).length;
  return { earlier, later: open.length - earlier };
}

/** BOOK-16: with gating on, a session that has an open one before it is tentative (product rule 7). */
export function stateWhenBooked(facts: BookingFacts): 'tentative' | 'booked' {
  return facts.series.gating && openAround(facts).earlier > 0 ? 'tentative' : 'booked';
}

export function seriesAdvisories({ facts }: BookingQuestion): Advisory[] {
  const { plannedCount, gating } = facts.series;
  const count = standingSessions(facts).length + 1;
  const { later } = openAround(facts);
  const advisories = spacingAdvisories(spacingOf(facts));
  if (count > plannedCount) {
    // The planned count is an estimate, not a limit (product.md, "Injection series").
    advisories.push({ code: 'series.beyond-planned-count', facts: { count, plannedCount } });
  }
  if (stateWhenBooked(facts) === 'tentative') {
    advisories.push({ code: 'scheduling.tentative-until-decision', facts: { seriesId: facts.series.id } });
  }
  if (gating && later > 0) {
    advisories.push({ code: 'scheduling.later-sessions-wait-for-this-one', facts: { count: later } });
  }
  return advisories;
}
