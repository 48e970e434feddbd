import type { Refusal } from '../decision.js';
import type { Interval } from '../time/interval.js';
import { civilDateAt } from '../time/zone.js';
import type { BookingQuestion } from './booking-question.js';
import { closuresDuring, coveredBy, openingOn } from './clinic-hours.js';

/**
 * BOOK-08: a session begins no earlier than now. Not overridable: what has happened is recorded,
 * not booked.
 */
export function pastRefusals({ facts }: BookingQuestion): Refusal[] {
  if (facts.start >= facts.now) return [];
  return [
    {
      code: 'scheduling.in-the-past',
      facts: { start: facts.start, now: facts.now },
      overridable: false,
      remedy: { code: 'choose-another-day', facts: { notBefore: facts.now } },
    },
  ];
}

/** BOOK-09: the whole visit, preparation and recovery included, lies inside the opening hours. Overridable: staff may stay. */
export function openingRefusals({ facts, visit, date }: BookingQuestion): Refusal[] {
  // A visit that crosses midnight is judged by the hours of both days together.
  const lastDate = civilDateAt(visit.end - 1, facts.calendar.zone);
  const firstDate = civilDateAt(visit.start, facts.calendar.zone);
  const opening = [...new Set([firstDate, date, lastDate])].flatMap((each) =>
    openingOn(facts.calendar, each),
  );
  if (coveredBy(opening, visit)) return [];
  const [opens, closes] = [opening[0]?.start, opening.at(-1)?.end];
  return [
    {
      code: 'scheduling.outside-opening-hours',
      facts: {
        visitFrom: visit.start,
        visitUntil: visit.end,
        open: opening.length > 0,
        ...(opens !== undefined && { opens }),
        ...(closes !== undefined && { closes }),
      },
      overridable: true,
      remedy: startInside(opening, visit, facts.start) ?? {
        code: 'choose-another-day',
        facts: { notBefore: visit.start },
      },
    },
  ];
}

/** The start nearest to the wished one with which the whole visit lies in one of the opening times. */
function startInside(opening: readonly Interval[], visit: Interval, start: number): Refusal['remedy'] | null {
  const [nearest] = opening
    .filter((each) => each.end - each.start >= visit.end - visit.start)
    .map((each) => Math.max(0, each.start - visit.start) - Math.max(0, visit.end - each.end))
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  return nearest === undefined ? null : { code: 'start-at', facts: { at: start + nearest } };
}

/**
 * BOOK-10: no session while the clinic is closed. Not overridable: nobody is there, and a closure is
 * lifted or shortened as an act of its own, which is audited, not booked over by one member.
 */
export function closureRefusals({ facts, visit }: BookingQuestion): Refusal[] {
  return closuresDuring(facts.calendar, visit).map((closure) => ({
    code: 'scheduling.clinic-closed',
    facts: {
      closureId: closure.id,
      reason: closure.reason,
      closedFrom: closure.interval.start,
      closedUntil: closure.interval.end,
    },
    overridable: false,
    remedy: { code: 'lift-closure', facts: { closureId: closure.id, reopensAt: closure.interval.end } },
  }));
}
