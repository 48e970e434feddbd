import { addCivilDays, mondayOf, Temporal } from '@lull/domain';
import {
  purposes,
  sedationLevels,
  sessionStates,
  sides,
  type FigureDefinition,
  type VolumeDimension,
  type VolumeMeasure,
} from '@lull/contracts';

/** Dimensions that tell of a person's health. */
export const clinicalDimensions: readonly VolumeDimension[] = ['purpose', 'side', 'condition'];

const timeDimensions = ['month', 'week', 'day'] as const;
type TimeDimension = (typeof timeDimensions)[number];

export const isTime = (dimension: VolumeDimension): dimension is TimeDimension =>
  timeDimensions.some((each) => each === dimension);

/** Values in their own order, where they have one; the others stand by their label. */
const ownOrder: Partial<Record<VolumeDimension, readonly string[]>> = {
  sedation: sedationLevels,
  purpose: purposes,
  side: sides,
  status: sessionStates,
};

/** A session that no unit of an authorisation was taken for. */
const noPayer = '-';

export interface VolumeKey {
  readonly key: string;
  readonly label: string;
}

/** The keys of one axis in reading order. Every month of the range is there, also one in which nothing happened. */
export function axisOf(
  dimension: VolumeDimension,
  found: Iterable<VolumeKey>,
  from: string,
  to: string,
): VolumeKey[] {
  if (isTime(dimension)) return timesBetween(dimension, from, to);
  const keys = [...new Map([...found].map((each) => [each.key, each])).values()];
  const order = ownOrder[dimension];
  const rank = ({ key }: VolumeKey) => order?.indexOf(key) ?? (key === noPayer ? 1 : 0);
  const named = keys.map(({ key, label }) => ({ key, label: wordOf(dimension, order !== undefined, label) }));
  return named.toSorted(
    (a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1),
  );
}

function wordOf(dimension: VolumeDimension, coded: boolean, label: string): string {
  if (dimension === 'payer' && label === noPayer) return 'No authorisation';
  return coded ? sentenceCase(label) : label;
}

/** `in-room` reads "In room". */
export function sentenceCase(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}

/** Every month, week or day of a range, also one in which nothing happened; a week is named by its Monday. */
export function timesBetween(dimension: TimeDimension, from: string, to: string): VolumeKey[] {
  const times: VolumeKey[] = [];
  if (dimension === 'month') {
    const last = Temporal.PlainYearMonth.from(to.slice(0, 7));
    let month = Temporal.PlainYearMonth.from(from.slice(0, 7));
    for (; Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 })) {
      const label = month
        .toPlainDate({ day: 1 })
        .toLocaleString('en-GB', { month: 'short', year: 'numeric' });
      times.push({ key: month.toString(), label });
    }
    return times;
  }
  const step = dimension === 'week' ? 7 : 1;
  for (let date = dimension === 'week' ? mondayOf(from) : from; date <= to; date = addCivilDays(date, step)) {
    const words = Temporal.PlainDate.from(date);
    const label =
      dimension === 'week'
        ? `Week of ${words.toLocaleString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}`
        : words.toLocaleString('en-GB', {
            weekday: 'short',
            day: 'numeric',
            month: 'short',
            year: 'numeric',
          });
    times.push({ key: date, label });
  }
  return times;
}

/** What stands beside the figures (product rule 9). */
export function volumeDefinition(measure: VolumeMeasure): FigureDefinition {
  return measure === 'sessions'
    ? {
        name: 'Sessions',
        version: '1',
        text: "Sessions whose start lies in the range, in the clinic's own calendar, each counted once in the state it has now; cancelled and missed ones are counted too and can be told apart by status. The payer is that of the authorisation of which a unit was taken for the session.",
      }
    : {
        name: 'Injections',
        version: '1',
        text: 'Completed injections whose needle-out lies in the range, in the clinic’s own calendar, one per side treated; what was not done or entered in error is not counted. Status, sedation and payer are those of the session.',
      };
}
