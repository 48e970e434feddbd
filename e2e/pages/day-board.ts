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

  /** What the board shows of a patient in a state: the injection, and the stays in a bay. */
  cards(patient: string, state: string): Locator {
    return this.grid.getByRole('button', { name: new RegExp(`^${escaped(patient)}, .*, ${state}(,|$)`) });
  }

  /** Everything that the board says of sessions, in order. */
  async names(): Promise<readonly string[]> {
    const cards = await this.grid.getByRole('button', { name: /, \d\d:\d\d to / }).all();
    const names = await Promise.all(cards.map((card) => card.getAttribute('aria-label')));
    // Where it may be booked is said only to those who may.
    return names.flatMap((name) => (name === null || name.endsWith('Book here.') ? [] : [name])).toSorted();
  }

  /** A patient's stay in a recovery bay, before or after the injection. */
  bay(patient: string, stage: 'prepare' | 'recovery'): Locator {
    return this.grid.getByRole('button', { name: `${patient}, ${stage}, ` });
  }
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
