import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wallTimeAt } from '@lull/domain';
import { minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';

let desk: Desk;
let post: PostRoom;
beforeAll(async () => {
  desk = await startDesk();
  post = await PostRoom.at(desk);
});
afterAll(() => desk.test.close());
beforeEach(() => post.setPolicy());

const move = async (session: BookedSession, at: number): Promise<void> => {
  expect((await desk.change(session, 'move', desk.moveBody(at))).status).toBe(200);
};

describe('time', () => {
  /** As if it had been booked long ago. */
  const givenOldSession = async (at: number) => {
    const series = await post.givenReachable({ consentToSms: false });
    const session = await desk.givenSession({ at }, series);
    await post.afterGrace();
    await post.arrange(`UPDATE session SET created_at = now() - interval '60 days' WHERE id = $1`, [
      session.id,
    ]);
    return { series, session };
  };
  const leadTo = (at: number): number => Math.ceil((at - Date.now()) / 60_000);

  it('brings the reminder of a session, once', async () => {
    const { series, session } = await givenOldSession(desk.clinic.at(2, 2, '10:00'));
    await post.setPolicy({ reminderLeadMinutes: [leadTo(session.start)] });
    await post.plan();
    await post.plan();
    await post.sendDue();
    expect(await post.story(series.patientId)).toContain('reminder by email: sent');
    expect((await post.messagesOf(series.patientId)).filter(({ kind }) => kind === 'reminder')).toHaveLength(
      2,
    );
  });

  it('brings none of a time from which the session was moved', async () => {
    const { series, session } = await givenOldSession(desk.clinic.at(2, 3, '10:00'));
    await post.setPolicy({ reminderLeadMinutes: [leadTo(session.start)] });
    await post.plan();
    await move(session, session.start + minutes(120));
    await post.sendDue();
    expect(await post.story(series.patientId)).toContain('reminder by email: skipped (moved-meanwhile)');
  });

  it('P19: that passed while nothing ran makes a message useless, for all to see', async () => {
    const { series, session } = await givenOldSession(desk.clinic.at(2, 4, '10:00'));
    await post.setPolicy({ reminderLeadMinutes: [leadTo(session.start) + 13 * 60] });
    await post.plan();
    await post.sendDue();
    expect(await post.story(series.patientId)).toContain('reminder by email: skipped (too-late)');
  });

  it('asks on the day after how the patient is', async () => {
    const { series, session } = await givenOldSession(desk.clinic.at(2, 5, '10:00'));
    await post.arrange(
      `UPDATE session SET state = 'discharged', starts_at = now() - interval '26 hours', discharged_at = now() - interval '24 hours' WHERE id = $1`,
      [session.id],
    );
    await post.setPolicy({ dayAfterAt: wallTimeAt(Date.now(), desk.clinic.zone).slice(11) });
    await post.plan();
    await post.sendDue();
    const { text } = await post.textOf(series.patientId, 'day-after', 'email');
    expect(text?.body).toContain('If anything worries you, call +12125550100.');
  });

  it('by night lets a message wait for the morning of the clinic', async () => {
    const clock = (offset: number) => wallTimeAt(Date.now() + offset, desk.clinic.zone).slice(11);
    await post.setPolicy({ quietFrom: clock(-minutes(60)), quietTo: clock(minutes(60)) });
    const series = await post.givenReachable();
    await desk.givenSession({}, series);
    await post.afterGrace();
    const [message] = await post.messagesOf(series.patientId);
    expect(message).toMatchObject({ state: 'pending', reason: 'quiet-hours' });
    expect((message?.dueAt ?? 0) - Date.now()).toBeGreaterThan(minutes(58));
  });
});

describe('an offer of the waitlist', () => {
  it('is told while it stands, and not after', async () => {
    const waiting = new WaitingRoom(desk);
    const at = desk.clinic.at(desk.freshWeek(), 2, '09:00');
    const series = await post.givenReachable();
    expect((await waiting.wait(series)).status).toBe(201);
    const { freed } = await waiting.givenFreed(at);
    expect((await waiting.offer(freed, {})).status).toBe(201);
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'offer', 'sms');
    expect(text?.body).toMatch(/Tue .*, 09:00 E[SD]T has become free, and it is kept for you until/);
  });
});
