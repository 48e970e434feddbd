import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import { expect, test, type Page } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';
import { PatientPage } from '../pages/patient-page.js';
import { SlotPanel } from '../pages/slot-panel.js';

const booked = (page: Page) => page.getByText('Booked', { exact: true });

test('from the patient’s page, booking the next session of a series takes two clicks and a confirm', async ({
  as,
  given,
}) => {
  const patient = await test.step('given a series whose first session stands', async () => {
    const one = await given.patient();
    const series = await given.series(one.id);
    await given.session(series);
    return one;
  });
  const page = await as('scheduler');
  const finder = new SlotPanel(page);
  const patientPage = new PatientPage(page);

  await test.step('when the next session is asked for (one click)', async () => {
    await patientPage.open(patient.id);
    await patientPage.link('Book next').click();
  });

  await test.step('then the best slots stand there with why, and what was excluded can be unfolded', async () => {
    await expect(finder.slots).toHaveCount(3);
    await expect(finder.slots.first()).toContainText(/\d+ days after the one before, target 14/);
    await expect(finder.slots.first()).toContainText(/, as before/);
    await finder.excluded.click();
    await expect(finder.dialog.getByText(/times? on \d+ days?/).first()).toBeVisible();
    await expectAccessible(page, 'the slots over the patient’s page');
    await finder.excluded.click();
  });

  await test.step('when the best is chosen (two clicks), then the preparation stands in clock times', async () => {
    await finder.slots.first().click();
    await expect(finder.preparation).toContainText(
      /Last full meal\s*\w{3} \d{1,2} \w{3} \d{4}, \d\d:\d\d [A-Z]+/,
    );
    await expectAccessible(page, 'the look before it is booked');
  });

  await test.step('when it is confirmed, then it stands on the patient’s page', async () => {
    await finder.button('Book as tentative').click();
    await expect(booked(page)).toBeVisible();
    await expect(finder.dialog).toBeHidden();
    const row = page.getByRole('row').filter({ hasText: 'tentative' });
    await expect(row).toHaveCount(1);
  });
});

test('by keyboard alone: F on the board, the patient, the second best, booked', async ({ as, given }) => {
  const { name, patient } = await test.step('given a patient with an open series', async () => {
    const one = await given.patient();
    await given.series(one.id, { sedation: 'none' });
    return { name: `${one.familyName}, ${one.givenName}`, patient: one };
  });
  const page = await as('scheduler');
  const finder = new SlotPanel(page);
  const board = new DayBoard(page);

  await test.step('when F is pressed on the board and the patient is typed', async () => {
    await page.goto('/');
    await expect(board.grid).toBeVisible();
    await page.keyboard.press('f');
    await expect(finder.dialog).toBeVisible();
    await page.keyboard.type(patient.familyName);
    await expect(page.getByRole('option', { name: new RegExp(name) })).toBeEnabled();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
  });

  await test.step('then the first slot has the focus, and arrow keys walk', async () => {
    await expect(finder.slots.first()).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(finder.slots.nth(1)).toBeFocused();
  });

  const text = (await finder.slots.nth(1).locator('b').textContent()) ?? 'no slot';
  await test.step('when Enter is pressed twice, then it is booked and the board shows its day', async () => {
    await page.keyboard.press('Enter');
    await expect(finder.button('Book')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(booked(page)).toBeVisible();
    await expect(finder.dialog).toBeHidden();
    await expect(board.card(name)).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(text.replace(/,.*$/, ''));
  });
});

test('on a phone and in the dark, wishes narrow the slots, and a time of one’s own stays possible', async ({
  as,
  given,
}) => {
  const patient = await given.patient();
  const series = await given.series(patient.id, { sedation: 'none' });
  const page = await as('scheduler', { phone: true, dark: true });
  const finder = new SlotPanel(page);

  await test.step('when slots are sought from the series page', async () => {
    await page.goto(`/series/${series.id}`);
    await page.getByRole('link', { name: 'Book next' }).click();
    await expect(finder.slots).toHaveCount(3);
    await expectAccessible(page, 'the slots on a phone in the dark');
    await expectNoSidewaysScroll(page, 'the slots on a phone');
  });

  await test.step('when only afternoons will do, then only afternoons are offered', async () => {
    await finder.dialog.getByText('Afternoon').click();
    await expect(finder.slots.first()).toContainText(/, 1[2-7]:\d\d /);
    for (const slot of await finder.slots.all()) await expect(slot).toContainText(/, 1[2-7]:\d\d /);
  });

  await test.step('when a time of one’s own is wanted, then the booking drawer asks for it, for the same series', async () => {
    await finder.button('A time of my own').click();
    await expect(new BookingDrawer(page).dialog).toContainText(series.patientName);
  });
});
