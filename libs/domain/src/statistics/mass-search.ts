import { convexMinorant } from './convex-minorant.js';
import {
  gradientOf,
  largestExcess,
  readMasses,
  selfConsistent,
  type MassProblem,
  type MassReading,
} from './self-consistency.js';

export interface MassSearch {
  /** The bound on the work: so many steps of EM and of the convex minorant each. */
  readonly maximumIterations: number;
  /** Done when no mass changes by more in one EM step and no gradient exceeds n by more than this share of it. */
  readonly change: number;
  readonly excess: number;
}

export interface MassSolution {
  readonly masses: Float64Array;
  readonly gradient: Float64Array;
  readonly logLikelihood: number;
  readonly excess: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/**
 * EM and iterative convex minorant in turn (Wellner and Zhan 1997). EM alone gets there as well, but a mass on its way
 * to 0 takes it tens of thousands of steps, and one that was 0 too early never comes back; the minorant settles both.
 */
export function solveMasses(problem: MassProblem, width: number, search: MassSearch): MassSolution {
  let cumulative = Float64Array.from({ length: width + 1 }, (_, index) => index / Math.max(1, width));
  let reading = readMasses(problem, cumulative);
  for (let iterations = 0; ; iterations += 1) {
    const gradient = gradientOf(reading);
    const excess = largestExcess(gradient, problem.total);
    const expected = selfConsistent(cumulative, gradient, problem.total);
    const converged = width === 0 || (expected.change < search.change && excess < search.excess);
    if (converged || iterations >= search.maximumIterations) {
      const masses = new Float64Array(width);
      for (let index = 0; index < width; index += 1)
        masses[index] = (cumulative[index + 1] ?? 0) - (cumulative[index] ?? 0);
      return { masses, gradient, logLikelihood: reading.logLikelihood, excess, iterations, converged };
    }
    const expectedReading = readMasses(problem, expected.cumulative);
    ({ cumulative, reading } = towards(
      problem,
      expected.cumulative,
      expectedReading,
      convexMinorant(expected.cumulative, expectedReading),
    ));
  }
}

/** As far towards a target as the likelihood grows, halving the way; nowhere when it grows nowhere. */
function towards(
  problem: MassProblem,
  from: Float64Array,
  reading: MassReading,
  target: Float64Array,
): { readonly cumulative: Float64Array<ArrayBuffer>; readonly reading: MassReading } {
  for (let share = 1; share > 1e-6; share /= 2) {
    const cumulative = Float64Array.from(
      from,
      (value, index) => value + share * ((target[index] ?? 0) - value),
    );
    const there = readMasses(problem, cumulative);
    if (there.logLikelihood >= reading.logLikelihood) return { cumulative, reading: there };
  }
  return { cumulative: Float64Array.from(from), reading };
}
