import { overlaps, subtract, union, type Interval } from '../time/interval.js';
import { hourMs } from '../time/zone.js';
import type { Closure } from './clinic-calendar.js';
import type { CountedSession } from './limit-rules.js';
import type { Hold } from './resource.js';
import type { BookOfPeriod } from './series-plan-facts.js';

const dayMs = 24 * hourMs;

/** As much of a book as was read, kept by day: a plan over a year looks at a hundred days, each a few times. */
export class KnownBook {
  private known: Interval[] = [];
  private readonly byDay = new Map<number, Hold[]>();
  private readonly countedById = new Map<string, CountedSession>();
  private readonly closureById = new Map<string, Closure>();

  /** What of `period` has not been read yet. */
  missing(period: Interval): Interval[] {
    return subtract([period], this.known);
  }

  add(period: Interval, { holds, closures, counted }: BookOfPeriod): void {
    this.known = union(this.known, [period]);
    for (const closure of closures) this.closureById.set(closure.id, closure);
    for (const session of counted) this.countedById.set(session.id, session);
    // What surrounds the period was read with it, and is left to its own.
    for (const hold of holds) if (overlaps(hold.interval, around(period))) this.addHold(hold, around(period));
  }

  /** A session that is proposed holds its resources for those after it. */
  addHold(hold: Hold, within: Interval = hold.interval): void {
    const start = Math.max(hold.interval.start, within.start);
    const end = Math.min(hold.interval.end, within.end);
    for (let day = dayOf(start); day * dayMs < end; day += 1) {
      const holds = this.byDay.get(day);
      if (holds === undefined) this.byDay.set(day, [hold]);
      else holds.push(hold);
    }
  }

  /** A session that is proposed counts on its new day, and no longer on its old one. */
  count(session: CountedSession): void {
    if (this.countedById.has(session.id)) this.countedById.set(session.id, session);
  }

  /** Everything held on the day and on those beside it: a visit touches no more. */
  holdsAround(day: Interval): Hold[] {
    const found = new Set<Hold>();
    for (let at = dayOf(day.start) - 1; at <= dayOf(day.end - 1) + 1; at += 1)
      for (const hold of this.byDay.get(at) ?? []) found.add(hold);
    return [...found];
  }

  countedOn({ start, end }: Interval): CountedSession[] {
    return [...this.countedById.values()].filter((each) => start <= each.start && each.start < end);
  }

  closuresAround(day: Interval): Closure[] {
    return [...this.closureById.values()].filter(({ interval }) => overlaps(interval, around(day)));
  }
}

function around({ start, end }: Interval): Interval {
  return { start: start - dayMs, end: end + dayMs };
}

function dayOf(instant: number): number {
  return Math.floor(instant / dayMs);
}
