import { expect, type Locator, type Page } from '@playwright/test';

/** A series that is not given for pain: its plan, its instruments and what they show. */
export class SymptomPage {
  readonly panel: Locator;
  readonly picture: Locator;
  readonly answers: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('region', { name: /^Relief of sweating between injections/ });
    this.picture = this.panel.getByRole('img', { name: /^Sweating by the HDSS/ });
    this.answers = page.getByRole('region', { name: 'Questionnaires and measurements' });
  }

  /** On the patient's page: everything of the plan but its end. */
  async proposeSeries(condition: string): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'New series' }).first().click();
    await page.getByRole('combobox', { name: /Condition/ }).fill(condition);
    await page.getByRole('option', { name: condition }).click();
    await page.getByRole('radio', { name: 'LEFT' }).check();
    await page.getByRole('radio', { name: /^Therapeutic/ }).check();
    await page.getByRole('combobox', { name: /^Physician/ }).click();
    await page.getByRole('option').first().click();
    await page.getByRole('textbox', { name: /^Planned injections/ }).fill('4');
  }

  async begin(): Promise<void> {
    await this.page.getByRole('button', { name: 'Begin series' }).click();
    await expect(this.page.getByRole('button', { name: 'Begin series' })).toBeHidden();
  }

  async openInstruments(name: string): Promise<void> {
    await this.page.getByRole('link', { name: `Record ${name}` }).click();
    await expect(this.page.getByRole('heading', { name: 'What was answered or measured' })).toBeVisible();
  }

  /** In the clinic, now. */
  async recordStep(answer: RegExp, region: string): Promise<void> {
    const { page } = this;
    await page.getByRole('radio', { name: answer }).check();
    await page.getByRole('combobox', { name: 'Where on the leg' }).click();
    await page.getByRole('option', { name: region }).click();
    await page.getByRole('radio', { name: 'in the clinic' }).check();
    await page.getByRole('button', { name: 'Record HDSS' }).click();
    await expect(page.getByRole('heading', { name: 'Plan', exact: true })).toBeVisible();
  }
}
