import {
  definitionStamp,
  diagnosticDefinition,
  diagnosticFacts,
  diagnosticResult,
  judgedTarget,
  reliefTarget,
  sedativesGiven,
  sidesOf,
  type InjectionRelief,
  type JudgedRelief,
  type OnsetInterval,
  type ReliefDuration,
  type ReliefTarget,
  type TargetSymptom,
} from '@lull/domain';
import type {
  DiagnosticView,
  InjectionReliefView,
  InjectionView,
  Purpose,
  ReliefView,
  SeriesReliefView,
  TargetReliefView,
} from '@lull/contracts';
import type { ReliefInjection, ReliefRecords, ReliefScore, ReliefSeries } from './relief.repository.js';

/** Stands beside the figures: which version of which definition they were made with (hazard H13). */
const definitionVersion = (symptom: TargetSymptom): string =>
  `${definitionStamp(symptom)}, diagnostic ${diagnosticDefinition.version} (${diagnosticDefinition.effectiveFrom})`;

/** Relief between the injections of one series, one target at a time. */
export function seriesReliefView(records: ReliefRecords, series: ReliefSeries): SeriesReliefView {
  return {
    seriesId: series.id,
    side: series.side,
    purpose: series.purpose,
    targetSymptom: series.targetSymptom,
    definitionVersion: definitionVersion(series.targetSymptom),
    targets: sidesOf(series).map((side) => targetView(reliefTarget(records, series, side), series)),
    instruments: records.instruments.filter(({ seriesId }) => seriesId === null || seriesId === series.id),
    nextSession: series.nextSession,
  };
}

function targetView(
  target: ReliefTarget<ReliefInjection, ReliefScore>,
  { purpose, targetSymptom }: ReliefSeries,
): TargetReliefView {
  const judged = new Map(judgedTarget(target, targetSymptom).map((relief) => [relief.injectionId, relief]));
  return {
    side: target.side,
    scores: target.scores,
    injections: target.own.flatMap(({ injection }) => {
      const relief = judged.get(injection.id);
      return relief === undefined ? [] : [injectionView(injection, relief, purpose)];
    }),
  };
}

function injectionView(
  injection: InjectionView,
  relief: InjectionRelief,
  purpose: Purpose,
): InjectionReliefView {
  const { between } = relief.primary;
  const observed = relief.primary.relief;
  const immediate = 'immediateRelief' in observed ? observed.immediateRelief : null;
  return {
    injection,
    ordinal: relief.ordinal,
    baseline: relief.baseline,
    relief50: reliefView(relief.primary),
    relief30: reliefView(relief.secondary),
    dataQuality: between.dataQuality,
    intervalDays: between.intervalDays,
    diagnostic: purpose === 'diagnostic' ? diagnosticView(injection, immediate) : null,
  };
}

function diagnosticView(injection: InjectionView, reliefInWindow: boolean | null): DiagnosticView {
  const facts = diagnosticFacts(injection, reliefInWindow);
  const { finding, provisional, confounders } = diagnosticResult(facts);
  const { temperatureBeforeC: before, temperatureAfterC: after } = facts;
  return {
    finding,
    provisional,
    confounders,
    // Thermometers read tenths; the difference of two binary fractions would not.
    temperatureRiseC: before === null || after === null ? null : Math.round((after - before) * 10) / 10,
    reliefInWindow,
    sedatives: sedativesGiven(injection),
  };
}

function reliefView({ relief, between }: JudgedRelief): ReliefView {
  const observed = relief.status === 'evaluable' || relief.status === 'indeterminate' ? relief : null;
  return {
    status: relief.status,
    reason: relief.status === 'not-evaluable' ? relief.reason : null,
    pattern: between.pattern,
    onset: span(observed?.onset ?? null),
    sustainedOnset: span(observed?.sustainedOnset ?? null),
    lapse: relief.status === 'evaluable' ? lapse(relief.duration) : null,
    durationDays: between.duration?.days ?? null,
    ongoing: between.duration?.bound === 'at-least',
    flares: observed?.flares ?? null,
    peakReductionPercent: observed?.peakReductionPercent ?? null,
    coverage: between.coverage,
    unrelievedGapDays: between.unrelievedGapDays,
    persistedAtNext:
      between.persistedAtNext === 'yes' ? true : between.persistedAtNext === 'no' ? false : null,
    response: between.response,
  };
}

function span(interval: OnsetInterval | null): readonly [number, number] | null {
  return interval === null ? null : [interval.lower, interval.upper];
}

function lapse(duration: ReliefDuration): NonNullable<ReliefView['lapse']> {
  const { lower, upper } = duration;
  return { lower, upper, confirmed: duration.event === 1 && duration.lapseConfirmed };
}
