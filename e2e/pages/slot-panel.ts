import type { Locator, Page } from '@playwright/test';

/** Find a slot: what is wished, the best first, and one look before it is booked. */
export class SlotPanel {
  readonly dialog: Locator;
  readonly slots: Locator;
  readonly excluded: Locator;
  readonly preparation: Locator;
  readonly held: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Find a slot' });
    this.slots = this.dialog.getByRole('region', { name: 'Best slots' }).locator('ol').getByRole('button');
    this.excluded = this.dialog.getByText(/^Excluded:/);
    this.preparation = this.dialog.getByRole('region', { name: 'Preparation' });
    this.held = this.dialog.getByRole('region', { name: 'Would be held' });
  }

  slot(text: string): Locator {
    return this.slots.filter({ hasText: text });
  }

  /** Nothing before that day. */
  async notBefore(date: string): Promise<void> {
    await this.dialog.getByText(/^More wishes/).click();
    await this.dialog.getByLabel('Not before').fill(date);
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
