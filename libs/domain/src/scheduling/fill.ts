import { intersect, normalise, subtract, type Interval } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';

/** How full offered time is, in whole minutes. */
export interface Fill {
  readonly offeredMinutes: number;
  /** Held inside the offered time: never more than is offered. */
  readonly heldMinutes: number;
  /** Held where nothing is offered: outside of block time or opening hours, or while closed. */
  readonly outsideMinutes: number;
}

export const noFill: Fill = { offeredMinutes: 0, heldMinutes: 0, outsideMinutes: 0 };

/** The time that is offered: what the windows cover together, less the closures; in normal form. Precondition: none. */
export function offeredTime(windows: readonly Interval[], closures: readonly Interval[]): Interval[] {
  return subtract(normalise(windows), normalise(closures));
}

/**
 * FILL-01: how many minutes of the offered time are held. What is held twice counts once, and what is held
 * outside of the offered time is told beside it, so that a fill is never over 100 %.
 * Preconditions: `offered` in normal form; `held` in any form.
 */
export function fillOf(offered: readonly Interval[], held: readonly Interval[]): Fill {
  const taken = normalise(held);
  return {
    offeredMinutes: minutesIn(offered),
    heldMinutes: minutesIn(intersect(offered, taken)),
    outsideMinutes: minutesIn(subtract(taken, offered)),
  };
}

/**
 * FILL-02: how many more visits of a length fit into what is offered and not held, one after another in each
 * free stretch. An estimate for one resource: whether everything else is free, only a search for times tells.
 * Preconditions: `offered` in normal form; `visitMinutes` positive.
 */
export function fittingVisits(
  offered: readonly Interval[],
  held: readonly Interval[],
  visitMinutes: number,
): number {
  return subtract(offered, normalise(held))
    .map(({ start, end }) => Math.floor((end - start) / (visitMinutes * minuteMs)))
    .reduce((sum, each) => sum + each, 0);
}

/** The fill of several resources together. */
export function totalFill(fills: readonly Fill[]): Fill {
  return fills.reduce(
    (sum, each) => ({
      offeredMinutes: sum.offeredMinutes + each.offeredMinutes,
      heldMinutes: sum.heldMinutes + each.heldMinutes,
      outsideMinutes: sum.outsideMinutes + each.outsideMinutes,
    }),
    noFill,
  );
}

/** The fill as a share from 0 to 1; null where nothing is offered: nothing of nothing is no percentage. */
export function fillShare({ offeredMinutes, heldMinutes }: Fill): number | null {
  return offeredMinutes === 0 ? null : heldMinutes / offeredMinutes;
}

function minutesIn(intervals: readonly Interval[]): number {
  return Math.round(intervals.reduce((sum, { start, end }) => sum + end - start, 0) / minuteMs);
}
