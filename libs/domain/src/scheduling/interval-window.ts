import { daysToKeep } from '../series/interval-rules.js';
import { addCivilDays, civilDateAt, type CivilDate } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { lastStanding } from './series-rules.js';

/** When the next session of a series may be, should be and should have been, as days of the clinic. */
export interface IntervalWindow {
  /** The last session that was done or stands. */
  readonly previousOn: CivilDate;
  readonly earliestOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly latestOn: CivilDate;
}

/**
 * SLOT-04: minimum, target and maximum interval counted from the last session that was done or stands.
 * Null for a series that has none yet.
 */
export function intervalWindow(
  facts: Pick<BookingFacts, 'series' | 'sessionId' | 'calendar'>,
  targetIntervalDays: number,
): IntervalWindow | null {
  const last = lastStanding(facts);
  if (last === null) return null;
  const previousOn = civilDateAt(last, facts.calendar.zone);
  return {
    previousOn,
    earliestOn: addCivilDays(previousOn, daysToKeep(facts.series)),
    dueOn: addCivilDays(previousOn, targetIntervalDays),
    latestOn: addCivilDays(previousOn, facts.series.maximumIntervalDays),
  };
}

/** A search looks this far. */
export const searchWeeks = 8;

/**
 * SLOT-04: the first day of a search that nobody has given dates: tomorrow (nobody is ready today who has
 * not been told how to prepare), or as soon as the interval allows; of a series that is due far from now,
 * the weeks around the due day.
 */
export function searchBegins(window: IntervalWindow | null, today: CivilDate): CivilDate {
  const tomorrow = addCivilDays(today, 1);
  if (window === null) return tomorrow;
  const aroundDue = addCivilDays(window.dueOn, -(searchWeeks * 7) / 2);
  return [tomorrow, window.earliestOn, aroundDue].sort().at(-1) ?? tomorrow;
}
