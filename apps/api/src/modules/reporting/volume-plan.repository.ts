import { addCivilDays } from '@lull/domain';
import type { VolumeDimension, VolumeMeasure } from '@lull/contracts';

/** The view that holds one row per thing that is counted. */
export const volumeViews: Readonly<Record<VolumeMeasure, string>> = {
  sessions: 'report_session',
  injections: 'report_injection',
};

/** Keys by dimension: a fixed map, so that no text of a caller ever becomes part of a statement. */
export const volumeKeys: Readonly<Record<VolumeDimension, string>> = {
  month: 'month',
  week: 'week::text',
  day: 'day::text',
  clinic: 'clinic_id::text',
  physician: 'physician_id::text',
  'procedure-type': 'procedure_type_id::text',
  room: 'room_id::text',
  sedation: 'sedation',
  purpose: 'purpose',
  side: 'side',
  condition: 'condition',
  payer: 'payer',
  status: 'state',
};

/** The dimensions of the summary, in the order in which pairs of them are named; the month and the clinic are its own. */
const summaryDimensions = [
  'day',
  'physician',
  'procedure-type',
  'room',
  'sedation',
  'purpose',
  'side',
  'condition',
  'payer',
  'status',
] as const satisfies readonly VolumeDimension[];
type SummaryDimension = (typeof summaryDimensions)[number];

/** Nothing is told apart in this place of a pair. */
const none = '';

/** Every pair of dimensions, every single one, and none: what the summary of a clinic's month holds for each measure. */
export const summaryPairs: readonly (readonly [SummaryDimension | '', SummaryDimension | ''])[] = [
  [none, none],
  ...summaryDimensions.map((each) => [each, none] as const),
  ...summaryDimensions.flatMap((first, index) =>
    summaryDimensions.slice(index + 1).map((second) => [first, second] as const),
  ),
];

/** One source of counts: a pair of the summary, or the rows themselves. */
interface VolumeSource {
  readonly pair: readonly [string, string] | null;
  readonly row: string;
  readonly column: string;
}

export interface VolumePlan {
  /** Whole months of the range. */
  readonly months: VolumeSource | null;
  /** Days of the months that the range has only a part of; of all its months where days are asked for. */
  readonly days: VolumeSource | null;
  /** Months with a note; and those of which the range has only a part, where `days` cannot tell. */
  readonly rows: VolumeSource;
}

/** From where the counts of a question come. A pair of two dimensions has no room for days: those are counted. */
export function volumePlan(by: VolumeDimension, split: VolumeDimension | null): VolumePlan {
  const asked = split === null ? [by] : [by, split];
  const apart = summaryDimensions.filter((each) => each !== 'day' && asked.includes(each));
  const ofDays = asked.some((each) => each === 'day' || each === 'week');
  const [first = none, second = none] = apart;
  const source = (pair: readonly [string, string] | null): VolumeSource => ({
    pair,
    row: keyIn(by, pair),
    column: split === null ? `'all'` : keyIn(split, pair),
  });
  return {
    months: ofDays ? null : source([first, second]),
    days: second === none ? source(['day', first]) : null,
    rows: source(null),
  };
}

function keyIn(dimension: VolumeDimension, pair: readonly [string, string] | null): string {
  if (pair === null) return `v.${volumeKeys[dimension]}`;
  if (dimension === 'clinic') return 's.clinic_id::text';
  if (dimension === 'month') return `to_char(s.month, 'YYYY-MM')`;
  if (dimension === 'week') return `date_trunc('week', s.row_key::date)::date::text`;
  return dimension === pair[0] ? 's.row_key' : 's.column_key';
}

/** Whole months of a range by their first days, null when it has none; and the first days of those it has a part of. */
export interface MonthsOfRange {
  readonly whole: readonly [first: string, last: string] | null;
  readonly parts: readonly string[];
}

/** Both days are counted. */
export function monthsOfRange(from: string, to: string): MonthsOfRange {
  const days: string[] = [];
  for (let first = `${from.slice(0, 7)}-01`; first <= to; first = `${addCivilDays(first, 31).slice(0, 7)}-01`)
    days.push(first);
  const whole = days.slice(
    from.endsWith('-01') ? 0 : 1,
    addCivilDays(to, 1).endsWith('-01') ? undefined : -1,
  );
  const [first, last] = [whole[0], whole.at(-1)];
  return {
    whole: first === undefined || last === undefined ? null : [first, last],
    parts: days.filter((day) => !whole.includes(day)),
  };
}
