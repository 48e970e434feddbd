import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OwnAccountView } from '@lull/contracts';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
});
// All of them come from one address, which is counted, too.
beforeEach(() => test.database.rows(`DELETE FROM rate_limit`));
afterAll(() => test.close());

const api = '/api/v1';
type Agent = ReturnType<TestApp['anybody']>;

const codeOf = (seed: string, aheadSeconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(seed) }).generate({ timestamp: Date.now() + aheadSeconds * 1_000 });
const password = (agent: Agent, { email, password: word }: GivenAccount) =>
  agent.post(`${api}/sign-ins`).send({ email, password: word });
const second = (agent: Agent, code: string) => agent.post(`${api}/sign-ins/second-factor`).send({ code });
const isIn = async (agent: Agent) => (await agent.get(`${api}/sign-ins/current`)).status === 200;

/** Signed in by password, with an authenticator app set up; the code of this moment is used up. */
async function givenApp(agent: Agent, account: GivenAccount): Promise<{ seed: string; codes: string[] }> {
  await password(agent, account);
  const { body: shown } = await agent.post(`${api}/own-account/totp-seeds`).send({});
  const added = await agent
    .put(`${api}/own-account/totp`)
    .send({ sealed: shown.sealed, code: codeOf(shown.seed) });
  expect(added.status).toBe(200);
  return { seed: shown.seed as string, codes: added.body.recoveryCodes as string[] };
}

/** As if the last code had been used long ago. */
const rewind = () =>
  test.database.rows(`UPDATE totp_seed SET last_step = 0 WHERE practice_id = $1`, [practiceId]);
const given = async (...roles: Parameters<typeof givenAccount>[2][]) => {
  const [role = 'nurse'] = roles;
  const account = await givenAccount(test, practiceId, role);
  return { account, agent: test.anybody(), ...(await givenApp(test.anybody(), account)) };
};

describe('an authenticator app', () => {
  it('is set up by its first right code, and nothing is kept before', async () => {
    const account = await givenAccount(test, practiceId, 'nurse');
    const agent = test.anybody();
    await password(agent, account);
    const { body } = await agent.post(`${api}/own-account/totp-seeds`).send({});
    expect(body.uri).toContain(`secret=${body.seed}`);
    const wrong = await agent.put(`${api}/own-account/totp`).send({ sealed: body.sealed, code: '000000' });
    expect([wrong.status, wrong.body.errors[0].pointer]).toEqual([422, '/code']);
    expect(((await agent.get(`${api}/own-account`)).body as OwnAccountView).totpSince).toBeNull();
    const right = await agent
      .put(`${api}/own-account/totp`)
      .send({ sealed: body.sealed, code: codeOf(body.seed) });
    expect(right.body.account).toMatchObject({ recoveryCodesLeft: 10 });
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
  });

  it('cannot be set up with a seed that was shown to somebody else', async () => {
    const [mine, theirs] = [test.anybody(), test.anybody()];
    await password(mine, await givenAccount(test, practiceId, 'nurse'));
    await password(theirs, await givenAccount(test, practiceId, 'nurse'));
    const { body } = await theirs.post(`${api}/own-account/totp-seeds`).send({});
    const answer = await mine
      .put(`${api}/own-account/totp`)
      .send({ sealed: body.sealed, code: codeOf(body.seed) });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/sealed']);
  });

  it('is asked for after the password, which alone opens nothing', async () => {
    const { account, agent, seed } = await given();
    const half = await password(agent, account);
    expect([half.status, half.body.code]).toEqual([401, 'second-factor-required']);
    expect(half.body.errors[0].facts).toMatchObject({ totp: true, passkey: false });
    expect(await isIn(agent)).toBe(false);
    await rewind();
    expect((await second(agent, codeOf(seed))).status).toBe(201);
    expect(await isIn(agent)).toBe(true);
  });

  it('opens once by each code: a code that was used, or one before it, is refused', async () => {
    const { account, agent, seed } = await given();
    await password(agent, account);
    // The code of this moment was used up when the app was set up.
    expect((await second(agent, codeOf(seed))).body.code).toBe('second-factor-refused');
    expect((await second(agent, codeOf(seed, 30))).status).toBe(201);
    const elsewhere = test.anybody();
    await password(elsewhere, account);
    expect((await second(elsewhere, codeOf(seed, 30))).status).toBe(401);
    expect((await second(elsewhere, codeOf(seed))).status).toBe(401);
  });

  it('is used once when the same code comes twice in the same moment', async () => {
    const { account, seed } = await given();
    await rewind();
    const agents = [test.anybody(), test.anybody()];
    const cookies: string[] = [];
    for (const agent of agents) {
      // Each of two browsers has a first half of its own; the second ends the first.
      const [cookie = ''] = (await password(agent, account)).headers['set-cookie'] ?? [];
      cookies.push(cookie);
    }
    const [, latest = ''] = cookies;
    const answers = await Promise.all(
      agents.map(() =>
        test
          .anybody()
          .post(`${api}/sign-ins/second-factor`)
          .set('Cookie', latest)
          .send({ code: codeOf(seed) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((one, other) => one - other)).toEqual([201, 401]);
  });

  it('takes five tries for one password, then the password is asked for anew', async () => {
    const { account, agent, seed } = await given();
    await rewind();
    await password(agent, account);
    for (let n = 0; n < 5; n += 1) {
      const answer = await second(agent, '000000');
      expect([answer.body.code, answer.body.errors[0].facts.over]).toEqual([
        'second-factor-refused',
        n === 4,
      ]);
    }
    expect((await second(agent, codeOf(seed))).status).toBe(401);
    await password(agent, account);
    expect((await second(agent, codeOf(seed))).status).toBe(201);
  });

  it('takes ten codes in a quarter of an hour, however often the password comes between', async () => {
    const { account, agent } = await given();
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      if (n % 4 === 0) await password(agent, account);
      statuses.push((await second(agent, '000000')).status);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
  });

  it('has its seed sealed in the database, and out of the trail', async () => {
    const { account, seed } = await given();
    for (const table of ['totp_seed', 'second_factor', 'audit_event', 'recovery_code']) {
      const rows = await test.database.rows<{ row: string }>(
        `SELECT t::text AS row FROM ${table} t WHERE practice_id = $1`,
        [practiceId],
      );
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.filter(({ row }) => row.includes(seed))).toEqual([]);
    }
    const events = await test.database.rows<{ change: { kind: string } }>(
      `SELECT change FROM audit_event WHERE practice_id = $1 AND resource = 'second-factor' AND action = 'create' AND member_id = $2`,
      [practiceId, account.memberId],
    );
    expect(events.map(({ change }) => change.kind)).toEqual(['totp', 'recovery-codes']);
  });
});

describe('a recovery code', () => {
  it('opens once, written in any way, and the trail tells that it was used', async () => {
    const { account, agent, codes } = await given();
    const [code = ''] = codes;
    await password(agent, account);
    expect((await second(agent, code.toUpperCase().replaceAll('-', ' '))).status).toBe(201);
    const account2 = (await agent.get(`${api}/own-account`)).body as OwnAccountView;
    expect(account2.recoveryCodesLeft).toBe(9);
    const again = test.anybody();
    await password(again, account);
    expect((await second(again, code)).status).toBe(401);
    const used = await test.database.rows(
      `SELECT 1 FROM audit_event e JOIN second_factor f ON f.id = e.resource_id
        WHERE f.member_id = $1 AND e.action = 'update' AND e.purpose = 'sign-in'`,
      [account.memberId],
    );
    expect(used).toHaveLength(1);
  });

  it('of before opens nothing once there are new ones', async () => {
    const { account, agent, codes } = await given();
    await password(agent, account);
    await second(agent, codes[0] ?? '');
    const { body } = await agent.post(`${api}/own-account/recovery-codes`).send({});
    const elsewhere = test.anybody();
    await password(elsewhere, account);
    expect((await second(elsewhere, codes[1] ?? '')).status).toBe(401);
    expect((await second(elsewhere, body.recoveryCodes[0])).status).toBe(201);
  });
});

describe('a second factor', () => {
  it('that the practice asks for opens nothing but the own account until it is there', async () => {
    const here = await givenPractice(test);
    const boss = await givenMember(test, here, 'administrator');
    const account = await givenAccount(test, here, 'nurse');
    const agent = test.anybody();
    await password(agent, account);
    expect((await agent.get(`${api}/clinics`)).status).toBe(200);
    expect(
      (await test.as(boss).put(`${api}/second-factor-policy`).send({ required: 'everyone' })).body,
    ).toEqual({
      required: 'everyone',
      due: 2,
    });
    // At once, in the sign-in that stands.
    expect((await agent.get(`${api}/clinics`)).body.code).toBe('second-factor-to-set-up');
    expect((await agent.get(`${api}/sign-ins/current`)).body.secondFactorDue).toBe(true);
    await test.database.rows(`UPDATE practice SET second_factor = 'administrators' WHERE practice_id = $1`, [
      here,
    ]);
    expect((await agent.get(`${api}/clinics`)).status).toBe(200);
    await test.database.rows(`UPDATE practice SET second_factor = 'everyone' WHERE practice_id = $1`, [here]);
    await givenApp(agent, account);
    expect((await agent.get(`${api}/clinics`)).status).toBe(200);
    expect((await agent.get(`${api}/sign-ins/current`)).body.secondFactorDue).toBeUndefined();
  });

  it('is taken away by an administrator for somebody who lost it, and the trail tells who did it', async () => {
    const boss = await givenMember(test, practiceId, 'administrator');
    const { account, agent } = await given();
    const reset = await test
      .as(boss)
      .post(`${api}/members/${account.memberId}/second-factor-resets`)
      .send({});
    expect([reset.status, reset.body.totp]).toEqual([200, false]);
    expect((await password(agent, account)).status).toBe(201);
    const events = await test.database.rows(
      `SELECT 1 FROM audit_event WHERE resource = 'second-factor' AND action = 'delete' AND member_id = $1`,
      [boss.memberId],
    );
    expect(events).toHaveLength(2);
    const own = await test.as(boss).post(`${api}/members/${boss.memberId}/second-factor-resets`).send({});
    expect(own.body.code).toBe('members.not-oneself');
  });

  it('that is taken away by its owner takes the recovery codes with it', async () => {
    const { account, agent, codes } = await given();
    await password(agent, account);
    await second(agent, codes[0] ?? '');
    const { body } = await agent.delete(`${api}/own-account/totp`);
    expect(body).toMatchObject({ totpSince: null, recoveryCodesLeft: null });
    expect((await password(test.anybody(), account)).status).toBe(201);
  });

  it('cannot be an app where no key was given, and says so', async () => {
    const keyless = await startTestApp({ secretKeys: [] });
    const here = await givenPractice(keyless);
    const answer = await keyless
      .as(await givenMember(keyless, here, 'nurse'))
      .post(`${api}/own-account/totp-seeds`)
      .send({});
    expect([answer.status, answer.body.code]).toEqual([409, 'second-factor-not-available']);
    await keyless.close();
  });

  it('that is a passkey of nobody is refused without a word about whom', async () => {
    const agent = test.anybody();
    const { body } = await agent.post(`${api}/sign-ins/passkey-options`).send({});
    expect(body.options).toMatchObject({ userVerification: 'required' });
    const userHandle = Buffer.alloc(32, 3).toString('base64url');
    for (const response of [
      { id: 1 },
      { id: 'x', response: { userHandle } },
      { id: 'x', response: { userHandle: 'y' } },
    ]) {
      const answer = await agent.post(`${api}/sign-ins/passkey`).send({ response });
      expect([answer.status, answer.body.code]).toEqual([401, 'passkey-refused']);
    }
  });
});
