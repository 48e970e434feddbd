import type { MessagePolicyView, MessageView, Page as PageOf } from '@lull/contracts';
import { expectAccessible } from '../fixtures/accessible.js';
import { wallClock } from '../fixtures/clock.js';
import { expect, test } from '../fixtures/test.js';
import { BookingDrawer } from '../pages/booking-drawer.js';
import { MailboxPage } from '../pages/mailbox-page.js';
import { SessionPanel } from '../pages/session-panel.js';

const graceSeconds = 12;

test('a booking is told after the grace; a move that is undone within it says nothing', async ({
  as,
  api,
  given,
}) => {
  await test.step('given a practice whose messages leave after some seconds, at any hour', async () => {
    const administrator = await api('administrator');
    const { version } = await administrator.get<MessagePolicyView>('/message-policy');
    await administrator.post('/message-policies', {
      basedOnVersion: version,
      graceSeconds,
      reminderLeadMinutes: [10_080, 2_880, 1_440],
      quietFrom: null,
      quietTo: null,
      dayAfterAt: '10:00',
    });
  });
  const patient = await given.patient({
    email: 'iris@patients.example',
    consentToEmail: true,
    language: 'es',
  });
  const series = await given.series(patient.id);
  const { timeZone } = await given.clinic();
  const { session, free: second } = await given.onAQuietDay(await given.session(series));
  const page = await as('scheduler');
  const panel = new SessionPanel(page, session.patientName);
  const mailbox = new MailboxPage(page);

  await test.step('when the session is opened, then its panel says when the patient will be told', async () => {
    await page.goto(`/day/${wallClock(session.start, timeZone).date}?session=${session.id}`);
    await expect(panel.dialog.getByText(/leaves in \d+ s/).first()).toBeVisible();
  });

  await test.step('when the grace is over, then the panel says that it was sent', async () => {
    await expect(panel.dialog.getByText('Confirmation, e-mail')).toBeVisible({ timeout: 30_000 });
    await expect(panel.dialog.getByText(/^Sent/)).toBeVisible();
    await expectAccessible(page, 'a session with its messages');
  });

  await test.step('and the mailbox shows it as the patient sees it, in her language and without a word of what is done', async () => {
    await panel.dialog.getByRole('link', { name: 'Confirmation, e-mail' }).click();
    await expect(mailbox.letter).toBeVisible();
    await expect(mailbox.letter).toHaveAttribute('lang', 'es');
    await expect(mailbox.letter).toContainText('Su cita en');
    await expect(mailbox.letter).toContainText(wallClock(session.start, timeZone).time);
    await expect(mailbox.letter).not.toContainText(/sympathetic|block|sedation|left/i);
    await expect(mailbox.letter.getByRole('link', { name: 'appointment.ics' })).toBeVisible();
    await expectAccessible(page, 'a message as the patient sees it');
  });

  await test.step('when it is moved and taken back at once, then nobody is told', async () => {
    await page.goto(`/day/${wallClock(session.start, timeZone).date}?session=${session.id}&book=move`);
    const drawer = new BookingDrawer(page, 'Move the session');
    await drawer.choose(wallClock(second.start, timeZone));
    await expect(drawer.possible).toBeVisible();
    await drawer.move();
    await page.getByRole('button', { name: 'Undo' }).click();
    const scheduler = await api('scheduler');
    const waiting = async () =>
      (await scheduler.get<PageOf<MessageView>>(`/messages?sessionId=${session.id}`)).rows.filter(
        ({ state }) => state === 'pending' || state === 'leased',
      ).length;
    await expect.poll(waiting, { timeout: 45_000 }).toBe(0);
    const { rows } = await scheduler.get<PageOf<MessageView>>(`/messages?sessionId=${session.id}`);
    expect(rows.filter(({ state }) => state === 'sent').map(({ kind }) => kind)).toEqual(['confirmation']);
    expect(rows.some(({ channel, reason }) => channel === 'email' && reason === 'undone')).toBe(true);
    await mailbox.open(patient.id);
    await expect(mailbox.row(/Change, not told yet.*nothing to tell/).first()).toBeVisible();
    await expectAccessible(page, 'the mailbox');
  });

  await test.step('and an administrator sees how many, and no name', async () => {
    const desk = await as('administrator');
    await desk.goto('/mailbox');
    await expect(desk.getByText('all accounted for')).toBeVisible();
    await expect(desk.getByText(patient.familyName)).toHaveCount(0);
  });
});
