import type { Role } from '@lull/contracts';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { givenPlaces, type Places } from '../fixtures/screen.js';
import { expect, test, type Page } from '../fixtures/test.js';

const roles: readonly Role[] = ['scheduler', 'nurse', 'physician', 'administrator', 'auditor'];

/** A busy machine shows a page late; what is not there costs this once, and the journey names it. */
const patienceMs = 20_000;

/** Places below a page, which no help can link to: where they lie of what the journey made. */
const below: Readonly<Record<string, (places: Places) => string>> = {
  patient: ({ treated }) => `/patients/${treated.patientId}`,
  series: ({ inRoom }) => `/series/${inRoom.seriesId}?session=${inRoom.id}`,
  session: ({ date, session }) => `/day/${date}?session=${session.id}`,
  visit: ({ inRoom }) => `/sessions/${inRoom.id}/day`,
  planning: ({ treated }) => `/series/${treated.id}/plan?count=3`,
};

interface Named {
  readonly guide: string;
  readonly place: string;
  readonly href: string;
  readonly words: readonly string[];
}

/** What the guides of a role say stands where, as the page itself says it. */
async function namedIn(page: Page, title: string): Promise<Named[]> {
  const steps = page.getByRole('region', { name: title }).locator('li[data-place]');
  await expect(steps.first()).toBeVisible({ timeout: patienceMs });
  return steps.evaluateAll((items) =>
    items.map((item) => ({
      guide: item.closest('article')?.getAttribute('aria-label') ?? '',
      place: item.getAttribute('data-place') ?? '',
      href: item.querySelector('a')?.getAttribute('href') ?? '',
      words: [...item.querySelectorAll('strong')].map(({ textContent }) => textContent),
    })),
  );
}

/** On a button, a link, a field, or over a part of the page. */
const standing = (page: Page, name: string) =>
  ['button', 'link', 'textbox', 'combobox', 'heading', 'region', 'list', 'article', 'table']
    .map((role) => page.getByRole(role as 'button', { name, exact: true }))
    .reduce((all, each) => all.or(each), page.getByLabel(name, { exact: true }))
    .first();

/** Made once: the journeys look and change nothing. */
let made: Promise<Places> | undefined;

for (const role of roles) {
  test(`the guides of the ${role} name what stands on the pages they lead to`, async ({ as, given }) => {
    test.slow();
    const places = await (made ??= givenPlaces(given));
    const page = await as(role);
    await page.goto('/help');
    const named = [...(await namedIn(page, `For the ${role}`)), ...(await namedIn(page, 'For everybody'))];
    const missing: string[] = [];
    for (const { guide, place, href, words } of named) {
      expect(href, `${guide}: ${place}`).toMatch(/^\//);
      await page.goto(below[place]?.(places) ?? href);
      await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached({ timeout: patienceMs });
      await expect(page.getByText('Not allowed', { exact: true })).toHaveCount(0);
      for (const name of words) {
        const there = await standing(page, name)
          .waitFor({ timeout: patienceMs })
          .then(() => true)
          .catch(() => false);
        if (!there) missing.push(`${guide}: "${name}" at ${place}`);
      }
    }
    expect(missing).toEqual([]);
  });
}

test('the help is at the same place on every page, opens by keys, and is searched and printed', async ({
  as,
}) => {
  const page = await as('nurse');
  const places: { x: number; y: number }[] = [];
  for (const path of ['/day', '/patients', '/tasks', '/settings', '/account', '/help']) {
    await page.goto(path);
    const link = page.getByRole('banner').getByRole('link', { name: 'Help', exact: true });
    const box = await link.boundingBox();
    places.push({ x: Math.round(box?.x ?? -1), y: Math.round(box?.y ?? -1) });
  }
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(1);

  await test.step('when ? is pressed on a page, then its sheet leads to the help', async () => {
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await expectAccessible(page, 'sheet of keys with the way to the help');
    await sheet.getByRole('link', { name: 'Open the help' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
    await expect(sheet).toBeHidden();
  });

  await test.step('when G and H are pressed elsewhere, then it opens, too', async () => {
    await page.goto('/tasks');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.keyboard.press('g');
    await page.keyboard.press('h');
    await expect(page.getByRole('heading', { level: 1, name: 'Help' })).toBeVisible();
  });

  await test.step('when a word is looked for, then what speaks of it is left', async () => {
    await page.getByRole('textbox', { name: 'Look for' }).fill('lapse');
    await expect(page.getByText(/^the end of relief, known to lie in an interval/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'For the nurse' })).toHaveCount(0);
    await expect(page).toHaveURL(/find=lapse/);
  });

  await test.step('when it is printed, then the guides are on the paper and the field is not', async () => {
    await page.goto('/help');
    await expect(page.getByRole('region', { name: 'For the nurse' })).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('region', { name: 'For the nurse' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Look for' })).toBeHidden();
    await expect(page.getByRole('banner')).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
  });

  await test.step('when the page about the product is opened, then versions and licences are told', async () => {
    await page.getByRole('link', { name: 'About Lull' }).click();
    await expect(page.getByRole('region', { name: 'Definitions', exact: true })).toContainText(
      'Relief of pain, 50 %',
    );
    await page.getByRole('button', { name: 'Show the licences' }).click();
    await page.getByRole('button', { name: /^express / }).click();
    await expect(page.getByText(/Permission is hereby granted/).first()).toBeVisible();
    await expectNoSidewaysScroll(page, 'about, with licences');
  });
});
