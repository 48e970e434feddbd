import type { LapseInterval } from './lapse-interval.js';
import { Z_95 } from './normal.js';
import { isZero } from './patient-rows.js';

/** How many injections gave any relief at all, of those of which it is known. */
export interface Hurdle {
  readonly injections: number;
  readonly withRelief: number;
  /** No relief was ever seen, but not everybody looked in time: neither a zero nor a relief, and not counted. */
  readonly unknown: number;
  /** withRelief / injections, with the 95 % interval by Wilson. */
  readonly share: number;
  readonly interval: { readonly lower: number; readonly upper: number };
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
    interval: wilson(withRelief, injections),
  };
}

function wilson(count: number, of: number): { readonly lower: number; readonly upper: number } {
  const share = count / of;
  const square = Z_95 * Z_95;
  const centre = (share + square / (2 * of)) / (1 + square / of);
  const reach = (Z_95 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
  return { lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach) };
}
