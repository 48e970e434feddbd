import {
  innermostCover,
  rankIntervals,
  type InnermostCover,
  type InnermostInterval,
  type RankedIntervals,
} from './innermost-intervals.js';
import type { LapseInterval } from './lapse-interval.js';
import { solveMasses, type MassSearch } from './mass-search.js';
import { seededRandom } from './seeded-random.js';
import { massProblem } from './self-consistency.js';
import { turnbullQuantile, turnbullSurvival, type IntervalMass, type SurvivalRange } from './turnbull.js';

export interface PatientInterval extends LapseInterval {
  readonly patient: string;
}

export interface BootstrapQuestion {
  /** The days at which survival is asked for, and the shares of which the quantile is. */
  readonly days: readonly number[];
  readonly shares: readonly number[];
  readonly draws?: number;
  readonly seed?: number;
}

/** 95 % intervals by percentiles of the draws, from the lower bounds of the draws to their upper bounds. */
export interface BootstrapAnswer {
  readonly patients: number;
  readonly draws: number;
  /** Draws that the bound on the work cut short; they count as they stood. */
  readonly unconverged: number;
  readonly survival: readonly (SurvivalRange & { readonly days: number })[];
  readonly quantiles: readonly (InnermostInterval & { readonly p: number })[];
}

/** Any seed would do; a fixed one gives the same interval for the same patients on every machine and every day. */
const SEED = 20_240_101;
const DRAWS = 1_000;

/** A draw is done when its log likelihood is within a ten-thousandth an injection of the best: far below its chance. */
const SEARCH: MassSearch = { maximumIterations: 500, change: Infinity, excess: 1e-4 };

/**
 * STAT-12: the interval of Turnbull's estimate by drawing patients, not injections, with replacement: injections of
 * one patient are alike. The order of the rows and the names of the patients change nothing, for patients are
 * drawn from among their sorted intervals. Null below two patients, who leave nothing to draw.
 * Time: `draws` times that of one estimate of the distinct intervals: keep the answer.
 * Source: clinical reference 2.3 (1,000 draws, fixed seed). @throws RangeError as `turnbull` and `turnbullQuantile`.
 */
export function turnbullByPatient(
  intervals: readonly PatientInterval[],
  question: BootstrapQuestion,
): BootstrapAnswer | null {
  const draws = turnbullDraws(intervals, question);
  for (let drawn = draws.next(); ; drawn = draws.next()) if (drawn.done === true) return drawn.value;
}

/** STAT-12: the same, pausing after each draw, so that who has other things to do can do them in between. */
export function* turnbullDraws(
  intervals: readonly PatientInterval[],
  { days, shares, draws = DRAWS, seed = SEED }: BootstrapQuestion,
): Generator<void, BootstrapAnswer | null, void> {
  const patients = rowsOfPatients(intervals);
  if (patients.length < 2) return null;
  const rows = patients.flat();
  const { ranked, cellOfRow } = distinctIntervals(rankIntervals(rows));
  const firstRow = new Int32Array(patients.length + 1);
  for (const [patient, own] of patients.entries())
    firstRow[patient + 1] = (firstRow[patient] ?? 0) + own.length;
  const random = seededRandom(seed);
  const survival = days.map(() => ({ lower: new Float64Array(draws), upper: new Float64Array(draws) }));
  const quantiles = shares.map(() => ({ left: new Float64Array(draws), right: new Float64Array(draws) }));
  const weights = new Int32Array(ranked.left.length);
  let unconverged = 0;
  for (let draw = 0; draw < draws; draw += 1) {
    weights.fill(0);
    for (let pick = 0; pick < patients.length; pick += 1) {
      const patient = Math.floor(random() * patients.length);
      const to = firstRow[patient + 1] ?? 0;
      for (let row = firstRow[patient] ?? 0; row < to; row += 1) {
        const cell = cellOfRow[row] ?? 0;
        weights[cell] = (weights[cell] ?? 0) + 1;
      }
    }
    const cover = innermostCover(ranked, weights);
    const solution = solveMasses(massProblem(cover, weights), cover.innermost.length, SEARCH);
    if (!solution.converged) unconverged += 1;
    const masses = massesOf(cover, solution.masses);
    for (const [index, bounds] of survival.entries()) {
      const range = turnbullSurvival(masses, days[index] ?? 0);
      bounds.lower[draw] = range.lower;
      bounds.upper[draw] = range.upper;
    }
    for (const [index, bounds] of quantiles.entries()) {
      const range = turnbullQuantile(masses, shares[index] ?? 0);
      bounds.left[draw] = range?.left ?? Infinity;
      bounds.right[draw] = range?.right ?? Infinity;
    }
    yield;
  }
  return {
    patients: patients.length,
    draws,
    unconverged,
    survival: survival.map(({ lower, upper }, index) => ({
      days: days[index] ?? 0,
      lower: lowPercentile(lower),
      upper: highPercentile(upper),
    })),
    quantiles: quantiles.map(({ left, right }, index) => {
      const end = highPercentile(right);
      return { p: shares[index] ?? 0, left: lowPercentile(left), right: end === Infinity ? null : end };
    }),
  };
}

/** Each distinct interval once, and which of them each row is: a draw then costs what they are, not what the rows are. */
function distinctIntervals({ values, left, right }: RankedIntervals): {
  readonly ranked: RankedIntervals;
  readonly cellOfRow: Int32Array;
} {
  const cells = new Map<number, number>();
  const cellOfRow = left.map((from, row) => {
    const key = from * values.length + (right[row] ?? 0);
    const cell = cells.get(key) ?? cells.size;
    cells.set(key, cell);
    return cell;
  });
  return {
    ranked: {
      values,
      left: Int32Array.from(cells.keys(), (key) => Math.floor(key / values.length)),
      right: Int32Array.from(cells.keys(), (key) => key % values.length),
    },
    cellOfRow,
  };
}

function massesOf(
  { innermost }: InnermostCover,
  masses: Float64Array,
): readonly Pick<IntervalMass, 'left' | 'right' | 'mass'>[] {
  return innermost.map((interval, index) => ({ ...interval, mass: masses[index] ?? 0 }));
}

function lowPercentile(draws: Float64Array): number {
  return draws.toSorted()[Math.floor(0.025 * (draws.length - 1))] ?? 0;
}

function highPercentile(draws: Float64Array): number {
  return draws.toSorted()[Math.ceil(0.975 * (draws.length - 1))] ?? Infinity;
}

/** The rows of each patient, in an order that neither the names nor the order of the rows decides. */
function rowsOfPatients(intervals: readonly PatientInterval[]): readonly (readonly LapseInterval[])[] {
  const rows = new Map<string, PatientInterval[]>();
  for (const interval of intervals) {
    const own = rows.get(interval.patient);
    if (own === undefined) rows.set(interval.patient, [interval]);
    else own.push(interval);
  }
  return [...rows.values()]
    .map((own) => own.toSorted(compareIntervals))
    .sort((a, b) => {
      for (const [index, interval] of a.entries()) {
        const other = b[index];
        const order = other === undefined ? 1 : compareIntervals(interval, other);
        if (order !== 0) return order;
      }
      return a.length - b.length;
    });
}

function compareIntervals(a: LapseInterval, b: LapseInterval): number {
  return a.lower - b.lower || (a.upper ?? Number.MAX_VALUE) - (b.upper ?? Number.MAX_VALUE);
}
