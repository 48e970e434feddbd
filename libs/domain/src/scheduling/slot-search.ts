import { intersect, joined, normalise, subtract, type Interval } from '../time/interval.js';
import {
  addCivilDays,
  civilDateAt,
  civilDatesBetween,
  civilDay,
  minuteMs,
  weekdayOf,
  windowOn,
  type CivilDate,
} from '../time/zone.js';
import { busyTimes, type BusyTimes } from './choose-resources.js';
import { blockTimesOn, openingOn, type BlockTimeOccurrence } from './clinic-hours.js';
import { stageInterval, visitInterval } from './resource-profile.js';
import type { Resource, ResourceKind } from './resource.js';
import type { SlotFacts } from './slot-facts.js';

/*
 * Sets of possible session starts as intervals. A stage is written as its offsets from the start (the
 * stage of a session that starts at 0), so a busy stretch becomes the starts that would meet it.
 */

export interface SearchDay {
  readonly date: CivilDate;
  readonly start: number;
  readonly end: number;
  /** The starts that are asked about: procedures within the opening hours, on wished days and halves of days. */
  readonly asked: readonly Interval[];
  readonly blockTimes: readonly BlockTimeOccurrence[];
}

/** A search with what all of its rules derive from the facts, derived once. */
export interface SlotSearch {
  readonly facts: SlotFacts;
  readonly busy: BusyTimes;
  readonly days: readonly SearchDay[];
  /** All days, whole. */
  readonly horizon: Interval;
  /** What is asked about on all days, in normal form. */
  readonly asked: readonly Interval[];
  /** The visit as offsets from its start. */
  readonly visit: Interval;
  /** The time in the room, turnover included, as offsets; null when the profile needs no room. */
  readonly roomTime: Interval | null;
  /** Starts for which the whole visit lies inside the opening hours, in normal form. */
  readonly openStarts: readonly Interval[];
}

/** Null when there is no time to search. */
export function searchOf(facts: SlotFacts): SlotSearch | null {
  const { zone } = facts.calendar;
  const from = Math.max(facts.from, facts.now);
  if (from >= facts.until) return null;
  const dates = civilDatesBetween(civilDateAt(from, zone), civilDateAt(facts.until - 1, zone));
  const days = dates.map((date) => searchDay(facts, date, { start: from, end: facts.until }));
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return null;
  const visit = visitInterval(facts.profile, 0, facts.durationMinutes);
  const around = [addCivilDays(first.date, -1), ...dates, addCivilDays(last.date, 1)];
  const opening = normalise(around.flatMap((date) => openingOn(facts.calendar, date)));
  const inRoom = offsetsNeeding(facts, 'room');
  return {
    facts,
    busy: busyTimes(facts.holds, facts.sessionId),
    days,
    horizon: { start: first.start, end: last.end },
    asked: normalise(days.flatMap((day) => day.asked)),
    visit,
    roomTime:
      inRoom.length === 0
        ? null
        : {
            start: Math.min(...inRoom.map((each) => each.start)),
            end: Math.max(...inRoom.map((each) => each.end)),
          },
    openStarts: startsInside(opening, visit),
  };
}

function searchDay(facts: SlotFacts, date: CivilDate, searched: Interval): SearchDay {
  const { calendar, weekdays, halfOfDay, durationMinutes } = facts;
  const { start, end } = civilDay(date, calendar.zone);
  const blockTimes = blockTimesOn(calendar, date, facts.now);
  if (weekdays.length > 0 && !weekdays.includes(weekdayOf(date)))
    return { date, start, end, asked: [], blockTimes };
  const half =
    halfOfDay === null
      ? { start, end }
      : windowOn(
          date,
          halfOfDay === 'morning' ? '00:00' : '12:00',
          halfOfDay === 'morning' ? '12:00' : '24:00',
          calendar.zone,
        );
  const procedure = { start: 0, end: durationMinutes * minuteMs };
  const opening = [...openingOn(calendar, date), ...openingOn(calendar, addCivilDays(date, 1))];
  const wished = half === null ? [] : intersect([searched], [half]);
  return { date, start, end, asked: intersect(wished, startsInside(opening, procedure)), blockTimes };
}

/** The stages that need a kind of resource, as offsets. */
function offsetsNeeding(
  { profile, durationMinutes }: Pick<SlotFacts, 'profile' | 'durationMinutes'>,
  kind: ResourceKind,
): Interval[] {
  return profile.stages
    .filter((stage) => stage.needs.some((need) => need.resourceKind === kind))
    .map((stage) => stageInterval(stage, 0, durationMinutes));
}

/** Starts at which a resource named by the booking would be held twice. */
export function takenStarts({ facts, busy }: SlotSearch, resource: Resource): Interval[] {
  const taken = busy.get(resource.id) ?? [];
  if (taken.length === 0) return [];
  const stages = offsetsNeeding(facts, resource.kind).map((offsets) => startsMeeting(taken, offsets));
  return stages.length === 1 ? (stages[0] ?? []) : normalise(stages.flat());
}

/**
 * Starts for which the stage at `offsets` shares time with any of `stretches`; both edges may touch, instants
 * being whole milliseconds. Precondition: the stretches are in normal form.
 */
export function startsMeeting(stretches: readonly Interval[], offsets: Interval): Interval[] {
  return joined(
    stretches.map((each) => ({ start: each.start - offsets.end + 1, end: each.end - offsets.start })),
  );
}

/** Starts for which the stretch at `offsets` lies inside the time that `windows` cover together. */
export function startsInside(windows: readonly Interval[], offsets: Interval): Interval[] {
  return normalise(
    normalise(windows).map((each) => ({
      start: each.start - offsets.start,
      end: each.end - offsets.end + 1,
    })),
  );
}

/** The rest of the search's days. */
export function outside({ horizon }: SlotSearch, starts: readonly Interval[]): Interval[] {
  return subtract([horizon], starts);
}

/** How many multiples of the grid, counted from the day's beginning, lie in `starts`, on how many days, and the first. */
export function countOnGrid(
  { facts, days }: SlotSearch,
  starts: readonly Interval[],
): { readonly starts: number; readonly days: number; readonly first: number | null } {
  const step = facts.gridMinutes * minuteMs;
  let count = 0;
  let onDays = 0;
  let first: number | null = null;
  let next = 0;
  for (const day of days) {
    let today = 0;
    for (; next < starts.length; next += 1) {
      const each = starts[next];
      if (each === undefined || each.start >= day.end) break;
      const from = Math.ceil((Math.max(each.start, day.start) - day.start) / step);
      const to = Math.ceil((Math.min(each.end, day.end) - day.start) / step);
      if (to > from) {
        today += to - from;
        first ??= day.start + from * step;
      }
      // What goes on over midnight is counted again from there.
      if (each.end > day.end) break;
    }
    count += today;
    if (today > 0) onDays += 1;
  }
  return { starts: count, days: onDays, first };
}

/** The multiples of the grid, counted from the day's beginning, that lie in the given time of that day. */
export function gridPoints(starts: readonly Interval[], dayStart: number, gridMinutes: number): number[] {
  const step = gridMinutes * minuteMs;
  return starts.flatMap(({ start, end }) => {
    const first = dayStart + Math.ceil((start - dayStart) / step) * step;
    return Array.from(
      { length: Math.max(0, Math.ceil((end - first) / step)) },
      (_, index) => first + index * step,
    );
  });
}
