import type { SurvivalCurve } from './survival-curve.js';

/** Of the first `until` days, how many were relieved on average. */
export interface RestrictedMean {
  readonly until: number;
  readonly days: number;
  readonly standardError: number;
  readonly lastDay: number;
  /** Nobody was followed until then: the last value of the curve was carried on, and the figure must say so. */
  readonly beyondLast: boolean;
}

/**
 * STAT-05: the area under the survival curve up to `until` days (RMST), with the variance as the sum over the lapses
 * up to there of (area from the lapse on)^2 * d/(n(n-d)), leaving out n = d. The variance is Greenwood's, whichever
 * errors the curve has. Null of a curve without injections. Source: clinical reference 2.3.
 * @throws RangeError when `until` is not above 0.
 */
export function restrictedMean(curve: SurvivalCurve, until: number): RestrictedMean | null {
  if (!(until > 0 && until < Infinity)) throw new RangeError(`No mean is restricted to ${until} days.`);
  if (curve.lastDay === null) return null;
  const passed = curve.steps.filter((step) => step.days <= until);
  const areaBefore: number[] = [];
  let area = 0;
  let since = 0;
  let survival = 1;
  for (const step of passed) {
    area += survival * (step.days - since);
    areaBefore.push(area);
    since = step.days;
    survival = step.survival;
  }
  area += survival * (until - since);
  let variance = 0;
  for (const [index, { atRisk, lapses }] of passed.entries()) {
    const areaAfter = area - (areaBefore[index] ?? 0);
    if (lapses < atRisk) variance += (areaAfter * areaAfter * lapses) / (atRisk * (atRisk - lapses));
  }
  return {
    until,
    days: area,
    standardError: Math.sqrt(variance),
    lastDay: curve.lastDay,
    beyondLast: until > curve.lastDay,
  };
}

/** What share of the days would be relieved if the injection were repeated every `intervalDays` days. */
export interface ExpectedCoverage {
  readonly intervalDays: number;
  readonly relievedDays: number;
  readonly coverage: number;
  readonly standardError: number;
  readonly beyondLast: boolean;
}

/** STAT-05: RMST(X) / X. Null and errors as `restrictedMean`. */
export function expectedCoverage(curve: SurvivalCurve, intervalDays: number): ExpectedCoverage | null {
  const mean = restrictedMean(curve, intervalDays);
  if (mean === null) return null;
  return {
    intervalDays,
    relievedDays: mean.days,
    coverage: mean.days / intervalDays,
    standardError: mean.standardError / intervalDays,
    beyondLast: mean.beyondLast,
  };
}
