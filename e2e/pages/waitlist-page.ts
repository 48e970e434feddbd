import type { Locator, Page } from '@playwright/test';

/** Freed times, who could take them, and who waits. */
export class WaitlistPage {
  readonly candidates: Locator;
  readonly freedTimes: Locator;

  constructor(private readonly page: Page) {
    this.candidates = page.getByRole('region', { name: 'Who could take this time' });
    this.freedTimes = page.getByRole('list', { name: 'Freed times' }).getByRole('button');
  }

  async open(): Promise<void> {
    await this.page.goto('/waitlist');
  }

  candidate(name: string): Locator {
    return this.candidates.getByRole('row').filter({ hasText: name });
  }
}
