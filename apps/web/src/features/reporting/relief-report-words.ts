import type {
  ReliefBoundView,
  ReliefDimension,
  ReliefDurationView,
  ReliefFigureName,
  ReliefGroupView,
  ReliefQuantileView,
  ReliefRateView,
  ReliefReportView,
} from '@lull/contracts';
import { dateText, dateTimeText } from '../../ui/clock.js';
import type { ReliefFigureAsked, ReliefQuestion } from './relief-report.queries.js';

export const compareWords: Readonly<Record<ReliefDimension, string>> = {
  'procedure-type': 'Procedure',
  physician: 'Physician',
  condition: 'Condition',
  side: 'Side',
  sedation: 'Sedation',
  steroid: 'Steroid or none',
  ordinal: 'Injection of the series',
  clinic: 'Clinic',
};

const figureWords: Readonly<Record<ReliefFigureName, string>> = {
  injections: 'Injections',
  evaluable: 'Evaluable injections',
  lapsed: 'Relief that ended',
  ongoing: 'Relief not seen to end',
  'at-risk': 'At risk',
  'lapsed-before': 'Lapsed',
  'censored-before': 'Censored',
  'persisted-at-next': 'Relief that stood at the next injection',
  responder: 'Responders',
  'non-responder': 'Non-responders',
  judged: 'Responses that were judged',
  uncertain: 'Uncertain responses',
  'not-evaluable': 'Responses that cannot be judged',
  indeterminate: 'Indeterminate courses',
  'missing-baseline': 'Missing baseline',
  'low-baseline': 'Baseline too low',
  'no-data': 'No scores',
  quality: 'Data quality',
  'baseline-source': 'Baseline source',
  complication: 'Complication',
  diagnostic: 'Diagnostic injections',
  'pre-surgical': 'Pre-surgical injections',
};

export const baselineWords = {
  'carried-forward': 'carried forward while relief persisted',
  'diary-median-7d': 'median of the diary, 7 days before',
  'check-in': 'check-in of the day',
  'clinic-14d': 'clinic, within 14 days before',
  'series-baseline': 'first baseline of the series',
  missing: 'missing',
} as const;

/** The name of a figure: what is behind it, in words. */
export function reliefFigureName(report: ReliefReportView | undefined, asked: ReliefFigureAsked): string {
  const group = report?.groups.find(({ key }) => key === asked.group)?.label;
  return [figureWords[asked.figure], ofWords(asked), group].filter((part) => part !== undefined).join(', ');
}

function ofWords({ figure, of }: ReliefFigureAsked): string | undefined {
  if (figure === 'at-risk') return `on day ${of ?? ''}`;
  if (figure === 'lapsed-before' || figure === 'censored-before') return `before day ${of ?? ''}`;
  return of?.replace('/', ', grade ').replaceAll('-', ' ');
}

/** `relief50, version 1`: stands beside every figure, because another version gives others. */
export const definitionName = ({ definition }: ReliefReportView): string =>
  `${definition.name}, version ${definition.version}`;

/** What a drawing or a printed page is of, where no filters can be seen. */
export function captionOf(report: ReliefReportView, question: ReliefQuestion, zone: string): string {
  const only = filterWords(report, question);
  return `${definitionName(report)}; injections from ${dateText(report.from)} to ${dateText(report.to)}${only === '' ? '' : `, only ${only}`}; as of ${dateTimeText(report.asOf, zone)}.`;
}

/** The filters that are set, in words; empty without any. */
export function filterWords({ choices }: ReliefReportView, question: ReliefQuestion): string {
  const { procedureTypeId, physicianId, clinicId, condition, side, sedation, steroid, ordinal } = question;
  const named = (from: 'clinic' | 'procedure-type' | 'physician', key: string | undefined) =>
    key === undefined ? [] : [choices[from].find((choice) => choice.key === key)?.label ?? 'one not named'];
  return [
    ...named('clinic', clinicId),
    ...named('procedure-type', procedureTypeId),
    ...named('physician', physicianId),
    ...(condition === undefined ? [] : [condition]),
    ...(side === undefined ? [] : [`${side} side`]),
    ...(sedation === undefined ? [] : [sedation === 'none' ? 'no sedation' : `${sedation} sedation`]),
    ...(steroid === undefined ? [] : [`${steroid} steroid`]),
    ...(ordinal === undefined ? [] : [`patients who reached injection ${ordinal}`]),
  ].join(', ');
}

export const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** `62 % (58 to 66)`. */
export function rateText({ share, lower, upper }: ReliefRateView): string {
  return `${percent(share)} (${Math.round(100 * lower)} to ${Math.round(100 * upper)})`;
}

const dayText = (days: number): string => String(Math.round(10 * days) / 10);

/** `8.5 days (7 to 10)`; what the curve does not reach is said. */
export function medianText({ days, lower, upper }: ReliefQuantileView): string {
  if (days === null) return lower === null ? 'not reached' : `not reached (from ${dayText(lower)} days)`;
  const bounds =
    lower === null && upper === null
      ? ''
      : ` (${lower === null ? '?' : dayText(lower)} to ${upper === null ? 'not reached' : dayText(upper)})`;
  return `${dayText(days)} days${bounds}`;
}

const spanText = ({ from, to }: { readonly from: number; readonly to: number | null }): string =>
  `${dayText(from)} to ${to === null ? 'later than anybody looked' : dayText(to)}`;

/** By when half had ended, by the estimate that is shown: of intervals where diaries are sparse (STAT-14). */
export function halfEnded(
  { median, sparse }: ReliefDurationView,
  bound: ReliefBoundView | undefined,
): string {
  if (!sparse.isSparse) return medianText(median);
  if (sparse.median === null) return 'no estimate from the intervals';
  return `day ${spanText(sparse.median)}${bound === undefined ? '' : ` (${spanText(bound.median)})`}`;
}

/** What the report says in a sentence; null while too few are known. */
export function summaryOf(group: ReliefGroupView, bound: ReliefBoundView | undefined): string | null {
  const { duration } = group;
  if (duration === null) return null;
  const { median, sparse, pessimisticMedian } = duration;
  const of = `${group.evaluable} evaluable injections of ${group.patients} patients`;
  const censored =
    group.persistedAtNext === 0
      ? ''
      : ` ${group.persistedAtNext} of ${group.evaluable} were injected again while relief stood, probably not by chance: had it ended there, the median would be ${medianText(pessimisticMedian)}.`;
  if (sparse.isSparse)
    return `${sparse.median === null ? 'No estimate was found from the intervals' : `Half of the relief had ended between day ${spanText(sparse.median).replace(' to ', ' and day ').replace('day later', 'later')}`}: ${of}. ${percent(sparse.wideShare)} of the lapses are known no better than to three days, so intervals are used and not their middles (Turnbull).${bound === undefined ? '' : ` 95 % interval by drawing the ${bound.patients} patients ${bound.draws.toLocaleString('en')} times: day ${spanText(bound.median)}.`}${censored}`;
  const half =
    median.days === null
      ? 'More than half of the relief was still there when it was last seen'
      : `Half of the relief had ended by day ${medianText(median).replace(' days', '')}`;
  return `${half}: ${of}.${censored}`;
}

/** "Re-injecting every 21 days would leave 62 % of the days relieved." */
export function coverageSentence(group: ReliefGroupView, intervalDays: number): string | null {
  const found = group.duration?.expectedCoverage.find((each) => each.intervalDays === intervalDays);
  if (found === undefined) return null;
  const beyond = found.beyondLast ? ' Nobody was followed that long: the last value was carried on.' : '';
  return `Re-injecting every ${intervalDays} days would leave ${rateText(found)} of the days relieved.${beyond}`;
}
