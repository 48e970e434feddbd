import { createHash } from 'node:crypto';
import {
  civilDateAt,
  definitionTitle,
  definitionWords,
  diagnosticDefinition,
  reliefCounts,
  reliefDefinition50,
  reliefTerm,
  reviewSentence,
  symptomDefinitions,
  type TargetSymptom,
} from '@lull/domain';
import type {
  InjectionReliefView,
  Purpose,
  SeriesSummaryContent,
  SeriesSummaryView,
  SummarisedInjection,
  TargetReliefView,
  TargetSummaryView,
  ThresholdSummaryView,
} from '@lull/contracts';
import type { ReliefRecords, ReliefSeries, SummaryHead } from './relief.repository.js';
import { seriesReliefView } from './relief.view.js';

/**
 * What is printed for a referrer or payer. Made from the records alone, in one order, so that the same records give
 * the same bytes; the digest on the paper finds out whether they still do (hazard H13).
 */
export function seriesSummaryView(
  head: SummaryHead,
  records: ReliefRecords,
  series: ReliefSeries,
): SeriesSummaryView {
  const zones = new Map(records.injections.map(({ injection, zone }) => [injection.id, zone]));
  const content: SeriesSummaryContent = {
    patient: head.patient,
    series: head.series,
    targets: seriesReliefView(records, series).targets.map((target) =>
      targetSummary(target, series.targetSymptom, zones),
    ),
    definitions: definitionsOf(series.targetSymptom, series.purpose),
  };
  return { digest: createHash('sha256').update(JSON.stringify(content)).digest('hex'), content };
}

function targetSummary(
  target: TargetReliefView,
  symptom: TargetSymptom,
  zones: ReadonlyMap<string, string>,
): TargetSummaryView {
  const { side, scores, injections } = target;
  const [zone = null] = injections.flatMap(({ injection }) => zones.get(injection.id) ?? []);
  const dayOf = (at: number | undefined): string | null =>
    at === undefined || zone === null ? null : civilDateAt(at, zone);
  return {
    side,
    byThreshold: [thresholdSummary(injections, symptom, 50), thresholdSummary(injections, symptom, 30)],
    scores: {
      count: scores.length,
      underRescue: scores.filter(({ rescue }) => rescue).length,
      from: dayOf(scores.at(0)?.at),
      to: dayOf(scores.at(-1)?.at),
    },
    injections: injections.flatMap((each) => summarised(each, zones)),
  };
}

function thresholdSummary(
  injections: readonly InjectionReliefView[],
  symptom: TargetSymptom,
  threshold: 50 | 30,
): ThresholdSummaryView {
  const judged = injections.map(({ ordinal, intervalDays, relief50, relief30 }) => ({
    ordinal,
    intervalDays,
    relief: threshold === 50 ? relief50 : relief30,
  }));
  return {
    threshold,
    sentence: reviewSentence(judged, reliefTerm(symptom, threshold)),
    counts: reliefCounts(judged),
  };
}

function summarised(each: InjectionReliefView, zones: ReadonlyMap<string, string>): SummarisedInjection[] {
  const { injection, ordinal, baseline, intervalDays, dataQuality, relief50, relief30, diagnostic } = each;
  const zone = zones.get(injection.id);
  if (zone === undefined || injection.needleOutAt === null) return [];
  return [
    {
      ordinal,
      on: civilDateAt(injection.needleOutAt, zone),
      levels: injection.levels,
      drugs: injection.drugs,
      complications: injection.complications.map(({ code, grade }) => ({ code, grade })),
      baseline,
      intervalDays,
      dataQuality,
      relief50,
      relief30,
      diagnostic,
    },
  ];
}

function definitionsOf(symptom: TargetSymptom, purpose: Purpose): SeriesSummaryContent['definitions'] {
  const definitions = symptomDefinitions(symptom);
  const { version, effectiveFrom, author, successRiseC } = diagnosticDefinition;
  return [
    ...(definitions === null
      ? [
          {
            title: 'Blood flow',
            text: 'No source names what relief is. Walking distance, ulcers and skin temperature are shown as they were measured; nothing is judged from them.',
          },
        ]
      : [
          { title: definitionTitle(definitions.primary), text: definitionWords(definitions.primary) },
          {
            title: definitionTitle(definitions.secondary),
            text: definitionWords(definitions.secondary, definitions.primary),
          },
        ]),
    ...(purpose === 'diagnostic'
      ? [
          {
            title: `diagnostic, version ${version} of ${effectiveFrom} (${author})`,
            text: `A rise of the treated foot’s skin temperature of at least ${successRiseC} °C, and relief by half within ${reliefDefinition50.diagnosticWindow / 60} hours. Both: sympathetically maintained pain is supported, never proven; a rise alone: sympathetically independent pain is supported; relief alone: indeterminate; neither: technical failure, not interpretable. Without either reading the result is provisional.`,
          },
        ]
      : []),
  ];
}
