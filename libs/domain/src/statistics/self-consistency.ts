import type { InnermostCover } from './innermost-intervals.js';

/** The likelihood of masses on innermost intervals: rows with the same cover are one term with their joint weight. */
export interface MassProblem {
  readonly total: number;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly weights: Float64Array;
}

export function massProblem(cover: InnermostCover, weights: ArrayLike<number>): MassProblem {
  const width = cover.innermost.length;
  const joint = new Map<number, number>();
  let total = 0;
  for (let index = 0; index < cover.first.length; index += 1) {
    const weight = weights[index] ?? 0;
    if (weight <= 0) continue;
    const key = (cover.first[index] ?? 0) * width + (cover.last[index] ?? 0);
    joint.set(key, (joint.get(key) ?? 0) + weight);
    total += weight;
  }
  const keys = Float64Array.from(joint.keys()).sort();
  return {
    total,
    first: Int32Array.from(keys, (key) => Math.floor(key / width)),
    last: Int32Array.from(keys, (key) => key % width),
    weights: Float64Array.from(keys, (key) => joint.get(key) ?? 0),
  };
}

/**
 * What one look at all rows says about a distribution, given by its cumulative masses F[0] = 0 to F[width] = 1.
 * By bound between two masses: the slope of the log likelihood in F there, and how much it bends.
 */
export interface MassReading {
  readonly logLikelihood: number;
  readonly slope: Float64Array;
  readonly bend: Float64Array;
}

/** Linear in rows and masses: a row covers neighbours, so two cumulative masses replace its row of the matrix. */
export function readMasses({ first, last, weights }: MassProblem, cumulative: Float64Array): MassReading {
  const slope = new Float64Array(cumulative.length);
  const bend = new Float64Array(cumulative.length);
  let logLikelihood = 0;
  for (let row = 0; row < first.length; row += 1) {
    const from = first[row] ?? 0;
    const to = (last[row] ?? 0) + 1;
    const weight = weights[row] ?? 0;
    const covered = (cumulative[to] ?? 0) - (cumulative[from] ?? 0);
    if (!(covered > 0)) return { logLikelihood: -Infinity, slope, bend };
    const share = weight / covered;
    const curvature = share / covered;
    slope[to] = (slope[to] ?? 0) + share;
    slope[from] = (slope[from] ?? 0) - share;
    bend[to] = (bend[to] ?? 0) + curvature;
    bend[from] = (bend[from] ?? 0) + curvature;
    logLikelihood += weight * Math.log(covered);
  }
  return { logLikelihood, slope, bend };
}

/** By mass: sum over rows of a_ij / (a p)_i. At the maximum it is the rows' number where there is mass, else less. */
export function gradientOf({ slope }: MassReading): Float64Array {
  const gradient = new Float64Array(Math.max(0, slope.length - 1));
  let running = 0;
  for (let index = 0; index < gradient.length; index += 1) {
    running -= slope[index] ?? 0;
    gradient[index] = running;
  }
  return gradient;
}

/** By how much the largest gradient exceeds n, as a share of n: at most 0, but for rounding, at the maximum. */
export function largestExcess(gradient: Float64Array, total: number): number {
  let largest = 0;
  for (const steepest of gradient) largest = Math.max(largest, steepest);
  return largest / total - 1;
}

/** p_j <- p_j * gradient_j / n, Turnbull's self-consistency, which is EM; says the largest change of a mass. */
export function selfConsistent(
  cumulative: Float64Array,
  gradient: Float64Array,
  total: number,
): { readonly cumulative: Float64Array; readonly change: number } {
  const next = new Float64Array(cumulative.length);
  let change = 0;
  for (let index = 0; index < gradient.length; index += 1) {
    const mass = (cumulative[index + 1] ?? 0) - (cumulative[index] ?? 0);
    const nextMass = Math.max(0, (mass * (gradient[index] ?? 0)) / total);
    change = Math.max(change, Math.abs(nextMass - mass));
    next[index + 1] = (next[index] ?? 0) + nextMass;
  }
  const sum = next.at(-1) ?? 1;
  return { cumulative: next.map((value) => value / sum), change };
}
