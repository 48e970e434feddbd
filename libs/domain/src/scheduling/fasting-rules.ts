import type { Refusal } from '../decision.js';
import { fastingSpans, fastOf, tooLateToFast } from '../readiness/fasting.js';
import { policyOn } from '../readiness/readiness-policy.js';
import { normalise, type Interval } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import type { BookingQuestion } from './booking-question.js';
import type { SlotSearch } from './slot-search.js';

/**
 * BOOK-25: whoever is booked, moved or sedated can still keep the fast when told now (READY-03). Overridable with a
 * reason: the patient may have fasted already; what was eaten and drunk last is asked on arrival all the same.
 */
export function fastingRefusals({ facts, visit }: BookingQuestion): Refusal[] {
  const { profile, start, calendar, series, now } = facts;
  if (toldUntil(facts) <= start) return [];
  const asked = { start, arriveAt: visit.start, sedation: profile.sedation };
  const broken = tooLateToFast(fastOf(asked, calendar.zone, series.fasting), now);
  if (broken === null || start < now) return [];
  return [
    {
      code: 'scheduling.too-late-to-fast',
      facts: { intake: broken.intake, lastAt: broken.lastAt },
      overridable: true,
    },
  ];
}

/** BOOK-25 for a search: the starts at which it is too late. Of each day by the policy in force on it. */
export function startsTooLateToFast({ facts, days, visit }: SlotSearch): Interval[] {
  const { profile, now, series } = facts;
  const { policies, glp1 } = series.fasting;
  const told = toldUntil(facts);
  return normalise(
    days.flatMap(({ date, start, end }) => {
      const { fasting } = policyOn(date, policies);
      const [longest] = fastingSpans(profile.sedation, fasting, { glp1 });
      if (longest === undefined) return [];
      const fromStart = longest.minutes * minuteMs + (fasting.anchor === 'arrival' ? -visit.start : 0);
      const late = { start: Math.max(start, now), end: Math.min(end, now + fromStart, told) };
      return late.start < late.end ? [late] : [];
    }),
  );
}

/** Who was told to fast for a start keeps the fast for a later one, too: from then on nothing is too late. */
function toldUntil({ series, sessionId }: Pick<BookingFacts, 'series' | 'sessionId'>): number {
  const standing = series.sessions.find(({ id }) => id === sessionId);
  return standing?.sedated === true ? standing.start : Infinity;
}
