import { gaussHermite, type LaidQuadrature } from '../gauss-hermite.js';
import type { OwnLapse, PatientLapse } from '../lapse-interval.js';
import { fitLogNormal, type LogNormalFit } from '../log-normal-fit.js';
import { maximise, type WithGradient } from '../maximise.js';
import { patientEffect } from '../patient-effect.js';
import { patientRows, tellsDuration, type PatientRows } from '../patient-rows.js';
import { reliefModelPolicy, type ReliefModelPolicy } from '../relief-model-policy.js';
import type { ReliefModel } from '../relief-model.js';
import { seriesRows } from './survival-files.builder.js';

/** The published models take any relief for a duration, however soon it ended: clinical reference 2.3. */
export const publishedPolicy: ReliefModelPolicy = {
  ...reliefModelPolicy,
  version: 'published',
  model: { ...reliefModelPolicy.model, sustainedFromDays: 0 },
};

/** The 38 injections of 12 patients as the published models took them: exactly known, or still relieved. */
export const seriesLapses: readonly PatientLapse[] = seriesRows.map(({ patient, ordinal, days, lapsed }) => ({
  patient,
  ordinal,
  lower: days,
  upper: lapsed ? days : null,
}));

export const ownLapses = (patient: string): readonly OwnLapse[] =>
  seriesLapses.filter((lapse) => lapse.patient === patient);

/** Patients with any relief, each with the own lapses in order. */
export const responders: readonly (readonly [string, readonly OwnLapse[]])[] = [
  ...new Set(seriesLapses.filter(tellsDuration).map(({ patient }) => patient)),
].map((patient) => [patient, ownLapses(patient).filter(tellsDuration)]);

export const responderRows: readonly PatientRows[] = responders.map(([, own]) => patientRows(own));

/**
 * The rule with which the published trend was computed: 101 nodes laid at the prior, the same for all patients. Where
 * own data narrow a patient's level to a fifth of tau, its nodes lie too far apart: it misses the log-likelihood by 5e-4.
 */
const publishedRule: LaidQuadrature = { ...gaussHermite(101), centre: 'prior' };

/**
 * The maximum of the likelihood as that rule has it. Its error moves with the parameters, so that its own differences
 * lead there, and not the gradient of the integral.
 */
export function publishedFit(): Fitted {
  const likelihood = (x: readonly number[]): number => {
    const [mu = NaN, slope = NaN, logTau = NaN, logSigma = NaN] = x;
    const parameters = { mu, slope, logTau, logSigma };
    return responderRows.reduce(
      (sum, rows) => sum + patientEffect(rows, parameters, publishedRule).logLikelihood,
      0,
    );
  };
  const withDifferences: WithGradient = (x) => ({
    value: likelihood(x),
    gradient: x.map((_, index) => {
      const at = (by: number): number =>
        likelihood(x.map((each, other) => (other === index ? each + by : each)));
      return (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
    }),
  });
  const maximum = maximise(withDifferences, withDifferences, [1.6, 0.4, 0, -0.6]);
  if (maximum.kind !== 'found') throw new Error(`No maximum: ${maximum.reason}.`);
  const [mu = NaN, slope = NaN, logTau = NaN, logSigma = NaN] = maximum.x;
  return {
    ...withTrend,
    mu,
    slope,
    tau: Math.exp(logTau),
    sigma: Math.exp(logSigma),
    logLikelihood: maximum.value,
    standardErrors: {
      ...withTrend.standardErrors,
      slope: Math.sqrt(maximum.covariance[1]?.[1] ?? NaN),
    },
  };
}

export type Fitted = Extract<LogNormalFit, { kind: 'fitted' }>;

export function fitted(fit: LogNormalFit): Fitted {
  if (fit.kind !== 'fitted') throw new Error(`No maximum: ${fit.reason}.`);
  return fit;
}

export const withoutTrend = fitted(fitLogNormal(responderRows, { trend: false, patientsDiffer: true }));
export const withTrend = fitted(fitLogNormal(responderRows, { trend: true, patientsDiffer: true }));

export function modelOf({ mu, tau, sigma, slope }: Fitted): ReliefModel {
  return {
    basis: 'clinic',
    policyVersion: publishedPolicy.version,
    mu,
    tau,
    sigma,
    slope,
    trendUpTo: Infinity,
    sustainedFromDays: 0,
    uncertainty: null,
    hurdle: null,
  };
}
