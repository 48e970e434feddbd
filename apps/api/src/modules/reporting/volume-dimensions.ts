import { Temporal } from '@lull/domain';
import {
  purposes,
  sedationLevels,
  sessionStates,
  type VolumeDimension,
  type VolumeMeasure,
} from '@lull/contracts';

/** Values in their own order, where they have one; the others stand by their label. */
const ownOrder: Partial<Record<VolumeDimension, readonly string[]>> = {
  sedation: sedationLevels,
  purpose: purposes,
  status: sessionStates,
};

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
  if (dimension === 'month') return monthsBetween(from, to);
  const keys = [...new Map([...found].map((each) => [each.key, each])).values()];
  const order = ownOrder[dimension];
  const rank = ({ key }: VolumeKey) => order?.indexOf(key) ?? 0;
  const named = keys.map(({ key, label }) => ({ key, label: order === undefined ? label : labelOf(label) }));
  return named.toSorted(
    (a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1),
  );
}

/** `in-room` reads "In room". */
function labelOf(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1).replaceAll('-', ' ');
}

function monthsBetween(from: string, to: string): VolumeKey[] {
  const last = Temporal.PlainYearMonth.from(to.slice(0, 7));
  const months: VolumeKey[] = [];
  let month = Temporal.PlainYearMonth.from(from.slice(0, 7));
  for (; Temporal.PlainYearMonth.compare(month, last) <= 0; month = month.add({ months: 1 })) {
    const label = month.toPlainDate({ day: 1 }).toLocaleString('en-GB', { month: 'short', year: 'numeric' });
    months.push({ key: month.toString(), label });
  }
  return months;
}

/** What stands beside the figures (product rule 9). */
export function volumeDefinition(measure: VolumeMeasure): string {
  return measure === 'sessions'
    ? "Sessions whose start lies in the range, in the clinic's own calendar, each counted once in the state it has now; cancelled and missed ones are counted too and can be told apart by status."
    : "Completed injections whose needle-out lies in the range, in the clinic's own calendar, one per side treated; what was not done or entered in error is not counted. Status is that of the session.";
}
