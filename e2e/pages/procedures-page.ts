import type { Locator, Page } from '@playwright/test';

/** The settings of procedures and of what their visits hold. */
export class ProceduresPage {
  readonly form: Locator;

  constructor(private readonly page: Page) {
    this.form = page.getByRole('form', { name: /^LSB, sedation / });
  }

  async open(level: string): Promise<void> {
    await this.page.goto(`/settings/procedures?level=${level}`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** One stage of the profile that is being changed. */
  stage(name: string): Locator {
    return this.form.getByRole('group', { name, exact: true });
  }

  async endAfter(stage: string, minutes: number): Promise<void> {
    await this.stage(stage).getByRole('textbox', { name: 'Ends, minutes' }).fill(String(minutes));
  }
}

/** What another sedation level changes of a booked session. */
export class SedationDialog {
  readonly dialog: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Change sedation' });
  }

  held(stage: string): Locator {
    return this.dialog
      .getByRole('region', { name: 'What is held, before and after' })
      .getByRole('row', { name: stage });
  }

  told(what: string): Locator {
    return this.dialog
      .getByRole('region', { name: 'What the patient is told, before and after' })
      .getByRole('row', { name: what });
  }
}
