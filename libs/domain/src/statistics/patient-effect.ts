import { gaussHermite, type Quadrature } from './gauss-hermite.js';
import type { LapseInterval, OwnLapse } from './lapse-interval.js';
import { normalLogCdf, normalLogDensity } from './normal.js';

/**
 * The log-normal model of relief with a level of its own for each patient, on log days:
 * log T = mu + slope (ordinal - 1) + b + e, with b ~ N(0, tau²) for the patient and e ~ N(0, sigma²).
 */
export interface LogNormalParameters {
  readonly mu: number;
  /** Of log time, from one injection to the next; 0 in the model without trend. */
  readonly slope: number;
  readonly logTau: number;
  readonly logSigma: number;
}

/** One patient's lapses with any relief, on log days: exactly known, and bounded on one or both sides. */
export interface PatientRows {
  readonly exact: readonly { readonly x: number; readonly y: number }[];
  readonly bounded: readonly { readonly x: number; readonly lower: number; readonly upper: number }[];
}

/** Relative width below which an interval is a point: a minute in a year is wider. */
const POINT_WIDTH = 1e-6;
const SQRT_TWO = Math.SQRT2;
const LOG_SQRT_TWO_PI = 0.918938533204672742;

/** More nodes than the 31 that the reference asks for; the coarse rule is for the way to the maximum only. */
export const fineQuadrature = gaussHermite(41);
export const coarseQuadrature = gaussHermite(9);

/** No relief at all: its logarithm does not exist, so it belongs to the hurdle and not to the durations. */
export function isZero({ lower, upper }: LapseInterval): boolean {
  return lower === 0 && upper === 0;
}

/** Whether an interval tells anything of how long relief lasted, given that there was any. */
export function tellsDuration(lapse: LapseInterval): boolean {
  return !isZero(lapse) && !(lapse.lower === 0 && lapse.upper === null);
}

/** The rows of one patient; those that tell nothing of a duration are left out. `trendUpTo` caps the ordinal. */
export function patientRows(lapses: readonly OwnLapse[], trendUpTo = Infinity): PatientRows {
  const exact: { x: number; y: number }[] = [];
  const bounded: { x: number; lower: number; upper: number }[] = [];
  for (const lapse of lapses) {
    if (!tellsDuration(lapse)) continue;
    const x = Math.min(lapse.ordinal, trendUpTo) - 1;
    const upper = lapse.upper ?? Infinity;
    if (lapse.upper !== null && upper - lapse.lower <= POINT_WIDTH * upper)
      exact.push({ x, y: Math.log((lapse.lower + upper) / 2) });
    else bounded.push({ x, lower: Math.log(lapse.lower), upper: Math.log(upper) });
  }
  return { exact, bounded };
}

/** What the own rows say of one patient's level b, and how well the parameters explain them. */
export interface PatientEffect {
  /** Of the rows, integrated over b; density for points, probability for intervals, both of log days. */
  readonly logLikelihood: number;
  readonly mean: number;
  readonly variance: number;
  /** Of the log-likelihood, by mu, slope, log tau and log sigma (Fisher's identity). */
  readonly gradient: readonly [number, number, number, number];
}

/**
 * STAT-35: the integral over one patient's level b, and its mean and variance given the rows (empirical Bayes): in
 * closed form where all rows are points, else by Gauss-Hermite quadrature recentred at the mode.
 * Source: clinical reference 2.3; Pinheiro and Bates 1995.
 */
export function patientEffect(
  rows: PatientRows,
  parameters: LogNormalParameters,
  quadrature: Quadrature = fineQuadrature,
): PatientEffect {
  const exact = exactSums(rows, parameters);
  const { tau, sigma } = scales(parameters);
  const variance0 = 1 / (1 / (tau * tau) + exact.n / (sigma * sigma));
  const mean0 = (variance0 * exact.r) / (sigma * sigma);
  if (rows.bounded.length === 0) {
    const logLikelihood =
      logJoint(exact, [], parameters, mean0) + 0.5 * Math.log(variance0) + LOG_SQRT_TWO_PI;
    return withGradient(exact, parameters, logLikelihood, mean0, variance0, [0, 0, 0]);
  }

  const bounded = rows.bounded.map(({ x, lower, upper }) => {
    const centre = parameters.mu + parameters.slope * x;
    return { x, lower: lower - centre, upper: upper - centre };
  });
  const { mode, curvature } = modeOf(exact, bounded, parameters, mean0);
  const scale = SQRT_TWO / Math.sqrt(curvature);
  const values = quadrature.nodes.map((node) => logJoint(exact, bounded, parameters, mode + scale * node));
  const terms = values.map((value, index) => value + (quadrature.logWeights[index] ?? 0));
  const largest = Math.max(...terms);
  const weights = terms.map((term) => Math.exp(term - largest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);

  let mean = 0;
  let square = 0;
  const boundedGradient: [number, number, number] = [0, 0, 0];
  for (const [index, node] of quadrature.nodes.entries()) {
    const share = (weights[index] ?? 0) / total;
    if (share < 1e-18) continue;
    const b = mode + scale * node;
    mean += share * b;
    square += share * (b - mode) * (b - mode);
    for (const row of bounded) {
      const term = boundedTerm((row.lower - b) / sigma, (row.upper - b) / sigma);
      boundedGradient[0] += (share * term.byLocation) / sigma;
      boundedGradient[1] += (share * term.byLocation * row.x) / sigma;
      boundedGradient[2] += share * term.byLogScale;
    }
  }
  const variance = square - (mean - mode) * (mean - mode);
  const logLikelihood = largest + Math.log(total) + Math.log(scale);
  return withGradient(exact, parameters, logLikelihood, mean, variance, boundedGradient);
}

function scales({ logTau, logSigma }: LogNormalParameters): { tau: number; sigma: number } {
  return { tau: Math.exp(logTau), sigma: Math.exp(logSigma) };
}

/** Sums over the exact rows, with the residual r = y - mu - slope x. */
interface ExactSums {
  readonly n: number;
  readonly r: number;
  readonly rr: number;
  readonly x: number;
  readonly xr: number;
}

function exactSums({ exact }: PatientRows, { mu, slope }: LogNormalParameters): ExactSums {
  let [r, rr, x, xr] = [0, 0, 0, 0];
  for (const row of exact) {
    const residual = row.y - mu - slope * row.x;
    r += residual;
    rr += residual * residual;
    x += row.x;
    xr += row.x * residual;
  }
  return { n: exact.length, r, rr, x, xr };
}

type Bounded = PatientRows['bounded'];

/** The logarithm of the joint density of the rows and of b. */
function logJoint(exact: ExactSums, bounded: Bounded, parameters: LogNormalParameters, b: number): number {
  const { tau, sigma } = scales(parameters);
  const squares = exact.rr - 2 * b * exact.r + exact.n * b * b;
  let sum = -exact.n * (parameters.logSigma + LOG_SQRT_TWO_PI) - (0.5 * squares) / (sigma * sigma);
  for (const row of bounded) sum += logBetween((row.lower - b) / sigma, (row.upper - b) / sigma);
  return sum + normalLogDensity(b / tau) - parameters.logTau;
}

/** log(Φ(upper) - Φ(lower)), taken from the tail in which the digits are. */
function logBetween(lower: number, upper: number): number {
  if (lower > 0) return logBetween(-upper, -lower);
  if (lower === -Infinity) return normalLogCdf(upper);
  if (upper === Infinity) return normalLogCdf(-lower);
  const above = normalLogCdf(upper);
  return above + Math.log(-Math.expm1(normalLogCdf(lower) - above));
}

/** Derivatives of logBetween by the location (times sigma) and by log sigma; the second by the location besides. */
function boundedTerm(
  lower: number,
  upper: number,
): { readonly byLocation: number; readonly byLogScale: number; readonly curvature: number } {
  const log = logBetween(lower, upper);
  const atLower = lower === -Infinity ? 0 : Math.exp(normalLogDensity(lower) - log);
  const atUpper = upper === Infinity ? 0 : Math.exp(normalLogDensity(upper) - log);
  const byLocation = atLower - atUpper;
  const byLogScale = (atLower === 0 ? 0 : lower * atLower) - (atUpper === 0 ? 0 : upper * atUpper);
  return { byLocation, byLogScale, curvature: byLocation * byLocation - byLogScale };
}

/** The mode of b and the curvature there: the log-density is concave, so that Newton's steps, halved, find it. */
function modeOf(
  exact: ExactSums,
  bounded: Bounded,
  parameters: LogNormalParameters,
  start: number,
): { readonly mode: number; readonly curvature: number } {
  const { tau, sigma } = scales(parameters);
  const precision = 1 / (sigma * sigma);
  let b = start;
  let value = logJoint(exact, bounded, parameters, b);
  let curvature = 0;
  for (let step = 0; step < 50; step += 1) {
    let first = (exact.r - exact.n * b) * precision - b / (tau * tau);
    curvature = exact.n * precision + 1 / (tau * tau);
    for (const row of bounded) {
      const term = boundedTerm((row.lower - b) / sigma, (row.upper - b) / sigma);
      first += term.byLocation / sigma;
      curvature += Math.max(0, term.curvature) * precision;
    }
    let move = first / curvature;
    if (Math.abs(move) < 1e-9 / Math.sqrt(curvature)) break;
    let next = logJoint(exact, bounded, parameters, b + move);
    for (let halved = 0; next < value && halved < 30; halved += 1) {
      move /= 2;
      next = logJoint(exact, bounded, parameters, b + move);
    }
    b += move;
    value = next;
  }
  return { mode: b, curvature };
}

function withGradient(
  exact: ExactSums,
  parameters: LogNormalParameters,
  logLikelihood: number,
  mean: number,
  variance: number,
  bounded: readonly [number, number, number],
): PatientEffect {
  const { tau, sigma } = scales(parameters);
  const square = variance + mean * mean;
  const precision = 1 / (sigma * sigma);
  return {
    logLikelihood,
    mean,
    variance,
    gradient: [
      (exact.r - exact.n * mean) * precision + bounded[0],
      (exact.xr - exact.x * mean) * precision + bounded[1],
      square / (tau * tau) - 1,
      (exact.rr - 2 * mean * exact.r + exact.n * square) * precision - exact.n + bounded[2],
    ],
  };
}
