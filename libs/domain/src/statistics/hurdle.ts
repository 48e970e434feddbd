import type { LapseInterval } from './lapse-interval.js';
import { wilsonInterval } from './proportion.js';
import type { Bounds } from './survival-curve.js';

/** How many injections gave any relief at all, or any that outlasted the anaesthetic, of those of which it is known. */
export interface Hurdle {
  readonly injections: number;
  readonly withRelief: number;
  /** Nobody looked in time to tell: neither a zero nor a relief, and not counted. */
  readonly unknown: number;
  /** withRelief / injections, with the 95 % interval by Wilson. */
  readonly share: number;
  readonly interval: Bounds;
}

/**
 * STAT-35: the first half of the model of relief: whether there is any. Null where that is known of no injection.
 * With `sustainedFromDays`, relief that ended before counts as none: it was the anaesthetic's. Zeros have no logarithm,
 * and so no place among the durations. Source: clinical reference 2.3, Hurdle.
 */
export function hurdleOf(lapses: readonly LapseInterval[], sustainedFromDays = 0): Hurdle | null {
  const relieved = ({ lower }: LapseInterval): boolean =>
    sustainedFromDays === 0 ? lower > 0 : lower >= sustainedFromDays;
  const withRelief = lapses.filter(relieved).length;
  const zeros = lapses.filter(
    (lapse) => !relieved(lapse) && lapse.upper !== null && lapse.upper <= sustainedFromDays,
  ).length;
  const injections = zeros + withRelief;
  if (injections === 0) return null;
  return {
    injections,
    withRelief,
    unknown: lapses.length - injections,
    share: withRelief / injections,
    interval: wilsonInterval(withRelief, injections),
  };
}
