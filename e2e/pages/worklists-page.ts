import type { Locator, Page } from '@playwright/test';

/** What is missing, list by list. */
export class WorklistsPage {
  readonly bar: Locator;
  readonly tabs: Locator;
  /** The row that is worked on first. */
  readonly first: Locator;

  constructor(private readonly page: Page) {
    this.bar = page.getByRole('region', { name: 'Selected rows' });
    this.tabs = page.getByRole('navigation', { name: 'Lists' });
    this.first = page
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader') })
      .first();
  }

  async open(list: string, until: string): Promise<void> {
    await this.page.goto(`/lists?list=${list}&until=${until}`);
  }

  row(patient: string): Locator {
    return this.page.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: patient }) });
  }

  /** The box of a patient's row, however far down the list it stands. */
  async select(patient: string): Promise<void> {
    await this.row(patient).getByRole('checkbox').check();
  }
}
