import type { Page } from '@playwright/test';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The patient's own page, on the patient's telephone, in English. */
export class PatientDiary {
  constructor(private readonly page: Page) {}

  /** `1968-03-14`, as a patient enters it. */
  async enterBirthDate(date: string): Promise<void> {
    const [year = '', month = '', day = ''] = date.split('-');
    await this.page.getByLabel('Month').selectOption(months[Number(month) - 1] ?? '');
    await this.page.getByLabel('Day').fill(String(Number(day)));
    await this.page.getByLabel('Year').fill(year);
    await this.page.getByRole('button', { name: 'Open my page' }).click();
  }

  async open(link: string, birthDate: string): Promise<void> {
    await this.page.goto(link);
    await this.enterBirthDate(birthDate);
    await this.greeting.waitFor();
  }

  get greeting() {
    return this.page.getByRole('heading', { level: 1, name: /^Hello, / });
  }

  get pain() {
    return this.page.getByRole('group', { name: 'How bad is your pain now?' });
  }

  get sweating() {
    return this.page.getByRole('group', { name: 'How much do you sweat where you are treated?' });
  }

  async answerSweating(words: string): Promise<void> {
    await this.sweating.getByRole('radio', { name: words }).check();
    await this.page.getByRole('button', { name: 'Save', exact: true }).first().click();
  }

  get notAccepted() {
    return this.page.getByText('This did not work. Please check your birth date.', { exact: false });
  }

  get saved() {
    return this.page.getByText(/^Saved and sent at \d\d:\d\d/);
  }

  get waits() {
    return this.page.getByText('Saved here on this phone.', { exact: false });
  }

  /** The one question with its one number. */
  async answer(score: number): Promise<void> {
    // The number is the button: the radio lies over it, unseen.
    await this.pain.getByRole('radio', { name: String(score), exact: true }).check();
    await this.page.getByRole('button', { name: 'Save', exact: true }).first().click();
  }

  /** Until the page can be opened without a network. */
  async kept(): Promise<void> {
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      for (;;) {
        const cache = await caches.open('lull-diary');
        if ((await cache.match('/d/')) !== undefined) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  }
}
