import { accept, refuse, type Decision, type Refusal } from '../decision.js';
import { overlaps, type Interval } from '../time/interval.js';
import { addCivilDays, civilDateAt, civilDay, isTimeZone, type CivilDate } from '../time/zone.js';
import type { ClinicCalendar, OpeningHours } from './clinic-calendar.js';
import { coveredBy, openingOn } from './clinic-hours.js';

/** The field of the request that a refusal is about, such as `hours/2/to`. */
function wrong(code: Refusal['code'], entry: string, facts: Refusal['facts'] = {}): Refusal {
  return {
    code,
    facts: { entry, ...facts },
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry } },
  };
}

/**
 * SET-01: opening hours end after they begin, and no two of one weekday share a minute; one may begin where another
 * ends. Accepted in the order of the week. All faults at once, each with its place in the list.
 */
export function checkOpeningHours(hours: readonly OpeningHours[]): Decision<readonly OpeningHours[]> {
  const faults = hours.flatMap((each, index) => {
    if (each.from >= each.to) return [wrong('settings.hours-backwards', `hours/${index}/to`)];
    const earlier = hours.findIndex(
      (other, at) =>
        at < index && other.weekday === each.weekday && other.from < each.to && each.from < other.to,
    );
    return earlier === -1
      ? []
      : [wrong('settings.hours-overlap', `hours/${index}/from`, { weekday: each.weekday })];
  });
  const [first, ...rest] = faults;
  if (first !== undefined) return refuse(first, ...rest);
  return accept(
    hours.toSorted((a, b) => a.weekday - b.weekday || Number(a.from > b.from) - Number(a.from < b.from)),
  );
}

/**
 * SET-02: a clinic's zone is one that exists, and is settled with the first session: its patients were told clock
 * times, and the days of its records were counted by them. `sessions`: all that were ever booked there.
 */
export function checkZone(
  wanted: string,
  { standing, sessions }: { readonly standing: string | null; readonly sessions: number },
): Decision<string> {
  if (!isTimeZone(wanted)) return refuse(wrong('time.zone-unknown', 'timeZone'));
  if (standing !== null && wanted !== standing && sessions > 0)
    return refuse(wrong('settings.zone-settled', 'timeZone', { sessions, zone: standing }));
  return accept(wanted);
}

/** A visit that stands: everything that it holds, preparation and recovery included. */
export interface StandingVisit {
  readonly sessionId: string;
  readonly start: number;
  readonly visit: Interval;
}

/**
 * SET-03: the visits that lie inside the hours so far and would not inside the new ones. They stay; nothing is moved
 * by a change of hours. The question is that of booking (BOOK-09): the whole visit, by the hours of its days together.
 */
export function visitsLeftOutside<Visit extends StandingVisit>(
  visits: readonly Visit[],
  zone: string,
  hours: { readonly before: readonly OpeningHours[]; readonly after: readonly OpeningHours[] },
): Visit[] {
  const inside = (openingHours: readonly OpeningHours[], visit: Interval): boolean => {
    const calendar: ClinicCalendar = { zone, openingHours, closures: [], blockTimes: [] };
    const dates = new Set([civilDateAt(visit.start, zone), civilDateAt(visit.end - 1, zone)]);
    return coveredBy(
      [...dates].flatMap((date) => openingOn(calendar, date)),
      visit,
    );
  };
  return visits.filter(({ visit }) => inside(hours.before, visit) && !inside(hours.after, visit));
}

/** What stands in the way of closing for a while. */
export interface ClosureFacts extends Interval {
  /** Sessions that hold something in it. */
  readonly sessions: number;
  /** Closures of the same resource, or of the whole clinic where that is to be closed. */
  readonly standing: readonly Interval[];
}

/**
 * SET-04: nothing is closed over a session: each is placed again first, at the displacement desk. And nothing is
 * closed twice: what lies inside one closure of the same kind is closed already. Source: product.md section 2, rules
 * 1 and 10.
 */
export function checkClosure({ start, end, sessions, standing }: ClosureFacts): Decision<Interval> {
  const closed = standing.some((each) => each.start <= start && end <= each.end);
  const [first, ...rest] = [
    ...(closed ? [wrong('settings.closure-stands-already', 'from')] : []),
    ...(sessions > 0 ? [wrong('settings.closure-over-sessions', 'from', { sessions })] : []),
  ];
  return first === undefined ? accept({ start, end }) : refuse(first, ...rest);
}

/** A day, or days in a row, of a calendar that somebody brought. */
export interface CalendarDay {
  readonly from: CivilDate;
  /** The last day. */
  readonly to: CivilDate;
  readonly name: string;
}

/** `there`: the clinic is closed then already; `repeated`: another entry of the calendar closes the same days. */
export type HolidayState = 'new' | 'there' | 'repeated';

export interface Holiday extends CalendarDay, Interval {
  readonly state: HolidayState;
}

/** How far ahead a calendar of holidays is read. */
export const holidayDaysAhead = 731;

/**
 * SET-05: what a calendar of holidays would close: the days from today on and at most two years ahead, by date. Days
 * that are over are not told; what is closed already, and what the calendar says twice, is told and not closed again.
 */
export function holidaysOf(
  days: readonly CalendarDay[],
  {
    today,
    zone,
    closures,
  }: { readonly today: CivilDate; readonly zone: string; readonly closures: readonly Interval[] },
): Holiday[] {
  const last = addCivilDays(today, holidayDaysAhead);
  const ahead = days
    .filter(({ from, to }) => today <= to && from <= last)
    .toSorted(
      (a, b) =>
        Number(a.from > b.from) - Number(a.from < b.from) || Number(a.to < b.to) - Number(a.to > b.to),
    );
  const taken: Interval[] = [];
  return ahead.map((day) => {
    const span = { start: civilDay(day.from, zone).start, end: civilDay(day.to, zone).end };
    const within = (each: Interval): boolean => each.start <= span.start && span.end <= each.end;
    const state = closures.some(within)
      ? 'there'
      : taken.some((each) => overlaps(each, span))
        ? 'repeated'
        : 'new';
    if (state === 'new') taken.push(span);
    return { ...day, ...span, state };
  });
}
