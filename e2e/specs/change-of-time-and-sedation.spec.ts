import type {
  BookSessionRequest,
  SessionCheckView,
  SessionReadinessView,
  SessionStep,
  SessionView,
} from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import type { Api } from '../fixtures/api.js';
import { dayMs, instantAt, wallClock } from '../fixtures/clock.js';
import type { Given } from '../fixtures/given.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { DayBoard } from '../pages/day-board.js';
import { SedationDialog } from '../pages/procedures-page.js';
import { SessionPanel } from '../pages/session-panel.js';

const one = '13:00';
const eight = '08:00';

/** A confirmed, unsedated session at 13:00, on a day on which it could be sedated at 08:00 as well. */
async function givenAtOne(given: Given, scheduler: Api) {
  const clinic = await given.clinic();
  const patient = await given.patient();
  const rooms = clinic.resources.filter(({ kind }) => kind === 'room');
  for (const physician of clinic.resources.filter(({ kind }) => kind === 'physician')) {
    const series = await given.series(patient.id, { sedation: 'none', physicianId: physician.id });
    for (let days = 50; days < 90; days += 1) {
      const { date } = wallClock(Date.now() + days * dayMs, clinic.timeZone);
      for (const room of rooms) {
        const wish = (time: string, sedation: 'none' | 'moderate'): BookSessionRequest => ({
          seriesId: series.id,
          clinicId: clinic.id,
          roomId: room.id,
          physicianId: physician.id,
          startsAt: new Date(instantAt(date, time, clinic.timeZone)).toISOString(),
          sedation,
        });
        const can = async (time: string, sedation: 'none' | 'moderate') =>
          (await scheduler.post<SessionCheckView>('/sessions/checks', wish(time, sedation))).accepted;
        if (!(await can(one, 'none')) || !(await can(eight, 'moderate')) || !(await can(eight, 'none')))
          continue;
        const booked = await scheduler.post<SessionView>('/sessions', wish(one, 'none'));
        const session = await scheduler.post<SessionView>(
          `/sessions/${booked.id}/steps`,
          { to: 'confirmed' satisfies SessionStep },
          booked.version,
        );
        return { session, date, name: `${patient.familyName}, ${patient.givenName}` };
      }
    }
  }
  throw new Error('No day has both times.');
}

test('from 13:00 to 08:00 and from none to moderate sedation: times, resources, requirements, sheet and board change, and the confirmation is void', async ({
  as,
  given,
  api,
}) => {
  test.slow();
  const scheduler = await api('scheduler');
  const { session, date, name } = await test.step('given a confirmed session at 13:00 without sedation', () =>
    givenAtOne(given, scheduler));
  await test.step('given its patient was asked about everything', () => given.ready(session));
  const kindsOf = async () =>
    (await scheduler.get<SessionReadinessView>(`/sessions/${session.id}/readiness`)).requirements.map(
      ({ kind }) => kind,
    );
  const page = await as('scheduler');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);
  const drawer = new BookingDrawer(page, 'Move the session');
  const sedation = new SedationDialog(page);
  const sheet = page.getByRole('article', { name: new RegExp('^How to prepare') });
  const openPanel = () => page.goto(`/day/${date}?session=${session.id}`);

  await test.step('then its sheet says that nothing special is needed, and no fast is asked for', async () => {
    expect(session.state).toBe('confirmed');
    await openPanel();
    await panel.link('Preparation').click();
    await expect(sheet).toContainText('You need no special preparation.');
    await expect(sheet).toContainText(/Your visit begins: .*, 13:00 E[SD]T/);
    expect(await kindsOf()).not.toContain('escort-confirmed');
  });

  await test.step('when it is moved to 08:00, then the board has it there, and the confirmation is void', async () => {
    await openPanel();
    await panel.button('Move').click();
    await drawer.choose({ date, time: eight });
    await expect(drawer.possible).toBeVisible();
    await drawer.move();
    await expect(board.card(name)).toHaveAccessibleName(new RegExp(`, ${eight} to`));
    const moved = await scheduler.get<SessionView>(`/sessions/${session.id}`);
    expect([moved.state, wallClock(moved.start, (await given.clinic()).timeZone).time]).toEqual([
      'booked',
      eight,
    ]);
  });

  const recoveryHeight = async () => (await board.bay(name, 'recovery').boundingBox())?.height ?? 0;
  let unsedated = 0;
  await test.step('when it is to be sedated, then what that changes is shown before it is saved', async () => {
    await openPanel();
    await expect.poll(recoveryHeight).toBeGreaterThan(0);
    unsedated = await recoveryHeight();
    await panel.button('Change sedation…').click();
    await sedation.dialog.getByRole('radio', { name: 'moderate' }).check();
    await expect(sedation.told('Escort')).toContainText('somebody takes the patient home');
    await sedation.dialog.getByRole('button', { name: 'Change to moderate' }).click();
    await expect(sedation.dialog).toHaveCount(0);
  });

  await test.step('then it holds a nurse for the sedation, and asks for a fast, an escort and a consent', async () => {
    const after = await scheduler.get<SessionView>(`/sessions/${session.id}`);
    expect(after.sedation).toBe('moderate');
    expect(after.holds.length).toBeGreaterThan(session.holds.length);
    expect(await kindsOf()).toEqual(
      expect.arrayContaining(['escort-confirmed', 'fasting-told', 'fasting-kept', 'sedation-consent']),
    );
    await expect(panel.held).toContainText(/RN /);
    await expect.poll(recoveryHeight).toBeGreaterThan(unsedated);
  });

  await test.step('then the sheet says the new times with weekday, date and zone, and never 00:00', async () => {
    await panel.link('Preparation').click();
    await expect(sheet).toContainText(/Your visit begins: \w{3} \d+ \w{3} \d{4}, 08:00 E[SD]T/);
    await expect(sheet).toContainText(/After \w{3} \d+ \w{3} \d{4}, 23:59 E[SD]T: no full meal/);
    await expect(sheet).toContainText(/After \w{3} \d+ \w{3} \d{4}, 02:00 E[SD]T: eat nothing at all/);
    await expect(sheet).toContainText(/Until \w{3} \d+ \w{3} \d{4}, 06:00 E[SD]T you may drink/);
    await expect(sheet).toContainText(
      /For 24 hours, until \w{3} \d+ \w{3} \d{4}, 08:30 E[SD]T: do not drive/,
    );
    await expect(sheet).not.toContainText('no special preparation');
    await expect(sheet).not.toContainText('00:00');
    await expectAccessible(page, 'preparation sheet');
  });

  await test.step('when Spanish is asked for, then the same times stand there in Spanish', async () => {
    await page.getByText('Español', { exact: true }).click();
    const spanish = page.getByRole('article', { name: /^Cómo prepararse/ });
    await expect(spanish).toContainText(
      /Después del \w{3} \d+ \w{3,4} \d{4}, 23:59 E[SD]T: ninguna comida completa/,
    );
    await expect(page).toHaveURL(/language=es/);
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1, includeHidden: true })).toBeHidden();
    await expect(spanish).toBeVisible();
    await page.emulateMedia({ media: 'screen' });
  });
});
