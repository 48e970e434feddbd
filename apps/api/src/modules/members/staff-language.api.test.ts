import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
const drain = () => test.app.get(StaffOutbox).drain(() => false);
/** The plain text of the mail, whose long lines were folded on their way. */
const textTo = (address: string) =>
  sink.taken
    .filter(({ to }) => to === address)
    .map(({ text }) => text.replaceAll('=\r\n', '').replaceAll('=3D', '='))
    .at(-1) ?? '';

describe('mail to a member', () => {
  it('comes in the language of the member, who chooses it', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const signedIn = test.anybody();
    await signedIn.post(`${api}/sign-ins`).send({ email: account.email, password: account.password });
    const chosen = await signedIn.put(`${api}/own-account/language`).send({ language: 'es' });
    expect([chosen.status, chosen.body.language]).toEqual([200, 'es']);
    expect((await signedIn.put(`${api}/own-account/language`).send({ language: 'fr' })).status).toBe(422);
    await test.anybody().post(`${api}/password-resets`).send({ email: account.email });
    await expect
      .poll(
        async () => {
          await drain();
          return textTo(account.email);
        },
        { timeout: 10_000 },
      )
      .toContain('Abra este enlace para elegirla:');
  });

  it('speaks the language that whoever invites chose, and the member goes on in it', async () => {
    const boss = await givenMember(test, practiceId, 'administrator');
    const email = 'nueva@clinic.example';
    await test
      .as(boss)
      .post(`${api}/member-invitations`)
      .set('Idempotency-Key', crypto.randomUUID())
      .send({ email, roles: ['nurse'], language: 'es' });
    await drain();
    expect(textTo(email)).toContain('le invita a iniciar');
    const token = /\/invitation#([\w-]{43})/.exec(textTo(email))?.[1] ?? '';
    const [name, password] = ['Ana Ruiz', 'a kite above the harbour wall'];
    await test.anybody().post(`${api}/invitations/acceptances`).send({ token, name, password });
    const signedIn = test.anybody();
    await signedIn.post(`${api}/sign-ins`).send({ email, password });
    expect((await signedIn.get(`${api}/own-account`)).body.language).toBe('es');
  });
});
