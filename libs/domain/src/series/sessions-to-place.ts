import { addCivilDays, civilDateAt, civilDaysBetween, type CivilDate } from '../time/zone.js';

export interface SeriesToPlace {
  readonly now: number;
  readonly zone: string;
  readonly open: boolean;
  readonly plannedCount: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  /** The starts of the sessions that were done or stand, in any order. */
  readonly standing: readonly number[];
}

/** A planned session that has no time yet. Both are null before the first of a series: nothing says when it is due. */
export interface SessionToPlace {
  /** The target interval after the one before it. */
  readonly dueOn: CivilDate | null;
  /** The last day that keeps the maximum interval. */
  readonly dueBy: CivilDate | null;
}

/**
 * PLAN-05: the sessions of a series that are planned and not in the book, the most pressing first: those that
 * are missing where two sessions stand further apart than the maximum interval, then those after the last.
 * Derived from the plan and the book instead of stored: a cancelled, missed or moved session, a changed plan
 * and a stopped series change the answer by themselves, where rows of their own would have to be kept true.
 */
export function sessionsToPlace(series: SeriesToPlace): SessionToPlace[] {
  const { now, zone, plannedCount, targetIntervalDays, maximumIntervalDays, standing } = series;
  const missing = series.open ? Math.max(0, plannedCount - standing.length) : 0;
  const today = civilDateAt(now, zone);
  const dates = standing.map((start) => civilDateAt(start, zone)).sort();
  const toPlace: SessionToPlace[] = [];
  const follow = (date: CivilDate, count: number): void => {
    for (let each = 1; each <= count && toPlace.length < missing; each += 1)
      toPlace.push({
        dueOn: addCivilDays(date, each * targetIntervalDays),
        dueBy: addCivilDays(date, each * maximumIntervalDays),
      });
  };
  for (const [index, date] of dates.entries()) {
    const next = dates[index + 1];
    if (next === undefined) follow(date, missing);
    // What lies between two that are over can no longer be placed.
    else if (next > today) follow(date, Math.ceil(civilDaysBetween(date, next) / maximumIntervalDays) - 1);
  }
  while (toPlace.length < missing) toPlace.push({ dueOn: null, dueBy: null });
  return toPlace;
}
