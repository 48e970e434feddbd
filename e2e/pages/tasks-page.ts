import { expect, type Locator, type Page } from '@playwright/test';

/** What must not be forgotten, the most pressing first, a page at a time. */
export class TasksPage {
  constructor(private readonly page: Page) {}

  async open(): Promise<void> {
    await this.page.goto('/tasks');
    await expect(this.page.getByRole('heading', { level: 1, name: 'Follow-up tasks' })).toBeVisible();
    await expect(this.rows.first()).toBeVisible();
  }

  get rows(): Locator {
    return this.page.getByRole('region', { name: 'Follow-up tasks' }).getByRole('row');
  }

  /** The tasks of one patient, however far down the list they stand. */
  async of(patient: string): Promise<Locator> {
    const tasks = this.rows.filter({ hasText: patient });
    const more = this.page.getByRole('button', { name: 'Show more' });
    while ((await tasks.count()) === 0 && (await more.isVisible())) {
      const shown = await this.rows.count();
      await more.click();
      await expect.poll(() => this.rows.count()).toBeGreaterThan(shown);
    }
    return tasks;
  }
}
