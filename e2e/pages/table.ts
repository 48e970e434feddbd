import type { Locator } from '@playwright/test';

/** One row as it reads, by the names of its columns. */
export type Row = ReadonlyMap<string, string>;

/** The rows of the table inside `frame`: where a column stands is the screen's affair. */
export async function rowsOf(frame: Locator): Promise<Row[]> {
  const names = await frame.getByRole('columnheader').allInnerTexts();
  const rows = await frame.getByRole('row').all();
  const cells = await Promise.all(
    rows.map((row) => row.getByRole('cell').or(row.getByRole('rowheader')).allInnerTexts()),
  );
  return cells
    .filter((row) => row.length > 0)
    .map((row) => new Map(row.map((cell, index) => [plain(names[index] ?? ''), plain(cell)])));
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
