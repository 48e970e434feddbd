import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { mondayOf, wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';

test('from the week to a session by the keyboard alone', async ({ as, given }) => {
  const page = await as('scheduler');
  const patient = await given.patient();
  const session = await given.session(await given.series(patient.id));
  const { timeZone, resources } = await given.clinic();
  const { date } = wallClock(session.start, timeZone);
  const room = resources.find(({ id }) => id === session.roomId)?.name ?? '';
  const week = page.getByRole('grid', { name: 'Week by room' });

  await test.step('given the week of a booked session', async () => {
    await page.goto(`/week/${date}`);
    await expect(page.getByRole('heading', { level: 1, name: /^Week \d+, Mon / })).toBeVisible();
    await expectAccessible(page, 'week');
    await expectNoSidewaysScroll(page, 'week');
  });

  await test.step('when J and K are pressed, then the weeks go by, in the address too', async () => {
    await page.keyboard.press('j');
    await expect(page).toHaveURL(new RegExp(`/week/${mondayOf(date, 1)}(\\?|$)`));
    await page.keyboard.press('k');
    await expect(page).toHaveURL(new RegExp(`/week/${mondayOf(date)}(\\?|$)`));
    await page.goto(`/week/${date}`);
  });

  await test.step('when the arrows lead to the cell and Enter is pressed, then the day opens at that column', async () => {
    const cell = week
      .getByRole('link', { name: new RegExp(`^${room}, `) })
      .and(week.locator(`[href*="/day/${date}"]`));
    await expect(cell).toHaveAccessibleName(/\d+ % full, .+ held, \d+ sessions?, \d+ more fit/);
    await week.locator('a[tabindex="0"]').focus();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 60 && !(await isFocused(cell)); steps += 1) {
      const [at, to] = [await placeOf(page.locator(':focus')), await placeOf(cell)];
      if (at.row !== to.row) await page.keyboard.press(at.row < to.row ? 'ArrowDown' : 'ArrowUp');
      else await page.keyboard.press(at.column < to.column ? 'ArrowRight' : 'ArrowLeft');
    }
    await expect(cell).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/day/${date}\\?.*column=${session.roomId}`));
    await expect(page.getByRole('grid', { name: /^Day board/ })).toBeVisible();
    await expect(page.locator('button[data-session]:focus')).toHaveCount(1);
  });

  await test.step('when W is pressed, then the week is back', async () => {
    await page.keyboard.press('w');
    await expect(week).toBeVisible();
  });

  await test.step('when the month is opened, then each day has its number, and a day opens the board', async () => {
    await page
      .getByRole('navigation', { name: 'Day, week, month' })
      .getByRole('link', { name: 'Month' })
      .click();
    await page.goto(`/month/${date.slice(0, 7)}`);
    const day = page.locator(`a[href*="/day/${date}"]`).first();
    await expect(day).toHaveAccessibleName(/\d+ % full, .+ held, \d+ sessions?/);
    await expectAccessible(page, 'month');
    await expectNoSidewaysScroll(page, 'month');
    await page
      .getByRole('link', { name: /\d+ % full, .+ held/ })
      .first()
      .click();
    await expect(page.getByRole('grid', { name: /^Day board/ })).toBeVisible();
  });
});

test('the palette finds a patient, a page and an action; single keys can be switched off', async ({
  as,
  given,
}) => {
  const page = await as('scheduler', { dark: true });
  const patient = await given.patient();
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const palette = page.getByRole('dialog', { name: 'Find or do' });
  const words = palette.getByRole('combobox');

  await test.step('when Ctrl+K is pressed and a name typed, then Enter opens her page', async () => {
    await page.keyboard.press('Control+k');
    await expect(words).toBeFocused();
    await expectAccessible(page, 'command palette');
    await words.fill(patient.familyName);
    await expect(palette.getByRole('option').first()).toContainText(patient.familyName);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/patients/${patient.id}$`));
  });

  await test.step('when a page is typed, then Enter goes there', async () => {
    await page.keyboard.press('Control+k');
    await words.fill('week');
    await expect(palette.getByRole('option', { name: /^Week/ })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/week\/\d{4}-\d{2}-\d{2}$/);
  });

  await test.step('when ? is pressed, then the keys of this very page are listed', async () => {
    await expect(page.getByRole('grid', { name: 'Week by room' })).toBeVisible();
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Keyboard' });
    await expect(sheet).toContainText('Next week');
    await expectAccessible(page, 'sheet of keys');
    const here = page.url();
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    await expect(sheet).toBeHidden();
    expect(page.url()).toBe(here);
  });

  await test.step('when single keys are switched off, then letters do nothing and Ctrl+K still opens', async () => {
    await page.keyboard.press('Control+k');
    await words.fill('preferences');
    await expect(palette.getByRole('option', { name: 'My preferences' })).toBeVisible();
    await page.keyboard.press('Enter');
    const preferences = page.getByRole('dialog', { name: 'My preferences' });
    await expectAccessible(page, 'preferences');
    await preferences.getByRole('switch', { name: /^Single-key shortcuts/ }).click();
    await page.keyboard.press('Escape');
    await expect(preferences).toBeHidden();
    const here = page.url();
    for (const key of ['j', 'g', 'l', '?', '/']) await page.keyboard.press(key);
    // The palette is seen after whatever the letters might have done.
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(1);
    expect(page.url()).toBe(here);
    await page.keyboard.press('Escape');
    await expect(palette).toBeHidden();
    await page.reload();
    await expect(page.getByRole('grid', { name: 'Week by room' })).toBeVisible();
    await page.keyboard.press('j');
    await page.keyboard.press('Control+k');
    await expect(palette).toBeVisible();
    expect(page.url()).toBe(here);
  });
});

test('letters that follow Ctrl+K before the palette has come are in its field', async ({ as }) => {
  const page = await as('scheduler');
  const elsewhere = page.getByRole('textbox', { name: /^Find a patient/ });
  const words = page.getByRole('dialog', { name: 'Find or do' }).getByRole('combobox');
  let arrives = (): void => undefined;
  const late = new Promise<void>((resolve) => {
    arrives = resolve;
  });
  await page.route(/command-palette-.*\.js$/, async (route) => {
    await late;
    await route.continue();
  });
  await page.goto('/tasks');
  await elsewhere.focus();

  await test.step('when a page is typed while the palette is on its way, then nothing else takes the letters', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('wex');
    await page.keyboard.press('Backspace');
    await expect(words).toHaveCount(0);
    await expect(elsewhere).toHaveValue('');
  });

  await test.step('then it opens with them, is typed on, and Enter goes there', async () => {
    arrives();
    await expect(words).toBeFocused();
    await page.keyboard.type('ek');
    await expect(words).toHaveValue('week');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/week\/\d{4}-\d{2}-\d{2}$/);
  });
});

test('the day sheet: a page for each room, light, with initials when that is wished', async ({
  as,
  given,
}) => {
  const page = await as('scheduler', { dark: true });
  const patient = await given.patient();
  const session = await given.session(await given.series(patient.id));
  const { timeZone, resources } = await given.clinic();
  const { date } = wallClock(session.start, timeZone);
  const board = new DayBoard(page);
  const sheet = page.getByRole('table');
  await board.open(date);
  await expect(board.grid).toBeVisible();

  await test.step('when the day is printed, then there is a table with its head for each room that is used', async () => {
    await page.emulateMedia({ media: 'print' });
    const room = resources.find(({ id }) => id === session.roomId)?.name ?? '';
    const own = sheet.filter({ hasText: `${patient.familyName}, ${patient.givenName}` });
    await expect(own.getByRole('columnheader').first()).toContainText(`${room}, `);
    await expect(own.getByRole('columnheader').first()).toContainText(/Printed .+ by /);
    await expect(board.grid).toBeHidden();
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
      'rgb(255, 255, 255)',
    );
    const tables = await sheet.count();
    const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThanOrEqual(tables);
    expect(pages).toBeLessThan(tables * 3);
    expect(pdf).toMatch(/\/MediaBox\s*\[\s*0\s+0\s+84[12]/);
    await page.emulateMedia({ media: null });
    await expect(sheet).toHaveCount(0);
  });

  await test.step('when initials are switched on, then they stand in the address and on the paper', async () => {
    await page.getByRole('button', { name: 'Print the day sheet' }).click();
    await expectAccessible(page, 'before printing');
    await page.getByRole('switch', { name: /^Initials instead of names/ }).click();
    await expect(page).toHaveURL(/initials=true/);
    await page.keyboard.press('Escape');
    await page.emulateMedia({ media: 'print' });
    await expect(sheet.first()).toBeVisible();
    await expect(sheet.filter({ hasText: patient.familyName })).toHaveCount(0);
    await expect(sheet.filter({ hasText: 'M. I.' }).first()).toBeVisible();
  });
});

async function isFocused(locator: ReturnType<DayBoard['card']>): Promise<boolean> {
  return locator.evaluate((element) => element === document.activeElement);
}

async function placeOf(locator: ReturnType<DayBoard['card']>): Promise<{ row: number; column: number }> {
  return locator.evaluate((element) => ({
    row: Number(element.getAttribute('data-row')),
    column: Number(element.getAttribute('data-cell')),
  }));
}
