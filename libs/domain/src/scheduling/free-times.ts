import { accept, applyOverrides, type Decision } from '../decision.js';
import { intersect, type Interval } from '../time/interval.js';
import {
  addCivilDays,
  civilDateAt,
  civilDatesBetween,
  civilDay,
  minuteMs,
  type CivilDate,
} from '../time/zone.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import { judgeBooking } from './booking-rules.js';
import { busyTimes, type BusyTimes } from './choose-resources.js';
import { openingStarts, roomStarts, startsWithoutRoom } from './feasible-starts.js';
import type { Resource } from './resource.js';
import { seriesLimitRefusals, seriesStateRefusals, standingSessions } from './series-rules.js';

/** What is sought: everything of a booking but its time, and the rooms that would do, the dearest first. */
export interface FreeTimeFacts extends Omit<BookingFacts, 'start' | 'room'> {
  readonly rooms: readonly Resource[];
  /** The search begins here (or now, if that is later) and ends before `until`. */
  readonly from: number;
  readonly until: number;
  /** Sessions start at whole multiples of this after the day's beginning: 5 or 10. */
  readonly gridMinutes: number;
}

export interface FreeTime {
  readonly start: number;
  readonly room: Resource;
  readonly planned: PlannedSession;
}

/**
 * BOOK-18: the next `count` times at which the session could be booked without any override, earliest
 * first, rooms in their given order at the same time. Refused when no time would do, because the
 * series takes no session at all. Overrides are heard for that only: a time outside the opening hours
 * is never offered, though it can be asked for.
 */
export function nextFreeTimes(facts: FreeTimeFacts, count: number): Decision<readonly FreeTime[]> {
  return search(facts, count, false);
}

/**
 * BOOK-19: the earliest free time of each of the next `count` days that have one, else as `nextFreeTimes`.
 * Three times of one morning are one answer to a patient who cannot come on Tuesdays; three days are three.
 */
export function nextFreeDays(facts: FreeTimeFacts, count: number): Decision<readonly FreeTime[]> {
  return search(facts, count, true);
}

/**
 * BOOK-19: the day on which the next session of a series is due: the target interval after the last that
 * was done or stands. Null for a series that has none yet.
 */
export function nextSessionDueOn(
  facts: Pick<BookingFacts, 'series' | 'sessionId' | 'calendar'>,
  targetIntervalDays: number,
): CivilDate | null {
  const starts = standingSessions(facts).map(({ start }) => start);
  if (starts.length === 0) return null;
  return addCivilDays(civilDateAt(Math.max(...starts), facts.calendar.zone), targetIntervalDays);
}

function search(facts: FreeTimeFacts, count: number, onePerDay: boolean): Decision<readonly FreeTime[]> {
  const { rooms } = facts;
  const room = rooms[0];
  if (room === undefined || count < 1) return accept([]);
  const asked: BookingFacts = { ...facts, room, start: facts.from };
  const whateverTheTime = [
    ...seriesStateRefusals({ facts: asked }),
    ...seriesLimitRefusals({ facts: asked }),
  ];
  const { standing: refusals } = applyOverrides(whateverTheTime, facts.overrides);
  if (refusals.length > 0) return { accepted: false, refusals };

  const timeless = new Set(whateverTheTime.map((refusal) => refusal.code));
  const overrides = facts.overrides.filter((override) => timeless.has(override.code));
  const busy = busyTimes(facts.holds, facts.sessionId);
  const found: FreeTime[] = [];
  let lastDate: CivilDate | null = null;
  for (const { start, room: candidate, date } of candidates(asked, facts, busy)) {
    if (onePerDay && date === lastDate) continue;
    const decision = judgeBooking({ ...asked, room: candidate, start, overrides }, busy);
    if (!decision.accepted) continue;
    found.push({ start, room: candidate, planned: decision.value });
    lastDate = date;
    if (found.length === count) break;
  }
  return accept(found);
}

/**
 * The starts on the grid that interval algebra leaves, day by day, so that a search which ends early
 * never looks at the rest. A superset of what can be booked: `judgeBooking` has the last word.
 */
function* candidates(asked: BookingFacts, facts: FreeTimeFacts, busy: BusyTimes): Generator<Candidate> {
  const { zone } = asked.calendar;
  const from = Math.max(facts.from, facts.now);
  if (from >= facts.until) return;
  const shared = startsWithoutRoom(asked, busy, { start: from, end: facts.until });
  for (const date of civilDatesBetween(civilDateAt(from, zone), civilDateAt(facts.until - 1, zone))) {
    const day = civilDay(date, zone);
    const rest = intersect(shared, [day]);
    if (rest.length === 0) continue;
    const today = intersect(rest, openingStarts(asked, date));
    const offered = facts.rooms.flatMap((room, order) =>
      gridPoints(
        intersect(today, roomStarts({ ...asked, room }, busy, date)),
        day.start,
        facts.gridMinutes,
      ).map((start) => ({ start, room, order, date })),
    );
    yield* offered.sort((a, b) => a.start - b.start || a.order - b.order);
  }
}

interface Candidate {
  readonly start: number;
  readonly room: Resource;
  readonly date: CivilDate;
}

/** The multiples of the grid, counted from the day's beginning, that lie in the given time. */
function gridPoints(starts: readonly Interval[], dayStart: number, gridMinutes: number): number[] {
  const step = gridMinutes * minuteMs;
  return starts.flatMap(({ start, end }) => {
    const first = dayStart + Math.ceil((start - dayStart) / step) * step;
    return Array.from(
      { length: Math.max(0, Math.ceil((end - first) / step)) },
      (_, index) => first + index * step,
    );
  });
}
