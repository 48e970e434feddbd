import { readFileSync } from 'node:fs';
import type { PatientInterval } from '../turnbull-bootstrap.js';
import type { LapseInterval } from '../lapse-interval.js';
import type { ObservedDuration, PatientDuration } from '../survival-curve.js';

/** The rows of one of the published data files, by the names of its first line. */
function rowsOf(file: string): readonly ReadonlyMap<string, string>[] {
  const csv = readFileSync(new URL(file, import.meta.url), 'utf8');
  const [names = [], ...rows] = csv
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((text) => text.replaceAll('"', '').trim()));
  return rows.map((cells) => new Map(names.map((name, column) => [name, cells[column] ?? ''])));
}

function cell(row: ReadonlyMap<string, string>, name: string): string {
  const text = row.get(name);
  if (text === undefined) throw new Error(`A row has no ${name}.`);
  return text;
}

const numberIn = (row: ReadonlyMap<string, string>, name: string): number => Number(cell(row, name));
const upperIn = (row: ReadonlyMap<string, string>, name: string): number | null =>
  cell(row, name) === '' ? null : numberIn(row, name);

function durationIn(row: ReadonlyMap<string, string>, time: string): ObservedDuration {
  return { days: numberIn(row, time), lapsed: cell(row, 'status') === '1' };
}

export type Grouped = ObservedDuration & { readonly group: string };

export const tinyRows: readonly Grouped[] = rowsOf('tiny.csv').map((row) => ({
  ...durationIn(row, 'time'),
  group: cell(row, 'set'),
}));

export const amlRows: readonly Grouped[] = rowsOf('aml.csv').map((row) => ({
  ...durationIn(row, 'time'),
  group: cell(row, 'x'),
}));

export const seriesRows: readonly (PatientDuration & PatientInterval & { readonly ordinal: number })[] =
  rowsOf('lsb_series.csv').map((row) => ({
    ...durationIn(row, 'days'),
    patient: cell(row, 'id'),
    ordinal: numberIn(row, 'ordinal'),
    lower: numberIn(row, 'lo'),
    upper: upperIn(row, 'hi'),
  }));

export const intervalRows: readonly LapseInterval[] = rowsOf('interval_small.csv').map((row) => ({
  lower: numberIn(row, 'left'),
  upper: upperIn(row, 'right'),
}));
