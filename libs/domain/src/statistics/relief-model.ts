import type { Hurdle } from './hurdle.js';
import { hurdleOf } from './hurdle.js';
import { inOrder, type PatientLapse } from './lapse-interval.js';
import { fitLogNormal, parameterNames, type LogNormalFit, type NotConverged } from './log-normal-fit.js';
import type { Matrix } from './maximise.js';
import type { LogNormalParameters } from './patient-effect.js';
import { normalUpperTail, Z_95 } from './normal.js';
import { patientRows, sustainedLapses } from './patient-rows.js';
import { reliefModelPolicy, type ReliefModelPolicy } from './relief-model-policy.js';
import type { Bounds } from './survival-curve.js';

type Fitted = Extract<LogNormalFit, { kind: 'fitted' }>;

/**
 * Whether relief grows longer from injection to injection in the same patients, over a clinic. Nothing but the counts
 * where there are too few patients, or where the fit found no maximum: never a guess.
 */
export type TrendAcross =
  | (TrendCounts & { readonly kind: 'too-few'; readonly patientsNeeded: number })
  | (TrendCounts & { readonly kind: 'not-converged'; readonly reason: NotConverged })
  | (TrendCounts & {
      readonly kind: 'fitted';
      /** How many times as long relief lasts after each further injection, with its 95 % interval. */
      readonly timeRatio: number;
      readonly interval: Bounds;
      /** Two-sided, of "no trend": likelihood ratio against the same model without it. */
      readonly p: number;
      readonly likelihoodRatio: number;
      /** Largest ordinal that enough patients have reached. */
      readonly trendUpTo: number;
      readonly withTrend: Fitted;
      readonly withoutTrend: Fitted;
    });

/** What a figure is printed with. Only injections whose relief outlasted the anaesthetic tell how long it lasts. */
export interface TrendCounts {
  readonly patients: number;
  /** Patients with as many such injections as the policy asks for. */
  readonly patientsFollowed: number;
  readonly injections: number;
  /** Of these: relief still stood when it was last seen. */
  readonly censored: number;
  readonly policyVersion: string;
}

/**
 * STAT-34: the time ratio per injection within patients. `lapses` in any order; injections without relief that outlasted
 * the anaesthetic, and those that tell nothing of a duration, are left out (they belong to the hurdle).
 * Source: clinical reference 2.1, 2.2 and 2.3.
 */
export function trendAcross(
  lapses: readonly PatientLapse[],
  policy: ReliefModelPolicy = reliefModelPolicy,
): TrendAcross {
  const patients = byPatient(sustainedLapses(lapses, policy.model.sustainedFromDays));
  const counts = countsOf(patients, policy);
  if (counts.patientsFollowed < policy.model.patients)
    return { kind: 'too-few', ...counts, patientsNeeded: policy.model.patients };
  const rows = patients.map((own) => patientRows(own));
  const withoutTrend = fitLogNormal(rows, { trend: false, patientsDiffer: true });
  if (withoutTrend.kind === 'not-converged') return { ...withoutTrend, ...counts };
  const withTrend = fitLogNormal(rows, { trend: true, patientsDiffer: true });
  if (withTrend.kind === 'not-converged') return { ...withTrend, ...counts };
  const likelihoodRatio = Math.max(0, 2 * (withTrend.logLikelihood - withoutTrend.logLikelihood));
  const reach = Z_95 * (withTrend.standardErrors.slope ?? NaN);
  return {
    kind: 'fitted',
    ...counts,
    timeRatio: Math.exp(withTrend.slope),
    interval: { lower: Math.exp(withTrend.slope - reach), upper: Math.exp(withTrend.slope + reach) },
    p: 2 * normalUpperTail(Math.sqrt(likelihoodRatio)),
    likelihoodRatio,
    trendUpTo: largestOrdinal(patients, policy.model.patientsAtLargestOrdinal),
    withTrend,
    withoutTrend,
  };
}

/** What a prediction is made from: the clinic's own model, or the prior until there is one. */
export interface ReliefModel {
  /** `prior`: not the clinic's own durations, and to be labelled so wherever it is shown. */
  readonly basis: 'clinic' | 'prior';
  readonly policyVersion: string;
  /** Log-normal, log days: the mean of all patients at their first injection, and the spread between and within. */
  readonly mu: number;
  readonly tau: number;
  readonly sigma: number;
  /** Of log days, from one injection to the next; 0 in the prior. */
  readonly slope: number;
  /** The trend is held beyond this ordinal. */
  readonly trendUpTo: number;
  /** Days from which on relief is a duration of this model; what ended before is in the hurdle alone. */
  readonly sustainedFromDays: number;
  /** Of the estimates; null where they are none: a prior is an assumption, and published parameters came without. */
  readonly uncertainty: ParameterUncertainty | null;
  readonly hurdle: Hurdle | null;
}

/** The covariance of the parameters that were estimated, in this order; a held one is not among them. */
export interface ParameterUncertainty {
  readonly parameters: readonly (keyof LogNormalParameters)[];
  readonly covariance: Matrix;
}

/**
 * STAT-36: the model with the trend of the clinic, or the prior of the policy where `trendAcross` gives none.
 * A fit takes from milliseconds to seconds with the number of patients: keep it until durations or definitions change.
 */
export function reliefModel(
  lapses: readonly PatientLapse[],
  policy: ReliefModelPolicy = reliefModelPolicy,
): ReliefModel {
  const trend = trendAcross(lapses, policy);
  const { sustainedFromDays } = policy.model;
  const hurdle = hurdleOf(lapses, sustainedFromDays);
  if (trend.kind !== 'fitted') {
    return {
      basis: 'prior',
      policyVersion: policy.version,
      ...policy.prior,
      slope: 0,
      trendUpTo: Infinity,
      sustainedFromDays,
      uncertainty: null,
      hurdle,
    };
  }
  const { mu, tau, sigma, slope, covariance, standardErrors } = trend.withTrend;
  return {
    basis: 'clinic',
    policyVersion: policy.version,
    mu,
    tau,
    sigma,
    slope,
    trendUpTo: trend.trendUpTo,
    sustainedFromDays,
    uncertainty: {
      parameters: parameterNames.filter((name) => standardErrors[name] !== null),
      covariance,
    },
    hurdle,
  };
}

/** Each patient's lapses in order, and the patients by their text, so that the order of rows changes no byte. */
function byPatient(lapses: readonly PatientLapse[]): readonly (readonly PatientLapse[])[] {
  const patients = new Map<string, PatientLapse[]>();
  for (const lapse of lapses) {
    const own = patients.get(lapse.patient);
    if (own === undefined) patients.set(lapse.patient, [lapse]);
    else own.push(lapse);
  }
  return [...patients.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => inOrder(own));
}

function countsOf(patients: readonly (readonly PatientLapse[])[], policy: ReliefModelPolicy): TrendCounts {
  const all = patients.flat();
  return {
    patients: patients.length,
    patientsFollowed: patients.filter((own) => own.length >= policy.model.injectionsEach).length,
    injections: all.length,
    censored: all.filter(({ upper }) => upper === null).length,
    policyVersion: policy.version,
  };
}

function largestOrdinal(patients: readonly (readonly PatientLapse[])[], atLeast: number): number {
  const largest = patients.map((own) => own.at(-1)?.ordinal ?? 0).toSorted((a, b) => b - a);
  return largest[atLeast - 1] ?? 1;
}
