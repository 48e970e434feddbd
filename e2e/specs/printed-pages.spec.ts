import { givenPlaces, there, type Places } from '../fixtures/screen.js';
import { expect, test, type Page } from '../fixtures/test.js';

interface Printed {
  readonly name: string;
  readonly role: 'scheduler' | 'nurse' | 'physician' | 'administrator';
  readonly open: (page: Page, places: Places) => Promise<void>;
  readonly lies: 'portrait' | 'landscape';
  /** Whether it says when it was printed, and by whom; a sheet for the patient does not. */
  readonly says: boolean;
}

const printed: readonly Printed[] = [
  {
    name: 'the plan of a day',
    role: 'scheduler',
    lies: 'landscape',
    says: true,
    open: async (page, { date }) => {
      await page.goto(`/day/${date}`);
      await there(page, 'grid', /by room$/);
    },
  },
  {
    name: 'a worklist',
    role: 'nurse',
    lies: 'landscape',
    says: true,
    open: async (page, { date }) => {
      await page.goto(`/lists?list=consents&until=${date}`);
      await there(page, 'region', 'Consents');
    },
  },
  {
    name: 'a preparation sheet',
    role: 'nurse',
    lies: 'portrait',
    says: false,
    open: async (page, { session }) => {
      await page.goto(`/sessions/${session.id}/preparation`);
      await there(page, 'article', /^How to prepare/);
    },
  },
  {
    name: 'the review of a series',
    role: 'physician',
    lies: 'landscape',
    says: true,
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}`);
      await there(page, 'img', /^Time line/);
    },
  },
  {
    name: 'the summary of a series',
    role: 'nurse',
    lies: 'portrait',
    says: true,
    open: async (page, { treated }) => {
      await page.goto(`/series/${treated.id}/summary`);
      await there(page, 'article', 'Summary of the series');
    },
  },
  {
    name: 'relief over the clinic',
    role: 'physician',
    lies: 'landscape',
    says: true,
    open: async (page) => {
      await page.goto('/reports/relief?compare=steroid');
      await there(page, 'img', /^Curves/);
    },
  },
];

const letter = { portrait: '612 792', landscape: '792 612' } as const;

test('what is printed lies on the paper of the printer, light and without buttons, and says when and by whom', async ({
  as,
  given,
}) => {
  const places = await test.step('given a patient whose pages have everything on them', () =>
    givenPlaces(given));
  for (const { name, role, lies, says, open } of printed)
    await test.step(`when ${name} is printed by somebody who works in the dark, on Letter`, async () => {
      const page = await as(role);
      await page.emulateMedia({ colorScheme: 'dark' });
      await open(page, places);
      const paper = (await page.pdf({ format: 'Letter', preferCSSPageSize: true })).toString('latin1');
      const sizes = new Set(
        [...paper.matchAll(/\/MediaBox\s*\[\s*0\s+0\s+(\d+\s+\d+)\s*\]/g)].map(([, size]) => size),
      );
      expect.soft([...sizes], name).toEqual([letter[lies]]);
      if (name === 'a preparation sheet') expect.soft(pagesOf(paper), `${name}: no empty page`).toBe(1);
      await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
      expect.soft(await inkOf(page), `${name}: light on dark`).toEqual([]);
      const foot = page.getByText(/Printed \w{3} \d+ \w{3} \d{4}, \d\d:\d\d by /).filter({ visible: true });
      expect.soft((await foot.count()) > 0, `${name} says when and by whom`).toBe(says);
      await page.close();
    });
});

const pagesOf = (paper: string): number => paper.match(/\/Type\s*\/Page\b/g)?.length ?? 0;

/** Texts that are printed lighter than paper allows, with their colour. */
function inkOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faint: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element === null || node.textContent?.trim() === '' || !element.checkVisibility()) continue;
      const { color } = getComputedStyle(element);
      const [red = 0, green = 0, blue = 0] = (color.match(/[\d.]+/g) ?? []).map(Number);
      const least = color.startsWith('color(') ? 0.62 : 160;
      if (Math.min(red, green, blue) > least) faint.push(`${node.textContent?.trim() ?? ''}: ${color}`);
    }
    return [...new Set(faint)].slice(0, 5);
  });
}
