import type { Locator, Page } from '@playwright/test';

/** What was done on one side, and its correction. */
export class InjectionForm {
  readonly refused: Locator;
  readonly side: Locator;

  constructor(private readonly page: Page) {
    this.refused = page.getByRole('alert');
    this.side = page.getByRole('group', { name: /^Side injected/ });
  }

  async write(what: {
    readonly level: string;
    readonly anaesthetic: string;
    readonly volumeMl: string;
    readonly steroid: string;
  }): Promise<void> {
    await this.page.getByRole('checkbox', { name: what.level, exact: true }).check();
    await this.choose('Local anaesthetic', what.anaesthetic);
    await this.page.getByRole('group', { name: 'Local anaesthetic', exact: true }).getByLabel('Volume').fill(what.volumeMl);
    await this.choose('Steroid', what.steroid);
  }

  async choose(label: string, option: string): Promise<void> {
    await this.page
      .getByRole('combobox', { name: label, exact: true })
      .or(this.page.getByRole('textbox', { name: label, exact: true }))
      .click();
    await this.page.getByRole('option', { name: option, exact: true }).click();
  }

  record(): Promise<void> {
    return this.page.getByRole('button', { name: 'Record injection' }).click();
  }

  saveCorrection(): Promise<void> {
    return this.page.getByRole('button', { name: 'Save correction' }).click();
  }

  /** The record stands; where it deserves a look, that is said first. */
  async toTheSeries(): Promise<void> {
    await this.page.getByRole('button', { name: 'To the series' }).click();
  }
}
