import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';

/** What injections did over a clinic; every figure opens its rows. */
export class ReliefReportPage {
  readonly table: Locator;
  readonly chart: Locator;
  readonly filters: Locator;
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.table = page.getByRole('region', { name: 'Relief as a table' });
    this.chart = page.getByRole('group', { name: /^Curves of relief/ });
    this.filters = page.getByRole('form', { name: 'Filters' });
    this.rows = page.getByRole('dialog').getByRole('region', { name: 'Rows' }).getByRole('row');
  }

  async open(search = ''): Promise<void> {
    await this.page.goto(`/reports/relief${search}`);
    await expect(this.table).toBeVisible();
  }

  async choose(filter: string, option: string): Promise<void> {
    await this.filters
      .getByRole('combobox', { name: filter })
      .or(this.filters.getByRole('textbox', { name: filter }))
      .click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
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

  async saved(control: Locator): Promise<string> {
    const saving = this.page.waitForEvent('download');
    await control.click();
    return readFile(await (await saving).path(), 'utf8');
  }
}
