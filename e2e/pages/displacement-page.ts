import type { Locator, Page } from '@playwright/test';

/** What fails, who loses a place, and whom to call. */
export class DisplacementPage {
  readonly failed: Locator;
  readonly sessions: Locator;
  readonly calls: Locator;
  /** Moves everybody as proposed. */
  readonly all: Locator;
  readonly confirmation: Locator;

  constructor(private readonly page: Page) {
    this.failed = page.getByRole('form', { name: 'Displacement' });
    this.sessions = page.getByRole('region', { name: 'Sessions to place again' });
    this.calls = page.getByRole('region', { name: 'Whom to call' });
    this.all = page.getByRole('button', { name: /^Move \d+$/ });
    this.confirmation = page.getByRole('dialog');
  }

  async ask(what: string, date: string): Promise<void> {
    await this.failed.getByLabel('What fails').selectOption({ label: what });
    await this.failed.getByLabel('First day').fill(date);
    await this.failed.getByLabel('Last day').fill(date);
    await this.failed.getByRole('button', { name: 'Show who is affected' }).click();
  }

  /** The row of a patient who is still to be placed. */
  session(patient: string): Locator {
    return this.sessions.getByRole('row').filter({ hasText: patient });
  }

  call(patient: string): Locator {
    return this.calls.getByRole('row').filter({ hasText: patient });
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name });
  }
}
