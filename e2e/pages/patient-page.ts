import type { Locator, Page } from '@playwright/test';

/** Who it is, what to know, which series. */
export class PatientPage {
  readonly flags: Locator;

  constructor(private readonly page: Page) {
    this.flags = page.getByRole('region', { name: 'Clinical flags' });
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/patients/${id}`);
  }

  link(name: string): Locator {
    return this.page.getByRole('link', { name, exact: true });
  }
}
