import type { Locator } from '@playwright/test';

/** The body of a table inside `frame`, row by row, as the cells read. */
export async function rowsOf(frame: Locator): Promise<string[][]> {
  const rows = await frame.getByRole('row').all();
  const cells = await Promise.all(
    rows.map((row) => row.getByRole('cell').or(row.getByRole('rowheader')).allInnerTexts()),
  );
  return cells
    .filter((row) => row.length > 0)
    .map((row) => row.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()));
}
