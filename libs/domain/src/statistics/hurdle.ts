import type { LapseInterval } from './lapse-interval.js';
import { isZero } from './patient-rows.js';
import { wilsonInterval } from './proportion.js';
import type { Bounds } from './survival-curve.js';

/** How many injections gave any relief at all, of those of which it is known. */
export interface Hurdle {
  readonly injections: number;
  readonly withRelief: number;
  /** No relief was ever seen, but not everybody looked in time: neither a zero nor a relief, and not counted. */
  readonly unknown: number;
  /** withRelief / injections, with the 95 % interval by Wilson. */
  readonly share: number;
  readonly interval: Bounds;
}

/**
 * STAT-35: the first half of the model of relief: whether there is any. Null where that is known of no injection.
 * Zeros have no logarithm, and so no place among the durations. Source: clinical reference 2.3, Hurdle.
 */
export function hurdleOf(lapses: readonly LapseInterval[]): Hurdle | null {
  const zeros = lapses.filter(isZero).length;
  const withRelief = lapses.filter((lapse) => lapse.lower > 0).length;
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
