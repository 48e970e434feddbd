import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { startMailSink, startSmsSink, type Sink, type SmsSink } from '../../testing/message-sinks.js';
import { readMessageConfig } from '../../platform/message-config.js';
import { messageIdOf } from './mail-channel.js';

const from = 'appointments@elm-street.example';
let folder: string;
let mail: Sink;
let sms: SmsSink;
let desk: Desk;
let post: PostRoom;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lull-messages-'));
  await writeFile(join(folder, 'token'), 'a token of the gateway\n');
  [mail, sms] = await Promise.all([startMailSink(), startSmsSink()]);
  const env = {
    LULL_SMTP_URL: mail.url,
    LULL_MAIL_FROM: from,
    LULL_SMS_URL: sms.url,
    LULL_SMS_TOKEN_FILE: join(folder, 'token'),
  };
  desk = await startDesk({ messages: readMessageConfig(env, 60) });
  post = await PostRoom.at(desk);
});
afterAll(async () => {
  await desk.test.close();
  await Promise.all([mail.close(), sms.close()]);
  await rm(folder, { recursive: true });
});

/** Books for a patient of one channel, and answers how her message ended and what was taken of it. */
async function booked(channel: 'email' | 'sms') {
  const series = await post.givenReachable({
    consentToEmail: channel === 'email',
    consentToSms: channel === 'sms',
  });
  const session = await desk.givenSession({}, series);
  await post.afterGrace();
  const message = (await post.messagesOf(series.patientId)).find((each) => each.channel === channel);
  if (message === undefined) throw new Error('Nothing was owed.');
  const key = `session:${session.id}:v1:${channel}`;
  const taken = channel === 'email' ? mail.taken : sms.taken;
  const keyThere = channel === 'email' ? messageIdOf(key, from).slice(1, -1) : key;
  return { series, session, message, taken: () => taken.filter((each) => each.key === keyThere) };
}

describe('e-mail, in a real conversation', () => {
  it('is sent with its key as Message-ID, in plain text, and the appointment as a file', async () => {
    mail.conduct = () => 'accept';
    const { message, taken, session, series } = await booked('email');
    expect(message).toMatchObject({ state: 'sent', transport: 'smtp', reason: null });
    const [mailed, ...more] = taken();
    expect(more).toEqual([]);
    expect(mailed?.to).toBe(`${series.patientId}@patients.example`);
    expect(mailed?.text).toContain('From: Elm Street <appointments@elm-street.example>');
    expect(mailed?.text).toContain('Subject: Your appointment at Elm Street');
    expect(mailed?.text).toContain('Auto-Submitted: auto-generated');
    expect(mailed?.text).toMatch(/Content-Type: text\/calendar; charset=utf-8; method=PUBLISH/i);
    expect(mailed?.text).toContain(`UID:${session.id}@lull`);
  });

  it.each([
    ['a mailbox that does not exist', 'refuse', 'failed (refused)', 0],
    ['a server that is busy', 'refuse-for-now', 'pending (try-again)', 0],
    ['a slow server', 'delay', 'sent (null)', 1],
    ['a server that took it and fell silent', 'drop', 'unknown (no-answer)', 1],
  ] as const)('to %s ends as it should, and leaves once', async (_, conduct, ending, times) => {
    mail.conduct = () => conduct;
    const { message, taken, series } = await booked('email');
    expect(`${message.state} (${message.reason})`).toBe(ending);
    expect(taken()).toHaveLength(times);
    mail.conduct = () => 'accept';
    await post.afterGrace();
    expect(taken()).toHaveLength(times);
    expect((await post.messagesOf(series.patientId)).find(({ id }) => id === message.id)?.state).toBe(
      message.state,
    );
  });

  it('that could not be handed over waits a minute, and is owed all the same', async () => {
    mail.conduct = () => 'refuse-for-now';
    const { message } = await booked('email');
    expect(message.dueAt - Date.now()).toBeGreaterThan(50_000);
    expect(message.attempts).toBe(1);
  });
});

describe('text messages, by the contract', () => {
  it('carry the key, the token and the number', async () => {
    sms.conduct = () => 'accept';
    const { message, taken } = await booked('sms');
    expect(message).toMatchObject({ state: 'sent', transport: 'http' });
    expect(taken()).toMatchObject([
      { to: '+12125550177', text: expect.stringContaining('Elm Street: your appointment is on') },
    ]);
    expect([...sms.authorizations]).toEqual(['Bearer a token of the gateway']);
  });

  it.each([
    ['202, it was taken', 'accept', null, 'sent (null)', 1],
    ['409, it was taken before', 'accept', 409, 'sent (null)', 1],
    ['422, never', 'refuse', null, 'failed (refused)', 0],
    ['503, later', 'refuse-for-now', null, 'pending (try-again)', 0],
    ['401, later: the token is ours to put right', 'refuse', 401, 'pending (try-again)', 0],
    ['500, which says nothing about what was done', 'accept', 500, 'unknown (no-answer)', 1],
    ['no answer at all', 'drop', null, 'unknown (no-answer)', 1],
  ] as const)('are answered with %s', async (_, conduct, status, ending, times) => {
    sms.conduct = () => conduct;
    sms.status = status;
    const { message, taken } = await booked('sms');
    sms.status = null;
    expect(`${message.state} (${message.reason})`).toBe(ending);
    expect(taken()).toHaveLength(times);
  });
});

describe('nobody at the other end', () => {
  it('is no reason to lose a message: it waits', async () => {
    await Promise.all([mail.close(), sms.close()]);
    for (const channel of ['email', 'sms'] as const)
      expect((await booked(channel)).message).toMatchObject({ state: 'pending', reason: 'try-again' });
  });
});

describe('what the environment says', () => {
  const read = (env: Record<string, string>) => () => readMessageConfig(env, 60);
  it('is refused where it cannot be meant, with what to set', () => {
    expect(read({ LULL_SMTP_URL: 'http://mail' })).toThrow(/LULL_SMTP_URL must be/);
    expect(read({ LULL_SMTP_URL: 'smtp://user:secret@mail', LULL_MAIL_FROM: from })).toThrow(
      /without a password/,
    );
    expect(read({ LULL_SMTP_URL: 'smtp://mail' })).toThrow(/LULL_MAIL_FROM/);
    expect(read({ LULL_SMS_URL: 'http://gateway.example/sms' })).toThrow(/must be https/);
    expect(read({ LULL_SMS_URL: 'https://gateway.example/sms' })).toThrow(/LULL_SMS_TOKEN_FILE/);
  });
  it('asks another machine for TLS, and this one not', () => {
    const smtp = (url: string) => readMessageConfig({ LULL_SMTP_URL: url, LULL_MAIL_FROM: from }, 60).smtp;
    expect(smtp('smtp://mail.example')).toMatchObject({ port: 587, secure: false, requireTls: true });
    expect(smtp('smtps://mail.example')).toMatchObject({ port: 465, secure: true, requireTls: false });
    expect(smtp('smtp://127.0.0.1:25')).toMatchObject({ port: 25, requireTls: false });
  });
  it('sends nothing anywhere in the demonstration', () => {
    const env = { LULL_DEMONSTRATION: '1', LULL_SMTP_URL: 'smtp://mail.example', LULL_MAIL_FROM: from };
    expect(readMessageConfig(env, 60)).toEqual({ smtp: null, sms: null, leaseSeconds: 60 });
  });
});
