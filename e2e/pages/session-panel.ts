import type { Locator, Page } from '@playwright/test';

/** One session with what is to be done next. */
export class SessionPanel {
  readonly dialog: Locator;
  readonly held: Locator;
  readonly happened: Locator;

  constructor(page: Page, patient: string) {
    this.dialog = page.getByRole('dialog', { name: patient });
    this.held = this.dialog.getByRole('region', { name: 'Held for this session' });
    this.happened = this.dialog.getByRole('region', { name: 'What happened' });
  }

  /** The button of a step or an act, such as `Arrived` or `Cancel session`. */
  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  link(name: 'Patient' | 'Series' | 'Preparation'): Locator {
    return this.dialog.getByRole('link', { name });
  }
}

export class CancelDialog {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Cancel the session?' });
  }

  async cancel(reason: string, note: string): Promise<void> {
    await this.dialog.getByLabel('Why').selectOption({ label: reason });
    await this.dialog.getByLabel('Note').fill(note);
    await this.dialog.getByRole('button', { name: 'Cancel the session' }).click();
  }
}
