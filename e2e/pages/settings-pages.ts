import type { Locator, Page } from '@playwright/test';

/** The settings of clinics and closures. */
export class SettingsPages {
  /** What is open beside the page. */
  readonly panel: Locator;

  constructor(private readonly page: Page) {
    this.panel = page.getByRole('dialog');
  }

  /** A card of the home. */
  door(name: string): Locator {
    return this.page.getByRole('main').getByRole('link', { name: new RegExp(`^${name}`) });
  }

  button(name: string): Locator {
    return this.panel.getByRole('button', { name, exact: true });
  }

  closure(reason: string): Locator {
    return this.page
      .getByRole('region', { name: /^Closures of/ })
      .getByRole('row')
      .filter({ hasText: reason });
  }

  /** Sends the form of a closure of the whole clinic for one day. */
  async close(reason: string, date: string): Promise<void> {
    await this.panel.getByLabel('First day').fill(date);
    await this.panel.getByLabel('Last day').fill(date);
    await this.panel.getByRole('textbox', { name: 'Why' }).fill(reason);
    await this.button('Close this time').click();
  }

  /** Chooses a file of holidays, as somebody has it from elsewhere. */
  async readCalendar(days: readonly { readonly date: string; readonly name: string }[]): Promise<void> {
    const events = days.flatMap(({ date, name }) => [
      'BEGIN:VEVENT',
      `UID:${date}@holidays.example`,
      `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
      `SUMMARY:${name}`,
      'END:VEVENT',
    ]);
    const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Holidays//EN', ...events, 'END:VCALENDAR'];
    const [chooser] = await Promise.all([
      this.page.waitForEvent('filechooser'),
      this.panel.getByRole('button', { name: /^Calendar file/ }).click(),
    ]);
    await chooser.setFiles({
      name: 'holidays.ics',
      mimeType: 'text/calendar',
      buffer: Buffer.from(text.join('\r\n')),
    });
  }
}
