import { expect, type Locator, type Page } from '@playwright/test';

/** The procedure and the recovery of one visit, as the nurse writes them down. */
export class RecoveryPage {
  private readonly reading: Locator;
  private readonly leaving: Locator;

  constructor(private readonly page: Page) {
    this.reading = page.getByRole('form', { name: 'New reading' });
    this.leaving = page.getByRole('form', { name: 'Discharge' });
  }

  /** What was done of one step. */
  async says(step: string, what: 'Done' | 'Does not apply'): Promise<void> {
    const button = this.page
      .getByRole('group', { name: step, exact: true })
      .getByRole('button', { name: what, exact: true });
    await button.click();
    await expect(button).toHaveAttribute('aria-pressed', 'true');
  }

  /** A patient who is awake, strong in both legs, and whose pain is gone. */
  async readWell(): Promise<void> {
    const choose = (group: string | RegExp, answer: string) =>
      this.reading
        .getByRole('group', { name: group })
        .getByRole('radio', { name: answer, exact: true })
        .check();
    for (const words of [
      'moves all four',
      'deep, and coughs',
      'within 20 %',
      'fully awake',
      'over 92 % on air',
    ])
      await this.reading.getByRole('radio', { name: `2: ${words}` }).check();
    await choose(/^Pain/, '2');
    await choose(/Strength of the left/i, '5');
    await choose(/Strength of the right/i, '5');
    await choose(/^Stands safely/, 'Yes');
    await this.reading.getByLabel(/^left foot/i).fill('33.4');
    await this.reading.getByRole('button', { name: 'Record reading' }).click();
    await expect(this.page.getByRole('row', { name: /10 .* 2 .* safely/ })).toBeVisible();
  }

  /** With the escort beside the patient; what is too early has a reason. */
  async discharge(escort: string, relation: string, reason: string): Promise<void> {
    const yes = (question: string | RegExp) =>
      this.leaving.getByRole('group', { name: question }).getByRole('radio', { name: 'Yes' }).check();
    const leave = this.leaving.getByRole('button', { name: 'Discharge' });
    await yes('Is an escort here?');
    await this.leaving.getByLabel('Name of the escort').fill(escort);
    await this.leaving.getByLabel('Who is it to the patient?').fill(relation);
    await yes('After-care told and handed over?');
    await yes(/Said back in the patient’s own words/);
    await leave.click();
    for (const early of [/^Observed for/, /^A sedated patient leaves with/])
      await this.leaving.getByRole('textbox', { name: early }).fill(reason);
    await leave.click();
    await expect(this.page.getByText(`${escort} (${relation})`)).toBeVisible();
  }
}
