import { smallNumberPolicy, withholdSmall } from '@lull/domain';
import type { VolumeDimension, VolumeQuery, VolumeView } from '@lull/contracts';
import { axisOf, clinicalDimensions, isTime, volumeDefinition, type VolumeKey } from './volume-dimensions.js';
import type { VolumeCount } from './volume.repository.js';

interface VolumeNames {
  readonly by: ReadonlyMap<string, string>;
  readonly split: ReadonlyMap<string, string>;
}

/** What was counted in a period. */
export interface VolumeCounts {
  readonly from: string;
  readonly to: string;
  readonly counts: readonly VolumeCount[];
}

interface VolumeAsked {
  readonly query: VolumeQuery;
  readonly names: VolumeNames;
  readonly asOf: number;
  /** Whether whoever asks sees no clinical detail of a person. */
  readonly withheld: boolean;
}

/** The counts as a table whose figures add up to its totals. */
export function volumeView(
  { query, names, asOf, withheld }: VolumeAsked,
  now: VolumeCounts,
  before: VolumeCounts | null,
): VolumeView {
  const { measure, by, from, to } = query;
  const split = query.split ?? null;
  const all: VolumeKey = { key: 'all', label: measure === 'sessions' ? 'Sessions' : 'Injections' };
  const keyed = (key: string, known: ReadonlyMap<string, string>): VolumeKey => ({
    key,
    label: known.get(key) ?? key,
  });
  const rowKeys = axisOf(
    by,
    now.counts.map(({ rowKey }) => keyed(rowKey, names.by)),
    from,
    to,
  );
  const columns =
    split === null
      ? [all]
      : axisOf(
          split,
          now.counts.map(({ columnKey }) => keyed(columnKey, names.split)),
          from,
          to,
        );
  const found = new Map(now.counts.map((each) => [`${each.rowKey}\n${each.columnKey}`, each.count]));
  const cells = rowKeys.map(({ key }) => columns.map((column) => found.get(`${key}\n${column.key}`) ?? 0));
  const axes = {
    rows: withheld && isClinical(by),
    columns: withheld && split !== null && isClinical(split),
  };
  const shown = withholdSmall({ cells }, axes);
  const beforeOf = before === null ? null : rowsBefore(before, by, rowKeys, axes.rows);
  return {
    measure,
    by,
    split,
    from,
    to,
    asOf,
    definition: volumeDefinition(measure),
    leastShown: axes.rows || axes.columns ? smallNumberPolicy.least : null,
    columns,
    rows: rowKeys.map(({ key, label }, index) => ({
      key,
      label,
      counts: shown.cells[index] ?? [],
      total: shown.rowTotals[index] ?? null,
      before: beforeOf?.[index] ?? null,
    })),
    columnTotals: shown.columnTotals,
    total: sum(cells.flat()),
    before:
      before === null
        ? null
        : { from: before.from, to: before.to, total: sum(before.counts.map(({ count }) => count)) },
  };
}

const isClinical = (dimension: VolumeDimension): boolean => clinicalDimensions.includes(dimension);

/** A month of the range stands beside the month at the same place of the period before. */
function rowsBefore(
  { counts, from, to }: VolumeCounts,
  by: VolumeDimension,
  rows: readonly VolumeKey[],
  clinical: boolean,
): (number | null)[] {
  const found = new Map<string, number>();
  for (const { rowKey, count } of counts) found.set(rowKey, (found.get(rowKey) ?? 0) + count);
  if (isTime(by)) {
    const times = axisOf(by, [], from, to);
    return rows.map((_, index) =>
      times.length === rows.length ? (found.get(times[index]?.key ?? '') ?? 0) : null,
    );
  }
  // With the values that are gone now, or one that is withheld would follow from the total.
  const gone = [...found.keys()].filter((key) => !rows.some((row) => row.key === key));
  const cells = [...rows.map(({ key }) => key), ...gone].map((key) => [found.get(key) ?? 0]);
  return withholdSmall({ cells }, { rows: clinical, columns: false }).rowTotals.slice(0, rows.length);
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
