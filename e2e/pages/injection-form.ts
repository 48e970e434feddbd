import type { Locator, Page } from '@playwright/test';

/** What was done on one side, and its correction. */
export class InjectionForm {
  /** Why nothing was saved. */
  readonly refused: Locator;
  /** What is said beside the side as soon as it is chosen. */
  readonly wrongSide: Locator;
  readonly side: Locator;
  /** Of the first local anaesthetic. */
  readonly volume: Locator;

  constructor(private readonly page: Page) {
    this.refused = page.getByRole('alert').filter({ hasText: 'Nothing has been saved yet.' });
    this.wrongSide = page.getByRole('alert').filter({ hasText: 'Wrong side:' });
    this.volume = page.getByRole('group', { name: 'Local anaesthetic', exact: true }).getByLabel('Volume');
    this.side = page.getByRole('group', { name: /^Side injected/ });
  }

  async write(what: {
    readonly level: string;
    readonly anaesthetic: string;
    readonly volumeMl: string;
  }): Promise<void> {
    await this.page.getByRole('checkbox', { name: what.level, exact: true }).check();
    await this.choose('Local anaesthetic', what.anaesthetic);
    await this.volume.fill(what.volumeMl);
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
