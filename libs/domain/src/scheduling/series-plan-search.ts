import type { Interval } from '../time/interval.js';
import {
  civilDateAt,
  civilDay,
  hourMs,
  instantOf,
  windowOn,
  type CivilDate,
  type ClockTime,
} from '../time/zone.js';
import type { Decision, Refusal } from '../decision.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import { judgeBooking } from './booking-rules.js';
import { busyTimes, type BusyTimes } from './choose-resources.js';
import { openingOn } from './clinic-hours.js';
import { nextFreeTimes } from './find-slots.js';
import type { Resource } from './resource.js';
import { visitInterval } from './resource-profile.js';
import type { KnownBook } from './series-plan-book.js';
import type { PlanFacts, PlanTime } from './series-plan-facts.js';

/** Most days have a free time within so long before the wished one, if they have any. */
const lookBackMs = 3 * hourMs;

/** Where a time is sought, on whatever day. */
export type SearchedPlaces = Pick<
  PlanFacts,
  'calendar' | 'rooms' | 'gridMinutes' | 'profile' | 'durationMinutes'
>;

/** One day of the book, ready to be asked about. */
export interface PlanDay {
  readonly date: CivilDate;
  readonly facts: Omit<BookingFacts, 'start' | 'room' | 'physician'>;
  readonly busy: BusyTimes;
}

/** Between which wall times a session may begin; null: from the day's beginning, to its end. */
export interface PlanHours {
  readonly from: ClockTime | null;
  readonly to: ClockTime | null;
}

/** A day as the sessions of the plan before it leave it. Precondition: the book of that day is known. */
export function planDay(
  facts: PlanFacts,
  book: KnownBook,
  series: BookingFacts['series'],
  date: CivilDate,
): PlanDay {
  const day = civilDay(date, facts.calendar.zone);
  const holds = book.holdsAround(day);
  const limits = { ...facts.limits, sessions: book.countedOn(day) };
  const calendar = { ...facts.calendar, closures: book.closuresAround(day) };
  return {
    date,
    facts: { ...facts, calendar, holds, series, limits, sessionId: null },
    busy: busyTimes(holds, null),
  };
}

/**
 * PLAN-02: the time of a day that is nearest to the wished wall time, between `from` and `to`; without a
 * wished one the first. A wall time that the clocks skip on that day is left for the first after it.
 */
export function nearestTime(
  facts: SearchedPlaces,
  day: PlanDay,
  physician: Resource,
  hours: PlanHours,
  wished: ClockTime | null,
): PlanTime | null {
  const within = windowOn(day.date, hours.from ?? '00:00', hours.to ?? '24:00', facts.calendar.zone);
  if (within === null) return null;
  if (wished === null) return freeTimes(facts, day, physician, within, 1)[0] ?? null;
  const at = Math.min(Math.max(wallInstant(day.date, wished, facts), within.start), within.end);
  const kept = at < within.end ? exactTime(facts, day, physician, at) : null;
  if (kept !== null) return kept;
  const after =
    at < within.end ? freeTimes(facts, day, physician, { start: at, end: within.end }, 1)[0] : undefined;
  // Backwards piece by piece, and only as far as would be nearer than what was found ahead.
  const reach = after === undefined ? within.start : Math.max(within.start, at - (after.start - at));
  for (let end = at; end > reach; end -= lookBackMs) {
    const times = freeTimes(
      facts,
      day,
      physician,
      { start: Math.max(reach, end - lookBackMs), end },
      Infinity,
    );
    const last = times.at(-1);
    if (last !== undefined) return times.find(({ start }) => start === last.start) ?? last;
  }
  return after ?? null;
}

/** The first time of the day that does not share the visit with `other`, the same wished hours kept. */
export function anotherTime(
  facts: SearchedPlaces,
  day: PlanDay,
  physician: Resource,
  { from, to }: PlanHours,
  other: PlanTime,
): PlanTime | null {
  const within = windowOn(day.date, from ?? '00:00', to ?? '24:00', facts.calendar.zone);
  if (within === null) return null;
  const after = { start: other.start + hourMs, end: within.end };
  const before = { start: within.start, end: other.start - hourMs };
  for (const stretch of [after, before]) {
    const [first] = stretch.start < stretch.end ? freeTimes(facts, day, physician, stretch, 1) : [];
    if (first !== undefined) return first;
  }
  return null;
}

/** The same wall time to the minute, whether or not the grid has it; the first room in which it can be had. */
function exactTime(facts: SearchedPlaces, day: PlanDay, physician: Resource, start: number): PlanTime | null {
  for (const room of facts.rooms) {
    const decision = judged(day, { start, room, physician });
    if (decision.accepted) return { start, date: day.date, room, physician, planned: decision.value };
  }
  return null;
}

export function judged(
  day: PlanDay,
  place: { readonly start: number; readonly room: Resource; readonly physician: Resource },
): Decision<PlannedSession> {
  return judgeBooking({ ...day.facts, ...place }, day.busy);
}

/** What stands against a day: the reasons at the wished time, or at opening, in the room with the fewest. */
export function refusalsOn(
  facts: SearchedPlaces,
  day: PlanDay,
  physician: Resource,
  wished: ClockTime | null,
): readonly Refusal[] {
  const [open] = openingOn(day.facts.calendar, day.date);
  const visit = visitInterval(facts.profile, 0, facts.durationMinutes);
  const midday = wallInstant(day.date, '12:00', facts);
  const start =
    wished === null
      ? open === undefined
        ? midday
        : open.start - visit.start
      : wallInstant(day.date, wished, facts);
  const byRoom = facts.rooms.map((room) => {
    const decision = judged(day, { start, room, physician });
    return decision.accepted ? [] : decision.refusals;
  });
  return byRoom.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** The instant of a wall time on a date: of two the first, and for one that the clocks skip the end of the gap. */
function wallInstant(date: CivilDate, time: ClockTime, facts: SearchedPlaces): number {
  const { zone } = facts.calendar;
  const decision = instantOf(`${date}T${time}`, zone, 'first');
  if (decision.accepted) return decision.value;
  const at = decision.refusals[0]?.remedy?.facts['at'];
  return typeof at === 'number' ? at : civilDay(date, zone).start;
}

/** The plan has its own order: a slot of a day is as good as it is near to the wished wall time. */
const unranked = { targetIntervalDays: 0, usualPhysicianId: null, diabetic: false };

/** The one door to the search for free times. */
function freeTimes(
  facts: SearchedPlaces,
  day: PlanDay,
  physician: Resource,
  within: Interval,
  count: number,
): PlanTime[] {
  const search = {
    ...day.facts,
    rooms: facts.rooms,
    physicians: [physician],
    from: within.start,
    until: within.end,
    gridMinutes: facts.gridMinutes,
    weekdays: [],
    halfOfDay: null,
    ranking: unranked,
  };
  const found = nextFreeTimes(search, count);
  if (!found.accepted) return [];
  return found.value.map(({ start, room, planned }) => ({ start, room, physician, planned, date: day.date }));
}

export function dateOf(start: number, facts: SearchedPlaces): CivilDate {
  return civilDateAt(start, facts.calendar.zone);
}
