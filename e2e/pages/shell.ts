import type { Locator, Page } from '@playwright/test';

/** What stands around every page of the staff: doors, search, the member's own menu. */
export class Shell {
  readonly doors: Locator;
  readonly search: Locator;

  constructor(private readonly page: Page) {
    this.doors = page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
    this.search = page.getByRole('textbox', { name: 'Find a patient by name, birth date or MRN' });
  }

  /** Finds a patient from anywhere and opens their page. */
  async openPatient(words: string, name: string): Promise<void> {
    await this.search.fill(words);
    await this.page.getByRole('option', { name }).click();
  }

  async choose(item: 'Sign out' | 'Sign out everywhere'): Promise<void> {
    await this.page.getByRole('button', { name: /settings and sign out$/ }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }
}
