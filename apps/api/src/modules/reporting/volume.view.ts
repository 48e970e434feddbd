import type { VolumeQuery, VolumeView } from '@lull/contracts';
import { axisOf, volumeDefinition, type VolumeKey } from './volume-dimensions.js';
import type { VolumeCount } from './volume.repository.js';

/** The counts as a table whose figures add up to its totals. */
export function volumeView(query: VolumeQuery, counts: readonly VolumeCount[], asOf: number): VolumeView {
  const { measure, by, from, to } = query;
  const split = query.split ?? null;
  const all: VolumeKey = { key: 'all', label: measure === 'sessions' ? 'Sessions' : 'Injections' };
  const rowKeys = axisOf(
    by,
    counts.map(({ rowKey: key, rowLabel: label }) => ({ key, label })),
    from,
    to,
  );
  const columns =
    split === null
      ? [all]
      : axisOf(
          split,
          counts.map(({ columnKey: key, columnLabel: label }) => ({ key, label })),
          from,
          to,
        );

  const found = new Map(counts.map((each) => [`${each.rowKey}\n${each.columnKey}`, each.count]));
  const rows = rowKeys.map(({ key, label }) => {
    const figures = columns.map((column) => found.get(`${key}\n${column.key}`) ?? 0);
    return { key, label, counts: figures, total: sum(figures) };
  });
  const columnTotals = columns.map((_, index) => sum(rows.map((row) => row.counts[index] ?? 0)));
  return {
    measure,
    by,
    split,
    from,
    to,
    asOf,
    definition: volumeDefinition(measure),
    columns,
    rows,
    columnTotals,
    total: sum(columnTotals),
  };
}

function sum(figures: readonly number[]): number {
  return figures.reduce((total, figure) => total + figure, 0);
}
