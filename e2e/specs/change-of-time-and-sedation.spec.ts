import type {
  BookSessionRequest,
  MessageDetailView,
  MessagePolicyView,
  MessageView,
  Page as PageOf,
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
import { MailboxPage } from '../pages/mailbox-page.js';
import { SedationDialog } from '../pages/procedures-page.js';
import { SessionPanel } from '../pages/session-panel.js';

const one = '13:00';
const eight = '08:00';

/** Long enough for two changes by hand. */
const unhurriedSeconds = 30;

/**
 * A confirmed, unsedated session at 13:00, of which the patient was told, on a day on which it could be sedated at
 * 08:00 as well. What is changed from now on is told after the grace.
 */
async function givenAtOne(given: Given, scheduler: Api, administrator: Api) {
  await givenGrace(administrator, 1);
  const clinic = await given.clinic();
  const patient = await given.patient({ email: 'iris@patients.example', consentToEmail: true });
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
        await expect
          .poll(async () => (await mailsOf(scheduler, session)).map(saidOf), { timeout: 45_000 })
          .toEqual([told('confirmation', session)]);
        await givenGrace(administrator, unhurriedSeconds);
        return { session, date, patient, name: `${patient.familyName}, ${patient.givenName}` };
      }
    }
  }
  throw new Error('No day has both times.');
}

/** Messages leave so long after a change, at any hour. */
async function givenGrace(administrator: Api, graceSeconds: number): Promise<void> {
  const { version } = await administrator.get<MessagePolicyView>('/message-policy');
  await administrator.post('/message-policies', {
    basedOnVersion: version,
    graceSeconds,
    reminderLeadMinutes: [1_440],
    quietFrom: null,
    quietTo: null,
    dayAfterAt: '10:00',
  });
}

/** What the patient is told of the session by e-mail, the oldest first. */
async function mailsOf(scheduler: Api, { id }: Pick<SessionView, 'id'>): Promise<readonly MessageView[]> {
  const { rows } = await scheduler.get<PageOf<MessageView>>(`/messages?sessionId=${id}`);
  return rows.filter(({ channel }) => channel === 'email').toReversed();
}

const saidOf = ({ kind, state, reason, aboutStart }: MessageView) => ({ kind, state, reason, aboutStart });
const told = (kind: MessageView['kind'], { start }: SessionView) => ({
  kind,
  state: 'sent',
  reason: null,
  aboutStart: start,
});
const untold = (reason: MessageView['reason']) => ({
  kind: 'change',
  state: 'skipped',
  reason,
  aboutStart: null,
});

test('from 13:00 to 08:00 and from none to moderate sedation: times, resources, requirements, messages, sheet and board change, and the confirmation is void', async ({
  as,
  given,
  api,
}) => {
  test.slow();
  const scheduler = await api('scheduler');
  const { session, date, name } =
    await test.step('given a confirmed session at 13:00 without sedation', async () =>
      givenAtOne(given, scheduler, await api('administrator')));
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
  const messages = panel.dialog.getByRole('region', { name: 'Messages to the patient' });
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

  await test.step('then the second change took the place of the first, nothing has left yet, and the session says when it leaves', async () => {
    expect((await mailsOf(scheduler, session)).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'confirmation sent',
      'change skipped',
      'change pending',
    ]);
    await expect(messages.getByText(/leaves in \d+ s/).first()).toBeVisible();
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

  await test.step('when the grace is over, then one message has told all of it, with the new times', async () => {
    const after = await scheduler.get<SessionView>(`/sessions/${session.id}`);
    await expect
      .poll(async () => (await mailsOf(scheduler, session)).map(saidOf), { timeout: 60_000 })
      .toEqual([told('confirmation', session), untold('superseded'), told('moved', after)]);
    const [last] = (await mailsOf(scheduler, session)).slice(-1);
    const { text } = await scheduler.get<MessageDetailView>(`/messages/${last?.id}`);
    for (const line of [
      /^\w{3} \d+ \w+ \d{4}, 08:00 E[SD]T$/m,
      /The earlier time, .*, 13:00 E[SD]T, no longer stands\./,
      /No full meal after .*, 23:59 E[SD]T\./,
      /Nothing to drink after .*, 06:00 E[SD]T/,
    ])
      expect(text?.body).toMatch(line);
    expect(text?.body).not.toContain('00:00');
  });

  await test.step('then the session shows what was told, and not what a later change took the place of', async () => {
    await openPanel();
    await expect(messages.getByRole('listitem').filter({ hasText: 'New time, e-mail' })).toContainText(
      'Sent',
    );
    await expect(messages.getByText('not told yet, e-mail')).toHaveCount(0);
  });
});

test('another time and another sedation, both taken back within the grace: nobody is told', async ({
  as,
  given,
  api,
}) => {
  test.slow();
  const scheduler = await api('scheduler');
  const { session, date, patient, name } =
    await test.step('given a session at 13:00 without sedation, of which the patient was told', async () =>
      givenAtOne(given, scheduler, await api('administrator')));
  const page = await as('scheduler');
  const board = new DayBoard(page);
  const panel = new SessionPanel(page, name);
  const sedation = new SedationDialog(page);
  const drawer = new BookingDrawer(page, 'Move the session');
  const mailbox = new MailboxPage(page);
  const undo = page.getByRole('button', { name: 'Undo' });
  const at = (time: string) => new RegExp(`, ${time} to`);

  await test.step('when it is moved to 08:00, and taken back, then the board has it at 13:00 again', async () => {
    await page.goto(`/day/${date}?session=${session.id}&book=move`);
    await drawer.choose({ date, time: eight });
    await expect(drawer.possible).toBeVisible();
    await drawer.move();
    await expect(board.card(name)).toHaveAccessibleName(at(eight));
    await undo.click();
    await expect(board.card(name)).toHaveAccessibleName(at(one));
  });

  await test.step('when it is to be sedated, and is not after all, then it stands as it stood', async () => {
    const stands = async () => {
      const now = await scheduler.get<SessionView>(`/sessions/${session.id}`);
      return [now.start, now.sedation];
    };
    await page.goto(`/day/${date}?session=${session.id}`);
    await panel.button('Change sedation…').click();
    await sedation.dialog.getByRole('radio', { name: 'moderate' }).check();
    await sedation.dialog.getByRole('button', { name: 'Change to moderate' }).click();
    await expect.poll(stands).toEqual([session.start, 'moderate']);
    await undo.click();
    await expect.poll(stands).toEqual([session.start, 'none']);
  });

  await test.step('when the grace is over, then all that was sent is what she knew before', async () => {
    await expect
      .poll(async () => (await mailsOf(scheduler, session)).map(saidOf), { timeout: 60_000 })
      .toEqual([
        told('confirmation', session),
        ...Array.from({ length: 3 }, () => untold('superseded')),
        untold('undone'),
      ]);
    await mailbox.open(patient.id);
    await expect(mailbox.row(/Change, not told yet.*e-mail.*nothing to tell/)).toHaveCount(1);
    await expect(mailbox.row(/e-mail.*Sent/)).toHaveCount(1);
    await expect(mailbox.row(/Confirmation.*e-mail.*Sent/)).toHaveCount(1);
  });
});
