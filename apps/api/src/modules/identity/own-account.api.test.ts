import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { OwnAccountView } from '@lull/contracts';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
});
afterAll(() => test.close());

const api = '/api/v1';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';
type Agent = ReturnType<TestApp['anybody']>;
const signIn = async (account: GivenAccount, userAgent = firefox): Promise<Agent> => {
  const agent = test.anybody();
  await agent
    .post(`${api}/sign-ins`)
    .set('User-Agent', userAgent)
    .send({ email: account.email, password: account.password });
  return agent;
};
const accountOf = async (agent: Agent) => (await agent.get(`${api}/own-account`)).body as OwnAccountView;
const isIn = async (agent: Agent) => (await agent.get(`${api}/sign-ins/current`)).status === 200;

describe("one's own account", () => {
  it('lists the sign-ins with their browser in words, and ends one', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const [here, there] = [await signIn(account), await signIn(account, 'curl/8.1')];
    const { signIns, email } = await accountOf(here);
    expect(email).toBe(account.email);
    expect(signIns).toHaveLength(2);
    expect(signIns.find(({ current }) => current)?.device).toBe('Firefox on Windows');
    const other = signIns.find(({ current }) => !current);
    expect(other?.device).toBeNull();
    expect((await here.delete(`${api}/own-account/sign-ins/${other?.id}`)).status).toBe(204);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
  });

  it("ends nobody else's", async () => {
    const agent = await signIn(await givenAccount(test, practiceId, 'nurse'));
    const other = await givenMember(test, practiceId, 'nurse');
    expect((await agent.delete(`${api}/own-account/sign-ins/${other.signInId}`)).status).toBe(404);
    expect((await test.as(other).get(`${api}/sign-ins/current`)).status).toBe(200);
  });

  it('gets a new password by the old one; the other sign-ins end, and this one gets another token', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const [here, there] = [await signIn(account), await signIn(account)];
    const change = (current: string, password: string) =>
      here.put(`${api}/own-account/password`).send({ current, password });
    const wrong = await change('not it at all, no', 'a kite above the harbour wall');
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/current']);
    const weak = await change(account.password, 'short');
    expect([weak.status, weak.body.errors[0].pointer]).toEqual([422, '/password']);
    const changed = await change(account.password, 'a kite above the harbour wall');
    expect(changed.status).toBe(204);
    expect(changed.headers['set-cookie']?.[0]).toMatch(/^lull=[\w-]{43};/);
    expect([await isIn(here), await isIn(there)]).toEqual([true, false]);
    expect(await isIn(await signIn(account))).toBe(false);
    expect(await isIn(await signIn({ ...account, password: 'a kite above the harbour wall' }))).toBe(true);
    const noted = await test.database.rows<{ change: unknown }>(
      `SELECT change FROM audit_event WHERE resource = 'account' AND resource_id = $1 AND member_id = $1`,
      [account.memberId],
    );
    expect(noted).toEqual([{ change: { changed: 'password' } }]);
  });

  it('is proved again by the password, and what is grave opens for five minutes', async () => {
    const account = await givenAccount(test, practiceId, 'administrator');
    const agent = await signIn(account);
    await test.database.rows(
      `UPDATE sign_in SET proved_at = now() - interval '6 minutes' WHERE member_id = $1`,
      [account.memberId],
    );
    const grave = () => agent.post(`${api}/own-account/totp-seeds`).send({});
    expect((await grave()).body.code).toBe('proof-required');
    const prove = (password: string) => agent.post(`${api}/own-account/proofs`).send({ password });
    expect((await prove('not it')).status).toBe(422);
    expect((await grave()).body.code).toBe('proof-required');
    expect((await prove(account.password)).status).toBe(204);
    expect((await grave()).status).toBe(201);
  });

  it('counts wrong passwords like those of a sign-in', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const agent = await signIn(account);
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1)
      statuses.push((await agent.post(`${api}/own-account/proofs`).send({ password: uuid() })).status);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 422).length).toBeLessThanOrEqual(10);
  });
});
