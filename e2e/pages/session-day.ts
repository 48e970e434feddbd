import type { Locator, Page } from '@playwright/test';

/** One patient's way through the day. */
export class SessionDay {
  readonly arrival: Locator;
  readonly vitals: Locator;
  readonly timeOut: Locator;
  /** The time-out over the whole screen. */
  readonly dialog: Locator;

  constructor(private readonly page: Page) {
    this.arrival = page.getByRole('region', { name: 'Arrival' });
    this.vitals = page.getByRole('region', { name: 'Vital signs and pain before' });
    this.timeOut = page.getByRole('region', { name: 'Time-out in the room' });
    this.dialog = page.getByRole('dialog', { name: 'Time-out: everybody stops' });
  }

  async open(sessionId: string): Promise<void> {
    await this.page.goto(`/sessions/${sessionId}/day`);
  }

  step(name: string): Promise<void> {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  /** One of a few large answers, by the beginning of its question. */
  async answer(question: string | RegExp, answer: string): Promise<void> {
    await this.page.getByRole('group', { name: question }).getByText(answer, { exact: true }).click();
  }

  /** When something was last taken. */
  async taken(what: string, said: 'Last at…' | 'None since…', day: string, time: string): Promise<void> {
    await this.answer(new RegExp(`^${what}$`), said);
    await this.answer(`${what}: which day`, day);
    await this.page.getByLabel(`${what}: time`).fill(time);
  }

  /** Every answer of the time-out, with the sides as this person sees them. */
  async choose(side: 'LEFT' | 'RIGHT', consent: 'LEFT' | 'RIGHT', level: string): Promise<void> {
    await this.dialog
      .getByRole('group', { name: /^Which side will the needle/ })
      .getByText(side)
      .click();
    await this.dialog.getByText(level, { exact: true }).click();
    await this.dialog
      .getByRole('group', { name: /^Which side does the signed/ })
      .getByText(consent)
      .click();
    for (const item of await this.dialog.getByRole('checkbox').all()) {
      const name = await item.getAttribute('id');
      if (name !== null) await item.check();
    }
  }

  confirm(): Promise<void> {
    return this.dialog.getByRole('button', { name: 'I confirm' }).click();
  }
}
