import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { Accounts, createMember } from './identity.public.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

describe('an account', () => {
  it('is made once for an e-mail address, and its password is never overwritten', async () => {
    const accounts = test.app.get(Accounts);
    const first = await accounts.createAccount({ email: 'Ada@Example.org', password: 'seven quiet lanes' });
    const [before] = await test.database.rows(`SELECT * FROM account WHERE id = $1`, [first]);
    expect(
      await accounts.createAccount({ email: ' ada@example.org', password: 'another password here' }),
    ).toBe(first);
    expect(await test.database.rows(`SELECT * FROM account WHERE id = $1`, [first])).toEqual([before]);
  });

  it('is refused a weak password, unless it belongs to the demonstration', async () => {
    const accounts = test.app.get(Accounts);
    for (const password of ['short', 'qwertyuiopasdfgh']) {
      await expect(accounts.createAccount({ email: 'b@example.org', password })).rejects.toMatchObject({
        refusals: [{ code: 'field-invalid', pointer: '/password' }],
      });
    }
    expect(
      await accounts.createAccount({ email: 'b@example.org', password: 'short', demonstration: true }),
    ).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('becomes one member of a practice, however often it is asked', async () => {
    const practiceId = await givenPractice(test);
    const accountId = await test.app
      .get(Accounts)
      .createAccount({ email: 'c@example.org', password: 'seven quiet lanes' });
    const make = () =>
      test.door.run({ kind: 'system', practiceId, purpose: 'demonstration' }, (tx) =>
        createMember(tx, { accountId, name: 'Cleo', roles: ['nurse'] }),
      );
    expect(await make()).toBe(await make());
  });
});
