import type { Locator, Page } from '@playwright/test';

/** Find a slot: what is wished, the best first, and one look before it is booked. */
export class SlotPanel {
  readonly dialog: Locator;
  readonly slots: Locator;
  readonly excluded: Locator;
  /** The look before it is booked. */
  readonly confirm: Locator;
  readonly preparation: Locator;
  readonly held: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Find a slot' });
    this.slots = this.dialog.getByRole('region', { name: 'Best slots' }).locator('ol').getByRole('button');
    this.excluded = this.dialog.getByText(/^Excluded:/);
    this.confirm = this.dialog.getByRole('group', { name: 'Book this slot' });
    this.preparation = this.dialog.getByRole('region', { name: 'Preparation' });
    this.held = this.dialog.getByRole('region', { name: 'Would be held' });
  }

  slot(text: string): Locator {
    return this.slots.filter({ hasText: text });
  }

  button(name: string | RegExp): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }
}
