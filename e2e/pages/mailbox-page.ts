import type { Locator, Page } from '@playwright/test';

/** What patients were told and are about to be told. */
export class MailboxPage {
  readonly rows: Locator;
  readonly letter: Locator;

  constructor(private readonly page: Page) {
    this.rows = page.getByRole('region', { name: 'Messages' }).getByRole('row');
    this.letter = page.getByRole('article', { name: 'As the patient sees it' });
  }

  async open(patientId: string): Promise<void> {
    await this.page.goto(`/mailbox?patient=${patientId}`);
  }

  /** The row of one message, such as `Confirmation e-mail`. */
  row(words: RegExp): Locator {
    return this.rows.filter({ hasText: words });
  }

  async read(words: RegExp): Promise<void> {
    await this.row(words).getByRole('button', { name: /^Open/ }).click();
  }
}
