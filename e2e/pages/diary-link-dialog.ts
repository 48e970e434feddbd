import type { Page } from '@playwright/test';

/** The hand-over of the diary, on the clinic's screen. */
export class DiaryLinkDialog {
  constructor(private readonly page: Page) {}

  get dialog() {
    return this.page.getByRole('dialog', { name: 'Diary link' });
  }

  get code() {
    return this.dialog.getByRole('img', { name: 'Code that opens the patient’s diary' });
  }

  async open(): Promise<void> {
    await this.page.getByRole('button', { name: 'Diary link' }).click();
    await this.dialog.waitFor();
  }

  /** The address behind the code that is shown now. */
  async show(): Promise<string> {
    await this.dialog.getByRole('button', { name: /^Show (the|a new) code/ }).click();
    return this.dialog.locator('code').innerText();
  }
}
