import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { networkOf } from './rate-limits.js';

let test: TestApp;
let practiceId: string;
/** One proxy stands in front, as in production. */
beforeAll(async () => {
  test = await startTestApp({ trustedProxies: 1 });
  practiceId = await givenPractice(test);
});
afterAll(() => test.close());
beforeEach(() => test.database.rows('TRUNCATE rate_limit'));

const wrong = 'certainly not this one';
const attempt = (email: string, password: string, forwardedFor = '198.51.100.1') =>
  test.anybody().post('/api/v1/sign-ins').set('X-Forwarded-For', forwardedFor).send({ email, password });
/** What the clock would do: the pause after a wrong password is over. */
const pauseOver = () => test.database.rows(`DELETE FROM rate_limit WHERE key LIKE 'sign-in-pause:%'`);

/** Tries passwords one after the other and waits for each pause; the statuses they got. */
async function tries(
  account: GivenAccount,
  count: number,
  address: (n: number) => string,
): Promise<number[]> {
  const statuses: number[] = [];
  for (let n = 0; n < count; n++) {
    statuses.push((await attempt(account.email, wrong, address(n))).status);
    await pauseOver();
  }
  return statuses;
}

describe('guessing the password of an account', () => {
  it('ends after ten tries, from however many addresses, and the right one is refused too', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const statuses = await tries(account, 11, (n) => `198.51.100.${n}`);
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    const answer = await attempt(account.email, account.password);
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(14 * 60);
  });

  it('is not helped by an invented X-Forwarded-For: the proxy adds the real address, and that one counts', async () => {
    const throughProxy = async (n: number) =>
      (await attempt(`${n}@example.org`, wrong, `203.0.113.${n}, 10.9.8.${n}, 198.51.100.77`)).status;
    expect(await throughProxy(1)).toBe(401);
    await test.database.rows(`UPDATE rate_limit SET points = 48 WHERE key LIKE 'sign-in-address:%'`);
    expect([await throughProxy(2), await throughProxy(3), await throughProxy(4)]).toEqual([401, 401, 429]);
    expect((await attempt('4@example.org', wrong, '198.51.100.78')).status).toBe(401);
  });

  it.each([
    [3, 401, undefined],
    [4, 429, '1'],
    [5, 429, '2'],
    [7, 429, '8'],
    [9, 429, '32'],
  ])(
    'after %i wrong passwords the next try is answered %i, after a pause of %s seconds',
    async (wrongOnes, status, retryAfter) => {
      const account = await givenAccount(test, practiceId, 'nurse');
      await tries(account, wrongOnes - 1, () => '198.51.100.1');
      await attempt(account.email, wrong);
      const answer = await attempt(account.email, wrong);
      expect([answer.status, answer.headers['retry-after']]).toEqual([status, retryAfter]);
    },
  );

  it('is forgiven by a right password', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    await tries(account, 9, () => '198.51.100.1');
    expect((await attempt(account.email, account.password)).status).toBe(201);
    expect(await tries(account, 3, () => '198.51.100.1')).toEqual([401, 401, 401]);
  });

  it('leaves neither e-mail nor address in the table', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    await attempt(account.email, wrong, '198.51.100.99');
    const rows = await test.database.rows<{ key: string }>('SELECT key FROM rate_limit');
    expect(rows.map(({ key }) => key.replace(/:[\w-]{43}$/, '')).sort()).toEqual([
      'sign-in-account',
      'sign-in-address',
    ]);
  });
});

describe('when the counts cannot be reached', () => {
  it('nobody signs in, and nobody is let through', async () => {
    const [account, member] = [
      await givenAccount(test, practiceId, 'nurse'),
      await givenMember(test, practiceId, 'nurse'),
    ];
    await test.database.rows('ALTER TABLE rate_limit RENAME TO rate_limit_away');
    try {
      const answer = await attempt(account.email, account.password);
      expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
        503,
        'unavailable',
        '2',
      ]);
      expect((await test.as(member).get('/api/v1/sign-ins/current')).status).toBe(503);
    } finally {
      await test.database.rows('ALTER TABLE rate_limit_away RENAME TO rate_limit');
    }
    expect((await attempt(account.email, account.password)).status).toBe(201);
  });
});

describe('calls of a sign-in', () => {
  it('are 1,200 a minute, and one sign-in does not use up those of another', async () => {
    const [busy, quiet] = [
      await givenMember(test, practiceId, 'nurse'),
      await givenMember(test, practiceId, 'nurse'),
    ];
    await test.as(busy).get('/api/v1/sign-ins/current');
    const [counted] = await test.database.rows(
      `UPDATE rate_limit SET points = 1200 WHERE key = $1 RETURNING (SELECT points FROM rate_limit WHERE key = $1) AS points`,
      [`calls:${busy.signInId}`],
    );
    const ahead = Number(counted?.['points']) - 1;
    for (let call = 0; call < ahead; call += 1)
      expect((await test.as(busy).get('/api/v1/sign-ins/current')).status).toBe(200);
    const answer = await test.as(busy).get('/api/v1/sign-ins/current');
    expect([answer.status, answer.body.code]).toEqual([429, 'too-many-requests']);
    expect((await test.as(quiet).get('/api/v1/sign-ins/current')).status).toBe(200);
  });
});

describe('an address counts', () => {
  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0DB8:0001:2::9', '2001:db8:1:2'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('%s as %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
