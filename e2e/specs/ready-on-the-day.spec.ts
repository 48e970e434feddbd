import { expectAccessible } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { DayBoard } from '../pages/day-board.js';
import { SessionPanel } from '../pages/session-panel.js';

test('nobody enters the room before what keeps out of it is settled, and the panel says what that is', async ({
  as,
  given,
}) => {
  const { session, name, zone } =
    await test.step('given a session of today of whom nothing was asked', async () => {
      const patient = await given.patient();
      return {
        session: await given.sessionToday(await given.series(patient.id)),
        name: `${patient.familyName}, ${patient.givenName}`,
        zone: (await given.clinic()).timeZone,
      };
    });
  const page = await as('nurse');
  const panel = new SessionPanel(page, name);
  const readiness = panel.dialog.getByRole('region', { name: 'Readiness' });

  await test.step('when the nurse opens it, then the next thing to do and what keeps out of the room are named', async () => {
    await new DayBoard(page).open(wallClock(session.start, zone).date);
    await page.goto(`/day/${wallClock(session.start, zone).date}?session=${session.id}`);
    await expect(readiness).toContainText('Next:');
    await expect(readiness.getByText('Keeps out of the room').first()).toBeVisible();
    await expectAccessible(page, 'readiness of a session');
  });

  await test.step('then the room is refused with every reason', async () => {
    await panel.button('Arrived').click();
    await panel.button('In the room').click();
    await expect(panel.dialog.getByRole('alert')).toContainText('consent');
  });

  await test.step('when the consent is recorded for the side that the form names, then it is done', async () => {
    await readiness.getByRole('button', { name: 'Record: Consent', exact: true }).click();
    const form = readiness.getByRole('form', { name: 'Record: Consent', exact: true });
    await expect(form.getByRole('radio', { name: /left/i })).not.toBeChecked();
    await form.getByText(/^left$/i).click();
    await form.getByLabel('Version of the form').fill('3');
    await form.getByRole('button', { name: 'Record' }).click();
    await expect(readiness.getByRole('button', { name: /^Done: .*consent/ })).toBeVisible();
  });

  await test.step('when all else was asked and recorded, then the room is open', async () => {
    await given.ready(session);
    await expect(readiness.getByText('Keeps out of the room')).toHaveCount(0);
    await panel.button('In the room').click();
    await expect(panel.happened).toContainText('into the room');
  });
});
