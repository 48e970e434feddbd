import type { DayRange, LapsePrediction, NextInjection } from '../statistics/predict-lapse.js';
import type { ReliefEnd } from './compare-relief.js';
import { percentText, shareWords } from './relief-figures.js';
import { capital, reliefBy, type ReliefThreshold } from './review-sentence.js';

const DAY_MS = 86_400_000;

/** One injection of a target, as far as the next lapse depends on it. */
export interface GivenInjection {
  readonly ordinal: number;
  /** Epoch milliseconds of its needle-out. */
  readonly at: number;
  /** Null where its relief cannot be judged, or not yet. */
  readonly end: ReliefEnd | null;
}

/** Which lapse is to be predicted: of the last injection while its relief was not seen to end, else of the next. */
export interface ForecastSubject extends NextInjection {
  readonly of: 'last-injection' | 'next-injection';
  /** Epoch milliseconds from which its days count; null where the next injection has no session yet. */
  readonly from: number | null;
  readonly relievedForDays: number;
}

/**
 * REV-07: whose lapse a review asks for. While relief after the last injection was not seen to end, it is that one's,
 * given how long it is confirmed to have lasted; once it has ended, that of the next injection. Null before the first.
 * `injections` by ordinal; `nextSessionAt` epoch ms of the next booked session, if there is one.
 */
export function forecastSubject(
  injections: readonly GivenInjection[],
  nextSessionAt: number | null,
): ForecastSubject | null {
  const last = injections.at(-1);
  if (last === undefined) return null;
  const { ordinal, at, end } = last;
  if (end === null || end.upper === null)
    return { of: 'last-injection', ordinal, from: at, relievedForDays: (end?.lower ?? 0) / 1440 };
  return { of: 'next-injection', ordinal: ordinal + 1, from: nextSessionAt, relievedForDays: 0 };
}

/** Epoch milliseconds. */
export interface ReviewRange {
  readonly from: number;
  readonly to: number;
}

/**
 * REV-08: when a review would be well placed: while relief probably ends, from the 25th to the 75th percentile of the
 * prediction, and not before now. Null where that time is unknown or over. Always a range, and nothing is booked by it
 * (clinical reference 2.4, hazard H14).
 */
export function suggestedReview(
  { from }: Pick<ForecastSubject, 'from'>,
  { within50 }: Pick<LapsePrediction, 'within50'>,
  now: number,
): ReviewRange | null {
  if (from === null) return null;
  const [start, end] = [from + within50.fromDay * DAY_MS, from + within50.toDay * DAY_MS];
  return end <= now ? null : { from: Math.max(start, now), to: end };
}

/** How much of the clinic's own book stands behind a prediction. */
export interface ForecastBasis {
  readonly patients: number;
  readonly injections: number;
}

/**
 * REV-09: a prediction in a sentence: two ranges of days, what they were made from, and how sure it is that relief
 * will outlast the anaesthetic; a prior is called "prior, not your clinic's data" (clinical reference 2.3, hazard H14).
 */
export function forecastSentence(
  subject: ForecastSubject,
  prediction: LapsePrediction,
  basis: ForecastBasis,
  threshold: ReliefThreshold,
): string {
  const { within50, within80, outlasts, sustainedFromDays, capped, ordinalUsed } = prediction;
  const relief = `${reliefBy[threshold]} after #${subject.ordinal}`;
  const opening =
    subject.relievedForDays > 0 && subject.relievedForDays >= sustainedFromDays
      ? `${capital(relief)}, confirmed until day ${Math.floor(subject.relievedForDays)}, will probably have ended`
      : `${capital(relief)}, if it outlasts the anaesthetic${outlasts === null ? '' : ` (${outlastsWords(outlasts)})`}, will probably end`;
  const held = capped
    ? `; the trend is held at #${ordinalUsed}, beyond which too few patients were seen`
    : '';
  return `${opening} between ${rangeWords(within50)} (1 in 2) or ${rangeWords(within80)} (4 in 5). Made from ${basisWords(prediction, basis)}${held}.`;
}

function outlastsWords({ share, interval, injections }: NonNullable<LapsePrediction['outlasts']>): string {
  return `${shareWords(share)} of ${injections} injections did, 95 % ${percentText(interval.lower, Math.floor)} to ${percentText(interval.upper, Math.ceil)}`;
}

function rangeWords({ fromDay, toDay }: DayRange): string {
  return `day ${Math.floor(fromDay)} and ${Math.ceil(toDay)}`;
}

function basisWords({ basis, ownInjections }: LapsePrediction, clinic: ForecastBasis): string {
  const own =
    ownInjections === 0
      ? 'none of this patient’s own yet'
      : `${ownInjections} of this patient’s own ${ownInjections === 1 ? 'injection' : 'injections'}`;
  if (basis === 'prior') return `a prior, not your clinic’s data, and ${own}`;
  return `${clinic.injections} injections of ${clinic.patients} patients of this clinic, and ${own}`;
}
