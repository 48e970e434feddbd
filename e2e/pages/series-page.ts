import { expect, type Locator, type Page } from '@playwright/test';

/** Relief between injections, the plan and its sessions. */
export class SeriesPage {
  readonly relief: Locator;
  readonly drawing: Locator;
  readonly table: Locator;
  readonly sessions: Locator;
  readonly compare: Locator;
  readonly multiples: Locator;

  constructor(private readonly page: Page) {
    this.relief = page.getByRole('region', { name: 'Relief between injections', exact: true });
    this.drawing = this.relief.getByRole('img', {
      name: /^Time line of pain scores, injections and relief\./,
    });
    this.table = this.relief.getByRole('region', { name: /^Relief between injections as a table/ });
    this.compare = this.relief.getByRole('group', { name: 'Compare two injections' }).first();
    this.multiples = this.relief.getByRole('list', { name: /^Each injection on one scale/ }).first();
    this.sessions = page.getByRole('region', { name: 'Sessions of this series' });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/series/${id}`);
    await expect(this.page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
  }

  /** "Is #4 better than #2?": chooses the pair and reads the answer. */
  async isBetter(one: number, other: number): Promise<string> {
    await this.compare.getByLabel('Injection to compare').selectOption(String(one));
    await this.compare.getByLabel('Compare it with').selectOption(String(other));
    return this.compare.getByRole('status').innerText();
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
