import type { HolidayLeftOut } from '@lull/contracts';
import { addCivilDays, civilDaysBetween, isCivilDate, type CalendarDay, type CivilDate } from '@lull/domain';
import ical from 'ical.js';

interface Holidays {
  readonly days: readonly CalendarDay[];
  readonly leftOut: readonly { readonly name: string; readonly reason: HolidayLeftOut }[];
}

interface Window {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** As much of a file as is told to have closed nothing. */
const mostLeftOut = 50;
/** Whoever wrote more than this wrote no calendar of holidays. */
const mostEntries = 5_000;

/**
 * The whole days of an iCalendar file (RFC 5545) that touch the window. Null: it is none. A holiday comes once, or every
 * year on its date; what comes back otherwise, and what has clock times, is left out and said: a day too many closes a
 * clinic. The file may come from anywhere, so no rule of it is worked out by repetition: a year is at most one day.
 */
export function readHolidays(text: string, window: Window): Holidays | null {
  const calendar = calendarOf(text);
  if (calendar === null) return null;
  const days: CalendarDay[] = [];
  const leftOut: Holidays['leftOut'][number][] = [];
  for (const component of calendar.getAllSubcomponents('vevent').slice(0, mostEntries)) {
    const event = new ical.Event(component, { strictExceptions: true });
    const name = lineOf(event.summary);
    const found = read(() => daysOf(component, event, window)) ?? 'no-date';
    if (typeof found === 'string') {
      if (leftOut.length < mostLeftOut) leftOut.push({ name, reason: found });
    } else days.push(...found.map((day) => ({ ...day, name })));
  }
  return { days, leftOut };
}

function calendarOf(text: string): ical.Component | null {
  const parsed: unknown = read(() => ical.parse(text));
  if (!Array.isArray(parsed) || parsed[0] !== 'vcalendar') return null;
  return new ical.Component(parsed);
}

/** What the parser makes of it; null where it throws, as it does at whatever it cannot read. */
function read<Value>(parse: () => Value): Value | null {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

type Span = Pick<CalendarDay, 'from' | 'to'>;

function daysOf(
  component: ical.Component,
  { startDate, endDate }: ical.Event,
  window: Window,
): readonly Span[] | HolidayLeftOut {
  if (component.getFirstPropertyValue('status')?.toString().toUpperCase() === 'CANCELLED') return 'cancelled';
  if (!component.hasProperty('dtstart')) return 'no-date';
  if (!startDate.isDate) return 'part-of-a-day';
  const from = dateOf(startDate);
  // The end is the day after the last.
  const end = dateOf(endDate);
  if (from === null || end === null) return 'no-date';
  const length = Math.max(1, civilDaysBetween(from, end));
  const years = yearsOf(component, from, window);
  if (years === null) return 'other-repeat';
  const without = component.getAllProperties('exdate').flatMap((each) => each.getValues().map(String));
  return years
    .map((year) => `${String(year).padStart(4, '0')}${from.slice(4)}`)
    .filter((date) => isCivilDate(date) && !without.includes(date))
    .map((date) => ({ from: date, to: addCivilDays(date, length - 1) }))
    .filter((span) => window.from <= span.to && span.from <= window.to);
}

/** The years in which it comes; null: by a rule that is not read here. */
function yearsOf(component: ical.Component, from: CivilDate, window: Window): number[] | null {
  const first = Number(from.slice(0, 4));
  if (component.hasProperty('rdate')) return null;
  if (!component.hasProperty('rrule')) return [first];
  const rule = component.getFirstPropertyValue('rrule');
  if (component.getAllProperties('rrule').length > 1 || !(rule instanceof ical.Recur)) return null;
  const itself = { BYMONTH: Number(from.slice(5, 7)), BYMONTHDAY: Number(from.slice(8, 10)) };
  const onItsDate = Object.entries(rule.parts).every(
    ([part, values]) =>
      part in itself && values?.length === 1 && Number(values[0]) === itself[part as keyof typeof itself],
  );
  if (rule.freq !== 'YEARLY' || !onItsDate) return null;
  const until = rule.until === null ? null : String(rule.until).slice(0, 10);
  const lastYear = Number(window.to.slice(0, 4));
  const years: number[] = [];
  for (let year = first, nth = 1; year <= lastYear; year += Math.max(1, rule.interval), nth += 1) {
    if (rule.count !== null && nth > rule.count) break;
    if (until !== null && `${year}${from.slice(4)}` > until) break;
    years.push(year);
  }
  return years;
}

function dateOf(time: ical.Time): CivilDate | null {
  const date = time.toString().slice(0, 10);
  return isCivilDate(date) ? date : null;
}

/** One line that boards can show, of what can be seen. */
function lineOf(summary: unknown): string {
  const seen = (typeof summary === 'string' ? summary : '')
    .replaceAll(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim();
  return seen === '' ? 'Holiday' : seen;
}
