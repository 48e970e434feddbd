import { covers, normalise, overlaps, type Interval } from '../time/interval.js';
import {
  addCivilDays,
  civilDateAt,
  civilDaysBetween,
  weekdayOf,
  windowOn,
  type CivilDate,
} from '../time/zone.js';
import { blockTimeOn, isValidOn } from './block-time-pattern.js';
import type { BlockTime, ClinicCalendar } from './clinic-calendar.js';
import type { Hold } from './resource.js';

/** Block time on one date. */
export interface BlockTimeOccurrence {
  /** As it is on this date: with the time and the room of its exception, where there is one. */
  readonly blockTime: BlockTime;
  readonly date: CivilDate;
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
  const daysAhead = civilDaysBetween(civilDateAt(now, calendar.zone), date);
  const occurrences: BlockTimeOccurrence[] = [];
  for (const pattern of calendar.blockTimes) {
    const blockTime = blockTimeOn(pattern, date);
    if (blockTime === null) continue;
    const interval = windowOn(date, blockTime.from, blockTime.to, calendar.zone);
    if (interval === null) continue;
    const { releaseLeadDays, releasedOn, keptOn } = blockTime;
    const leadReached = releaseLeadDays !== null && daysAhead <= releaseLeadDays;
    const released = releasedOn.includes(date) || (leadReached && !keptOn.includes(date));
    occurrences.push({ blockTime, date, interval, released });
  }
  return occurrences;
}

/**
 * Whether anybody owns time in a room as a rule, at this date; in a room that nobody owns, everybody may
 * book. A single week's move of block time into a room makes nobody its owner for the rest of the day.
 */
export function isOwnedRoom(calendar: ClinicCalendar, roomId: string, date: CivilDate): boolean {
  return calendar.blockTimes.some((each) => each.roomId === roomId && isValidOn(each, date));
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

/** How many sessions use the room during an occurrence; one that is being moved does not count. */
export function sessionsWithin(
  { blockTime, interval }: BlockTimeOccurrence,
  holds: readonly Hold[],
  exceptSessionId: string | null,
): number {
  const inside = holds.filter(
    (hold) =>
      hold.sessionId !== null &&
      hold.sessionId !== exceptSessionId &&
      hold.resourceId === blockTime.roomId &&
      overlaps(hold.interval, interval),
  );
  return new Set(inside.map((hold) => hold.sessionId)).size;
}

/** CAL-05: whether an occurrence has taken as many sessions as it may. */
export function isFull(
  occurrence: BlockTimeOccurrence,
  holds: readonly Hold[],
  exceptSessionId: string | null,
): boolean {
  const { mostSessions } = occurrence.blockTime;
  return mostSessions !== null && sessionsWithin(occurrence, holds, exceptSessionId) >= mostSessions;
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
