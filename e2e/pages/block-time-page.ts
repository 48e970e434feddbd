import type { Locator, Page } from '@playwright/test';

/** Who owns which room when: the week, the release queue and the form beside them. */
export class BlockTimePage {
  readonly week: Locator;
  readonly queue: Locator;
  /** The form in which a pattern is made or changed. */
  readonly form: Locator;
  readonly release: Locator;

  constructor(private readonly page: Page) {
    this.week = page.getByRole('region', { name: 'Week of block time' });
    this.queue = page.getByRole('region', { name: 'Release queue', exact: true }).getByRole('table');
    this.form = page.getByRole('dialog', { name: 'Change block time' });
    this.release = page.getByRole('dialog', { name: 'Release this block time?' });
  }

  async open(week: string): Promise<void> {
    await this.page.goto(`/block-time?week=${week}`);
  }

  /** The row of the queue with these words in it. */
  row(...words: readonly string[]): Locator {
    return words.reduce((rows, hasText) => rows.filter({ hasText }), this.queue.getByRole('row'));
  }

  /** What becomes of a patient's session. */
  rehousing(dialog: Locator, patient: string): Locator {
    return dialog.getByRole('group', { name: new RegExp(`^${patient}, `) });
  }
}
