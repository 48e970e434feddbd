import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { givenPlaces, type Places } from '../fixtures/screen.js';
import { screens } from '../fixtures/screens.js';
import { desk, expect, phone, test, type Page } from '../fixtures/test.js';

/** By day and by night, at a desk and on a telephone; the second of a size differs from the first in its colours alone. */
const looks = [
  { colorScheme: 'light', size: desk, judged: 'all', words: 'light, desk' },
  { colorScheme: 'dark', size: desk, judged: 'colours', words: 'dark, desk' },
  { colorScheme: 'dark', size: phone, judged: 'all', words: 'dark, telephone' },
  { colorScheme: 'light', size: phone, judged: 'colours', words: 'light, telephone' },
] as const;

async function expectFit(page: Page, name: string, deskOnly = false): Promise<void> {
  await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toHaveCount(1);
  await expect(page).toHaveTitle(/^\S.* · Lull$/);
  for (const { colorScheme, size, judged, words } of looks) {
    if (deskOnly && size === phone) continue;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.setViewportSize(size);
    await expect(page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`)).toHaveCount(1);
    await expectAccessible(page, `${name}, ${words}`, judged);
    await expectNoSidewaysScroll(page, `${name}, ${words}`);
  }
  await page.setViewportSize(desk);
}

let places: Promise<Places> | undefined;
const roles = [...new Set(screens.map(({ role }) => role))];
// They look and change nothing: the workers share them.
test.describe.configure({ mode: 'parallel' });

for (const role of roles) {
  test(`every screen of the ${role} can be used by everybody, by day and by night, at a desk and on a telephone`, async ({
    as,
    given,
  }) => {
    test.slow();
    const made = await test.step('given a patient whose pages have everything on them', () =>
      (places ??= givenPlaces(given)));
    const page = await as(role);
    for (const screen of screens.filter((each) => each.role === role)) {
      await test.step(screen.name, async () => {
        await screen.open(page, made);
        await expectFit(page, screen.name, screen.deskOnly);
      });
    }
  });
}

test('the sign-in page can be used by everybody, with a refusal on it', async ({ anybody }) => {
  const page = await anybody();
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { name: 'Demonstration' })).toBeVisible();
  await page.getByLabel('E-mail').fill('nobody@midtown.example');
  await page.getByLabel('Password', { exact: true }).fill('none');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectFit(page, 'sign-in');
});

test('the board is used by keyboard alone: from the address bar to a session and back', async ({
  as,
  given,
}) => {
  const { session, name, date } = await test.step('given a booked session', async () => {
    const booked = await given.session(await given.series((await given.patient()).id));
    return {
      session: booked,
      name: booked.patientName,
      ...wallClock(booked.start, (await given.clinic()).timeZone),
    };
  });
  const page = await as('scheduler');
  await page.goto(`/day/${date}`);
  await expect(page.getByRole('grid')).toBeVisible();

  await test.step('when Tab is pressed, then the way past the header comes first, then every control in turn', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
    const reached: string[] = [];
    for (let presses = 0; presses < 40 && !reached.includes('grid'); presses += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate(() => {
          const focused = document.activeElement;
          if (focused?.closest('[role="grid"]') != null) return 'grid';
          return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
        }),
      );
    }
    expect(reached).toEqual(
      expect.arrayContaining([
        'Day',
        'Patients',
        'Waitlist',
        'Lists',
        'Tasks',
        'Volume',
        'Find a patient by name, birth date or MRN',
        'Date',
        'The day after (J)',
        'Book',
        'grid',
      ]),
    );
  });

  await test.step('when the arrow keys are pressed, then they lead from session to session; Enter opens, Escape leads back', async () => {
    await page.keyboard.press('Home');
    const card = page.getByRole('grid').locator(`[data-session="${session.id}"]`).first();
    await card.focus();
    await page.keyboard.press('ArrowDown');
    await expect(card).not.toBeFocused();
    await page.keyboard.press('ArrowUp');
    await expect(card).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(card).toBeFocused();
  });

  await test.step('when ? is pressed, then the sheet of keys opens; Escape closes it', async () => {
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(sheet).toBeVisible();
    await expectAccessible(page, 'sheet of keys');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
  });

  await test.step('when G and a letter are pressed, then the page changes', async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('l');
    await expect(page.getByRole('heading', { level: 1, name: 'Lists' })).toBeVisible();
    await page.keyboard.press('/');
    await expect(page.getByRole('textbox', { name: /^Find a patient/ })).toBeFocused();
  });
});
