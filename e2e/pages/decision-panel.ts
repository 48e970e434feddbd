import type { Locator, Page } from '@playwright/test';

/** The physician's word after an injection, on the series' page. */
export class DecisionPanel {
  readonly region: Locator;
  readonly response: Locator;
  readonly history: Locator;
  readonly dialog: Locator;
  /** The way back, as long as it stands. */
  readonly takeBack: Locator;

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Decision', exact: true });
    this.response = this.region.getByRole('list', { name: 'Response to the last injection' });
    this.history = this.region.getByRole('region', { name: 'Decisions so far' });
    this.dialog = page.getByRole('dialog');
    this.takeBack = this.region.getByRole('group', { name: 'Take the decision back' });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }
}
