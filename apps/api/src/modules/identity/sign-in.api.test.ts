import { Agent, request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@lull/contracts';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';
import { hashOfToken } from './sign-in-token.js';

let test: TestApp;
let practiceId: string;
beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
});
afterAll(() => test.close());

const current = '/api/v1/sign-ins/current';

function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const [cookie = ''] = answer.headers['set-cookie'] as string[];
  return cookie;
}

const signIn = (account: GivenAccount, cookie = '') =>
  test
    .anybody()
    .post('/api/v1/sign-ins')
    .set('Cookie', cookie)
    .send({ email: account.email, password: account.password });
const statusWith = async (cookie: string) =>
  (await test.anybody().get(current).set('Cookie', cookie.split(';', 1).join(''))).status;
const change = (statement: string, member: GivenMember) => test.database.rows(statement, [member.memberId]);

describe('a sign-in', () => {
  it('is asked for before anything is answered', async () => {
    const answer = await test.anybody().get(current);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.code).toBe('sign-in-required');
  });

  it('is listed for its own browser without a refusal, and is none elsewhere or when it has ended', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    const signIns = '/api/v1/sign-ins';
    const here = await test.as(nurse).get(signIns);
    expect([here.status, here.body]).toEqual([
      200,
      [{ memberId: nurse.memberId, name: nurse.name, roles: ['nurse'] }],
    ]);
    const elsewhere = await test.anybody().get(signIns);
    expect([elsewhere.status, elsewhere.body]).toEqual([200, []]);
    await test.as(nurse).delete(current);
    expect((await test.as(nurse).get(signIns)).body).toEqual([]);
  });

  it('says who is signed in', async () => {
    const nurse = await givenMember(test, practiceId, 'nurse');
    const answer = await test.as(nurse).get(current);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ memberId: nurse.memberId, name: nurse.name, roles: ['nurse'] });
  });

  it('begins with e-mail in any case and password, and gives a cookie that no script can read', async () => {
    const account = await givenAccount(test, practiceId, 'scheduler');
    const answer = await test
      .anybody()
      .post('/api/v1/sign-ins')
      .send({ email: ` ${account.email.toUpperCase()} `, password: account.password });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ memberId: account.memberId, name: account.name, roles: ['scheduler'] });
    const cookie = cookieOf(answer);
    expect(cookie).toMatch(/^lull=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await statusWith(cookie)).toBe(200);
  });

  it('leaves no token in the database, only its hash', async () => {
    const account = await givenAccount(test, practiceId, 'scheduler');
    const token = cookieOf(await signIn(account)).slice(5, 48);
    const [row] = await test.database.rows<{ row: string; hash: Buffer }>(
      `SELECT sign_in::text AS row, token_hash AS hash FROM sign_in WHERE member_id = $1`,
      [account.memberId],
    );
    expect(row?.row).not.toContain(token);
    expect(row?.hash.equals(hashOfToken(token))).toBe(true);
  });

  it('gives one answer for a wrong password, an unknown account, a disabled one and a member who left', async () => {
    const [wrong, disabled, left] = [
      await givenAccount(test, practiceId, 'nurse'),
      await givenAccount(test, practiceId, 'nurse'),
      await givenAccount(test, practiceId, 'nurse'),
    ];
    await test.database.rows(`UPDATE account SET disabled = true WHERE email = $1`, [disabled.email]);
    await test.database.rows(`UPDATE member SET active = false WHERE id = $1`, [left.memberId]);
    const answers = await Promise.all([
      signIn({ ...wrong, password: 'not the password' }),
      signIn({ ...wrong, email: 'nobody@example.org' }),
      signIn(disabled),
      signIn(left),
    ]);
    const bodies = answers.map(({ status, body, headers }) => ({
      status,
      ...body,
      instance: '',
      cookie: headers['set-cookie'],
    }));
    expect(bodies[0]).toMatchObject({ status: 401, code: 'sign-in-refused', cookie: undefined });
    expect(new Set(bodies.map((body) => JSON.stringify(body))).size).toBe(1);
  });

  it('ends the one that the same browser had before', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const first = cookieOf(await signIn(account));
    const second = cookieOf(await signIn(account, first));
    expect([await statusWith(first), await statusWith(second)]).toEqual([401, 200]);
  });

  it('is held by a member five times at most: the one unused longest ends', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const cookies: string[] = [];
    for (let n = 0; n < 6; n++) cookies.push(cookieOf(await signIn(account)));
    expect(await Promise.all(cookies.map(statusWith))).toEqual([401, 200, 200, 200, 200, 200]);
  });
});

describe('the limits of a sign-in, by the clock of the database', () => {
  it.each([
    ['14 minutes idle', `last_seen_at = clock_timestamp() - interval '14 minutes 50 seconds'`, 200],
    ['15 minutes idle', `last_seen_at = clock_timestamp() - interval '15 minutes'`, 401],
    ['a minute before its absolute end', `expires_at = clock_timestamp() + interval '1 minute'`, 200],
    [
      'past its absolute end',
      `created_at = clock_timestamp() - interval '13 hours', expires_at = clock_timestamp() - interval '1 second'`,
      401,
    ],
  ])('%s', async (_story, assignment, status) => {
    const member = await givenMember(test, practiceId, 'nurse');
    await change(`UPDATE sign_in SET ${assignment} WHERE member_id = $1`, member);
    expect((await test.as(member).get(current)).status).toBe(status);
  });

  const idleFor = async (member: GivenMember, minutes: number) =>
    test.database.rows(
      `UPDATE sign_in SET last_seen_at = clock_timestamp() - make_interval(mins => $2) WHERE member_id = $1`,
      [member.memberId, minutes],
    );
  const idleMinutes = async (member: GivenMember) => {
    const [row] = await test.database.rows<{ idle: number }>(
      `SELECT extract(epoch FROM clock_timestamp() - last_seen_at)::float8 / 60 AS idle FROM sign_in WHERE member_id = $1`,
      [member.memberId],
    );
    return row?.idle ?? Number.NaN;
  };

  it('a call by a person puts the idle limit off', async () => {
    const member = await givenMember(test, practiceId, 'nurse');
    await idleFor(member, 10);
    await test.as(member).get(current);
    expect(await idleMinutes(member)).toBeLessThan(1);
  });

  it('a board that refreshes itself is answered, but does not put the idle limit off', async () => {
    const member = await givenMember(test, practiceId, 'nurse');
    await idleFor(member, 10);
    expect((await test.as(member).get(current).set('X-Background', '1')).status).toBe(200);
    expect(await idleMinutes(member)).toBeGreaterThan(9.9);
  });

  it('a board that refreshes itself is refused after the idle limit like everybody', async () => {
    const member = await givenMember(test, practiceId, 'nurse');
    await idleFor(member, 16);
    expect((await test.as(member).get(current).set('X-Background', '1')).status).toBe(401);
  });
});

describe('what ends a sign-in does so at the next call', () => {
  it('signing out, which also empties the browser', async () => {
    const member = await givenMember(test, practiceId, 'nurse');
    const answer = await test.as(member).delete(current);
    expect(answer.status).toBe(204);
    expect(answer.headers['clear-site-data']).toBe('"cookies", "storage"');
    expect(cookieOf(answer)).toMatch(/^lull=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await test.as(member).get(current)).status).toBe(401);
  });

  it('signing out everywhere, on every device and of this member alone', async () => {
    const [account, colleague] = [
      await givenAccount(test, practiceId, 'nurse'),
      await givenMember(test, practiceId, 'nurse'),
    ];
    const [desk, ward] = [cookieOf(await signIn(account)), cookieOf(await signIn(account))];
    expect(
      (await test.anybody().delete('/api/v1/sign-ins').set('Cookie', desk.split(';', 1).join(''))).status,
    ).toBe(204);
    expect([await statusWith(desk), await statusWith(ward)]).toEqual([401, 401]);
    expect((await test.as(colleague).get(current)).status).toBe(200);
  });

  it.each([
    [
      'a disabled account',
      `UPDATE account SET disabled = true WHERE id = (SELECT account_id FROM member WHERE id = $1)`,
    ],
    ['a member who left', `UPDATE member SET active = false WHERE id = $1`],
  ])('%s', async (_story, statement) => {
    const member = await givenMember(test, practiceId, 'nurse');
    expect((await test.as(member).get(current)).status).toBe(200);
    await change(statement, member);
    expect((await test.as(member).get(current)).status).toBe(401);
  });

  it('a changed role opens and closes doors at once', async () => {
    const member = await givenMember(test, practiceId, 'auditor');
    expect((await test.as(member).get('/api/v1/audit-events')).status).toBe(200);
    await change(`UPDATE member SET roles = '{nurse}' WHERE id = $1`, member);
    expect((await test.as(member).get('/api/v1/audit-events')).status).toBe(403);
    expect((await test.as(member).get(current)).body.roles).toEqual(['nurse'] satisfies Role[]);
  });
});

describe('a cookie header', () => {
  let member: GivenMember;
  beforeAll(async () => {
    member = await givenMember(test, practiceId, 'nurse');
  });

  it.each<[string, (token: string) => string, number]>([
    ['among others, without blanks', (token) => `a=b;lull=${token};c`, 200],
    ['twice the same', (token) => `lull=${token}; lull=${token}`, 200],
    ['beside another one that somebody planted', (token) => `lull=${token}; lull=${'x'.repeat(43)}`, 401],
    ['of a longer name', (token) => `xlull=${token}; lull2=${token}`, 401],
    ['cut short', (token) => `lull=${token.slice(1)}`, 401],
    ['with an escape', (token) => `lull=%00${token}`, 401],
    ['without a name', (token) => `=${token}; ${token}; ;;=`, 401],
  ])('%s', async (_story, header, status) => {
    // The agent of the tests would tidy the header; a plain request does not.
    const { port } = test.app.getHttpServer().address() as { port: number };
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      httpRequest(
        {
          port,
          host: '127.0.0.1',
          path: current,
          headers: { Cookie: header(member.token) },
          agent: new Agent(),
        },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      )
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(status);
  });
});

describe('over https', () => {
  it('the cookie is bound to the host, and a cookie without the prefix is not believed', async () => {
    const secure = await startTestApp({ secureCookies: true });
    try {
      const account = await givenAccount(secure, await givenPractice(secure), 'nurse');
      const answer = await secure
        .anybody()
        .post('/api/v1/sign-ins')
        .send({ email: account.email, password: account.password });
      const cookie = cookieOf(answer);
      expect(cookie).toMatch(/^__Host-lull=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
      const pair = cookie.split(';', 1).join('');
      expect((await secure.anybody().get(current).set('Cookie', pair)).status).toBe(200);
      expect((await secure.anybody().get(current).set('Cookie', pair.replace('__Host-', ''))).status).toBe(
        401,
      );
    } finally {
      await secure.close();
    }
  });
});
