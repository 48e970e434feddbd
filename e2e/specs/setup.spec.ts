import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { codeOf } from '../fixtures/authenticator.js';
import { startProduct, type Product } from '../fixtures/product.js';
import { desk, expect, phone, test, type Page } from '../fixtures/test.js';
import { SetupPage } from '../pages/setup-page.js';
import { SlotPanel } from '../pages/slot-panel.js';

const api = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'apps', 'api');
const faultyBook = join(api, 'src', 'modules', 'interop', 'fixtures', 'clinic-book-faulty');
const bookFiles = [
  'clinic.csv',
  'blocks.csv',
  'patients.csv',
  'series.csv',
  'sessions.csv',
  'pain_scores.csv',
];
const email = 'ada@midtown.example';
const password = 'a lantern over calm water';
/** A product of its own, with nothing in it: a practice begins there once. */
let empty: Product;
test.beforeAll(async () => {
  test.setTimeout(240_000);
  empty = await startProduct({ empty: true });
});
test.afterAll(() => empty.stop());

/** The faulty book without the rows that `expected-errors.csv` names. */
async function correctedBook() {
  const text = (name: string): Promise<string> => readFile(join(faultyBook, name), 'utf8');
  const wrong = new Set(
    (await text('expected-errors.csv')).split(/\r?\n/).map((line) => line.split(',').slice(0, 2).join(',')),
  );
  return Promise.all(
    bookFiles.map(async (name) => {
      const lines = (await text(name)).split(/\r?\n/);
      const right = lines.filter((_, index) => !wrong.has(`${name},${index + 1}`)).join('\n');
      return { name, mimeType: 'text/csv', buffer: Buffer.from(right) };
    }),
  );
}

async function expectFit(page: Page, name: string): Promise<void> {
  await expectAccessible(page, `${name}, desk`);
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await expectAccessible(page, `${name}, dark, telephone`);
  await expectNoSidewaysScroll(page, `${name}, telephone`);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize(desk);
}

test('a new practice from nothing to its first booked session, with a faulty book on the way', async ({
  open,
}, information) => {
  test.setTimeout(240_000);
  const page = await open({ baseURL: empty.url, viewport: desk });
  const setup = new SetupPage(page);
  const begun = Date.now();
  let looking = 0;
  const look = async (name: string): Promise<void> => {
    const from = Date.now();
    await expectFit(page, name);
    looking += Date.now() - from;
  };

  await test.step('given an installation with nothing in it, when the code on its console is entered, then a practice begins', async () => {
    await page.goto('/setup');
    await expect(page.getByRole('heading', { name: 'Begin your practice' })).toBeVisible();
    await look('beginning');
    await setup.fill('Code on the console', 'AAAAA-22222-BBBBB');
    await setup.fill('Name of the practice', 'Midtown Pain Centre');
    await setup.fill('Your name', 'Ada Verhoeven');
    await setup.fill('E-mail', email);
    await setup.fill('Your password', password);
    await setup.press(setup.button('Begin'));
    await expect(page.getByRole('alert')).toContainText('not the code on the console');
    await setup.fill('Code on the console', empty.setupCode ?? '');
    await setup.press(setup.button('Begin'));
  });

  await test.step('then a second factor is asked for, and after it the set-up opens', async () => {
    await setup.press(setup.button('Set up'));
    const typed = (await page.getByText(/^([A-Z2-7]{4} ?){8}$/).textContent()) ?? '';
    await setup.fill(/The six figures/, codeOf(typed.replaceAll(' ', '')));
    await setup.press(setup.button('Switch on'));
    await setup.press(setup.button('I have kept them'));
    await expect(setup.step('Clinic and hours')).toBeVisible();
  });

  await test.step('when clinic, rooms, procedures and physicians are said, then each step leads to the next', async () => {
    await look('clinic');
    await page.getByLabel('Time zone').selectOption('America/New_York');
    setup.clicks += 1;
    await setup.press(setup.button('Save and go on'));
    await expect(setup.step('Rooms and equipment')).toBeVisible();
    await look('rooms');
    for (const [index, name] of ['Fluoro 1', 'Fluoro 2'].entries())
      await setup.fill(`Name of Room ${index + 1}`, name);
    await setup.press(setup.button('Save and go on'));
    await expect(setup.step('Procedures')).toBeVisible();
    await look('procedures');
    await setup.press(page.getByRole('checkbox', { name: 'Stellate ganglion block (SGB)' }));
    await setup.press(setup.button('Save and go on'));
    await expect(setup.step('Physicians and members')).toBeVisible();
    await look('people');
    await setup.fill('Physician 1', 'Dr. Ines Halloran');
    await setup.press(setup.button('Save and go on'));
    await expect(setup.step('Block time')).toBeVisible();
  });

  await test.step('when it is left, then a banner leads back to where it was', async () => {
    await look('block time');
    await setup.press(page.getByRole('link', { name: 'Patients', exact: true }).first());
    await expect(page.getByText(/is being set up: 3 steps are still to do/)).toBeVisible();
    await setup.press(page.getByRole('link', { name: 'Go on with the set-up' }));
    await expect(setup.step('Block time')).toBeVisible();
    await setup.press(setup.button('Save and go on'));
    await expect(setup.step('Your book')).toBeVisible();
  });

  await test.step('when a faulty book is brought, then each of its 17 faults is told, and nothing is written', async () => {
    await setup.bring(bookFiles.map((name) => join(faultyBook, name)));
    await expect(
      page.getByRole('region', { name: 'Files that you brought' }).locator('tbody tr'),
    ).toHaveCount(6);
    await look('files');
    await setup.press(setup.button('Check the book'));
    await expect(page.getByText('17 faults. Nothing has been written.').first()).toBeVisible();
    await expect(setup.faults()).toHaveCount(17);
    await expect(setup.button('Take the book over')).toBeDisabled();
    await look('faults');
    await setup.fill('Containing', 'clocks');
    await expect(setup.faults()).toHaveCount(2);
    await setup.fill('Containing', '');
    const saved = page.waitForEvent('download');
    await setup.press(setup.button('Save this list as CSV'));
    expect((await saved).suggestedFilename()).toBe('faults.csv');
  });

  await test.step('when the corrected book is brought, then it is taken over whole', async () => {
    await setup.bring(await correctedBook());
    await setup.press(setup.button('Check the book'));
    await expect(page.getByText('Nothing is wrong with the book.').first()).toBeVisible({ timeout: 30_000 });
    await setup.press(setup.button('Take the book over'));
    await expect(page.getByText('13 patients, 15 series, 53 sessions')).toBeVisible({ timeout: 60_000 });
    await look('taken over');
    await setup.press(setup.button('Go on'));
  });

  await test.step('then the first bookable time is named, and the first session is booked', async () => {
    await expect(page.getByText('First bookable:')).toBeVisible();
    await look('first bookable day');
    await setup.press(page.getByRole('link', { name: 'Book the first session' }));
    const finder = new SlotPanel(page);
    await setup.press(finder.slots.first());
    await setup.press(finder.button(/^Book( as tentative)?$/));
    await expect(page.getByText('Booked', { exact: true })).toBeVisible();
    await expect(finder.dialog).toBeHidden();
  });

  const seconds = Math.round((Date.now() - begun - looking) / 1000);
  information.annotations.push({
    type: 'from nothing to the first booked session',
    description: `${setup.clicks} presses, ${seconds} s`,
  });

  await test.step('and the code on the console opens nothing any more', async () => {
    await page.goto('/setup');
    await expect(page.getByText('There is nothing to begin here')).toBeVisible();
  });
});
