import { expect, type Locator, type Page } from '@playwright/test';

/** All dates of a series, proposed and booked in one step. */
export class PlanPage {
  readonly sessions: Locator;
  readonly checks: Locator;
  readonly toPlace: Locator;

  constructor(private readonly page: Page) {
    this.sessions = page.getByRole('list', { name: 'Proposed sessions' }).locator(':scope > li');
    this.checks = page.getByRole('list', { name: 'Checks' });
    this.toPlace = page.getByRole('region', { name: /^To place/ });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The proposed time of a session, as it is read. */
  async timeOf(ordinal: number): Promise<string> {
    return this.sessions
      .nth(ordinal - 1)
      .locator('strong')
      .innerText();
  }

  async book(name: string): Promise<void> {
    await this.button(name).click();
    await expect(this.page.getByRole('heading', { name: /^Booked: / })).toBeVisible();
  }
}
