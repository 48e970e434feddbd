import { Temporal, wallTimeAt } from '@lull/domain';
import type { ReportFigure, ReportPageView, ReportView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';

/** Every table with its totals, as on the screen; then what each figure means, and when it was true. */
export function* reportLines(report: ReportView): Generator<readonly CsvCell[]> {
  for (const { title, by, columns, rows, totals } of report.tables) {
    yield [title];
    yield [by, ...columns.flatMap(({ label }) => [label, `${label}, before`])];
    for (const row of rows) yield [row.label, ...row.figures.flatMap(cellsOf)];
    yield ['Total', ...totals.flatMap(cellsOf)];
    yield [];
  }
  for (const { columns } of report.tables)
    for (const { definition } of columns)
      yield [`${definition.name}, version ${definition.version}`, definition.text];
  yield ['From', report.from, 'To', report.to];
  yield ['Before: from', report.before.from, 'To', report.before.to];
  yield ['As of', Temporal.Instant.fromEpochMilliseconds(report.asOf).toString()];
}

function cellsOf({ value, before, withheld }: ReportFigure): CsvCell[] {
  return [withheld ? 'withheld' : rounded(value), rounded(before)];
}

/** A percentage or a median has one place, as on the screen. */
const rounded = (value: number | null): CsvCell => (value === null ? null : Math.round(value * 10) / 10);

/** Every row behind a figure; instants by the clinic's own clock. */
export async function* rowLines(pages: AsyncIterable<ReportPageView>): AsyncGenerator<readonly CsvCell[]> {
  let headed = false;
  for await (const { columns, rows } of pages) {
    if (!headed) yield columns.map(({ label }) => label);
    headed = true;
    for (const { cells, timeZone } of rows)
      yield cells.map((cell, index) =>
        columns[index]?.kind === 'instant' && typeof cell === 'number'
          ? wallTimeAt(cell, timeZone).replace('T', ' ')
          : cell,
      );
  }
}
