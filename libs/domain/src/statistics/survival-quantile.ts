import { survivalInterval, type IntervalScale, type SurvivalCurve } from './survival-curve.js';

/** By which day the share `p` of the injections had lapsed; null wherever that was not reached. */
export interface SurvivalQuantile {
  readonly p: number;
  readonly days: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
}

/** Survival is a product of many factors: within this it counts as equal to the level (the square root of 2^-52, as in R). */
const EQUAL_WITHIN = 2 ** -26;

/**
 * STAT-04: the smallest day with S below 1 - p; where S equals 1 - p on a flat piece, the middle of that piece, and
 * where that runs to the end of what was seen, the middle up to there. The interval is the same rule applied to the
 * bounds of the curve. Source: clinical reference 2.3. @throws RangeError when `p` is not between 0 and 1.
 */
export function survivalQuantile(
  curve: SurvivalCurve,
  p: number,
  scale: IntervalScale = 'log-log',
): SurvivalQuantile {
  if (!(p > 0 && p < 1)) throw new RangeError(`There is no quantile of ${p}.`);
  // Asked for one at a time: a clinic has tens of thousands of steps, and nobody keeps their intervals.
  const boundAt = (of: 'lower' | 'upper') => (index: number) => {
    const step = curve.steps[index];
    return step === undefined ? null : (survivalInterval(step, scale)?.[of] ?? null);
  };
  return {
    p,
    days: crossing(curve, (step) => curve.steps[step]?.survival ?? null, 1 - p),
    lower: crossing(curve, boundAt('lower'), 1 - p),
    upper: crossing(curve, boundAt('upper'), 1 - p),
  };
}

/**
 * A bound on the plain or log scale may rise again late in the curve. Then, as in R's quantile.survfit, the step counts
 * whose bound is next below the level, which is the first one below it wherever the bound only falls.
 */
function crossing(
  { steps, lastDay }: SurvivalCurve,
  valueAt: (step: number) => number | null,
  level: number,
): number | null {
  let equalFrom: number | null = null;
  let nextBelow = -1;
  let nextBelowAt: number | null = null;
  for (const [index, { days }] of steps.entries()) {
    const value = valueAt(index);
    const equal = value !== null && Math.abs(value - level) <= EQUAL_WITHIN;
    if (equal) {
      equalFrom ??= days;
    } else if (equalFrom !== null && (value === null || value < level)) {
      return (equalFrom + days) / 2;
    } else if (value !== null && value < level && value > nextBelow) {
      nextBelow = value;
      nextBelowAt = days;
    }
  }
  return equalFrom === null || lastDay === null ? nextBelowAt : (equalFrom + lastDay) / 2;
}
