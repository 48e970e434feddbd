import { accept, applyOverrides, refuse, type Decision, type Refusal } from '../decision.js';
import { questionOf, type BookingQuestion } from './booking-question.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import { blockTimeRefusals } from './block-time-rules.js';
import { closureRefusals, openingRefusals, pastRefusals } from './calendar-rules.js';
import type { BusyTimes } from './choose-resources.js';
import { fastingRefusals } from './fasting-rules.js';
import { authorisationRefusals, physicianDayRefusals, sedationDayRefusals } from './limit-rules.js';
import { longestSessionMinutes } from './resource-profile.js';
import {
  authorisationOf,
  authorisedUnitRefusals,
  bookingLedgerAdvisories,
  bookingLedgerRefusals,
} from './ledger-rules.js';
import { busyResourceRefusals, exhaustedPoolRefusals, unqualifiedRefusals } from './resource-rules.js';
import { intervalRefusals, seriesAdvisories, seriesStateRefusals, stateWhenBooked } from './series-rules.js';

/** Every rule a session must pass, in the order in which a scheduler would ask. A new rule is added here. */
const bookingRules: readonly ((question: BookingQuestion) => readonly Refusal[])[] = [
  pastRefusals,
  closureRefusals,
  openingRefusals,
  blockTimeRefusals,
  busyResourceRefusals,
  exhaustedPoolRefusals,
  unqualifiedRefusals,
  seriesStateRefusals,
  intervalRefusals,
  authorisationRefusals,
  authorisedUnitRefusals,
  fastingRefusals,
  physicianDayRefusals,
  sedationDayRefusals,
  bookingLedgerRefusals,
];

/**
 * BOOK-17: may this session stand in the book? Answers with its state, all its holds and what was set
 * aside by overrides, or with every reason against it at once. The one function for booking, moving,
 * planning a series and the waitlist, on the screen (as a preview) and on the server (which
 * alone decides, under lock). Instants are epoch milliseconds. Source: product rules 1, 2, 4, 6, 7.
 */
export function checkBooking(facts: BookingFacts): Decision<PlannedSession> {
  return judgeBooking(facts);
}

/** As `checkBooking`, for a caller that asks about many times of one book and has its busy times at hand. */
export function judgeBooking(facts: BookingFacts, busy?: BusyTimes): Decision<PlannedSession> {
  const { start, durationMinutes } = facts;
  if (!Number.isInteger(durationMinutes) || durationMinutes < 1 || durationMinutes > longestSessionMinutes) {
    // Nothing else can be judged of a session without a length.
    return refuse({
      code: 'scheduling.duration-out-of-range',
      facts: { durationMinutes, longestMinutes: longestSessionMinutes },
      overridable: false,
      remedy: { code: 'correct-entry', facts: { entry: 'durationMinutes' } },
    });
  }
  const question = questionOf(facts, busy);
  const refusals = bookingRules.flatMap((rule) => rule(question));
  const { standing, overridden } = applyOverrides(refusals, facts.overrides);
  if (standing.length > 0) return { accepted: false, refusals: standing };
  const { holds } = question;
  return accept(
    {
      start,
      durationMinutes,
      state: stateWhenBooked(facts),
      holds,
      overridden,
      authorisationId: authorisationOf(question),
    },
    [...seriesAdvisories(question), ...bookingLedgerAdvisories(question)],
  );
}
