import { maximise, type Matrix, type Maximum, type WithGradient } from './maximise.js';
import { FINE_NODES, patientEffect, quadratureAtMode, type LogNormalParameters } from './patient-effect.js';
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

type Fitted = Extract<LogNormalFit, { kind: 'fitted' }>;

/** On the way to a maximum; without a level of the patient, one node is the integral. */
const COARSE_NODES = 11;
/** In the order of covariances and gradients. */
export const parameterNames = ['mu', 'slope', 'logTau', 'logSigma'] as const;
/** Stands for 0, which has no logarithm: it adds 1e-12 to variances. */
const NO_TAU = Math.log(1e-6);
/** Below this share of sigma, tau is a maximum on the boundary, and the model is fitted without it. */
const BOUNDARY = 0.01;
const SMALL_TAU = 0.1;
/** Of log-likelihood: too little to tell a small tau from none (p = 0.75). */
const NO_GAIN = 0.05;
const LEAST_SIGMA = 1e-3;
/** Log days: a hundred years. */
const LARGEST_MU = Math.log(36_500);
/** A standard error of log time that says nothing: a factor of twenty. All relief still standing gives such. */
const LARGEST_ERROR = 3;

/**
 * STAT-34: the random-intercept log-normal model of durations with any relief, by maximum likelihood over mu, slope,
 * log tau and log sigma. A likelihood that has no maximum is said and gives no number.
 * `patients`: in an order of their own, so that the order of rows changes no byte.
 * Bounded: at most some thousand evaluations of the likelihood, mostly below fifty. Source: clinical reference 2.3.
 */
export function fitLogNormal(
  patients: readonly PatientRows[],
  { trend, patientsDiffer }: LogNormalShape,
): LogNormalFit {
  const alike = search(patients, { trend, patientsDiffer: false });
  if (!patientsDiffer) return alike;
  // Where patients differ no more than their own injections do, the likelihood rises towards tau = 0 and flattens
  // for ever: then the model without tau is the maximum, if a small tau is no better than none.
  const gain = alike.kind === 'fitted' ? gainOfSmallTau(patients, alike) : Infinity;
  if (gain <= 0) return alike;
  const fit = search(patients, { trend, patientsDiffer: true });
  if (fit.kind === 'fitted' && fit.tau > BOUNDARY * fit.sigma) return fit;
  if (gain <= NO_GAIN) return alike;
  return fit.kind === 'fitted' ? { kind: 'not-converged', reason: 'flat' } : fit;
}

function gainOfSmallTau(
  patients: readonly PatientRows[],
  { mu, slope, sigma, logLikelihood }: Fitted,
): number {
  const near = { mu, slope, logTau: Math.log(SMALL_TAU * sigma), logSigma: Math.log(sigma) };
  return logLikelihoodOf(patients, near, FINE_NODES, parameterNames).value - logLikelihood;
}

function search(patients: readonly PatientRows[], shape: LogNormalShape): LogNormalFit {
  const free = parameterNames.filter(
    (name) => !(name === 'slope' && !shape.trend) && !(name === 'logTau' && !shape.patientsDiffer),
  );
  const start = startOf(patients, shape);
  const parametersOf = (x: readonly number[]): LogNormalParameters =>
    free.reduce((all, name, index) => ({ ...all, [name]: x[index] ?? all[name] }), start);
  const likelihood =
    (nodes: number): WithGradient =>
    (x) =>
      logLikelihoodOf(patients, parametersOf(x), nodes, free);

  const maximum = maximise(
    likelihood(shape.patientsDiffer ? COARSE_NODES : 1),
    likelihood(shape.patientsDiffer ? FINE_NODES : 1),
    free.map((name) => start[name]),
  );
  if (maximum.kind === 'not-found') return { kind: 'not-converged', reason: maximum.reason };
  const { mu, slope, logTau, logSigma } = parametersOf(maximum.x);
  const sigma = Math.exp(logSigma);
  if (sigma < LEAST_SIGMA) return { kind: 'not-converged', reason: 'no-spread' };
  if (Math.abs(mu) > LARGEST_MU) return { kind: 'not-converged', reason: 'out-of-range' };
  const errors = maximum.covariance.map((row, index) => Math.sqrt(row[index] ?? NaN));
  if (!errors.every((error) => error < LARGEST_ERROR)) return { kind: 'not-converged', reason: 'flat' };
  const noErrors = { mu: null, slope: null, logTau: null, logSigma: null };
  return {
    kind: 'fitted',
    mu,
    slope,
    tau: shape.patientsDiffer ? Math.exp(logTau) : 0,
    sigma,
    logLikelihood: maximum.value,
    standardErrors: free.reduce((all, name, index) => ({ ...all, [name]: errors[index] ?? null }), noErrors),
    covariance: maximum.covariance,
    evaluations: maximum.evaluations,
  };
}

function logLikelihoodOf(
  patients: readonly PatientRows[],
  parameters: LogNormalParameters,
  nodes: number,
  free: readonly (keyof LogNormalParameters)[],
): { readonly value: number; readonly gradient: readonly number[] } {
  const quadrature = quadratureAtMode(nodes);
  let value = 0;
  const gradient: [number, number, number, number] = [0, 0, 0, 0];
  for (const rows of patients) {
    const effect = patientEffect(rows, parameters, quadrature);
    value += effect.logLikelihood;
    for (const [index, each] of effect.gradient.entries()) gradient[index] = (gradient[index] ?? 0) + each;
  }
  return { value, gradient: free.map((name) => gradient[parameterNames.indexOf(name)] ?? 0) };
}

/**
 * Mean and spread of what is roughly known of each duration; half of the variance between patients and half within,
 * or all of it within.
 */
function startOf(patients: readonly PatientRows[], { patientsDiffer }: LogNormalShape): LogNormalParameters {
  const rough = patients.flatMap(({ exact, bounded }) => [
    ...exact.map(({ y }) => y),
    ...bounded.map(({ lower, upper }) => middleOf(lower, upper)),
  ]);
  const mu = rough.reduce((sum, y) => sum + y, 0) / rough.length;
  const variance = rough.reduce((sum, y) => sum + (y - mu) * (y - mu), 0) / rough.length;
  const logHalf = 0.5 * Math.log(Math.max(variance / 2, 0.01));
  if (patientsDiffer) return { mu, slope: 0, logTau: logHalf, logSigma: logHalf };
  return { mu, slope: 0, logTau: NO_TAU, logSigma: logHalf + Math.LN2 / 2 };
}

function middleOf(lower: number, upper: number): number {
  if (lower === -Infinity) return upper - 1;
  return upper === Infinity ? lower + 0.5 : (lower + upper) / 2;
}
