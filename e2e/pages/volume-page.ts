import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** Sessions and injections counted; every figure opens its rows. */
export class VolumePage {
  readonly table: Locator;
  readonly figures: Locator;
  /** The rows behind the open figure. */
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole('region', { name: 'Volume as a table' });
    this.figures = this.table.getByRole('link');
    this.rows = page.getByRole('dialog').getByRole('region', { name: 'Rows' }).getByRole('row');
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/volume${search}`);
    await expect(this.table).toBeVisible();
  }

  async splitBy(dimension: string): Promise<void> {
    await this.page
      .getByRole('combobox', { name: 'Split by' })
      .or(this.page.getByRole('textbox', { name: 'Split by' }))
      .click();
    await this.page.getByRole('option', { name: dimension, exact: true }).click();
  }

  /** Follows the pages until all rows stand there; the head of the table is not one of them. */
  async countRows(): Promise<number> {
    await expect(this.rows.nth(1)).toBeVisible();
    const more = this.page.getByRole('dialog').getByRole('button', { name: 'Show 50 more' });
    while (await more.isVisible()) {
      const shown = await this.rows.count();
      await more.click();
      await expect.poll(() => this.rows.count()).toBeGreaterThan(shown);
    }
    return (await this.rows.count()) - 1;
  }

  /** The lines of the file that a link saves. */
  async download(link: Locator): Promise<string[]> {
    const saving = this.page.waitForEvent('download');
    await link.click();
    const text = await readFile(await (await saving).path(), 'utf8');
    return text
      .replace(/^\uFEFF/, '')
      .trimEnd()
      .split(/\r?\n/);
  }
}
