/** When relief ended, in minutes after t0: in (lower, upper]; upper null where it was not seen to end. */
export interface ReliefEnd {
  readonly lower: number;
  readonly upper: number | null;
}

/** `open`: the two intervals overlap, so that either may have been the longer one. */
export type ReliefComparison = 'longer' | 'shorter' | 'none-either' | 'open';

/**
 * REV-01: whether relief lasted longer after one injection than after another. Longer is said only when every value
 * that the one interval allows lies above every value of the other, as in the interval-censored Mann-Kendall score
 * (clinical reference 2.3). Two that never were relieved are alike; everything else is open. Stricter than that score
 * in one case: relief that had ended before anybody looked, (0, upper], may never have been there, and is not longer
 * than none.
 */
export function compareRelief(one: ReliefEnd, other: ReliefEnd): ReliefComparison {
  if (one.upper === 0 && other.upper === 0) return 'none-either';
  if (isLonger(one, other)) return 'longer';
  return isLonger(other, one) ? 'shorter' : 'open';
}

function isLonger(one: ReliefEnd, other: ReliefEnd): boolean {
  if (other.upper === null || one.lower === 0) return false;
  const exact = one.lower === one.upper;
  return exact ? one.lower > other.upper : one.lower >= other.upper;
}
