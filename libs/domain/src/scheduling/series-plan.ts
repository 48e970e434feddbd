import { accept, type Decision, type Refusal } from '../decision.js';
import type { Interval } from '../time/interval.js';
import {
  addCivilDays,
  civilDatesBetween,
  civilDay,
  civilDaysBetween,
  wallTimeAt,
  type CivilDate,
  weekdayOf,
  type ClockTime,
} from '../time/zone.js';
import type { SeriesSession } from './booking-facts.js';
import type { Resource } from './resource.js';
import { lastStanding, seriesStateRefusals } from './series-rules.js';
import { KnownBook } from './series-plan-book.js';
import type {
  BookOfPeriod,
  PlanChoice,
  PlanFacts,
  PlannedOccurrence,
  PlanObstacle,
  PlanTime,
  SeriesPlan,
} from './series-plan-facts.js';
import {
  anotherTime,
  dateOf,
  judged,
  nearestTime,
  planDay,
  refusalsOn,
  type PlanDay,
  type PlanHours,
} from './series-plan-search.js';
import {
  anchorAt,
  anchorOfWindow,
  datesByWorth,
  windowAfter,
  type OccurrenceWindow,
} from './series-plan-window.js';

/** Days that are read on both sides of a target: most occurrences find their time there. */
const nearDays = 10;
/** With targets this near to each other one period of the book serves several. */
const nextWithinDays = 21;
const periodDays = 56;
/** How far past its due day a way out is looked for. */
const lateDays = 28;
const mostAlternatives = 3;

type Asking<T> = Generator<Interval, T, BookOfPeriod>;

/**
 * PLAN-03: proposes the next sessions of a series, each as near to its target as the book allows, none
 * breaking a rule of booking or an interval, each seeing those before it as booked. A chosen time is kept
 * where it can be had, and those after it follow from it. Refused when the series takes no session at all.
 *
 * A generator, because a year's book is large and which parts matter depends on what was found before:
 * it yields a period and is to be answered with all that is held and closed then. It reads nothing itself.
 * Source: issue "Plan a whole series"; product rules 1, 2 and 7; intervals of clinical.md 3.10.
 */
export function* planSeries(facts: PlanFacts): Asking<Decision<SeriesPlan>> {
  const refusals = seriesStateRefusals({ facts });
  if (refusals.length > 0) return { accepted: false, refusals };
  const planner = new Planner(facts);
  const occurrences: PlannedOccurrence[] = [];
  for (let index = 0; index < facts.count; index += 1)
    occurrences.push(yield* planner.next(facts.choices[index] ?? null));
  return accept({ occurrences });
}

/** What was found so far, for the next occurrence to follow from. */
class Planner {
  private readonly book = new KnownBook();
  private sessions: readonly SeriesSession[];
  private anchor;
  private previous: CivilDate | null;
  /** The wall time that the others keep: of the last session, then of the first proposed, or what was chosen since. */
  private wished: ClockTime | null;
  /** Whether the wished wall time comes from a session, and not from the hours wished for. */
  private settled: boolean;
  private first = true;

  constructor(private readonly facts: PlanFacts) {
    this.sessions = facts.series.sessions;
    const last = lastStanding({ series: facts.series, sessionId: null });
    this.previous = last === null ? null : dateOf(last, facts);
    this.anchor = this.previous === null ? null : anchorAt(this.previous);
    this.settled = last !== null;
    this.wished = last === null ? facts.wishes.from : this.clockAt(last);
  }

  *next(choice: PlanChoice | null): Asking<PlannedOccurrence> {
    const facts = this.first ? this.facts : { ...this.facts, firstDate: null };
    this.first = false;
    const window = windowAfter(this.anchor, facts);
    if (choice?.kind === 'leave-out') return this.withoutTime('left-out', window, []);
    const kept = choice === null ? null : yield* this.choiceIn(window, choice);
    const found =
      kept?.accepted === true ? { time: kept.value, outsideWishes: false } : yield* this.proposal(window);
    const choiceRefusals = kept?.accepted === false ? kept.refusals : [];
    if (found === null) {
      const obstacles = yield* this.obstacles(window);
      const alternatives = yield* this.waysOut(window);
      return { ...this.withoutTime('to-place', window, obstacles), alternatives, choiceRefusals };
    }
    const { time } = found;
    const alternatives = yield* this.alternatives(window, time);
    const daysMoved = civilDaysBetween(window.target, time.date);
    const occurrence: PlannedOccurrence = {
      ...bare(window),
      state: daysMoved === 0 ? 'free' : 'shifted',
      time,
      daysMoved,
      daysSincePrevious: this.previous === null ? null : civilDaysBetween(this.previous, time.date),
      chosen: kept?.accepted === true,
      choiceRefusals,
      outsideWishes: found.outsideWishes,
      alternatives,
    };
    this.take(time, occurrence.chosen);
    return occurrence;
  }

  private withoutTime(
    state: 'to-place' | 'left-out',
    window: OccurrenceWindow,
    obstacles: readonly PlanObstacle[],
  ): PlannedOccurrence {
    this.anchor = anchorOfWindow(window);
    return { ...bare(window), state, obstacles };
  }

  private take(time: PlanTime, chosen: boolean): void {
    const id = `proposal ${time.start}`;
    for (const { resourceId, interval } of time.planned.holds)
      this.book.addHold({ resourceId, interval, cause: 'session', sessionId: id });
    this.sessions = [...this.sessions, { id, start: time.start, state: time.planned.state }];
    this.anchor = anchorAt(time.date);
    this.previous = time.date;
    if (!this.settled || chosen) this.wished = this.clockAt(time.start);
    this.settled = true;
  }

  /** PLAN-04: a chosen time is kept if the rules of booking still allow it; the maximum interval is then its chooser's. */
  private *choiceIn(
    window: OccurrenceWindow,
    choice: Extract<PlanChoice, { kind: 'time' }>,
  ): Asking<Decision<PlanTime>> {
    const { rooms, physicians, otherPhysicians } = this.facts;
    const room = rooms.find(({ id }) => id === choice.roomId);
    const physician = [...physicians, ...otherPhysicians].find(({ id }) => id === choice.physicianId);
    if (room === undefined || physician === undefined) {
      const resourceKind = room === undefined ? 'room' : 'physician';
      const refusal: Refusal = {
        code: 'scheduling.none-free',
        facts: {
          resourceKind,
          stage: 'procedure',
          wanted: 1,
          free: 0,
          from: choice.start,
          until: choice.start + 1,
        },
        overridable: false,
      };
      return { accepted: false, refusals: [refusal] };
    }
    const date = dateOf(choice.start, this.facts);
    // Those before it have moved past it: it would not be the how-manyth it was chosen for.
    if (date < window.from) return { accepted: false, refusals: [] };
    const day = yield* this.day(date, window);
    const decision = judged(day, { start: choice.start, room, physician });
    if (!decision.accepted) return decision;
    return accept({ start: choice.start, date, room, physician, planned: decision.value });
  }

  /** The best time of the window: with the physician first asked for, then with another one that may be proposed; wishes go before both. */
  private *proposal(
    window: OccurrenceWindow,
  ): Asking<{ readonly time: PlanTime; readonly outsideWishes: boolean } | null> {
    const { wishes, physicians } = this.facts;
    const dates = datesByWorth(window, wishes.weekdays);
    for (const physician of physicians) {
      for (const { date } of dates.filter((each) => each.wished)) {
        const time = yield* this.timeOn(date, window, physician, wishes);
        if (time !== null) return { time, outsideWishes: false };
      }
    }
    if (wishes.weekdays.length === 0 && wishes.from === null && wishes.to === null) return null;
    for (const physician of physicians) {
      for (const { date } of dates) {
        const time = yield* this.timeOn(date, window, physician, noWishes);
        if (time !== null) return { time, outsideWishes: true };
      }
    }
    return null;
  }

  /** The nearest day before, the nearest after, another hour of the same day or another physician; as wished, if the time itself is. */
  private *alternatives(window: OccurrenceWindow, time: PlanTime): Asking<PlanTime[]> {
    const { physicians } = this.facts;
    const [usual] = physicians;
    if (usual === undefined) return [];
    const wishes = this.isAsWished(time) ? this.facts.wishes : noWishes;
    const dates = datesByWorth(window, wishes.weekdays)
      .filter((each) => each.wished)
      .map(({ date }) => date);
    const before = dates
      .filter((date) => date < time.date)
      .toSorted()
      .toReversed();
    const after = dates.filter((date) => date > time.date).toSorted();
    const found: PlanTime[] = [];
    for (const beside of [before, after]) {
      const nearest = yield* this.firstOf(beside, window, [usual], wishes);
      if (nearest !== null) found.push(nearest);
    }
    const day = yield* this.day(time.date, window);
    for (const physician of physicians.filter(({ id }) => id !== time.physician.id)) {
      const other = nearestTime(this.facts, day, physician, wishes, this.clockAt(time.start));
      if (other !== null && found.length < mostAlternatives) found.push(other);
    }
    if (found.length < mostAlternatives) {
      const other = anotherTime(this.facts, day, time.physician, wishes, time);
      if (other !== null) found.push(other);
    }
    return found.sort(byStart);
  }

  private isAsWished({ start, date }: PlanTime): boolean {
    const { weekdays, from, to } = this.facts.wishes;
    const clock = this.clockAt(start);
    return (
      (weekdays.length === 0 || weekdays.includes(weekdayOf(date))) &&
      (from === null || clock >= from) &&
      (to === null || clock < to)
    );
  }

  /** Where nobody who may be proposed has time: somebody else within the window, or the first day past it. */
  private *waysOut(window: OccurrenceWindow): Asking<PlanTime[]> {
    const { physicians, otherPhysicians } = this.facts;
    const dates = datesByWorth(window, []).map(({ date }) => date);
    const found: PlanTime[] = [];
    for (const physician of otherPhysicians.slice(0, mostAlternatives - 1)) {
      const time = yield* this.firstOf(dates, window, [physician], noWishes);
      if (time !== null) found.push(time);
    }
    const past = civilDatesBetween(addCivilDays(window.until, 1), addCivilDays(window.until, lateDays));
    const late = yield* this.firstOf(past, window, physicians, noWishes);
    if (late !== null) found.push(late);
    return found.sort(byStart);
  }

  private *firstOf(
    dates: readonly CivilDate[],
    window: OccurrenceWindow,
    physicians: readonly Resource[],
    hours: PlanHours,
  ): Asking<PlanTime | null> {
    for (const date of dates) {
      for (const physician of physicians) {
        const time = yield* this.timeOn(date, window, physician, hours);
        if (time !== null) return time;
      }
    }
    return null;
  }

  private *timeOn(
    date: CivilDate,
    window: OccurrenceWindow,
    physician: Resource,
    hours: PlanHours,
  ): Asking<PlanTime | null> {
    const day = yield* this.day(date, window);
    return nearestTime(this.facts, day, physician, hours, this.wished);
  }

  /** Product rule 2: on how many days of the window each rule stands in the way of the physician asked for. */
  private *obstacles(window: OccurrenceWindow): Asking<PlanObstacle[]> {
    const [physician] = this.facts.physicians;
    if (physician === undefined) return [];
    const byCode = new Map<string, PlanObstacle>();
    const dates =
      window.from <= window.until ? civilDatesBetween(window.from, window.until) : [window.target];
    for (const date of dates) {
      const day = yield* this.day(date, window);
      const refusals = refusalsOn(this.facts, day, physician, this.wished);
      for (const refusal of new Map(refusals.map((each) => [each.code, each])).values()) {
        const known = byCode.get(refusal.code);
        byCode.set(refusal.code, { refusal: known?.refusal ?? refusal, days: (known?.days ?? 0) + 1 });
      }
    }
    return [...byCode.values()].sort((a, b) => b.days - a.days);
  }

  private *day(date: CivilDate, window: OccurrenceWindow): Asking<PlanDay> {
    const { zone } = this.facts.calendar;
    const day = civilDay(date, zone);
    if (this.book.missing(day).length > 0) {
      for (const missing of this.book.missing(this.periodAround(date, window))) {
        this.book.add(missing, yield missing);
      }
    }
    return planDay(this.facts, this.book, { ...this.facts.series, sessions: this.sessions }, date);
  }

  /** As much of the book as is asked for at once: what lies around the target, and what the next ones will want. */
  private periodAround(date: CivilDate, window: OccurrenceWindow): Interval {
    const { calendar, targetIntervalDays } = this.facts;
    const near = Math.abs(civilDaysBetween(window.target, date)) <= nearDays;
    const [centre, days] = near ? [window.target, nearDays] : [date, periodDays / 4];
    const ahead = targetIntervalDays <= nextWithinDays ? periodDays - nearDays : days;
    return {
      start: civilDay(addCivilDays(centre, -days), calendar.zone).start,
      end: civilDay(addCivilDays(centre, ahead), calendar.zone).end,
    };
  }

  private clockAt(instant: number): ClockTime {
    return wallTimeAt(instant, this.facts.calendar.zone).slice(11);
  }
}

const noWishes: PlanFacts['wishes'] = { weekdays: [], from: null, to: null };

function bare({ target, dueBy, overdue }: OccurrenceWindow): Omit<PlannedOccurrence, 'state'> {
  return {
    target,
    dueBy,
    overdue,
    time: null,
    daysMoved: 0,
    daysSincePrevious: null,
    chosen: false,
    choiceRefusals: [],
    outsideWishes: false,
    obstacles: [],
    alternatives: [],
  };
}

function byStart(a: PlanTime, b: PlanTime): number {
  return a.start - b.start;
}
