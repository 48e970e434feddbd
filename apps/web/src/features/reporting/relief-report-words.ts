import type {
  ReliefDimension,
  ReliefFigureName,
  ReliefGroupView,
  ReliefQuantileView,
  ReliefRateView,
  ReliefReportView,
} from '@lull/contracts';
import type { ReliefFigureAsked } from './relief-report.queries.js';

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
  'persisted-at-next': 'Relief that stood at the next injection',
  responder: 'Responders',
  'non-responder': 'Non-responders',
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
  const of = asked.of?.replace('/', ', grade ').replaceAll('-', ' ');
  return [figureWords[asked.figure], of, group].filter((part) => part !== undefined).join(', ');
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

/** What the report says in a sentence; null while too few are known. */
export function summaryOf(group: ReliefGroupView): string | null {
  const { duration } = group;
  if (duration === null) return null;
  const { median, sparse, pessimisticMedian } = duration;
  const half =
    median.days === null
      ? 'More than half of the relief was still there when it was last seen'
      : `Half of the relief had ended by day ${medianText(median).replace(' days', '')}`;
  const byInterval =
    sparse.median === null
      ? ''
      : ` ${percent(sparse.wideShare)} of the lapses are known no better than to three days; by intervals (Turnbull) half had ended between day ${dayText(sparse.median.from)} and ${sparse.median.to === null ? 'later than anybody looked' : `day ${dayText(sparse.median.to)}`}.`;
  const censored =
    group.persistedAtNext === 0
      ? ''
      : ` ${group.persistedAtNext} of ${group.evaluable} were injected again while relief stood, probably not by chance: had it ended there, the median would be ${medianText(pessimisticMedian)}.`;
  return `${half}: ${group.evaluable} evaluable injections of ${group.patients} patients.${byInterval}${censored}`;
}

/** "Re-injecting every 21 days would leave 62 % of the days relieved." */
export function coverageSentence(group: ReliefGroupView, intervalDays: number): string | null {
  const found = group.duration?.expectedCoverage.find((each) => each.intervalDays === intervalDays);
  if (found === undefined) return null;
  const beyond = found.beyondLast ? ' Nobody was followed that long: the last value was carried on.' : '';
  return `Re-injecting every ${intervalDays} days would leave ${rateText(found)} of the days relieved.${beyond}`;
}
