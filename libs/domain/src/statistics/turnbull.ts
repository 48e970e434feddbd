import { innermostCover, rankIntervals, type InnermostInterval } from './innermost-intervals.js';
import type { LapseInterval } from './lapse-interval.js';
import { solveMasses, type MassSearch } from './mass-search.js';
import { massProblem } from './self-consistency.js';

/** A share of the lapses, and the smallest interval it lies in; where within it the data cannot say. */
export interface IntervalMass extends InnermostInterval {
  readonly mass: number;
  /** Its part of the certificate: at most the number of injections, equal to it where there is mass. */
  readonly gradient: number;
}

/** The distribution of lapses that are only known as intervals. */
export interface TurnbullEstimate {
  readonly injections: number;
  readonly masses: readonly IntervalMass[];
  readonly logLikelihood: number;
  readonly iterations: number;
  /** False when the bound on the work came first: then the figure must not be shown as the estimate. */
  readonly converged: boolean;
  /**
   * The certificate: by how much the largest gradient exceeds the number of injections, as a share of it. No other
   * distribution has a log likelihood higher by more than injections * this.
   */
  readonly excess: number;
}

const SEARCH: MassSearch = { maximumIterations: 20_000, change: 1e-12, excess: 1e-9 };

/**
 * STAT-10: the nonparametric maximum likelihood estimate of when relief lapses (Turnbull 1976), from intervals
 * (lower, upper] in days: exact where both are equal, right-censored where `upper` is null. Masses on the innermost
 * intervals by EM until none changes by 1e-12; the gradients are its certificate. Of no intervals it has no masses.
 * Time: one sort, then at most 50,000 passes over the distinct intervals. Source: clinical reference 2.3.
 * @throws RangeError when an interval is upside down, negative or not a number.
 */
export function turnbull(intervals: readonly LapseInterval[]): TurnbullEstimate {
  const weights = new Uint8Array(intervals.length).fill(1);
  const cover = innermostCover(rankIntervals(intervals), weights);
  const solution = solveMasses(massProblem(cover, weights), cover.innermost.length, SEARCH);
  return {
    injections: intervals.length,
    masses: cover.innermost.map((interval, index) => ({
      ...interval,
      mass: solution.masses[index] ?? 0,
      gradient: solution.gradient[index] ?? 0,
    })),
    logLikelihood: solution.logLikelihood,
    iterations: solution.iterations,
    converged: solution.converged,
    excess: intervals.length === 0 ? 0 : solution.excess,
  };
}

/** P(relief lasts longer than `days`), as far as the intervals tell: one number between innermost intervals. */
export interface SurvivalRange {
  readonly lower: number;
  readonly upper: number;
}

type Masses = readonly Pick<IntervalMass, 'left' | 'right' | 'mass'>[];

/** STAT-11: within an innermost interval the estimate says nothing, so survival there has two bounds. */
export function turnbullSurvival(masses: Masses, days: number): SurvivalRange {
  let lapsed = 0;
  let mayHaveLapsed = 0;
  for (const { left, right, mass } of masses) {
    if (right !== null && right <= days) lapsed += mass;
    if (left < days || (left === right && left === days)) mayHaveLapsed += mass;
  }
  return { lower: Math.max(0, 1 - mayHaveLapsed), upper: Math.max(0, 1 - lapsed) };
}

/** Masses are sums of some 1e-12 of error; a level that is met within this is met. */
const MET_WITHIN = 1e-9;

/**
 * STAT-11: the interval in which the share `p` of the lapses is reached: half of the relief lasted until day `left` to
 * `right`. Where a mass ends exactly at the level it reaches on to the next mass. Null of no intervals.
 * @throws RangeError when `p` is not between 0 and 1.
 */
export function turnbullQuantile(masses: Masses, p: number): InnermostInterval | null {
  if (!(p > 0 && p < 1)) throw new RangeError(`There is no quantile of ${p}.`);
  let lapsed = 0;
  let from: number | null = null;
  for (const { left, right, mass } of masses) {
    if (mass <= MET_WITHIN) continue;
    lapsed += mass;
    if (from === null && lapsed >= p - MET_WITHIN) from = left;
    if (from !== null && lapsed > p + MET_WITHIN) return { left: from, right };
  }
  return from === null ? null : { left: from, right: null };
}
