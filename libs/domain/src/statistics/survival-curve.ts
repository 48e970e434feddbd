import { Z_95 } from './normal.js';

/**
 * How long relief lasted after one injection, in days: elapsed, not civil ones. Inside the assessment of relief all
 * times are whole minutes; here, at the border to the statistics, they are minutes / 1440. `lapsed` false: relief
 * still stood when it was last seen, `days` after the injection (right-censored).
 */
export interface ObservedDuration {
  readonly days: number;
  readonly lapsed: boolean;
}

/** The same with the patient: any text that is the same for all injections of one. */
export interface PatientDuration extends ObservedDuration {
  readonly patient: string;
}

/** What happened at one distinct time, and what holds from it until the next. */
export interface SurvivalStep {
  readonly days: number;
  /** Injections of which relief stood just before; those censored at this very time are among them. */
  readonly atRisk: number;
  readonly lapses: number;
  readonly censored: number;
  /** P(relief lasts longer than `days`). */
  readonly survival: number;
  /** Of `survival`; null where that is 0, because nothing is left to vary. */
  readonly standardError: number | null;
}

/** P(relief lasts longer than t) as steps; 1 before the first of them. */
export interface SurvivalCurve {
  readonly injections: number;
  readonly lapses: number;
  /** The last time at which anything was seen, lapse or not; null of no injections. */
  readonly lastDay: number | null;
  /** Whether the standard errors take injections of one patient for unrelated. */
  readonly errors: 'greenwood' | 'by-patient';
  readonly steps: readonly SurvivalStep[];
}

/** On which scale the 95 % interval is symmetric; the product shows `log-log`, which never leaves 0 to 1. */
export type IntervalScale = 'plain' | 'log' | 'log-log';

export interface Bounds {
  readonly lower: number;
  readonly upper: number;
}

/**
 * STAT-03: the pointwise interval of a survival probability; null where it is undefined: at 0, and on the log-log
 * scale at 1. Source: clinical reference 2.3; the same as R's survfit, conf.type plain, log and log-log.
 */
export function survivalInterval(
  { survival, standardError }: Pick<SurvivalStep, 'survival' | 'standardError'>,
  scale: IntervalScale = 'log-log',
  z = Z_95,
): Bounds | null {
  if (standardError === null || survival <= 0) return null;
  const relative = standardError / survival;
  switch (scale) {
    case 'plain':
      return {
        lower: Math.max(0, survival - z * standardError),
        upper: Math.min(1, survival + z * standardError),
      };
    case 'log':
      return {
        lower: survival * Math.exp(-z * relative),
        upper: Math.min(1, survival * Math.exp(z * relative)),
      };
    case 'log-log': {
      if (survival >= 1) return null;
      const reach = (z * relative) / Math.abs(Math.log(survival));
      return { lower: survival ** Math.exp(reach), upper: survival ** Math.exp(-reach) };
    }
  }
}

/** P(relief lasts longer than `days`) by the curve. Beyond its last day the last value stands, known or not. */
export function survivalAt(curve: SurvivalCurve, days: number): number {
  let from = 0;
  let to = curve.steps.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((curve.steps[middle]?.days ?? Infinity) <= days) from = middle + 1;
    else to = middle;
  }
  return curve.steps[from - 1]?.survival ?? 1;
}

/** A probability among those whose relief has already lasted; `beyondLast` when nobody was followed that long. */
export interface Landmark {
  readonly probability: number;
  readonly beyondLast: boolean;
}

/**
 * STAT-07: P(relief lasts longer than `until` days, given that it lasted longer than `reached`) = S(until) / S(reached).
 * Null when by the curve nobody reached the first. @throws RangeError when the days are out of order.
 */
export function landmark(curve: SurvivalCurve, reached: number, until: number): Landmark | null {
  if (!(reached >= 0 && until >= reached)) throw new RangeError(`Day ${until} is not after day ${reached}.`);
  const base = survivalAt(curve, reached);
  if (curve.lastDay === null || base === 0) return null;
  return { probability: survivalAt(curve, until) / base, beyondLast: until > curve.lastDay };
}
