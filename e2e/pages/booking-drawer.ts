import type { Locator, Page } from '@playwright/test';

/** Booking or moving one session: what is chosen, what speaks against it, and where it would do. */
export class BookingDrawer {
  readonly dialog: Locator;
  /** Where it would do, said beside a refusal. */
  readonly freeTimes: Locator;
  readonly reasons: Locator;
  readonly possible: Locator;
  readonly held: Locator;
  readonly preparation: Locator;

  constructor(page: Page, title: 'Book a session' | 'Move the session' = 'Book a session') {
    this.dialog = page.getByRole('dialog', { name: title });
    this.freeTimes = this.dialog.getByRole('region', { name: 'Next free times' }).getByRole('button');
    this.reasons = this.dialog.getByRole('list', { name: 'Reasons against it' }).getByRole('listitem');
    this.possible = this.dialog.getByText(/^Possible/);
    this.held = this.dialog.getByRole('region', { name: 'Would be held' });
    this.preparation = this.dialog.getByRole('region', { name: 'Preparation' });
  }

  async choose(when: { readonly date: string; readonly time: string }, room?: string): Promise<void> {
    await this.dialog.getByLabel('Date').fill(when.date);
    await this.dialog.getByLabel('Time', { exact: true }).fill(when.time);
    if (room !== undefined) await this.dialog.getByLabel('Room').selectOption({ label: room });
  }

  book(): Promise<void> {
    return this.dialog.getByRole('button', { name: 'Book', exact: true }).click();
  }

  move(): Promise<void> {
    return this.dialog.getByRole('button', { name: 'Move', exact: true }).click();
  }
}
