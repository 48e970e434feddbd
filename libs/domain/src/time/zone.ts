import { Temporal } from 'temporal-polyfill';
import { accept, refuse, type Decision } from '../decision.js';
import type { Interval } from './interval.js';

/** A day on the calendar without a zone, `2026-03-08`. Compares as text. */
export type CivilDate = string;
/** A reading of the clock on the wall, `08:00`, 24 hours. */
export type ClockTime = string;
/** A civil date with a clock time and no offset, `2026-03-08T08:00`. */
export type WallTime = string;
/** Monday is 1, Sunday is 7 (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const wallTimePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const civilDatePattern = /^\d{4}-\d{2}-\d{2}$/;
const clockTimePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether `text` is a zone of the IANA database (a fixed offset such as `+02:00` is not: it knows no clock change). */
export function isTimeZone(text: string): boolean {
  return /^[A-Za-z]/.test(text) && parsesAs(() => zoned(0, text));
}

/** Whether `text` is a day that exists: `2026-02-30` does not. */
export function isCivilDate(text: string): text is CivilDate {
  return civilDatePattern.test(text) && parsesAs(() => Temporal.PlainDate.from(text, { overflow: 'reject' }));
}

/** Whether `text` is a clock time from `00:00` to `23:59`. */
export function isClockTime(text: string): text is ClockTime {
  return clockTimePattern.test(text);
}

/** Whether `text` is a wall time on a day that exists, to the minute. */
export function isWallTime(text: string): text is WallTime {
  return wallTimePattern.test(text) && isCivilDate(text.slice(0, 10)) && isClockTime(text.slice(11));
}

/**
 * TIME-01: the instant (epoch milliseconds) at which the clocks of `zone` show `wallTime`.
 * A time that the clocks skip, and one that they show twice, are refused by name; for the latter the
 * facts hold both candidates, and the caller asks again with `occurrence`. Never guesses (trust F6).
 */
export function instantOf(
  wallTime: WallTime,
  zone: string,
  occurrence?: 'first' | 'second',
): Decision<number> {
  if (!isWallTime(wallTime)) {
    return refuse({ code: 'time.wall-time-malformed', facts: { wallTime }, overridable: false });
  }
  if (!isTimeZone(zone)) return refuse({ code: 'time.zone-unknown', facts: { zone }, overridable: false });

  const wall = Temporal.PlainDateTime.from(wallTime);
  const first = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const second = wall.toZonedDateTime(zone, { disambiguation: 'later' });
  if (first.epochMilliseconds === second.epochMilliseconds) return accept(first.epochMilliseconds);

  if (!first.toPlainDateTime().equals(wall)) {
    // `second` lies after the gap by as much as the clocks jumped, so the jump is the change before it.
    const afterGap = second.getTimeZoneTransition('previous') ?? second;
    return refuse({
      code: 'time.local-time-does-not-exist',
      facts: { wallTime, zone, firstTimeAfter: wallTimeAt(afterGap.epochMilliseconds, zone) },
      overridable: false,
      remedy: { code: 'start-at', facts: { at: afterGap.epochMilliseconds } },
    });
  }
  if (occurrence === undefined) {
    const facts = { first: first.epochMilliseconds, second: second.epochMilliseconds };
    return refuse({
      code: 'time.local-time-ambiguous',
      facts: { wallTime, zone, ...facts },
      overridable: false,
      remedy: { code: 'choose-one-of-two-times', facts },
    });
  }
  return accept((occurrence === 'first' ? first : second).epochMilliseconds);
}

/** What the clocks of `zone` show at an instant, to the minute (seconds are cut off). */
export function wallTimeAt(instant: number, zone: string): WallTime {
  return zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** The civil date of an instant in `zone`. */
export function civilDateAt(instant: number, zone: string): CivilDate {
  // The day in UTC or a neighbour of it; rules ask for the same few days a thousand times.
  const epochDay = Math.floor(instant / dayMs);
  for (const days of [0, -1, 1]) {
    const date = dateOf(epochDay + days);
    const day = dayIn(date, zone);
    if (day.start <= instant && instant < day.end) return date;
  }
  return zoned(instant, zone).toPlainDate().toString();
}

/**
 * TIME-02: a civil day in `zone` as an interval: 23 or 25 hours long when the clocks change.
 * Precondition: the day happened there (Samoa had no 30 December 2011).
 */
export function civilDay(date: CivilDate, zone: string): Interval {
  const { start, end } = dayIn(date, zone);
  return { start, end };
}

/**
 * A weekly entitlement such as opening hours or block time, on one day. It is not refused on the day
 * of a clock change: an edge that the clocks skip moves to the first instant after the gap, and an
 * edge that they show twice takes in both hours. Null when nothing is left. `24:00` ends the day.
 */
export function windowOn(date: CivilDate, from: ClockTime, to: ClockTime, zone: string): Interval | null {
  const day = dayIn(date, zone);
  const [start, end] = day.steady
    ? [day.start + sinceMidnight(from), day.start + sinceMidnight(to)]
    : [edge(date, from, zone, 'earlier'), to === '24:00' ? day.end : edge(date, to, zone, 'later')];
  return start < end ? { start, end } : null;
}

/** The instant so many hours earlier: elapsed hours, not hands turned back (clinical.md, time vectors). */
export function hoursBefore(instant: number, hours: number): number {
  return instant - hours * hourMs;
}

export function weekdayOf(date: CivilDate): Weekday {
  // 1 January 1970 was a Thursday.
  return (((((epochDayOf(date) + 3) % 7) + 7) % 7) + 1) as Weekday;
}

/** The number of the week, from Monday, in its year: ISO 8601, so that 1 Jan may lie in week 53 of the year before. */
export function weekNumberOf(date: CivilDate): number {
  return Temporal.PlainDate.from(date).weekOfYear ?? 0;
}

/** The Monday of the week in which a date lies. */
export function mondayOf(date: CivilDate): CivilDate {
  return addCivilDays(date, 1 - weekdayOf(date));
}

/** The first day of the month so many months later (earlier when negative). */
export function firstOfMonth(date: CivilDate, months = 0): CivilDate {
  return Temporal.PlainDate.from(date).with({ day: 1 }).add({ months }).toString();
}

/** The date so many calendar days later (earlier when negative). */
export function addCivilDays(date: CivilDate, days: number): CivilDate {
  return dateOf(epochDayOf(date) + days);
}

/** Calendar days from one date to another; negative when `to` is the earlier. */
export function civilDaysBetween(from: CivilDate, to: CivilDate): number {
  return epochDayOf(to) - epochDayOf(from);
}

/** Every date from `from` to `to`, both included. */
export function civilDatesBetween(from: CivilDate, to: CivilDate): CivilDate[] {
  const count = civilDaysBetween(from, to) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, days) => addCivilDays(from, days));
}

function zoned(instant: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
}

interface Day extends Interval {
  /** No clock change on this day: a clock time is so many minutes after its beginning. */
  readonly steady: boolean;
}

/*
 * A search over weeks asks for the same days again and again, and asking a zone costs some 50 microseconds.
 * A zone's days never change while a process runs.
 */
const days = new Map<string, Day>();
const daysKept = 10_000;

function dayIn(date: CivilDate, zone: string): Day {
  const key = `${date} ${zone}`;
  const known = days.get(key);
  if (known !== undefined) return known;
  const start = startOfDay(date, zone);
  const end = startOfDay(addCivilDays(date, 1), zone);
  const change = zoned(start, zone).getTimeZoneTransition('next')?.epochMilliseconds ?? Infinity;
  const day = { start, end, steady: end - start === dayMs && change >= end };
  if (days.size >= daysKept) days.clear();
  days.set(key, day);
  return day;
}

function sinceMidnight(time: ClockTime): number {
  return Number(time.slice(0, 2)) * hourMs + Number(time.slice(3, 5)) * minuteMs;
}

/** Days since 1 January 1970: civil dates are counted, not asked of a zone. */
function epochDayOf(date: CivilDate): number {
  return Date.parse(`${date}T00:00Z`) / dayMs;
}

const dates = new Map<number, CivilDate>();

function dateOf(epochDay: number): CivilDate {
  const known = dates.get(epochDay);
  if (known !== undefined) return known;
  const date = new Date(epochDay * dayMs).toISOString().slice(0, 10);
  if (dates.size >= daysKept) dates.clear();
  dates.set(epochDay, date);
  return date;
}

function startOfDay(date: CivilDate, zone: string): number {
  return Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
}

function edge(date: CivilDate, time: ClockTime, zone: string, disambiguation: 'earlier' | 'later'): number {
  const wallTime = `${date}T${time}`;
  const wall = Temporal.PlainDateTime.from(wallTime);
  const found = wall.toZonedDateTime(zone, { disambiguation });
  if (found.toPlainDateTime().equals(wall)) return found.epochMilliseconds;
  const afterGap = wall.toZonedDateTime(zone, { disambiguation: 'later' }).getTimeZoneTransition('previous');
  return (afterGap ?? found).epochMilliseconds;
}

function parsesAs(parse: () => unknown): boolean {
  try {
    parse();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
