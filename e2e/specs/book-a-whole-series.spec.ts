import { expectAccessible } from '../fixtures/accessible.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';
import { PlanPage } from '../pages/plan-page.js';
import { SeriesPage } from '../pages/series-page.js';
import { Shell } from '../pages/shell.js';
import { wallClock } from '../fixtures/clock.js';

test('a scheduler books a whole series by mouse: looks, changes one, leaves one out, books the rest', async ({
  as,
  given,
}) => {
  const { patient, series, name } =
    await test.step('given a patient with an open series of four', async () => {
      const one = await given.patient();
      return {
        patient: one,
        series: await given.series(one.id),
        name: `${one.familyName}, ${one.givenName}`,
      };
    });
  const page = await as('scheduler');
  const plan = new PlanPage(page);

  await test.step('when the series is to be booked from the patient’s page', async () => {
    await page.goto('/');
    await new Shell(page).openPatient(`${patient.givenName} ${patient.familyName}`, name);
    await page.getByRole('link', { name: 'Book series' }).click();
  });

  await test.step('then every session has a time, two weeks apart, and the checks say so', async () => {
    await expect(plan.sessions).toHaveCount(4);
    for (const state of await plan.sessions.all()) await expect(state).toContainText('free');
    await expect(plan.checks).toContainText('every interval within 7 to 56 days');
    await expect(plan.checks).toContainText('3 tentative until the response is judged');
    await expectAccessible(page, 'the proposal');
  });

  await test.step('when the second is moved to a later day, then the third follows from there', async () => {
    const second = await plan.dayOf(2);
    await plan.button('Session 2 on a later day').click();
    await expect.poll(() => plan.dayOf(2)).toBeGreaterThan(second);
    // Its time may stay: over a weekend two days before it lead to the same one.
    await expect.poll(async () => (await plan.targetOf(3)) - (await plan.dayOf(2))).toBe(14);
  });

  await test.step('when another time is picked for the third, then it stands', async () => {
    await plan.button('Pick another time for session 3').click();
    const item = page.getByRole('menuitem').last();
    const picked = (await item.innerText()).split(/ \(|, [A-Z]/)[0] ?? '';
    await item.click();
    await expect(plan.sessions.nth(2)).toContainText(picked);
  });

  await test.step('when the fourth is left out and the rest is booked, then it stays to place with its due day', async () => {
    await plan.button('Leave session 4 out').click();
    await expect(plan.sessions.nth(3)).toContainText('left out');
    await plan.book('Book 3 of 4');
    await expect(plan.toPlace).toContainText('at the latest');
    await expectAccessible(page, 'the booked plan');
  });

  await test.step('then the series’ page lists three sessions and the one to place', async () => {
    await page.getByRole('link', { name: 'To the series' }).click();
    await expect(new SeriesPage(page).sessions.getByRole('row')).toHaveCount(4);
    await expect(page.getByRole('region', { name: 'To place: 1' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Find times' })).toHaveAttribute(
      'href',
      `/series/${series.id}/plan`,
    );
  });
});

test('the same by keyboard alone, from the board by S', async ({ as, given }) => {
  const { patient, name, clinic } = await test.step('given a patient with an open series', async () => {
    const one = await given.patient();
    await given.series(one.id, { plannedCount: 3 });
    return { patient: one, name: `${one.familyName}, ${one.givenName}`, clinic: await given.clinic() };
  });
  const page = await as('scheduler');
  const plan = new PlanPage(page);
  const tabTo = async (button: string | RegExp): Promise<void> => {
    const target = plan.button(button);
    for (let presses = 0; presses < 90; presses += 1) {
      if (await target.evaluate((element) => element === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${button}.`);
  };

  await test.step('when S is pressed on the board and the patient is found', async () => {
    const board = new DayBoard(page);
    await board.open(wallClock(Date.now(), clinic.timeZone).date);
    await expect(board.grid).toBeVisible();
    await page.keyboard.press('s');
    const search = page.getByRole('textbox', { name: 'Patient', exact: true });
    await expect(search).toBeFocused();
    await page.keyboard.type(`${patient.givenName} ${patient.familyName}`);
    await expect(page.getByRole('option', { name: new RegExp(name) })).toBeEnabled();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(plan.sessions).toHaveCount(3);
  });

  await test.step('when the first is moved to a later day and all are booked', async () => {
    const first = await plan.timeOf(1);
    await tabTo('Session 1 on a later day');
    await page.keyboard.press('Enter');
    await expect(plan.sessions.first()).not.toContainText(first);
    await tabTo('Book all 3');
    await page.keyboard.press('Enter');
  });

  await test.step('then all three stand, and nothing is to place', async () => {
    await expect(page.getByRole('heading', { name: 'Booked: 3 sessions' })).toBeVisible();
    await expect(plan.toPlace).toHaveCount(0);
  });
});
