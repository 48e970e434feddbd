import type { SeriesView } from '@lull/contracts';
import { wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';
import { CancelDialog, SessionPanel } from '../pages/session-panel.js';
import { Shell } from '../pages/shell.js';
import { SlotPanel } from '../pages/slot-panel.js';
import { TasksPage } from '../pages/tasks-page.js';

/** The day that the search begins with, and what it finds from there. */
async function slotsAhead(given: Given, series: SeriesView) {
  const ahead = await given.dayAhead();
  return { ahead, free: await given.slots(series, ahead) };
}

test('a scheduler books the next session, moves it and cancels it, and a colleague sees each at once', async ({
  as,
  given,
}) => {
  const { clinic, patient, name, taken, takenRoom, ahead, free } =
    await test.step('given a patient with an open series, and a time that somebody else has', async () => {
      const place = await given.clinic();
      const other = await given.patient();
      const somebody = await given.session(await given.series(other.id));
      const one = await given.patient();
      const series = await given.series(one.id);
      return {
        clinic: place,
        patient: one,
        name: `${one.familyName}, ${one.givenName}`,
        taken: wallClock(somebody.start, place.timeZone),
        takenRoom: place.resources.find(({ id }) => id === somebody.roomId)?.name ?? '',
        ...(await slotsAhead(given, series)),
      };
    });
  const [, first, second] = free;
  if (first === undefined || second === undefined) throw new Error('The clinic is full.');
  const day = wallClock(first.start, clinic.timeZone);
  const page = await as('scheduler');
  const colleague = await as('nurse');
  const drawer = new BookingDrawer(page);
  const finder = new SlotPanel(page);
  const board = new DayBoard(page);
  const colleagueBoard = new DayBoard(colleague);

  await test.step('given a colleague who looks at that day', async () => {
    await colleagueBoard.open(day.date);
    await expect(colleagueBoard.grid).toBeVisible();
    await expect(colleagueBoard.card(name)).toHaveCount(0);
  });

  await test.step('when the patient is found by name and the next session is asked for', async () => {
    await page.goto('/');
    await new Shell(page).openPatient(`${patient.givenName} ${patient.familyName}`, name);
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('link', { name: 'Book next' }).click();
  });

  await test.step('then the three best slots from the wished day on are offered, each with its why', async () => {
    await finder.notBefore(ahead);
    await expect(finder.slots).toHaveCount(3);
    await expect(finder.slot(first.text)).toContainText('first of the series');
  });

  await test.step('when a time of one’s own is named that is taken, then the taken resource is named, and where it would do', async () => {
    await finder.button('A time of my own').click();
    await drawer.choose(taken, takenRoom);
    await expect(drawer.reasons.filter({ hasText: `${takenRoom} is taken` })).toContainText(
      'scheduling.resource-busy',
    );
    await expect(drawer.dialog.getByRole('button', { name: 'Book', exact: true })).toBeDisabled();
    await expect(drawer.freeTimes).toHaveCount(3);
    await page.goBack();
  });

  await test.step('when a slot is chosen, then what would be held and the preparation stand in clock times', async () => {
    await finder.slot(first.text).click();
    await expect(finder.held).toContainText(/Prepare\s*\d\d:\d\d to \d\d:\d\d: Bay \d/);
    await expect(finder.held).toContainText(/Recovery\s*\d\d:\d\d to \d\d:\d\d: Bay \d/);
    await expect(finder.held).toContainText('C-arm');
    const clockTime = /\w{3} \d{1,2} \w{3} \d{4}, \d\d:\d\d [A-Z]{2,5}/;
    for (const term of ['Last full meal', 'Last light meal', 'Last clear liquids', 'Arrive']) {
      await expect(
        finder.preparation
          .getByRole('definition')
          .and(finder.preparation.locator(`dt:has-text("${term}") + dd`)),
      ).toHaveText(clockTime);
    }
    await expect(finder.preparation).not.toContainText('midnight');
  });

  await test.step('when it is booked, then the colleague sees it without doing anything', async () => {
    const seen = colleagueBoard.card(name).waitFor();
    await finder.button('Book').click();
    await page.getByText('Booked', { exact: true }).waitFor();
    const bookedAt = Date.now();
    await seen;
    test.info().annotations.push({
      type: 'shown to a colleague',
      description: `${Date.now() - bookedAt} ms after the booking was said`,
    });
  });

  await test.step('then it stands on the day board with its room and its bays', async () => {
    await board.open(day.date);
    await expect(board.card(name)).toBeVisible();
    await expect(board.card(name)).toHaveAccessibleName(
      new RegExp(`${day.time} to \\d\\d:\\d\\d, LSB left, 1 of 4, booked`),
    );
    await expect(board.bay(name, 'prepare')).toHaveCount(1);
    await expect(board.bay(name, 'recovery')).toHaveCount(1);
    await board.card(name).click();
    const panel = new SessionPanel(page, name);
    for (const held of ['Bay', 'Fluoro', 'C-arm', 'RN', 'Dr.']) await expect(panel.held).toContainText(held);
  });

  const moved = wallClock(second.start, clinic.timeZone);
  await test.step('when it is moved, then the colleague sees where to', async () => {
    await new SessionPanel(page, name).button('Move').click();
    const moving = new BookingDrawer(page, 'Move the session');
    await expect(moving.dialog).toContainText(`Now: ${first.text}`);
    await moving.choose(moved, clinic.resources.find(({ id }) => id === second.roomId)?.name);
    await expect(moving.possible).toBeVisible();
    await moving.move();
    await expect(page.getByText('Moved', { exact: true })).toBeVisible();
    await colleagueBoard.open(moved.date);
    await expect(colleagueBoard.card(name)).toHaveAccessibleName(new RegExp(`, ${moved.time} to`));
  });

  await test.step('when it is cancelled with a reason, then its time is free for all', async () => {
    await board.open(moved.date);
    await board.card(name).click();
    await new SessionPanel(page, name).button('Cancel session').click();
    const cancelling = new CancelDialog(page);
    await expect(cancelling.dialog.getByRole('button', { name: 'Cancel the session' })).toBeDisabled();
    await cancelling.cancel('No escort', 'Her son is away until Friday.');
    await expect(cancelling.dialog).toBeHidden();
    await expect(board.card(name)).toHaveCount(0);
    await expect(colleagueBoard.card(name)).toHaveCount(0);
  });

  await test.step('then a follow-up task stands, so that the patient is not lost', async () => {
    const tasks = new TasksPage(page);
    await tasks.open();
    const task = await tasks.of(name);
    await expect(task).toContainText('Arrange escort');
  });
});
