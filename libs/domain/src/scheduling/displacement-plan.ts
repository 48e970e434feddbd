import type { Refusal } from '../decision.js';
import {
  addCivilDays,
  civilDateAt,
  civilDatesBetween,
  civilDay,
  civilDaysBetween,
  wallTimeAt,
  type CivilDate,
  type ClockTime,
} from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { busyTimes } from './choose-resources.js';
import type { ClinicCalendar } from './clinic-calendar.js';
import { fastingBegun, intervalLimits, type DisplacedSession } from './displacement-need.js';
import type { DailyLimits } from './limit-rules.js';
import type { Resource } from './resource.js';
import { afterShifts, type SessionShift } from './series-move.js';
import type { KnownBook } from './series-plan-book.js';
import type { PlanObstacle, PlanTime } from './series-plan-facts.js';
import { nearestTime, refusalsOn, type PlanDay } from './series-plan-search.js';
import { startGridMinutes } from './slot-facts.js';

/** A session that loses its place, with all that finding it another depends on. */
export interface DisplacedVisit extends DisplacedSession {
  readonly room: Resource;
  readonly physician: Resource;
  /** Where it may be, its own room first. */
  readonly rooms: readonly Resource[];
  /** Who may do it: its own physician first; others only where she is who cannot. */
  readonly physicians: readonly Resource[];
  readonly facts: Omit<
    BookingFacts,
    'start' | 'room' | 'physician' | 'holds' | 'calendar' | 'limits' | 'sessionId' | 'series'
  > & {
    readonly calendar: Omit<ClinicCalendar, 'closures'>;
    readonly limits: Omit<DailyLimits, 'sessions'>;
  };
  /** The book of its clinic, with what failed held for as long as it fails. */
  readonly book: KnownBook;
}

export interface DisplacementProposal {
  readonly sessionId: string;
  /** Null: no time was found. */
  readonly time: PlanTime | null;
  /** In civil days, negative when earlier; 0 when there is no time. */
  readonly daysMoved: number;
  readonly sameStart: boolean;
  readonly beyondMaximum: boolean;
  /** Where no time was found: what stands in the way, what does so on most days first. */
  readonly obstacles: readonly PlanObstacle[];
}

interface Candidate {
  readonly date: CivilDate;
  readonly physician: Resource;
  readonly cost: number;
}

/*
 * What a proposal costs, in days away from the lost one; as a search for a slot weighs them (SLOT-02): another
 * physician is worth three days, a broken maximum interval is the last resort. Earlier asks for a quicker
 * preparation, so of two days at the same distance the later one is proposed.
 */
const costs = { otherPhysician: 3, beyondMaximum: 7, earlier: 0.5 } as const;

/**
 * DISP-04: a time for each session that loses its place, given out in the order in which they come (of need,
 * DISP-02): the same time with other resources if that can be had, else the nearest day, at the nearest clock
 * time. Every rule of booking is kept without an override. No two proposals hold anything together, and none
 * holds what a session in the book still holds, its own place aside: so they can be accepted one by one, in
 * any order, or together. Nobody is called in today who was not coming by then, nobody is asked to have fasted
 * since an hour that has passed, and a day for which a prescriber decided is not brought forward. Answers in
 * the order of the question.
 */
export function proposeMoves(
  visits: readonly DisplacedVisit[],
  searchedUntil: CivilDate,
): DisplacementProposal[] {
  const shifts: SessionShift[] = [];
  return visits.map((visit) => {
    const series = { ...visit.series, sessions: afterShifts(visit.series.sessions, shifts) };
    const search = searchFor({ ...visit, series });
    const time = firstTime(search, candidatesOf({ ...visit, series }, searchedUntil));
    if (time === null) {
      const obstacles = obstaclesOf(search, candidatesOf({ ...visit, series }, searchedUntil));
      return {
        sessionId: visit.sessionId,
        time,
        daysMoved: 0,
        sameStart: false,
        beyondMaximum: false,
        obstacles,
      };
    }
    take(visits, visit, time);
    shifts.push({ sessionId: visit.sessionId, from: visit.start, to: time.start });
    const { latestOn } = intervalLimits({ ...visit, series }, zoneOf(visit));
    return {
      sessionId: visit.sessionId,
      time,
      daysMoved: civilDaysBetween(civilDateAt(visit.start, zoneOf(visit)), time.date),
      sameStart: time.start === visit.start,
      beyondMaximum: latestOn !== null && time.date > latestOn,
      obstacles: [],
    };
  });
}

interface Search {
  readonly visit: DisplacedVisit;
  readonly wished: ClockTime;
  readonly ownDate: CivilDate;
  readonly places: Parameters<typeof nearestTime>[0];
  day(date: CivilDate): PlanDay;
}

function zoneOf({ facts }: DisplacedVisit): string {
  return facts.calendar.zone;
}

function searchFor(visit: DisplacedVisit): Search {
  const { facts, book, series, sessionId } = visit;
  const zone = zoneOf(visit);
  return {
    visit,
    wished: wallTimeAt(visit.start, zone).slice(11),
    ownDate: civilDateAt(visit.start, zone),
    places: { ...facts, rooms: visit.rooms, gridMinutes: startGridMinutes },
    day: (date) => {
      const day = civilDay(date, zone);
      const holds = book.holdsAround(day);
      const limits = { ...facts.limits, sessions: book.countedOn(day) };
      const calendar = { ...facts.calendar, closures: book.closuresAround(day) };
      return {
        date,
        facts: { ...facts, calendar, holds, series, limits, sessionId },
        busy: busyTimes(holds, sessionId),
      };
    },
  };
}

function candidatesOf(visit: DisplacedVisit, searchedUntil: CivilDate): Candidate[] {
  const zone = zoneOf(visit);
  const own = civilDateAt(visit.start, zone);
  const tomorrow = addCivilDays(civilDateAt(visit.facts.now, zone), 1);
  const first = visit.anticoagulantDecided && own > tomorrow ? own : tomorrow;
  const dates = new Set([own, ...civilDatesBetween(first, searchedUntil)]);
  const { latestOn } = intervalLimits(visit, zone);
  return [...dates]
    .flatMap((date) =>
      visit.physicians.map((physician) => ({
        date,
        physician,
        cost:
          Math.abs(civilDaysBetween(own, date)) +
          (date < own ? costs.earlier : 0) +
          (latestOn !== null && date > latestOn ? costs.beyondMaximum : 0) +
          (physician.id === visit.physician.id ? 0 : costs.otherPhysician),
      })),
    )
    .sort((a, b) => a.cost - b.cost || (a.date < b.date ? -1 : Number(a.date > b.date)));
}

function firstTime(search: Search, candidates: readonly Candidate[]): PlanTime | null {
  const { visit, places, wished, ownDate } = search;
  // Whoever fasts already cannot have begun earlier, and of today nobody is called in at once.
  const today = civilDateAt(visit.facts.now, zoneOf(visit));
  const notBefore =
    ownDate === today || fastingBegun(visit, visit.facts.calendar.zone, visit.facts.now) ? wished : null;
  const days = new Map<CivilDate, PlanDay>();
  for (const { date, physician } of candidates) {
    const day = days.get(date) ?? search.day(date);
    days.set(date, day);
    const from = date === ownDate ? notBefore : null;
    const time = nearestTime(places, day, physician, { from, to: null }, wished);
    if (time !== null && canBeReady(visit, time, date === ownDate)) return time;
  }
  return null;
}

function canBeReady(visit: DisplacedVisit, { start }: PlanTime, sameDay: boolean): boolean {
  if (sameDay && start >= visit.start) return true;
  return !fastingBegun({ ...visit, start }, visit.facts.calendar.zone, visit.facts.now);
}

/** Product rule 2: on how many of the days each rule stands in the way of its own physician. */
function obstaclesOf(search: Search, candidates: readonly Candidate[]): PlanObstacle[] {
  const { visit, places, wished } = search;
  const byCode = new Map<string, PlanObstacle>();
  for (const { date, physician } of candidates) {
    if (physician.id !== visit.physician.id) continue;
    const refusals = refusalsOn(places, search.day(date), physician, wished);
    for (const refusal of new Map(refusals.map((each): [string, Refusal] => [each.code, each])).values()) {
      const known = byCode.get(refusal.code);
      byCode.set(refusal.code, { refusal: known?.refusal ?? refusal, days: (known?.days ?? 0) + 1 });
    }
  }
  return [...byCode.values()].sort((a, b) => b.days - a.days);
}

/** What is proposed to one is nobody else's: in every clinic's book, because a physician works in several. */
function take(visits: readonly DisplacedVisit[], visit: DisplacedVisit, time: PlanTime): void {
  const { sessionId } = visit;
  for (const book of new Set(visits.map((each) => each.book))) {
    for (const { resourceId, interval } of time.planned.holds)
      book.addHold({ resourceId, interval, cause: 'session', sessionId });
    book.count({
      id: sessionId,
      start: time.start,
      physicianId: time.physician.id,
      sedated: visit.sedation !== 'none',
    });
  }
}
