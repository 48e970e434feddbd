import { civilDateAt, civilDaysBetween, minuteMs } from '../time/zone.js';
import { nextFreeTimes } from './find-slots.js';
import type { SlotFacts } from './slot-facts.js';

/** How access is measured by free times. */
export interface NextAvailablePolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** The first free time is often one that somebody gave back an hour ago; the third says how full the book is. */
  readonly nth: number;
  /** What was booked in so many days is looked at, the most usual kinds first, and no more of them than that. */
  readonly usualDays: number;
  readonly mostKinds: number;
}

/** The measure is that of the Institute for Healthcare Improvement; its limits are chosen here. */
export const nextAvailablePolicy: NextAvailablePolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-01-01',
  nth: 3,
  usualDays: 90,
  mostKinds: 8,
};

/** Instants as epoch milliseconds; null: none is free in the time that was searched. */
export interface NextAvailable {
  readonly first: number | null;
  readonly nth: number | null;
  /** Civil days of the clinic from today until the `nth`. */
  readonly days: number | null;
}

/**
 * REPORT-02: the third next available time: of free times of which none overlaps another, the third from now on, and
 * how many days it is away by the clinic's calendar.
 */
export function nextAvailable(facts: SlotFacts, { nth } = nextAvailablePolicy): NextAvailable {
  const starts: number[] = [];
  let from = facts.from;
  while (starts.length < nth) {
    const found = nextFreeTimes({ ...facts, from }, 1);
    const [slot] = found.accepted ? found.value : [];
    if (slot === undefined) break;
    starts.push(slot.start);
    from = slot.start + facts.durationMinutes * minuteMs;
  }
  const last = starts[nth - 1] ?? null;
  const { zone } = facts.calendar;
  return {
    first: starts[0] ?? null,
    nth: last,
    days: last === null ? null : civilDaysBetween(civilDateAt(facts.now, zone), civilDateAt(last, zone)),
  };
}
