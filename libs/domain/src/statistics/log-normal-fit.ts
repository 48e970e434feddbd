import type { LaidQuadrature } from './gauss-hermite.js';
import { maximise, type Matrix, type Maximum, type WithGradient } from './maximise.js';
import {
  coarseQuadrature,
  fineQuadrature,
  patientEffect,
  type LogNormalParameters,
} from './patient-effect.js';
import type { PatientRows } from './patient-rows.js';

export type LogNormalFit =
  | {
      readonly kind: 'fitted';
      readonly mu: number;
      readonly slope: number;
      /** 0 where patients do not differ more than their own injections do. */
      readonly tau: number;
      readonly sigma: number;
      /** Of log days: to compare with one of days, subtract the sum of log days of the points. */
      readonly logLikelihood: number;
      /** Of mu, slope, log tau and log sigma; null for one that was held. */
      readonly standardErrors: Readonly<Record<keyof LogNormalParameters, number | null>>;
      /** The same as a matrix, of those that were not held, in this order. */
      readonly covariance: Matrix;
      readonly evaluations: number;
    }
  | { readonly kind: 'not-converged'; readonly reason: NotConverged };

/** `no-spread`: durations so equal that no spread can be estimated; else the search found no maximum. */
export type NotConverged = Extract<Maximum, { kind: 'not-found' }>['reason'] | 'no-spread' | 'out-of-range';

export interface LogNormalShape {
  readonly trend: boolean;
  /** False: one level for all patients, the plain log-normal model of accelerated failure time. */
  readonly patientsDiffer: boolean;
}

const NAMES = ['mu', 'slope', 'logTau', 'logSigma'] as const;
/** Stands for 0, which has no logarithm: it adds 1e-12 to variances. */
const NO_TAU = Math.log(1e-6);
/** Below this share of sigma, tau is a maximum on the boundary, and the model is fitted without it. */
const BOUNDARY = 0.01;
const LEAST_SIGMA = 1e-3;
/** Log days: a hundred years. */
const LARGEST_MU = Math.log(36_500);
/** A standard error of log time that says nothing: a factor of twenty. All relief still standing gives such. */
const LARGEST_ERROR = 3;

/**
 * STAT-34: the random-intercept log-normal model of durations with any relief, by maximum likelihood over mu, slope,
 * log tau and log sigma. A likelihood that has no maximum is said and gives no number.
 * `patients`: in an order of their own, so that the order of rows changes no byte. `quadrature`: the rule of the last
 * steps; another than the shipped one only to be held against results that were computed with it.
 * Bounded: at most some thousand evaluations of the likelihood, mostly below fifty. Source: clinical reference 2.3.
 */
export function fitLogNormal(
  patients: readonly PatientRows[],
  shape: LogNormalShape,
  quadrature: LaidQuadrature = fineQuadrature,
): LogNormalFit {
  const free = NAMES.filter(
    (name) =>
      name === 'mu' ||
      name === 'logSigma' ||
      (name === 'slope' && shape.trend) ||
      (name === 'logTau' && shape.patientsDiffer),
  );
  const held = { ...startOf(patients), slope: 0 };
  const start: LogNormalParameters = shape.patientsDiffer
    ? held
    : { ...held, logTau: NO_TAU, logSigma: held.logSigma + Math.LN2 / 2 };
  const parametersOf = (x: readonly number[]): LogNormalParameters =>
    free.reduce((all, name, index) => ({ ...all, [name]: x[index] ?? all[name] }), start);
  const likelihood =
    (rule: LaidQuadrature): WithGradient =>
    (x) =>
      logLikelihoodOf(patients, parametersOf(x), rule, free);

  const maximum = maximise(
    likelihood(coarseQuadrature),
    likelihood(quadrature),
    free.map((name) => start[name]),
  );
  if (maximum.kind === 'not-found') {
    return shape.patientsDiffer
      ? boundaryOr(maximum.reason, patients, shape)
      : { kind: 'not-converged', reason: maximum.reason };
  }
  const parameters = parametersOf(maximum.x);
  const sigma = Math.exp(parameters.logSigma);
  const tau = shape.patientsDiffer ? Math.exp(parameters.logTau) : 0;
  if (sigma < LEAST_SIGMA) return { kind: 'not-converged', reason: 'no-spread' };
  if (Math.abs(parameters.mu) > LARGEST_MU) return { kind: 'not-converged', reason: 'out-of-range' };
  if (shape.patientsDiffer && tau < BOUNDARY * sigma)
    return fitLogNormal(patients, { ...shape, patientsDiffer: false }, quadrature);
  const errors = maximum.covariance.map((row, index) => Math.sqrt(row[index] ?? NaN));
  if (!errors.every((error) => error < LARGEST_ERROR)) {
    return shape.patientsDiffer
      ? boundaryOr('flat', patients, shape)
      : { kind: 'not-converged', reason: 'flat' };
  }
  const noErrors = { mu: null, slope: null, logTau: null, logSigma: null };
  return {
    kind: 'fitted',
    mu: parameters.mu,
    slope: parameters.slope,
    tau,
    sigma,
    logLikelihood: maximum.value,
    standardErrors: free.reduce((all, name, index) => ({ ...all, [name]: errors[index] ?? null }), noErrors),
    covariance: maximum.covariance,
    evaluations: maximum.evaluations,
  };
}

/**
 * Where patients differ no more than their own injections do, the likelihood rises towards tau = 0 for ever and flattens:
 * then the model without tau is the maximum, if a small tau is no better than none.
 */
function boundaryOr(
  reason: NotConverged,
  patients: readonly PatientRows[],
  shape: LogNormalShape,
): LogNormalFit {
  const pooled = fitLogNormal(patients, { ...shape, patientsDiffer: false });
  if (pooled.kind === 'not-converged') return { kind: 'not-converged', reason };
  const near = {
    mu: pooled.mu,
    slope: pooled.slope,
    logTau: Math.log(0.1 * pooled.sigma),
    logSigma: Math.log(pooled.sigma),
  };
  const withTau = logLikelihoodOf(patients, near, fineQuadrature, NAMES).value;
  return withTau <= pooled.logLikelihood ? pooled : { kind: 'not-converged', reason };
}

function logLikelihoodOf(
  patients: readonly PatientRows[],
  parameters: LogNormalParameters,
  quadrature: LaidQuadrature,
  free: readonly (keyof LogNormalParameters)[],
): { readonly value: number; readonly gradient: readonly number[] } {
  let value = 0;
  const gradient: [number, number, number, number] = [0, 0, 0, 0];
  for (const rows of patients) {
    const effect = patientEffect(rows, parameters, quadrature);
    value += effect.logLikelihood;
    for (const [index, each] of effect.gradient.entries()) gradient[index] = (gradient[index] ?? 0) + each;
  }
  return { value, gradient: free.map((name) => gradient[NAMES.indexOf(name)] ?? 0) };
}

/** Mean and spread of what is roughly known of each duration, half the variance between patients, half within. */
function startOf(patients: readonly PatientRows[]): Omit<LogNormalParameters, 'slope'> {
  const rough = patients.flatMap(({ exact, bounded }) => [
    ...exact.map(({ y }) => y),
    ...bounded.map(({ lower, upper }) => middleOf(lower, upper)),
  ]);
  const mu = rough.reduce((sum, y) => sum + y, 0) / rough.length;
  const variance = rough.reduce((sum, y) => sum + (y - mu) * (y - mu), 0) / rough.length;
  const logHalf = 0.5 * Math.log(Math.max(variance / 2, 0.01));
  return { mu, logTau: logHalf, logSigma: logHalf };
}

function middleOf(lower: number, upper: number): number {
  if (lower === -Infinity) return upper - 1;
  return upper === Infinity ? lower + 0.5 : (lower + upper) / 2;
}
