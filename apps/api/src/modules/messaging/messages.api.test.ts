import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { needsPerson, type EndedMessage } from '@lull/domain';
import { minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { givenMember } from '../../testing/test-app.js';
import { Messages } from './messaging.public.js';

let desk: Desk;
let post: PostRoom;
beforeAll(async () => {
  desk = await startDesk();
  post = await PostRoom.at(desk);
});
afterAll(() => desk.test.close());
beforeEach(() => post.setPolicy());

const move = async (session: BookedSession, at: number): Promise<BookedSession> => {
  const answer = await desk.change(session, 'move', desk.moveBody(at));
  expect(answer.status).toBe(200);
  return answer.body as BookedSession;
};
const cancel = async (session: BookedSession): Promise<BookedSession> => {
  const answer = await desk.change(session, 'cancel', { reason: 'patient-request' });
  expect(answer.status).toBe(200);
  return answer.body as BookedSession;
};

describe('a booking', () => {
  it('is confirmed by e-mail and text message when the grace is over, and not before', async () => {
    const series = await post.givenReachable();
    const session = await desk.givenSession({}, series);
    await post.sendDue();
    expect(await post.story(series.patientId)).toEqual([
      'change by email: pending',
      'change by sms: pending',
    ]);
    await post.afterGrace();
    expect(await post.story(series.patientId)).toEqual([
      'confirmation by email: sent',
      'confirmation by sms: sent',
    ]);
    const { text, transport, aboutStart } = await post.textOf(series.patientId, 'confirmation', 'email');
    expect({ transport, aboutStart, subject: text?.subject }).toEqual({
      transport: 'mailbox',
      aboutStart: session.start,
      subject: 'Your appointment at Elm Street',
    });
    expect(text?.body).toMatch(/^Your appointment at Elm Street:\n\nMon \d+ \w+ \d{4}, 09:00 E[SD]T\n\n/);
    expect(text?.body).toContain('call +12125550100');
    expect(text?.body).not.toMatch(/sympathetic|block|LSB|CRPS|left/i);
    expect(text?.calendar).toContain(`UID:${session.id}@lull`);
    expect(text?.calendar).toMatch(/SEQUENCE:1\r\n/);
    expect(text?.calendar).toMatch(/SUMMARY:Your appointment at Elm Street\r\n/);
  });

  it('H3: sedated comes with the times of eating and drinking, and the escort, in the patient’s language', async () => {
    const series = await post.givenReachable({ language: 'es-MX' }, { sedation: 'moderate' });
    await desk.givenSession({}, series);
    await post.afterGrace();
    const { text, language } = await post.textOf(series.patientId, 'confirmation', 'email');
    expect(language).toBe('es');
    expect(text?.subject).toBe('Su cita en Elm Street');
    expect(text?.body).toMatch(/Ninguna comida completa después del lun \d+ \w+ \d{4}, 01:00 E[SD]T\./);
    expect(text?.body).toMatch(/Nada de beber después del lun .*, 07:00 E[SD]T, ni siquiera agua\./);
    expect(text?.body).toContain('Venga con un adulto que le lleve a casa');
  });

  it('READY-51: a last meal at midnight is told as 23:59 of the evening before', async () => {
    const series = await post.givenReachable({}, { sedation: 'moderate' });
    await desk.givenSession({ at: desk.clinic.at(desk.freshWeek(), 1, '08:00') }, series);
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'confirmation', 'email');
    expect(text?.body).toMatch(/No full meal after Sun .*, 23:59 E[SD]T\./);
    expect(text?.body).not.toContain('00:00');
  });

  it('H4: of a patient with diabetes names no usual times, but asks her to ask', async () => {
    const series = await post.givenReachable({}, { sedation: 'moderate' });
    await post.arrange(
      `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state) VALUES ($1, gen_random_uuid(), $2, 'diabetes', 'present')`,
      [desk.clinic.practiceId, series.patientId],
    );
    await desk.givenSession({}, series);
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'confirmation', 'sms');
    expect(text?.body).toContain('Ask the clinic until when you may eat and drink.');
    expect(text?.body).not.toContain('full meal');
  });

  it('that is cancelled within the grace says nothing', async () => {
    const series = await post.givenReachable();
    await cancel(await desk.givenSession({}, series));
    await post.afterGrace();
    expect(await post.story(series.patientId)).toEqual([
      'change by email: skipped (undone)',
      'change by sms: skipped (undone)',
    ]);
  });

  it('of an import or a demonstration tells nobody', async () => {
    const series = await post.givenReachable();
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    const before = await post.messagesOf(series.patientId);
    await desk.onItsDay(session, () => post.afterGrace());
    expect(await post.messagesOf(series.patientId)).toHaveLength(before.length);
  });
});

describe('a change', () => {
  it('that is undone within the grace sends nothing', async () => {
    const series = await post.givenReachable();
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    await move(await move(session, session.start + minutes(60)), session.start);
    await post.afterGrace();
    expect(await post.story(series.patientId)).toEqual([
      'change by email: skipped (undone)',
      'change by sms: skipped (undone)',
      'confirmation by email: sent',
      'confirmation by sms: sent',
    ]);
  });

  it('is told once, with the time that was, however often it was moved within the grace', async () => {
    const series = await post.givenReachable({ consentToSms: false });
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    const moved = await move(await move(session, session.start + minutes(60)), session.start + minutes(120));
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'moved', 'email');
    expect(text?.body).toMatch(
      /, 11:00 E[SD]T\n\nThe earlier time, Mon .*, 09:00 E[SD]T, no longer stands\./,
    );
    expect(text?.calendar).toContain(`SEQUENCE:${moved.version}\r\n`);
    const sent = (await post.messagesOf(series.patientId)).filter(({ state }) => state === 'sent');
    expect(sent.map(({ kind }) => kind)).toEqual(['confirmation', 'moved']);
  });

  it('of the sedation tells of another preparation at the same time', async () => {
    const series = await post.givenReachable();
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    const answer = await desk.change(session, 'move', {
      ...desk.moveBody(session.start),
      sedation: 'moderate',
    });
    expect(answer.status).toBe(200);
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'preparation', 'sms');
    expect(text?.body).toContain('how to prepare for your appointment');
    expect(text?.body).toContain('No full meal after');
  });

  it('of a session that was brought in from another book is told with the time that stood there', async () => {
    const series = await post.givenReachable({ consentToSms: false });
    const session = await desk.givenSession({}, series);
    await desk.test.database.rows(`DELETE FROM message WHERE session_id = $1`, [session.id]);
    await move(await move(session, session.start + minutes(60)), session.start + minutes(120));
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'moved', 'email');
    expect(text?.body).toMatch(
      /, 11:00 E[SD]T\n\nThe earlier time, Mon .*, 09:00 E[SD]T, no longer stands\./,
    );
  });

  it('to nothing is told with a file that takes the appointment out of the calendar', async () => {
    const series = await post.givenReachable();
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    await cancel(session);
    await post.afterGrace();
    const { text } = await post.textOf(series.patientId, 'cancelled', 'email');
    expect(text?.body).toMatch(/on Mon .*, 09:00 E[SD]T is cancelled\. Please do not come at that time\./);
    expect(text?.calendar).toContain('METHOD:CANCEL');
    expect(text?.calendar).toContain('STATUS:CANCELLED');
    expect(text?.calendar).toContain(`UID:${session.id}@lull`);
  });

  it('rolls back together with what it owes', async () => {
    const series = await post.givenReachable();
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    await desk.givenSession({ at });
    expect((await desk.book(series, { at })).status).toBe(409);
    expect(await post.messagesOf(series.patientId)).toEqual([]);
  });
});

describe('a patient', () => {
  it('who agreed to one channel is told by that one', async () => {
    const series = await post.givenReachable({ consentToSms: false });
    await desk.givenSession({}, series);
    await post.afterGrace();
    expect(await post.story(series.patientId)).toEqual([
      'change by sms: skipped (no-consent)',
      'confirmation by email: sent',
    ]);
  });

  it('F12: whom nothing reaches is a task for a person, in the list of what needs one', async () => {
    const series = await post.givenReachable({ consentToSms: false, email: null });
    const session = await desk.givenSession({}, series);
    await post.afterGrace();
    expect(await post.story(series.patientId)).toEqual([
      'change by email: skipped (no-address)',
      'change by sms: skipped (unreachable)',
    ]);
    const tasks = await desk.test.database.rows(
      `SELECT kind, state FROM follow_up_task WHERE session_id = $1`,
      [session.id],
    );
    expect(tasks).toEqual([{ kind: 'tell-patient', state: 'open' }]);
    const needed = await desk.test
      .as(desk.scheduler)
      .get(`/api/v1/messages?needsPerson=1&patientId=${series.patientId}`);
    const [message] = (needed.body as { rows: { id: string; version: number }[] }).rows;
    if (message === undefined) throw new Error('Nothing needs a person.');
    const settled = await post.do(message, 'settlements', { note: 'Told by telephone' });
    expect(settled.body).toMatchObject({ needsPerson: false, settled: { note: 'Told by telephone' } });
    expect((await post.do(settled.body as typeof message, 'settlements')).status).toBe(409);
  });

  it('who was not reached is reached by a person’s word once the address is there', async () => {
    const series = await post.givenReachable({ consentToSms: true, phone: null, email: null });
    await desk.givenSession({}, series);
    await post.afterGrace();
    await post.arrange(`UPDATE patient SET phone = '+12125550188' WHERE id = $1`, [series.patientId]);
    const unreached = (await post.messagesOf(series.patientId)).find(({ maySendAgain }) => maySendAgain);
    if (unreached === undefined) throw new Error('Nothing may be sent again.');
    expect((await post.do(unreached, 'resends')).body).toMatchObject({ state: 'pending', reason: null });
    await post.sendDue();
    expect((await post.detail(unreached.id)).state).toBe('sent');
    expect((await post.do(await post.detail(unreached.id), 'resends')).body).toMatchObject({
      code: 'messages.not-to-be-sent-again',
    });
  });
});

describe('a message', () => {
  const givenPending = async () => {
    const series = await post.givenReachable({ consentToSms: false });
    await desk.givenSession({}, series);
    return series;
  };

  it('whose sender fell silent is not known to have left, is not sent again unasked, and leaves by a person’s word', async () => {
    const { patientId } = await givenPending();
    await post.arrange(
      `UPDATE message SET state = 'leased', kind = 'confirmation', lease_token = gen_random_uuid(), leased_at = now(),
              lease_until = now() - interval '1 second', attempts = 1 WHERE patient_id = $1 AND channel = 'email'`,
      [patientId],
    );
    await post.afterGrace();
    await post.afterGrace();
    expect(await post.story(patientId)).toContain('confirmation by email: unknown (lease-lost)');
    const unknown = (await post.messagesOf(patientId)).find(({ state }) => state === 'unknown');
    if (unknown === undefined) throw new Error('Nothing is unknown.');
    expect((await post.do(unknown, 'resends')).status).toBe(200);
    await post.sendDue();
    expect(await post.story(patientId)).toContain('confirmation by email: sent');
  });

  it('with a personal link leaves no copy of it in the trail, and none that waits', async () => {
    const { patientId } = await post.givenReachable();
    const link = 'https://clinic.example/d#ZrT0kEnZrT0kEn';
    await desk.test.door.run(
      { kind: 'system', practiceId: desk.clinic.practiceId, purpose: 'messages' },
      (tx) =>
        desk.test.app.get(Messages).inviteToDiary(tx, { patientId, clinicId: desk.clinic.clinicId, link }),
    );
    await post.sendDue();
    const { text } = await post.textOf(patientId, 'diary-invitation', 'sms');
    expect(text?.body).toContain(link);
    const [kept] = await desk.test.database.rows(
      `SELECT (SELECT count(*)::int FROM message_link) AS links,
              (SELECT count(*)::int FROM audit_event WHERE change::text LIKE '%ZrT0kEn%') AS trail`,
    );
    expect(kept).toEqual({ links: 0, trail: 0 });
  });

  it('stands in the trail when it has left, and when it is looked at', async () => {
    const { patientId } = await givenPending();
    await post.afterGrace();
    const { id } = await post.textOf(patientId, 'confirmation', 'email');
    const rows = await desk.test.database.rows(
      `SELECT action, purpose FROM audit_event WHERE resource = 'message' AND resource_id = $1 ORDER BY sequence`,
      [id],
    );
    expect(rows).toEqual([
      { action: 'read', purpose: 'messages' },
      { action: 'update', purpose: 'messages' },
      { action: 'read', purpose: 'treatment' },
    ]);
  });
});

describe('who sees what', () => {
  it('MSG-10: an administrator sees that nothing was lost, and no name', async () => {
    const { test } = desk;
    const answer = await test.as(post.administrator).get('/api/v1/messages/figures');
    expect(answer.body).toMatchObject({
      nothingLost: true,
      transports: { email: 'mailbox', sms: 'mailbox' },
    });
    const [{ count } = { count: 0 }] = await test.database.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM message WHERE practice_id = $1`,
      [desk.clinic.practiceId],
    );
    expect((answer.body as { created: number }).created).toBe(count);
    const all = await test.database.rows<EndedMessage>(
      `SELECT kind, state, reason, settled_at IS NOT NULL AS settled FROM message WHERE practice_id = $1`,
      [desk.clinic.practiceId],
    );
    expect((answer.body as { needPerson: number }).needPerson).toBe(all.filter(needsPerson).length);
    expect((await test.as(post.administrator).get('/api/v1/messages')).status).toBe(403);
  });

  it('only an administrator says when messages leave, and never over somebody else’s word', async () => {
    const { test, clinic } = desk;
    const body = {
      basedOnVersion: 0,
      graceSeconds: 60,
      reminderLeadMinutes: [],
      quietFrom: null,
      quietTo: null,
      dayAfterAt: null,
    };
    const call = (member: typeof desk.scheduler, more: object = {}) =>
      test
        .as(member)
        .post('/api/v1/message-policies')
        .set('Idempotency-Key', crypto.randomUUID())
        .send({ ...body, ...more });
    expect((await call(desk.scheduler)).status).toBe(403);
    expect((await call(post.administrator)).status).toBe(412);
    expect((await call(post.administrator, { quietFrom: '21:00' })).status).toBe(422);
    const physician = await givenMember(test, clinic.practiceId, 'physician');
    const seen = await test.as(physician).get('/api/v1/message-policy');
    expect(seen.body).toMatchObject({ graceSeconds: 1, author: post.administrator.name });
  });

  it('the grace of the trigger before anybody has set one is that of the defaults', async () => {
    const fresh = await startDesk();
    const session = await fresh.givenSession();
    const [row] = await fresh.test.database.rows<{ seconds: number }>(
      `SELECT round(extract(epoch from due_at - created_at))::int AS seconds FROM message WHERE session_id = $1 LIMIT 1`,
      [session.id],
    );
    const policy = await fresh.test.as(fresh.scheduler).get('/api/v1/message-policy');
    expect(row?.seconds).toBe((policy.body as { graceSeconds: number }).graceSeconds);
    await fresh.test.close();
  });
});
