import {
  daysAnswered,
  definitionStamp,
  diagnosticDefinition,
  diagnosticFacts,
  diagnosticResult,
  judgedTarget,
  placeEntries,
  reliefTarget,
  sedativesGiven,
  sidesOf,
  type InjectionRelief,
  type JudgedRelief,
  type OnsetInterval,
  type ReliefDuration,
  type ReliefTarget,
  type SedationLevel,
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
  const answered = diaryDays(target);
  return {
    side: target.side,
    scores: target.scores,
    injections: target.own.flatMap((given) => {
      const { id } = given.injection;
      const relief = judged.get(id);
      return relief === undefined ? [] : [injectionView(given, relief, purpose, answered.get(id) ?? 0)];
    }),
  };
}

/** By injection: how far its diary was kept, apart from what was said in it. */
function diaryDays({ injections, entries }: ReliefTarget<ReliefInjection, ReliefScore>): Map<string, number> {
  const starts = injections.map(({ at }) => at);
  const { afterInjection } = placeEntries(starts, entries);
  return new Map(
    injections.map(({ id, at }, index) => {
      const next = starts[index + 1];
      return [id, daysAnswered(afterInjection[index] ?? [], next === undefined ? null : next - at)];
    }),
  );
}

function injectionView(
  { injection, sedation }: ReliefInjection,
  relief: InjectionRelief,
  purpose: Purpose,
  answered: number,
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
    daysAnswered: answered,
    intervalDays: between.intervalDays,
    diagnostic: purpose === 'diagnostic' ? diagnosticView(injection, immediate, sedation ?? 'none') : null,
  };
}

function diagnosticView(
  injection: InjectionView,
  reliefInWindow: boolean | null,
  sedation: SedationLevel,
): DiagnosticView {
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
    sedation,
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
