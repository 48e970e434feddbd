import type { Locator, Page } from '@playwright/test';

/** One day of the clinic, as a board at a desk and as a list on a telephone. */
export class DayBoard {
  readonly grid: Locator;

  constructor(private readonly page: Page) {
    this.grid = page.getByRole('grid', { name: /^Day board/ });
  }

  async open(date: string, by: 'room' | 'physician' | 'list' = 'room'): Promise<void> {
    await this.page.goto(`/day/${date}?by=${by}`);
  }

  /** The card of a patient's session, in its room or with its physician: its name tells all that it shows. */
  card(patient: string): Locator {
    return this.grid.getByRole('button', { name: new RegExp(`^${escaped(patient)}, \\d\\d:\\d\\d to `) });
  }

  /** A patient's stay in a recovery bay, before or after the injection. */
  bay(patient: string, stage: 'prepare' | 'recovery'): Locator {
    return this.grid.getByRole('button', { name: `${patient}, ${stage}, ` });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
