import { expectAccessible } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';
import { CancelDialog, SessionPanel } from '../pages/session-panel.js';

test('a slip is taken back: by the toast of a key, and later from the session', async ({ as, given }) => {
  const patient = await given.patient();
  const session = await given.sessionToday(await given.series(patient.id));
  const name = `${patient.familyName}, ${patient.givenName}`;
  const { timeZone } = await given.clinic();
  const page = await as('nurse');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);

  await test.step('when a key on the board says arrived, then a toast says so and takes it back', async () => {
    await board.open(wallClock(session.start, timeZone).date);
    await board.card(name).focus();
    await page.keyboard.press('1');
    await expect(board.card(name)).toHaveAccessibleName(/arrived/);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(board.card(name)).toHaveAccessibleName(/booked/);
  });

  await test.step('when the slip is seen later, then the session itself leads back', async () => {
    await board.card(name).click();
    await panel.button('Arrived').click();
    await panel.button('Take “arrived” back').click();
    await panel.dialog.getByLabel('Why').fill('The wrong patient');
    await expectAccessible(page, 'taking a step back');
    await panel.button('Take back').click();
    await expect(panel.button('Arrived')).toBeVisible();
  });
});

test('nobody is led through a day that has not come', async ({ as, given }) => {
  const patient = await given.patient();
  const session = await given.session(await given.series(patient.id));
  const { timeZone } = await given.clinic();
  const page = await as('nurse');
  const panel = new SessionPanel(page, `${patient.familyName}, ${patient.givenName}`);
  await page.goto(`/day/${wallClock(session.start, timeZone).date}?session=${session.id}`);
  await expect(
    panel.dialog.getByText(
      /^“Arrived” can be entered from \w{3} \d.*, “Did not come” from the planned beginning at \d/,
    ),
  ).toBeVisible();
  await expect(panel.button('Arrived')).toHaveCount(0);
  await expect(panel.button('Did not come')).toHaveCount(0);
});

test('a session is cancelled on a telephone, over its panel', async ({ as, given }) => {
  const patient = await given.patient();
  const session = await given.session(await given.series(patient.id));
  const { timeZone } = await given.clinic();
  const page = await as('scheduler', { phone: true, dark: true });
  const panel = new SessionPanel(page, `${patient.familyName}, ${patient.givenName}`);
  await page.goto(`/day/${wallClock(session.start, timeZone).date}?session=${session.id}`);
  await panel.button('Cancel session').click();
  await new CancelDialog(page).cancel('The patient is ill', 'Flu, calls back');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});
