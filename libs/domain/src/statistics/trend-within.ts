import { intervalMannKendall, type PermutationP } from './interval-mann-kendall.js';
import { inOrder, lapseMidpoint, type OwnLapse } from './lapse-interval.js';
import { reliefModelPolicy, type ReliefModelPolicy } from './relief-model-policy.js';
import { theilSen } from './theil-sen.js';
import type { Bounds } from './survival-curve.js';

/**
 * Whether relief grew longer from injection to injection in one patient. `too-few` says nothing else, by rule: no
 * direction below three injections. `p` is null, not large, below five.
 */
export type TrendWithin =
  | { readonly kind: 'too-few'; readonly injections: number; readonly needed: number }
  | {
      readonly kind: 'judged';
      readonly injections: number;
      /** What most of the pairs of injections show; `none` where as many show the one as the other, or none does. */
      readonly direction: 'longer' | 'shorter' | 'none';
      readonly s: number;
      readonly pairs: number;
      /** Pairs of injections of which it can be said which lasted longer. */
      readonly decidedPairs: number;
      readonly tau: number;
      readonly p: PermutationP | null;
      /** Null below three lapses that were seen. */
      readonly slope: TrendSlope | null;
      /** The policy by which this was judged. */
      readonly policyVersion: string;
    };

/** Days gained from one injection to the next: the median of all pairs of lapses that were seen. */
export interface TrendSlope {
  readonly daysPerInjection: number;
  /** 95 %; null where there are too few pairs for it. */
  readonly interval: Bounds | null;
  /** Lapses seen, by their midpoints; and injections whose relief still stood, which have none and are left out. */
  readonly lapses: number;
  readonly leftOut: number;
}

/**
 * STAT-33: the trend within one patient and target, by one definition of relief (call it once for each threshold).
 * `own`: every evaluable injection of the series, in any order, zeros among them; pre-surgical ones left out.
 * Source: clinical reference 2.1 (limits) and 2.3.
 */
export function trendWithin(
  own: readonly OwnLapse[],
  policy: ReliefModelPolicy = reliefModelPolicy,
): TrendWithin {
  const lapses = inOrder(own);
  const { directionFrom, pFrom } = policy.trend;
  if (lapses.length < directionFrom)
    return { kind: 'too-few', injections: lapses.length, needed: directionFrom };
  const test = intervalMannKendall(lapses, policy.trend);
  return {
    kind: 'judged',
    injections: test.n,
    direction: directionOf(test.s),
    s: test.s,
    pairs: test.pairs,
    decidedPairs: test.decidedPairs,
    tau: test.tau ?? 0,
    p: test.n < pFrom ? null : test.p,
    slope: slopeOf(lapses, directionFrom),
    policyVersion: policy.version,
  };
}

function directionOf(s: number): 'longer' | 'shorter' | 'none' {
  if (s === 0) return 'none';
  return s > 0 ? 'longer' : 'shorter';
}

function slopeOf(lapses: readonly OwnLapse[], atLeast: number): TrendSlope | null {
  const seen = lapses.flatMap((lapse) => {
    const midpoint = lapseMidpoint(lapse);
    return midpoint === null ? [] : [{ x: lapse.ordinal, y: midpoint }];
  });
  const line = seen.length < atLeast ? null : theilSen(seen);
  if (line === null) return null;
  return {
    daysPerInjection: line.slope,
    interval: line.interval,
    lapses: seen.length,
    leftOut: lapses.length - seen.length,
  };
}
