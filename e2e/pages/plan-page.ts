import { expect, type Locator, type Page } from '@playwright/test';
import { dayNumber } from '../fixtures/clock.js';

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

  /** The day of that time, counted. */
  async dayOf(ordinal: number): Promise<number> {
    return dayNumber((await this.timeOf(ordinal)).split(', ')[0] ?? '');
  }

  /** The day that the interval asks for, counted. */
  async targetOf(ordinal: number): Promise<number> {
    const row = (await this.sessions.nth(ordinal - 1).textContent()) ?? '';
    return dayNumber(/target (\w{3} \d{1,2} \w{3,4} \d{4})/.exec(row)?.[1] ?? row);
  }

  async book(name: string): Promise<void> {
    await this.button(name).click();
    await expect(this.page.getByRole('heading', { name: /^Booked: / })).toBeVisible();
  }
}
