import { readFileSync } from 'node:fs';

/** The rows of the table of docs/statistics.md, by family and file: values compared, and what the deviation is below. */
export function publishedTable(): ReadonlyMap<string, { readonly values: number; readonly below: number }> {
  const page = readFileSync(new URL('../../../../../docs/statistics.md', import.meta.url), 'utf8');
  const rows = page
    .split('\n')
    .filter((line) => line.startsWith('| ') && line.includes('.expected.json'))
    .map((line) => line.split('|').map((text) => text.trim().replaceAll('`', '')));
  return new Map(
    rows.map(([, family = '', file = '', values = '', below = '']) => [
      `${family} ${file}`,
      { values: Number(values), below: Number(below) },
    ]),
  );
}
