import type { Hurdle } from './hurdle.js';
import type { OwnLapse } from './lapse-interval.js';
import { normalLogCdf, normalQuantile, normalUpperTail } from './normal.js';
import { patientEffect } from './patient-effect.js';
import { patientRows, tellsDuration } from './patient-rows.js';
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
  /** Own injections that tell how long relief lasts, and how much they weigh against all patients, 0 to 1. */
  readonly ownInjections: number;
  readonly ownWeight: number;
  /** Of the logarithm of days, before what `relievedForDays` adds. */
  readonly logMean: number;
  readonly logSd: number;
  /** Days after the injection, given that there is any relief, and that it has stood for `relievedForDays`. */
  readonly medianDays: number;
  readonly within50: DayRange;
  readonly within80: DayRange;
  /** P(any relief) in the clinic; null where relief stands already, or nobody was ever seen. */
  readonly anyRelief: Hurdle | null;
}

export interface DayRange {
  readonly fromDay: number;
  readonly toDay: number;
}

/**
 * STAT-36: the next lapse of one patient, by what the model (or the prior) knows of all patients and by the patient's
 * own earlier injections, as a log-normal: exact where these are points, by the mean and variance of the patient's
 * level where they are intervals or censored. The injection predicted is left out of its own past. The trend, in the
 * own past too, is held beyond the largest ordinal that enough patients have reached. The uncertainty of the model's
 * own parameters is not in the range. Days and ordinals as in `OwnLapse`; throws nothing.
 * Source: clinical reference 2.3, Empirical-Bayes prediction.
 */
export function predictNextLapse(
  model: ReliefModel,
  own: readonly OwnLapse[],
  { ordinal, relievedForDays = 0 }: NextInjection,
): LapsePrediction {
  const past = own.filter((lapse) => lapse.ordinal !== ordinal && tellsDuration(lapse));
  const { mu, slope, tau, sigma, trendUpTo } = model;
  const ordinalUsed = Math.min(ordinal, trendUpTo);
  const parameters = { mu, slope, logTau: Math.log(tau), logSigma: Math.log(sigma) };
  const effect =
    tau === 0 ? { mean: 0, variance: 0 } : patientEffect(patientRows(past, trendUpTo), parameters);
  const logMean = mu + slope * (ordinalUsed - 1) + effect.mean;
  const logSd = Math.sqrt(effect.variance + sigma * sigma);
  const dayAt = (share: number): number => lapseQuantile({ logMean, logSd, relievedForDays }, share);
  return {
    basis: model.basis,
    policyVersion: model.policyVersion,
    ordinal,
    ordinalUsed,
    capped: slope !== 0 && ordinalUsed < ordinal,
    relievedForDays,
    ownInjections: past.length,
    ownWeight: past.length === 0 || tau === 0 ? 0 : 1 - effect.variance / (tau * tau),
    logMean,
    logSd,
    medianDays: dayAt(0.5),
    within50: { fromDay: dayAt(0.25), toDay: dayAt(0.75) },
    within80: { fromDay: dayAt(0.1), toDay: dayAt(0.9) },
    anyRelief: relievedForDays > 0 ? null : model.hurdle,
  };
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
  /** Given that there is any relief, and that it has stood for as long as the prediction says. */
  readonly ifAnyRelief: number;
  /** Times the clinic's share of injections with any relief; null where that is not known. */
  readonly overall: number | null;
}

/** STAT-36: the probability, 0 to 1, that relief still stands on `day` after the injection. */
export function stillRelieved(prediction: LapsePrediction, day: number): StillRelieved {
  const { logMean, logSd, relievedForDays, anyRelief } = prediction;
  const logBeyond = (days: number): number => normalLogCdf((logMean - Math.log(days)) / logSd);
  const ifAnyRelief = day <= relievedForDays ? 1 : Math.exp(logBeyond(day) - logBeyond(relievedForDays));
  if (relievedForDays > 0) return { ifAnyRelief, overall: ifAnyRelief };
  return { ifAnyRelief, overall: anyRelief === null ? null : ifAnyRelief * anyRelief.share };
}
