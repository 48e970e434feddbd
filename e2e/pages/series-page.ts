import { expect, type Locator, type Page } from '@playwright/test';

/** Relief between injections, the plan and its sessions. */
export class SeriesPage {
  readonly relief: Locator;
  readonly drawing: Locator;
  readonly table: Locator;
  readonly sessions: Locator;

  constructor(private readonly page: Page) {
    this.relief = page.getByRole('region', { name: 'Relief between injections', exact: true });
    this.drawing = this.relief.getByRole('img', {
      name: /^Time line of pain scores, injections and relief\./,
    });
    this.table = this.relief.getByRole('region', { name: /^Relief between injections as a table/ });
    this.sessions = page.getByRole('region', { name: 'Sessions of this series' });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/series/${id}`);
    await expect(this.page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
  }

  /** A score of now, said in the clinic. */
  async recordScore(value: string): Promise<void> {
    await this.page.getByRole('link', { name: 'Record score' }).click();
    await this.page.getByRole('radio', { name: value, exact: true }).check();
    await this.page.getByRole('radio', { name: 'in the clinic' }).check();
    await this.page.getByRole('button', { name: 'Record score' }).click();
    await expect(this.page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
  }
}
