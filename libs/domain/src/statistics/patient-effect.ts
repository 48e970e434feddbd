import { gaussHermite, type LaidQuadrature } from './gauss-hermite.js';
import { normalBetween, type BetweenTerm } from './normal-between.js';
import type { PatientRows } from './patient-rows.js';

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

const LOG_SQRT_TWO_PI = 0.9189385332046727;

const made = new Map<number, LaidQuadrature>();

/** The rule with `nodes` nodes, laid at the mode of each integrand. Made at its first use, for few pages need one. */
export function quadratureAtMode(nodes: number): LaidQuadrature {
  const known = made.get(nodes);
  if (known !== undefined) return known;
  const rule: LaidQuadrature = { ...gaussHermite(nodes), centre: 'mode' };
  made.set(nodes, rule);
  return rule;
}

/** More than the 31 that the reference asks for. */
export const FINE_NODES = 41;

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
  quadrature: LaidQuadrature = quadratureAtMode(FINE_NODES),
): PatientEffect {
  const tau = Math.exp(parameters.logTau);
  const sigma = Math.exp(parameters.logSigma);
  const facts: Facts = {
    tau,
    sigma,
    exact: exactSums(rows, parameters),
    bounded: rows.bounded.map(({ x, lower, upper }) => {
      const centre = parameters.mu + parameters.slope * x;
      return { x, lower: lower - centre, upper: upper - centre };
    }),
    constant:
      -rows.exact.length * (parameters.logSigma + LOG_SQRT_TWO_PI) - LOG_SQRT_TWO_PI - parameters.logTau,
  };
  if (quadrature.centre === 'prior') return integrated(facts, quadrature, 0, tau);
  if (rows.bounded.length > 0) {
    const { mode, deviation } = modeOf(facts);
    return integrated(facts, quadrature, mode, deviation);
  }
  const variance = 1 / (1 / (tau * tau) + facts.exact.n / (sigma * sigma));
  const mean = (variance * facts.exact.r) / (sigma * sigma);
  const logLikelihood = exactLogJoint(facts, mean) + 0.5 * Math.log(variance) + LOG_SQRT_TWO_PI;
  return withGradient(facts, { logLikelihood, mean, variance, mu: 0, slope: 0, logSigma: 0 });
}

interface Facts {
  readonly tau: number;
  readonly sigma: number;
  readonly exact: ExactSums;
  /** Bounds less what mu and the trend say, so that only b is left. */
  readonly bounded: PatientRows['bounded'];
  readonly constant: number;
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

/** The logarithm of the joint density of the exact rows and of b. */
function exactLogJoint({ exact, tau, sigma, constant }: Facts, b: number): number {
  const squares = exact.rr - 2 * b * exact.r + exact.n * b * b;
  return constant - (0.5 * squares) / (sigma * sigma) - (0.5 * b * b) / (tau * tau);
}

/** Sums over the nodes laid at `centre` with `deviation`: the integral, and means of b and of the gradient. */
function integrated(
  facts: Facts,
  { nodes, logWeights }: LaidQuadrature,
  centre: number,
  deviation: number,
): PatientEffect {
  const { bounded, sigma } = facts;
  const scale = Math.SQRT2 * deviation;
  const term: BetweenTerm = { log: 0, byLocation: 0, byLogScale: 0 };
  // The largest summand so far: all sums are kept as multiples of it, so that none under- or overflows.
  let largest = -Infinity;
  let [total, first, second, mu, slope, logSigma] = [0, 0, 0, 0, 0, 0];
  for (let index = 0; index < nodes.length; index += 1) {
    const away = scale * (nodes[index] ?? 0);
    const b = centre + away;
    let log = exactLogJoint(facts, b) + (logWeights[index] ?? 0);
    let [byMu, bySlope, byLogSigma] = [0, 0, 0];
    for (const row of bounded) {
      normalBetween((row.lower - b) / sigma, (row.upper - b) / sigma, term);
      log += term.log;
      byMu += term.byLocation;
      bySlope += term.byLocation * row.x;
      byLogSigma += term.byLogScale;
    }
    if (!(log > largest - 45)) continue;
    if (log > largest) {
      const shrink = Math.exp(largest - log);
      [total, first, second] = [total * shrink, first * shrink, second * shrink];
      [mu, slope, logSigma] = [mu * shrink, slope * shrink, logSigma * shrink];
      largest = log;
    }
    const weight = Math.exp(log - largest);
    total += weight;
    first += weight * away;
    second += weight * away * away;
    mu += weight * byMu;
    slope += weight * bySlope;
    logSigma += weight * byLogSigma;
  }
  const shift = first / total;
  return withGradient(facts, {
    logLikelihood: largest + Math.log(total * scale),
    mean: centre + shift,
    variance: second / total - shift * shift,
    mu: mu / total / sigma,
    slope: slope / total / sigma,
    logSigma: logSigma / total,
  });
}

/**
 * The mode of b and its width. The log-density is concave, so its slope falls: Newton's steps to where it is 0, and the
 * middle where a step would leave what is known to hold it. Near is enough, for the nodes need not lie exactly.
 */
function modeOf({ exact, bounded, tau, sigma }: Facts): {
  readonly mode: number;
  readonly deviation: number;
} {
  const precision = 1 / (sigma * sigma);
  const term: BetweenTerm = { log: 0, byLocation: 0, byLogScale: 0 };
  let [lower, upper] = [-Infinity, Infinity];
  let b = 0;
  let curvature = 0;
  for (let step = 0; step < 40; step += 1) {
    let rise = (exact.r - exact.n * b) * precision - b / (tau * tau);
    curvature = exact.n * precision + 1 / (tau * tau);
    for (const row of bounded) {
      normalBetween((row.lower - b) / sigma, (row.upper - b) / sigma, term);
      rise += term.byLocation / sigma;
      curvature += Math.max(0, term.byLocation * term.byLocation - term.byLogScale) * precision;
    }
    const move = rise / curvature;
    if (!(Math.abs(move) > 1e-4 / Math.sqrt(curvature))) break;
    if (rise > 0) lower = b;
    else upper = b;
    const newton = b + move;
    b = newton > lower && newton < upper ? newton : (lower + upper) / 2;
  }
  return { mode: b, deviation: 1 / Math.sqrt(curvature) };
}

/** Adds what the exact rows and the prior of b give to the gradient, from the mean and the variance of b alone. */
function withGradient(
  { exact, tau, sigma }: Facts,
  sums: Omit<PatientEffect, 'gradient'> & {
    readonly mu: number;
    readonly slope: number;
    readonly logSigma: number;
  },
): PatientEffect {
  const { logLikelihood, mean, variance } = sums;
  const square = variance + mean * mean;
  const precision = 1 / (sigma * sigma);
  return {
    logLikelihood,
    mean,
    variance,
    gradient: [
      (exact.r - exact.n * mean) * precision + sums.mu,
      (exact.xr - exact.x * mean) * precision + sums.slope,
      square / (tau * tau) - 1,
      (exact.rr - 2 * mean * exact.r + exact.n * square) * precision - exact.n + sums.logSigma,
    ],
  };
}
