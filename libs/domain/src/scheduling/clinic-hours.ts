import { covers, normalise, overlaps, type Interval } from '../time/interval.js';
import {
  addCivilDays,
  civilDateAt,
  civilDaysBetween,
  weekdayOf,
  windowOn,
  type CivilDate,
} from '../time/zone.js';
import type { BlockTime, ClinicCalendar } from './clinic-calendar.js';

/** Block time on one date. */
export interface BlockTimeOccurrence {
  readonly blockTime: BlockTime;
  readonly interval: Interval;
  /** Given back, by hand or because its lead time has come: anybody's. */
  readonly released: boolean;
}

/** CAL-01: when the clinic is open on a date, in normal form; closures are a matter of their own. */
export function openingOn(calendar: ClinicCalendar, date: CivilDate): Interval[] {
  const weekday = weekdayOf(date);
  return normalise(
    calendar.openingHours
      .filter((each) => each.weekday === weekday)
      .map((each) => windowOn(date, each.from, each.to, calendar.zone))
      .filter((each) => each !== null),
  );
}

/**
 * CAL-02: block time on a date, released or not as of `now`. Released time belongs to whoever asks
 * first, its physician included. Source: product.md section 1, "Block time".
 */
export function blockTimesOn(calendar: ClinicCalendar, date: CivilDate, now: number): BlockTimeOccurrence[] {
  const weekday = weekdayOf(date);
  const daysAhead = civilDaysBetween(civilDateAt(now, calendar.zone), date);
  const occurrences: BlockTimeOccurrence[] = [];
  for (const blockTime of calendar.blockTimes) {
    const { validFrom, validTo, releaseLeadDays } = blockTime;
    if (blockTime.weekday !== weekday || date < validFrom || (validTo !== null && date > validTo)) continue;
    const interval = windowOn(date, blockTime.from, blockTime.to, calendar.zone);
    if (interval === null) continue;
    const leadReached = releaseLeadDays !== null && daysAhead <= releaseLeadDays;
    occurrences.push({ blockTime, interval, released: leadReached || blockTime.releasedOn.includes(date) });
  }
  return occurrences;
}

/** Whether anybody owns time in a room at all; in a room that nobody owns, everybody may book. */
export function isOwnedRoom(calendar: ClinicCalendar, roomId: string): boolean {
  return calendar.blockTimes.some((each) => each.roomId === roomId);
}

/** What a physician may use in a room on a date: her own block time there and what others gave back. */
export function usableBlockTimes(
  occurrences: readonly BlockTimeOccurrence[],
  roomId: string,
  physicianId: string,
): BlockTimeOccurrence[] {
  return occurrences.filter(
    ({ blockTime, released }) =>
      blockTime.roomId === roomId && (released || blockTime.physicianId === physicianId),
  );
}

export function allowsProcedureType(blockTime: BlockTime, procedureType: string): boolean {
  return blockTime.procedureTypes.length === 0 || blockTime.procedureTypes.includes(procedureType);
}

/** The next instant at which block time of a physician in a room begins, on `date` or in the four weeks after; null when none. */
export function nextBlockTimeStart(
  calendar: ClinicCalendar,
  after: number,
  now: number,
  roomId: string,
  physicianId: string,
): number | null {
  const date = civilDateAt(after, calendar.zone);
  for (let days = 0; days <= 28; days += 1) {
    const own = blockTimesOn(calendar, addCivilDays(date, days), now)
      .filter(({ blockTime }) => blockTime.roomId === roomId && blockTime.physicianId === physicianId)
      .map(({ interval }) => interval.start)
      .filter((start) => start > after);
    if (own.length > 0) return Math.min(...own);
  }
  return null;
}

/** Whether one stretch lies inside the time that several windows cover together. */
export function coveredBy(windows: readonly Interval[], stretch: Interval): boolean {
  return normalise(windows).some((each) => covers(each, stretch));
}

export function closuresDuring(calendar: ClinicCalendar, stretch: Interval): ClinicCalendar['closures'] {
  return calendar.closures.filter((each) => overlaps(each.interval, stretch));
}
