import {
  civilDateAt,
  forecastSentence,
  forecastSubject,
  predictNextLapse,
  reliefModelPolicy,
  reliefTerm,
  suggestedReview,
  trendSentence,
  trendWithin,
  type ForecastSubject,
  type LapsePrediction,
  type OwnLapse,
} from '@lull/domain';
import type {
  LapseForecastView,
  SeriesReviewView,
  TargetReliefView,
  TargetReviewView,
  ThresholdReviewView,
} from '@lull/contracts';
import { targetLapses, type ClinicModel, type ClinicModels } from './clinic-models.js';
import type { ReliefRecords, ReliefSeries } from './relief.repository.js';
import { seriesReliefView } from './relief.view.js';

/** What a series shows together, and what it makes probable; `now` in epoch ms, to say what is over. */
export function seriesReviewView(
  records: ReliefRecords,
  series: ReliefSeries,
  models: ClinicModels,
  now: number,
): SeriesReviewView {
  const { targets, nextSession } = seriesReliefView(records, series);
  const zone = records.injections.at(-1)?.zone ?? 'UTC';
  const nextSessionAt = nextSession?.start ?? null;
  return {
    seriesId: series.id,
    targets: targets.map((target): TargetReviewView => {
      const lapses = targetLapses(records, series, target.side);
      const review = (
        threshold: 50 | 30,
        own: readonly OwnLapse[],
        model: ClinicModel,
      ): ThresholdReviewView => {
        const trend = trendWithin(own);
        // The model of the clinic is made from relief of pain: it says nothing of another symptom.
        const subject =
          series.purpose === 'pre-surgical' || series.targetSymptom !== 'pain'
            ? null
            : forecastSubject(given(target, threshold), nextSessionAt);
        return {
          threshold,
          trend,
          trendSentence: trendSentence(
            trend,
            reliefTerm(series.targetSymptom, threshold),
            reliefModelPolicy.trend,
          ),
          forecast: subject === null ? null : forecast(subject, own, model, { threshold, zone, now }),
        };
      };
      return {
        side: target.side,
        byThreshold: [review(50, lapses.by50, models.by50), review(30, lapses.by30, models.by30)],
      };
    }),
  };
}

function given({ injections }: TargetReliefView, threshold: 50 | 30) {
  return injections.flatMap(({ ordinal, injection, relief50, relief30 }) =>
    injection.needleOutAt === null
      ? []
      : [{ ordinal, at: injection.needleOutAt, end: (threshold === 50 ? relief50 : relief30).lapse }],
  );
}

function forecast(
  subject: ForecastSubject,
  own: readonly OwnLapse[],
  { model, basis }: ClinicModel,
  { threshold, zone, now }: { readonly threshold: 50 | 30; readonly zone: string; readonly now: number },
): LapseForecastView {
  const prediction = predictNextLapse(model, own, subject);
  const { of, ordinal, from } = subject;
  return {
    of,
    ordinal,
    from,
    days50: range(prediction.within50),
    days80: range(prediction.within80),
    basis: prediction.basis,
    ...basis,
    ownInjections: prediction.ownInjections,
    policyVersion: prediction.policyVersion,
    sentence: forecastSentence(subject, prediction, basis, threshold),
    reviewBetween: reviewBetween(subject, prediction, zone, now),
  };
}

function range({ fromDay, toDay }: LapsePrediction['within50']): readonly [number, number] {
  return [fromDay, toDay];
}

function reviewBetween(
  subject: ForecastSubject,
  prediction: LapsePrediction,
  zone: string,
  now: number,
): LapseForecastView['reviewBetween'] {
  const between = suggestedReview(subject, prediction, now);
  return between && { from: civilDateAt(between.from, zone), to: civilDateAt(between.to, zone) };
}
