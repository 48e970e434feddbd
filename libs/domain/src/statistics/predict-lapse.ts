import type { Hurdle } from './hurdle.js';
import type { OwnLapse } from './lapse-interval.js';
import { normalLogCdf, normalQuantile, normalUpperTail } from './normal.js';
import { patientEffect, type LogNormalParameters } from './patient-effect.js';
import { patientRows, sustainedLapses, type PatientRows } from './patient-rows.js';
import type { ReliefModel } from './relief-model.js';

export interface NextInjection {
  /** Of the injection whose lapse is predicted: one given already, or the next. */
  readonly ordinal: number;
  /** Days for which its relief has stood already; 0 or left out where it was not given yet or nobody knows. */
  readonly relievedForDays?: number;
}

/** When relief of one injection will probably lapse. Never a date, never a booking: a range to plan a review by. */
export interface LapsePrediction {
  /** `prior` is shown as "not your clinic's data"; it stands in while the clinic has too few patients. */
  readonly basis: ReliefModel['basis'];
  readonly policyVersion: string;
  readonly ordinal: number;
  /** The trend was held at this ordinal, beyond which too few patients have been seen; said where `capped`. */
  readonly ordinalUsed: number;
  readonly capped: boolean;
  readonly relievedForDays: number;
  /** Days from which on relief has outlasted the anaesthetic; of that relief the days below are. */
  readonly sustainedFromDays: number;
  /** Own injections that tell how long relief lasts, and how much they weigh against all patients, 0 to 1. */
  readonly ownInjections: number;
  readonly ownWeight: number;
  /** Of the logarithm of days, before what `relievedForDays` adds; with what the model's parameters leave open. */
  readonly logMean: number;
  readonly logSd: number;
  /** Days after the injection, given that relief outlasts the anaesthetic, and that it has stood for `relievedForDays`. */
  readonly medianDays: number;
  readonly within50: DayRange;
  readonly within80: DayRange;
  /** How often relief outlasts the anaesthetic here; null where this one has, or where nobody was ever seen. */
  readonly outlasts: Hurdle | null;
}

export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * STAT-36: the next lapse of one patient, by what the model (or the prior) knows of all patients and by the patient's
 * own earlier injections, as a log-normal: exact where these are points, by the mean and variance of the patient's
 * level where they are intervals or censored. The injection predicted is left out of its own past. The trend, in the
 * own past too, is held beyond the largest ordinal that enough patients have reached. What the clinic's estimates leave
 * open is in the range by the delta method (STAT-37); a model without `uncertainty` is plugged in as it stands.
 * Days and ordinals as in `OwnLapse`; throws nothing. Source: clinical reference 2.3, Empirical-Bayes prediction.
 */
export function predictNextLapse(
  model: ReliefModel,
  own: readonly OwnLapse[],
  { ordinal, relievedForDays = 0 }: NextInjection,
): LapsePrediction {
  const { slope, tau, sigma, trendUpTo, sustainedFromDays } = model;
  const before = own.filter((lapse) => lapse.ordinal !== ordinal);
  const past = sustainedLapses(before, sustainedFromDays);
  const ordinalUsed = Math.min(ordinal, trendUpTo);
  const subject = { rows: patientRows(past, trendUpTo), x: ordinalUsed - 1 };
  const { logMean, variance } = levelAt(subject, parametersOf(model));
  const left = leftOpen(subject, model);
  const logSd = Math.sqrt((variance + sigma * sigma) * Math.exp(2 * left.logSd) + left.logMean);
  const dayAt = (share: number): number => lapseQuantile({ logMean, logSd, relievedForDays }, share);
  return {
    basis: model.basis,
    policyVersion: model.policyVersion,
    ordinal,
    ordinalUsed,
    capped: slope !== 0 && ordinalUsed < ordinal,
    relievedForDays,
    sustainedFromDays,
    ownInjections: past.length,
    ownWeight: past.length === 0 || tau === 0 ? 0 : 1 - variance / (tau * tau),
    logMean,
    logSd,
    medianDays: dayAt(0.5),
    within50: { fromDay: dayAt(0.25), toDay: dayAt(0.75) },
    within80: { fromDay: dayAt(0.1), toDay: dayAt(0.9) },
    outlasts: hasOutlasted({ relievedForDays, sustainedFromDays }) ? null : model.hurdle,
  };
}

/** Relief that is past the anaesthetic's days is known to be the injection's own. */
function hasOutlasted({
  relievedForDays,
  sustainedFromDays,
}: Pick<LapsePrediction, 'relievedForDays' | 'sustainedFromDays'>): boolean {
  return relievedForDays > 0 && relievedForDays >= sustainedFromDays;
}

/** The own past, and the ordinal less one of the injection that is predicted. */
interface Subject {
  readonly rows: PatientRows;
  readonly x: number;
}

function parametersOf({ mu, slope, tau, sigma }: ReliefModel): LogNormalParameters {
  return { mu, slope, logTau: Math.log(tau), logSigma: Math.log(sigma) };
}

/** Mean of log days, and the variance of the patient's own level in it. */
function levelAt(
  { rows, x }: Subject,
  parameters: LogNormalParameters,
): { readonly logMean: number; readonly variance: number } {
  const { mu, slope, logTau } = parameters;
  const { mean, variance } =
    logTau === -Infinity ? { mean: 0, variance: 0 } : patientEffect(rows, parameters);
  return { logMean: mu + slope * x + mean, variance };
}

/** Of log units: far below any standard error, far above the noise of the quadrature. */
const DIFFERENCE = 1e-3;

/**
 * STAT-37: the variances, by the delta method, of the mean of log days and of the logarithm of their spread, from the
 * errors of the parameters. With a spread known so well, log-normal itself, the mean of its square is exp(2 variance) as large.
 */
function leftOpen(
  subject: Subject,
  model: ReliefModel,
): { readonly logMean: number; readonly logSd: number } {
  if (model.uncertainty === null) return { logMean: 0, logSd: 0 };
  const { parameters, covariance } = model.uncertainty;
  const at = parametersOf(model);
  const slopes = parameters.map((name) => {
    const moved = (by: number): { readonly logMean: number; readonly logSd: number } => {
      const there = { ...at, [name]: at[name] + by };
      const { logMean, variance } = levelAt(subject, there);
      return { logMean, logSd: 0.5 * Math.log(variance + Math.exp(2 * there.logSigma)) };
    };
    const [above, below] = [moved(DIFFERENCE), moved(-DIFFERENCE)];
    const step = 2 * DIFFERENCE;
    return { logMean: (above.logMean - below.logMean) / step, logSd: (above.logSd - below.logSd) / step };
  });
  const varianceOf = (of: 'logMean' | 'logSd'): number =>
    slopes.reduce(
      (sum, a, row) =>
        slopes.reduce((part, b, column) => part + a[of] * b[of] * (covariance[row]?.[column] ?? 0), sum),
      0,
    );
  return { logMean: varianceOf('logMean'), logSd: varianceOf('logSd') };
}

type Distribution = Pick<LapsePrediction, 'logMean' | 'logSd' | 'relievedForDays'>;

/** The day by which the share `p` of such lapses has come: P(T > t | T > d0) = P(T > t) / P(T > d0). */
function lapseQuantile({ logMean, logSd, relievedForDays }: Distribution, p: number): number {
  const reached = normalUpperTail((Math.log(relievedForDays) - logMean) / logSd);
  const z = -normalQuantile((1 - p) * reached);
  const day = Math.exp(logMean + logSd * z);
  // Where relief has stood past everything the model can tell apart, it can only say "from now on".
  return Number.isFinite(day) ? Math.max(relievedForDays, day) : relievedForDays;
}

export interface StillRelieved {
  /** Given that relief outlasts the anaesthetic, and that it has stood for as long as the prediction says. */
  readonly ifSustained: number;
  /** Times the clinic's share of injections whose relief outlasts it; null where that is not known. */
  readonly overall: number | null;
}

/** STAT-36: the probability, 0 to 1, that relief still stands on `day` after the injection. */
export function stillRelieved(prediction: LapsePrediction, day: number): StillRelieved {
  const { logMean, logSd, relievedForDays, outlasts } = prediction;
  const logBeyond = (days: number): number => normalLogCdf((logMean - Math.log(days)) / logSd);
  const ifSustained = day <= relievedForDays ? 1 : Math.exp(logBeyond(day) - logBeyond(relievedForDays));
  if (hasOutlasted(prediction)) return { ifSustained, overall: ifSustained };
  return { ifSustained, overall: outlasts === null ? null : ifSustained * outlasts.share };
}
