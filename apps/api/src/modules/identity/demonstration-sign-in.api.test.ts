import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

const path = '/api/v1/demonstration/sign-ins';

async function givenBothPractices(test: TestApp): Promise<{ shown: GivenAccount; real: GivenAccount }> {
  const [demonstration, real] = [
    await givenPractice(test, 'Harbour Pain Centre'),
    await givenPractice(test, 'A real one'),
  ];
  await test.database.rows(`UPDATE practice SET demonstration = true WHERE practice_id = $1`, [
    demonstration,
  ]);
  return {
    shown: await givenAccount(test, demonstration, 'physician'),
    real: await givenAccount(test, real, 'physician'),
  };
}

describe('in demonstration mode', () => {
  let test: TestApp;
  let accounts: Awaited<ReturnType<typeof givenBothPractices>>;
  beforeAll(async () => {
    test = await startTestApp({ demonstration: true });
    accounts = await givenBothPractices(test);
  });
  afterAll(() => test.close());

  it('the sign-in page offers the accounts of the demonstration practices, and of no other', async () => {
    const answer = await test.anybody().get(path);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual([
      {
        name: accounts.shown.name,
        roles: ['physician'],
        practice: 'Harbour Pain Centre',
        email: accounts.shown.email,
      },
    ]);
  });

  it('one click signs in without a password', async () => {
    const answer = await test.anybody().post(path).send({ email: accounts.shown.email });
    expect(answer.status).toBe(201);
    const { 'set-cookie': cookies = [] } = answer.headers as { 'set-cookie'?: string[] };
    const [cookie = ''] = cookies.join(';').split(';');
    expect((await test.anybody().get('/api/v1/sign-ins/current').set('Cookie', cookie)).body.memberId).toBe(
      accounts.shown.memberId,
    );
  });

  it.each<[string, () => string]>([
    ['of a real practice', () => accounts.real.email],
    ['that does not exist', () => 'nobody@example.org'],
  ])('nobody enters by an account %s', async (_story, email) => {
    const answer = await test.anybody().post(path).send({ email: email() });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });

  it('an account that left is neither offered nor let in', async () => {
    await test.database.rows(`UPDATE member SET active = false WHERE id = $1`, [accounts.shown.memberId]);
    expect((await test.anybody().get(path)).body).toEqual([]);
    expect((await test.anybody().post(path).send({ email: accounts.shown.email })).status).toBe(401);
  });
});

describe('outside demonstration mode', () => {
  it('there is no such page, even for a demonstration practice', async () => {
    const test = await startTestApp();
    try {
      const { shown } = await givenBothPractices(test);
      expect((await test.anybody().get(path)).status).toBe(404);
      const answer = await test.anybody().post(path).send({ email: shown.email });
      expect([answer.status, answer.headers['set-cookie']]).toEqual([404, undefined]);
    } finally {
      await test.close();
    }
  });
});
