import type { AddToWaitlistRequest } from '@lull/contracts';
import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../fixtures/accessible.js';
import type { Api } from '../fixtures/api.js';
import { civilDate, dayMs, wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';
import { PatientPage } from '../pages/patient-page.js';
import { PlanPage } from '../pages/plan-page.js';
import { SessionPanel } from '../pages/session-panel.js';
import { Shell } from '../pages/shell.js';
import { SlotPanel } from '../pages/slot-panel.js';
import { WaitlistPage } from '../pages/waitlist-page.js';

/*
 * Journeys 1 to 4 of product.md with what the other files lack: there the first two are done by mouse and by keyboard,
 * the third and the fourth by mouse.
 */

async function givenCourse(given: Given, plan: Parameters<Given['series']>[1] = {}) {
  const patient = await given.patient();
  const series = await given.series(patient.id, plan);
  return { patient, series, name: `${patient.familyName}, ${patient.givenName}` };
}

/** Presses Tab until it is there, as somebody without a mouse would. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(target)}.`);
}

/** Walks the board by its arrow keys from wherever it is entered. */
async function walkTo(page: Page, card: Locator): Promise<void> {
  await tabTo(page, page.locator('[role="grid"] button[tabindex="0"]').first());
  const placeOf = (element: Element) => ({
    column: Number(element.closest('[data-column]')?.getAttribute('data-column') ?? -1),
    top: element.getBoundingClientRect().top,
  });
  for (let steps = 0; steps < 120; steps += 1) {
    if (await card.evaluate((element) => element === document.activeElement)) return;
    const [at, to] = [await page.locator(':focus').evaluate(placeOf), await card.evaluate(placeOf)];
    const [back, on] = at.column === to.column ? ['ArrowUp', 'ArrowDown'] : ['ArrowLeft', 'ArrowRight'];
    const forward = at.column === to.column ? at.top < to.top : at.column < to.column;
    await page.keyboard.press(forward ? on : back);
  }
  throw new Error('The arrow keys never reach the session.');
}

test('the next session is booked from the patient’s page by two clicks and a confirm', async ({
  as,
  given,
}) => {
  const { patient, name } = await givenCourse(given);
  const page = await as('scheduler');
  const finder = new SlotPanel(page);
  await new PatientPage(page).open(patient.id);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.dataset['clicks'] = '0';
    const count = (): void => {
      const { dataset } = document.documentElement;
      dataset['clicks'] = String(Number(dataset['clicks']) + 1);
    };
    document.addEventListener('click', count, { capture: true });
  });
  await page.getByRole('link', { name: 'Book next' }).click();
  await finder.slots.first().click();
  await expect(finder.preparation).toContainText(/Arrive\s*\w{3} \d/);
  await finder.button('Book').click();
  await expect(page.getByText('Booked', { exact: true })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.dataset['clicks'])).toBe('3');
});

test('journey 1 by touch, on a phone: the next session is booked', async ({ as, given }) => {
  const { patient, series } = await givenCourse(given);
  const page = await as('scheduler', { phone: true, touch: true });
  const finder = new SlotPanel(page);
  await new PatientPage(page).open(patient.id);
  await page.getByRole('link', { name: 'Book next' }).tap();
  await expect(finder.slots).toHaveCount(3);
  await finder.slots.first().tap();
  await expect(finder.preparation).toContainText(/Arrive\s*\w{3} \d/);
  await expectAccessible(page, 'the look before booking on a phone');
  await expectNoSidewaysScroll(page, 'the look before booking on a phone');
  await finder.button('Book').tap();
  await expect(page.getByText('Booked', { exact: true })).toBeVisible();
  expect((await given.seriesAgain(series.id)).sessions).toHaveLength(1);
});

test('journey 2 by touch, on a tablet: a series is planned, one left out, the rest booked', async ({
  as,
  given,
}) => {
  const { patient, series } = await givenCourse(given, { plannedCount: 3 });
  const page = await as('scheduler', { tablet: true, touch: true });
  const plan = new PlanPage(page);
  await new PatientPage(page).open(patient.id);
  await page.getByRole('link', { name: 'Book series' }).tap();
  await expect(plan.sessions).toHaveCount(3);
  const second = await plan.timeOf(2);
  await plan.button('Session 2 on a later day').tap();
  await expect(plan.sessions.nth(1)).not.toContainText(second);
  await plan.button('Leave session 3 out').tap();
  await expectAccessible(page, 'the plan on a tablet');
  await expectNoSidewaysScroll(page, 'the plan on a tablet');
  await plan.button('Book 2 of 3').tap();
  await expect(page.getByRole('heading', { name: 'Booked: 2 sessions' })).toBeVisible();
  await expect(plan.toPlace).toContainText('at the latest');
  expect((await given.seriesAgain(series.id)).sessions).toHaveLength(2);
});

test('journey 3 by keyboard: a nurse looks who is ready on the board and takes a patient on', async ({
  as,
  given,
}) => {
  const { series, name } = await givenCourse(given);
  const session = await given.sessionToday(series);
  const { timeZone } = await given.clinic();
  const page = await as('nurse');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);
  await board.open(wallClock(session.start, timeZone).date);

  await test.step('when the arrow keys lead to the session, then the card tells what is not ready', async () => {
    await walkTo(page, board.card(name));
    await expect(page.getByRole('tooltip')).toContainText('allergies not asked');
  });

  await test.step('when 1 is pressed, then the patient has arrived', async () => {
    await page.keyboard.press('1');
    await expect(board.card(name)).toHaveAccessibleName(/, arrived/);
  });

  await test.step('when Enter opens the session, then the next step is taken without a mouse', async () => {
    await expect(board.card(name)).toBeFocused();
    await page.keyboard.press('Enter');
    await tabTo(page, panel.button('Preparing'));
    await page.keyboard.press('Enter');
    await expect(board.card(name)).toHaveAccessibleName(/, preparing/);
    await page.keyboard.press('Escape');
    await expect(panel.dialog).toBeHidden();
    await expect(board.card(name)).toBeFocused();
  });
});

for (const device of ['phone', 'tablet'] as const) {
  test(`journey 3 by touch, on a ${device}: a nurse takes a patient on`, async ({ as, given }) => {
    const { series, name } = await givenCourse(given);
    const session = await given.sessionToday(series);
    const { timeZone } = await given.clinic();
    const page = await as('nurse', { [device]: true, touch: true });
    const panel = new SessionPanel(page, name);
    await new DayBoard(page).open(wallClock(session.start, timeZone).date);
    await expectNoSidewaysScroll(page, `the day on a ${device}`);
    await page
      .getByRole('button', { name: new RegExp(`${name}.*LSB`) })
      .first()
      .tap();
    await panel.button('Arrived').tap();
    await expect(panel.happened).toContainText('arrived');
    await panel.button('Preparing').tap();
    await expect(panel.button('In the room')).toBeVisible();
    await expectAccessible(page, `the session on a ${device}`);
  });
}

/**
 * A free time to move to on another day, which `later` asks for: on the same one the session could come to stand so
 * near its old time that nobody else fits in there.
 */
async function onAnotherDay({ freeTimes }: BookingDrawer, later: () => Promise<void>): Promise<Locator> {
  await freeTimes.first().waitFor();
  const [today] = /^\w+ \d+ \w+ \d{4}/.exec((await freeTimes.first().textContent()) ?? '') ?? [];
  if (today === undefined) throw new Error('The nearest free times name no day.');
  await later();
  const others = freeTimes.filter({ hasNotText: today });
  await others.last().waitFor();
  return others.last();
}

/** Somebody with a session ahead, and somebody who waits and could take its time. */
async function givenThePhoneRings(given: Given, scheduler: Api) {
  const clinic = await given.clinic();
  const calling = await givenCourse(given, { sedation: 'none' });
  const { session } = await given.onAQuietDay(await given.session(calling.series));
  const waiting = await givenCourse(given, { sedation: 'none' });
  await scheduler.post('/waitlist-entries', {
    seriesId: waiting.series.id,
    clinicId: clinic.id,
    from: civilDate(Date.now()),
    weekdays: [],
    noticeHours: 0,
    priority: 'urgent',
  } satisfies AddToWaitlistRequest);
  return { calling, waiting, day: wallClock(session.start, clinic.timeZone) };
}

test('journey 4 by keyboard: the patient who calls is found and moved, and the freed time is offered', async ({
  as,
  api,
  given,
}) => {
  const { calling, waiting, day } = await givenThePhoneRings(given, await api('scheduler'));
  const page = await as('scheduler');
  const drawer = new BookingDrawer(page, 'Move the session');
  const waitlist = new WaitlistPage(page);
  await page.goto('/tasks');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  await test.step('when / and the name are typed, then the patient’s page leads to moving the session', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(calling.patient.familyName);
    await expect(
      page.getByRole('listbox', { name: 'Patients found' }).getByRole('option').first(),
    ).toContainText(calling.patient.familyName);
    await expect(page.getByRole('option', { name: calling.name })).toBeEnabled();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('link', { name: 'Move next' }));
    await page.keyboard.press('Enter');
    await expect(drawer.dialog).toContainText(calling.name);
  });

  await test.step('when one of the nearest free times is chosen, then it is moved there', async () => {
    const time = await onAnotherDay(drawer, async () => {
      await tabTo(page, drawer.dialog.getByLabel('Date'));
      // The month stands first in the field.
      await page.keyboard.press('ArrowUp');
    });
    await tabTo(page, time);
    await page.keyboard.press('Enter');
    await expect(drawer.possible).toBeVisible();
    await tabTo(page, drawer.dialog.getByRole('button', { name: 'Move', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByText('Moved', { exact: true })).toBeVisible();
  });

  await test.step('when the waitlist is opened by the palette, then the freed time is offered to who waits', async () => {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog', { name: 'Find or do' }).getByRole('combobox')).toBeFocused();
    await page.keyboard.type('waitlist');
    await expect(page.getByRole('option', { name: /^Waitlist/ })).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo(page, waitlist.freedTimes.filter({ hasText: `${day.time} to` }).last());
    await page.keyboard.press('Enter');
    await tabTo(page, waitlist.candidate(waiting.name).getByRole('button', { name: /^Offer to/ }));
    await page.keyboard.press('Enter');
    await expect(page.getByText(`Offered to ${waiting.name}`, { exact: false }).first()).toBeVisible();
  });
});

for (const device of ['phone', 'tablet'] as const) {
  test(`journey 4 by touch, on a ${device}: the session is moved, and the freed time is offered`, async ({
    as,
    api,
    given,
  }) => {
    const { calling, waiting, day } = await givenThePhoneRings(given, await api('scheduler'));
    const page = await as('scheduler', { [device]: true, touch: true });
    const drawer = new BookingDrawer(page, 'Move the session');
    const waitlist = new WaitlistPage(page);
    await page.goto('/tasks');
    await new Shell(page).search.tap();
    await new Shell(page).search.fill(calling.patient.familyName);
    await page.getByRole('option', { name: calling.name }).tap();
    await page.getByRole('link', { name: 'Move next' }).tap();
    await expect(drawer.dialog).toContainText(calling.name);
    const time = await onAnotherDay(drawer, () =>
      drawer.dialog.getByLabel('Date').fill(civilDate(Date.parse(day.date) + 7 * dayMs)),
    );
    await time.tap();
    await expect(drawer.possible).toBeVisible();
    await expectAccessible(page, `moving on a ${device}`);
    await expectNoSidewaysScroll(page, `moving on a ${device}`);
    await drawer.dialog.getByRole('button', { name: 'Move', exact: true }).tap();
    await expect(page.getByText('Moved', { exact: true })).toBeVisible();
    await waitlist.open();
    await waitlist.freedTimes
      .filter({ hasText: `${day.time} to` })
      .last()
      .tap();
    await expect(waitlist.candidate(waiting.name)).toBeVisible();
    await expectNoSidewaysScroll(page, `the waitlist on a ${device}`);
    await waitlist
      .candidate(waiting.name)
      .getByRole('button', { name: /^Offer to/ })
      .tap();
    await expect(page.getByText(`Offered to ${waiting.name}`, { exact: false }).first()).toBeVisible();
  });
}
