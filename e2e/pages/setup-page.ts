import type { FileChooser, Locator, Page } from '@playwright/test';

/** The set-up of a new practice; counts what a person presses, so that a journey can tell how much it was. */
export class SetupPage {
  clicks = 0;

  constructor(readonly page: Page) {}

  async press(what: Locator): Promise<void> {
    this.clicks += 1;
    await what.click();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, ...(typeof name === 'string' && { exact: true }) });
  }

  /** A field that is filled in is one press into it. */
  async fill(label: string | RegExp, text: string): Promise<void> {
    this.clicks += 1;
    await this.page.getByLabel(label, { exact: true }).fill(text);
  }

  step(name: string): Locator {
    return this.page.getByRole('heading', { level: 2, name, exact: true });
  }

  async bring(files: Parameters<FileChooser['setFiles']>[0]): Promise<void> {
    const chosen = this.page.waitForEvent('filechooser');
    await this.press(this.button('Choose files'));
    await (await chosen).setFiles(files);
  }

  faults(): Locator {
    return this.page.getByRole('region', { name: 'Faults' }).locator('tbody tr');
  }
}
