import type { ExpectedCoverage } from './restricted-mean.js';
import type { SurvivalCurve } from './survival-curve.js';

/**
 * STAT-05: the expected coverage of many intervals (days, rising) in one pass over the curve, for a drawing of coverage
 * against the interval: each as `expectedCoverage` has it. The variance sum of (area - area before the lapse)^2 * h is
 * kept as the sums of h, h * area and h * area^2, so that a further interval costs nothing. Of no injections it is empty.
 * @throws RangeError when an interval is not above the one before it, the first not above 0.
 */
export function expectedCoverages(
  curve: SurvivalCurve,
  intervals: readonly number[],
): readonly ExpectedCoverage[] {
  const { steps, lastDay } = curve;
  if (lastDay === null) return [];
  let next = 0;
  let since = 0;
  let survival = 1;
  let area = 0;
  let weight = 0;
  let weightedArea = 0;
  let weightedSquare = 0;
  let before = 0;
  return intervals.map((intervalDays) => {
    if (!(intervalDays > before && intervalDays < Infinity))
      throw new RangeError(`An interval of ${intervalDays} days does not follow one of ${before}.`);
    before = intervalDays;
    for (let step = steps[next]; step !== undefined && step.days <= intervalDays; step = steps[(next += 1)]) {
      area += survival * (step.days - since);
      since = step.days;
      survival = step.survival;
      if (step.lapses === step.atRisk) continue;
      const share = step.lapses / (step.atRisk * (step.atRisk - step.lapses));
      weight += share;
      weightedArea += share * area;
      weightedSquare += share * area * area;
    }
    const relievedDays = area + survival * (intervalDays - since);
    const variance = relievedDays * relievedDays * weight - 2 * relievedDays * weightedArea + weightedSquare;
    return {
      intervalDays,
      relievedDays,
      coverage: relievedDays / intervalDays,
      // The difference of sums can fall short of nothing by a rounding.
      standardError: Math.sqrt(Math.max(0, variance)) / intervalDays,
      beyondLast: intervalDays > lastDay,
    };
  });
}
