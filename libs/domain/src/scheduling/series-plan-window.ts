import { daysToKeep } from '../series/interval-rules.js';
import {
  addCivilDays,
  civilDateAt,
  civilDatesBetween,
  civilDaysBetween,
  weekdayOf,
  type CivilDate,
} from '../time/zone.js';
import type { PlanFacts } from './series-plan-facts.js';

/** Where a session stands, or may come to stand: the three are one day once it is placed. */
export interface PlanAnchor {
  readonly earliest: CivilDate;
  readonly target: CivilDate;
  readonly latest: CivilDate;
}

/** The days on which an occurrence may be. */
export interface OccurrenceWindow {
  readonly from: CivilDate;
  readonly target: CivilDate;
  readonly until: CivilDate;
  readonly dueBy: CivilDate | null;
  readonly overdue: boolean;
}

/** Nobody who is to come in June is served by a time in August; and a search without bounds would keep others waiting. */
const reachDays = 42;

/**
 * PLAN-01: an occurrence lies between the minimum and the maximum interval after the one before it, as near
 * to the target interval as can be; all three are counted in civil days of the clinic. After one that has no
 * date yet the window is as wide as what may become of that one. Nobody is planned for today who has not been
 * told how to prepare, unless that day was asked for.
 */
export function windowAfter(anchor: PlanAnchor | null, facts: PlanFacts): OccurrenceWindow {
  const { series, targetIntervalDays, firstDate } = facts;
  const today = civilDateAt(facts.now, facts.calendar.zone);
  const notBefore = firstDate === null ? addCivilDays(today, 1) : later(firstDate, today);
  if (anchor === null) {
    const until = addCivilDays(notBefore, Math.min(reachDays, series.maximumIntervalDays));
    return { from: notBefore, target: notBefore, until, dueBy: null, overdue: false };
  }
  const from = later(addCivilDays(anchor.earliest, daysToKeep(series)), notBefore);
  const asked = firstDate !== null && from === notBefore;
  const target = asked ? from : later(addCivilDays(anchor.target, targetIntervalDays), from);
  const dueBy = addCivilDays(anchor.latest, series.maximumIntervalDays);
  // A maximum that has passed cannot be kept any more; the patient is still to be seen.
  const overdue = dueBy < notBefore;
  const until = overdue ? addCivilDays(from, series.maximumIntervalDays) : dueBy;
  return {
    from: later(from, addCivilDays(target, -reachDays)),
    target,
    until: earlier(until, addCivilDays(target, reachDays)),
    dueBy,
    overdue,
  };
}

export function anchorAt(date: CivilDate): PlanAnchor {
  return { earliest: date, target: date, latest: date };
}

/** What follows an occurrence without a date: it may still be placed anywhere in its window. */
export function anchorOfWindow({ from, target, until, dueBy, overdue }: OccurrenceWindow): PlanAnchor {
  return { earliest: from, target, latest: overdue ? until : (dueBy ?? until) };
}

/** The days of a window in the order of their worth: wished weekdays first, then the nearest to the target, of two the later. */
export function datesByWorth(
  { from, target, until }: OccurrenceWindow,
  weekdays: PlanFacts['wishes']['weekdays'],
): { readonly date: CivilDate; readonly wished: boolean }[] {
  return civilDatesBetween(from, until)
    .map((date) => ({
      date,
      wished: weekdays.length === 0 || weekdays.includes(weekdayOf(date)),
      shift: civilDaysBetween(target, date),
    }))
    .sort(
      (a, b) =>
        Number(b.wished) - Number(a.wished) || Math.abs(a.shift) - Math.abs(b.shift) || b.shift - a.shift,
    );
}

function later(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}
