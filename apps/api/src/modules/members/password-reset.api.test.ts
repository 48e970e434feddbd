import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { StaffOutbox } from '../messaging/staff-outbox.js';
import { givenAccount } from '../../testing/given-account.js';
import { startMailSink, type Sink } from '../../testing/message-sinks.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let sink: Sink;
let practiceId: string;
beforeAll(async () => {
  sink = await startMailSink();
  const { hostname: host, port } = new URL(sink.url);
  test = await startTestApp({
    origin: 'https://lull.clinic.example',
    messages: {
      smtp: {
        host,
        port: Number(port),
        secure: false,
        requireTls: false,
        user: null,
        password: null,
        from: 'lull@clinic.example',
      },
      sms: null,
      leaseSeconds: 60,
    },
  });
  practiceId = await givenPractice(test);
});
afterAll(async () => {
  await test.close();
  await sink.close();
});

const api = '/api/v1';
const ask = (email: string) =>
  test.anybody().post(`${api}/password-resets`).set('Host', 'evil.example').send({ email });
const set = (token: string, password = 'a kite above the harbour wall') =>
  test.anybody().post(`${api}/password-resets/acceptances`).send({ token, password });
const signIn = (email: string, password: string) =>
  test.anybody().post(`${api}/sign-ins`).send({ email, password });
const rowsOf = (memberId: string) =>
  test.database.rows(`SELECT id FROM password_reset WHERE member_id = $1`, [memberId]);
/** The plain text of the mail, whose long lines were folded on their way. */
const textTo = (address: string) =>
  sink.taken
    .filter(({ to }) => to === address)
    .map(({ text }) => text.replaceAll('=\r\n', '').replaceAll('=3D', '='))
    .at(-1) ?? '';

async function linkFor(account: { readonly email: string; readonly memberId: string }): Promise<string> {
  const before = (await rowsOf(account.memberId)).length;
  await ask(account.email);
  await expect
    .poll(async () => (await rowsOf(account.memberId)).length, { timeout: 10_000 })
    .toBe(before + 1);
  await test.app.get(StaffOutbox).drain(() => false);
  return /https?:\/\/\S+#[\w-]{43}/.exec(textTo(account.email))?.[0] ?? '';
}

describe('a forgotten password', () => {
  it('is set anew by a link of our own address, once; all sign-ins end, and the second factor stays', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const signedIn = test.anybody();
    await signedIn.post(`${api}/sign-ins`).send({ email: account.email, password: account.password });
    const link = await linkFor(account);
    // Whatever host the stranger's call named.
    expect(link).toMatch(/^https:\/\/lull\.clinic\.example\/new-password#[\w-]{43}$/);
    const token = link.split('#')[1] ?? '';
    expect((await set(token, 'short')).status).toBe(422);
    expect((await set(token)).status).toBe(204);
    expect((await signedIn.get(`${api}/sign-ins/current`)).status).toBe(401);
    expect((await signIn(account.email, account.password)).status).toBe(401);
    expect((await signIn(account.email, 'a kite above the harbour wall')).status).toBe(201);
    expect((await set(token)).body.code).toBe('member-link-not-accepted');
    const rows = await test.database.rows<{ row: string }>(
      `SELECT t::text AS row FROM staff_message t UNION ALL SELECT t::text FROM password_reset t UNION ALL SELECT t::text FROM audit_event t`,
    );
    expect(rows.filter(({ row }) => row.includes(token))).toEqual([]);
  });

  it('gives one answer for an address that is known, unknown, or of somebody who was disabled', async () => {
    const [known, gone] = [
      await givenAccount(test, practiceId, 'nurse'),
      await givenAccount(test, practiceId, 'nurse'),
    ];
    await test.database.rows(`UPDATE member SET active = false WHERE id = $1`, [gone.memberId]);
    const answers = [await ask(known.email), await ask('nobody@example.org'), await ask(gone.email)];
    expect(answers.map(({ status, text }) => `${status} ${text}`)).toEqual(['204 ', '204 ', '204 ']);
    await expect.poll(async () => (await rowsOf(known.memberId)).length).toBe(1);
    expect(await rowsOf(gone.memberId)).toEqual([]);
  });

  it('is answered before it is looked for, so that no time tells whether somebody is known', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const holder = new pg.Client({ connectionString: test.database.urls.owner });
    await holder.connect();
    try {
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE password_reset IN ACCESS EXCLUSIVE MODE');
      // The row cannot be written while somebody holds the table; the answer is there all the same.
      expect((await ask(account.email)).status).toBe(204);
    } finally {
      await holder.query('ROLLBACK');
      await holder.end();
    }
    await expect.poll(async () => (await rowsOf(account.memberId)).length).toBe(1);
  });

  it('is opened by the newest link alone, and by none that has ended or is older than the password', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const tokens = [await linkFor(account), await linkFor(account)].map((link) => link.split('#')[1] ?? '');
    expect((await set(tokens[0] ?? '')).status).toBe(404);
    await test.database.rows(`UPDATE account SET password_changed_at = clock_timestamp() WHERE email = $1`, [
      account.email,
    ]);
    expect((await set(tokens[1] ?? '')).status).toBe(404);
    const third = (await linkFor(account)).split('#')[1] ?? '';
    await test.database.rows(
      `UPDATE password_reset SET created_at = now() - interval '1 hour', expires_at = now() WHERE member_id = $1`,
      [account.memberId],
    );
    expect((await set(third)).status).toBe(404);
  });

  it('is written about three times in a quarter of an hour, and nobody is told that it is no more', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    for (let n = 0; n < 5; n += 1) expect((await ask(account.email)).status).toBe(204);
    await expect.poll(async () => (await rowsOf(account.memberId)).length).toBe(3);
  });
});

describe('an invitation by e-mail', () => {
  it('brings the link, which is told to nobody else and forgotten once it was sent', async () => {
    const boss = await givenMember(test, practiceId, 'administrator');
    const { body } = await test
      .as(boss)
      .post(`${api}/member-invitations`)
      .set('Idempotency-Key', crypto.randomUUID())
      .send({ email: 'new@clinic.example', roles: ['nurse'] });
    expect([body.link, body.invitation.mail]).toEqual([null, 'waiting']);
    await test.app.get(StaffOutbox).drain(() => false);
    const token = /\/invitation#([\w-]{43})/.exec(textTo('new@clinic.example'))?.[1] ?? '';
    expect((await test.anybody().post(`${api}/invitations/looks`).send({ token })).status).toBe(200);
    const [kept] = await test.database.rows(
      `SELECT state, link FROM staff_message WHERE address = 'new@clinic.example'`,
    );
    expect(kept).toEqual({ state: 'sent', link: null });
    const [listed] = (await test.as(boss).get(`${api}/member-invitations`)).body;
    expect(listed.mail).toBe('sent');
  });

  it('that a server refuses is shown as failed, and may be sent again', async () => {
    const boss = await givenMember(test, practiceId, 'administrator');
    sink.conduct = () => 'refuse';
    const { body } = await test
      .as(boss)
      .post(`${api}/member-invitations`)
      .set('Idempotency-Key', crypto.randomUUID())
      .send({ email: 'typo@clinic.example', roles: ['nurse'] });
    await test.app.get(StaffOutbox).drain(() => false);
    sink.conduct = () => 'accept';
    const rows = (await test.as(boss).get(`${api}/member-invitations`)).body as {
      id: string;
      mail: string;
    }[];
    expect(rows.find(({ id }) => id === body.invitation.id)?.mail).toBe('failed');
  });
});
