import { normalUpperTail } from './normal.js';
import { kaplanMeier } from './kaplan-meier.js';
import type { ObservedDuration, SurvivalCurve } from './survival-curve.js';

/** Lapses seen and expected in the two groups, if relief lasted equally long in both; `chiSquare` on 1 degree of freedom. */
export interface LogRank {
  readonly observed: readonly [number, number];
  readonly expected: readonly [number, number];
  readonly chiSquare: number;
  readonly p: number;
}

/**
 * STAT-09: whether relief lasts equally long in two groups of unrelated injections: the log-rank test, or Peto and
 * Peto's, which weighs each time with the pooled S just before it and so looks more at early lapses. Takes all rows
 * for independent: never an answer to the trend within patients. Null when no lapse tells the groups apart.
 * Source: R's survdiff, rho 0 and 1. @throws RangeError as `kaplanMeier`.
 */
export function logRank(
  first: readonly ObservedDuration[],
  second: readonly ObservedDuration[],
  weights: 'equal' | 'early' = 'equal',
): LogRank | null {
  const pooled = kaplanMeier([...first, ...second]);
  const own = kaplanMeier(first);
  let ownStep = 0;
  let before = 1;
  let observed = 0;
  let expected = 0;
  let all = 0;
  let variance = 0;
  for (const { days, atRisk: n, lapses: d, survival } of pooled.steps) {
    while ((own.steps[ownStep]?.days ?? Infinity) < days) ownStep += 1;
    const ownAtRisk = own.steps[ownStep]?.atRisk ?? 0;
    const weight = weights === 'equal' ? 1 : before;
    observed += weight * lapsesAt(own, ownStep, days);
    expected += (weight * d * ownAtRisk) / n;
    all += weight * d;
    if (n > 1) variance += (weight * weight * d * (n - d) * (ownAtRisk / n) * (1 - ownAtRisk / n)) / (n - 1);
    before = survival;
  }
  if (variance <= 0) return null;
  const chiSquare = (observed - expected) ** 2 / variance;
  return {
    observed: [observed, all - observed],
    expected: [expected, all - expected],
    chiSquare,
    p: 2 * normalUpperTail(Math.sqrt(chiSquare)),
  };
}

function lapsesAt({ steps }: SurvivalCurve, index: number, days: number): number {
  const step = steps[index];
  return step?.days === days ? step.lapses : 0;
}
