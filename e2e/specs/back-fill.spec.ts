import { expectAccessible } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';
import { CancelDialog, SessionPanel } from '../pages/session-panel.js';
import { WaitlistPage } from '../pages/waitlist-page.js';

test('the phone rings: a cancelled time is offered to who waits and can be ready, and is taken', async ({
  as,
  given,
}) => {
  const { clinic, cancelled, waiting, session } =
    await test.step('given a booked session and a patient with a series', async () => {
      const place = await given.clinic();
      const one = await given.patient();
      const booked = await given.session(await given.series(one.id));
      const other = await given.patient();
      await given.series(other.id);
      return {
        clinic: place,
        cancelled: `${one.familyName}, ${one.givenName}`,
        waiting: { id: other.id, name: `${other.familyName}, ${other.givenName}` },
        session: booked,
      };
    });
  const day = wallClock(session.start, clinic.timeZone);
  const page = await as('scheduler');
  const board = new DayBoard(page);
  const waitlist = new WaitlistPage(page);

  await test.step('when the patient is put on the waitlist from their page', async () => {
    await page.goto(`/patients/${waiting.id}`);
    await page.getByRole('link', { name: 'Put on waitlist' }).click();
    const panel = page.getByRole('dialog', { name: 'Put on the waitlist' });
    await panel.getByLabel('Notice needed, hours').fill('0');
    await panel.getByLabel('Priority').selectOption('urgent');
    await panel.getByRole('button', { name: 'Put on the waitlist' }).click();
    await expect(panel).toBeHidden();
  });

  await test.step('and the session is cancelled', async () => {
    await board.open(day.date);
    await board.card(cancelled).click();
    await new SessionPanel(page, cancelled).button('Cancel session').click();
    await new CancelDialog(page).cancel('No escort', '');
    await expect(board.card(cancelled)).toHaveCount(0);
  });

  await test.step('then its time stands on the waitlist, with who fits and what to ask', async () => {
    await waitlist.open();
    await waitlist.freedTimes.filter({ hasText: day.time }).first().click();
    await expect(waitlist.candidate(waiting.name)).toContainText('ask first');
    await expect(waitlist.candidate(waiting.name)).toContainText('Urgent');
    await expectAccessible(page, 'the waitlist');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page, 'the waitlist in the dark', 'colours');
  });

  await test.step('when it is offered, then the board shows for whom it is held and until when', async () => {
    await waitlist
      .candidate(waiting.name)
      .getByRole('button', { name: /^Offer to/ })
      .click();
    await expect(page.getByText(`Offered to ${waiting.name}`, { exact: false }).first()).toBeVisible();
    const nurse = await as('nurse');
    await new DayBoard(nurse).open(day.date);
    await expect(
      nurse
        .getByRole('button', { name: new RegExp(`^${waiting.name}, .*, offered by .* until \\d\\d:\\d\\d`) })
        .first(),
    ).toBeVisible();
  });

  await test.step('when the answer is yes, then the session is booked and nobody waits', async () => {
    await page.getByRole('button', { name: 'Record the answer' }).click();
    await page
      .getByRole('dialog', { name: 'Offered time' })
      .getByRole('button', { name: 'Accepted: book' })
      .click();
    await expect(page.getByText('Booked', { exact: true })).toBeVisible();
    await board.open(day.date);
    await expect(board.card(waiting.name)).toBeVisible();
  });
});

test('a time is held while on the phone, seen by all, and booked', async ({ as, given }) => {
  const patient = await given.patient();
  const series = await given.series(patient.id);
  const name = `${patient.familyName}, ${patient.givenName}`;
  const clinic = await given.clinic();
  const [best] = await given.slots(series);
  if (best === undefined) throw new Error('The clinic is full.');
  const day = wallClock(best.start, clinic.timeZone);
  const page = await as('scheduler');
  const drawer = new BookingDrawer(page);
  const colleague = await as('nurse');

  await test.step('given a colleague who looks at the day, and a time that could be booked', async () => {
    await new DayBoard(colleague).open(day.date);
    const { start, roomId, physicianId } = best;
    await page.goto(
      `/day/${day.date}?book=new&series=${series.id}&at=${start}&room=${roomId}&physician=${physicianId}`,
    );
    await expect(drawer.possible).toBeVisible();
  });

  await test.step('when it is held, then its minutes run and the colleague sees it hatched', async () => {
    await drawer.dialog.getByRole('button', { name: 'Hold 10 min' }).click();
    await expect(drawer.dialog.getByRole('timer')).toHaveText(/^(10:00|9:\d\d)$/);
    await expect(
      colleague.getByRole('button', { name: new RegExp(`^${name}, .*, held by`) }).first(),
    ).toBeVisible();
    await expectAccessible(page, 'what the scheduler sees');
    await expectAccessible(colleague, 'the board with a held time');
    await colleague.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(colleague, 'the board with a held time in the dark', 'colours');
  });

  await test.step('when it is booked, then it is a session', async () => {
    await drawer.book();
    await expect(page.getByText('Booked', { exact: true })).toBeVisible();
    await expect(new DayBoard(colleague).card(name)).toBeVisible();
  });
});
