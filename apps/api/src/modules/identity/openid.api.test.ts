import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { OwnAccountView } from '@lull/contracts';
import { givenAccount, type GivenAccount } from '../../testing/given-account.js';
import { openIdOf, startOpenIdProvider, type OpenIdProviderOfTests } from '../../testing/given-openid.js';
import { givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let provider: OpenIdProviderOfTests;
let test: TestApp;
let practiceId: string;
beforeAll(async () => {
  provider = await startOpenIdProvider();
  test = await startTestApp({ openId: openIdOf(provider) });
  practiceId = await givenPractice(test);
});
beforeEach(async () => {
  provider.conduct({});
  await test.database.rows(`DELETE FROM rate_limit`);
});
afterAll(async () => {
  await test.close();
  await provider.close();
});

const api = '/api/v1';
type Agent = ReturnType<TestApp['anybody']>;
const password = (agent: Agent, { email, password: word }: GivenAccount) =>
  agent.post(`${api}/sign-ins`).send({ email, password: word });
const isIn = async (agent: Agent) => (await agent.get(`${api}/sign-ins/current`)).status === 200;
const begin = async (agent: Agent): Promise<string> => {
  const { status, body } = await agent.post(`${api}/sign-ins/openid-attempts`).send({});
  expect(status).toBe(201);
  return body.url as string;
};
const bring = (agent: Agent, { search }: Pick<URL, 'search'>) =>
  agent.post(`${api}/sign-ins/openid`).send({ answer: search });
const signIn = async (agent: Agent, subject: string | null) =>
  bring(agent, await provider.answered(await begin(agent), subject));
const account = async (agent: Agent) => (await agent.get(`${api}/own-account`)).body as OwnAccountView;

async function link(agent: Agent, subject: string) {
  const { status, body } = await agent.post(`${api}/own-account/openid-attempts`).send({});
  expect(status).toBe(201);
  const { search } = await provider.answered(body.url as string, subject);
  return agent.post(`${api}/own-account/openid-links`).send({ answer: search });
}

/** A member who has linked an identity. */
async function given(...roles: Parameters<typeof givenAccount>[2][]) {
  const [role = 'nurse'] = roles;
  const member = await givenAccount(test, practiceId, role);
  const agent = test.anybody();
  await password(agent, member);
  const subject = uuid();
  expect((await link(agent, subject)).status).toBe(204);
  return { member, agent, subject };
}

describe('sign-in with an identity from elsewhere', () => {
  it('is offered by its name where it is configured, and not there where it is not', async () => {
    expect((await test.anybody().get(`${api}/sign-in-ways`)).body.openId).toBe('Clinic ID');
    const plain = await startTestApp();
    expect((await plain.anybody().get(`${api}/sign-in-ways`)).body.openId).toBeNull();
    expect((await plain.anybody().post(`${api}/sign-ins/openid-attempts`).send({})).status).toBe(404);
    const answer = await plain.anybody().post(`${api}/sign-ins/openid`).send({ answer: '?code=1&state=2' });
    expect(answer.status).toBe(404);
    await plain.close();
  });

  it('asks with PKCE, state and nonce, for nothing but who it is, at the issuer alone', async () => {
    const url = new URL(await begin(test.anybody()));
    expect(url.origin).toBe(provider.issuer);
    const asked = Object.fromEntries(url.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      scope: 'openid',
      code_challenge_method: 'S256',
      prompt: 'login',
    });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]?.length).toBeGreaterThan(40);
    expect(asked['redirect_uri']).toMatch(/\/openid$/);
  });

  it('signs in the member who linked it once, by issuer and subject, and no e-mail address counts', async () => {
    const { member, subject } = await given();
    const agent = test.anybody();
    const { status, body } = await signIn(agent, subject);
    expect([status, body.memberId]).toEqual([201, member.memberId]);
    expect(await isIn(agent)).toBe(true);
    expect((await account(agent)).openIdLinks).toMatchObject([{ issuer: provider.issuer }]);
    // Another subject with the member's own address is nobody here.
    provider.conduct({ claims: (claims) => ({ ...claims, email: member.email, email_verified: true }) });
    const stranger = await signIn(test.anybody(), uuid());
    expect([stranger.status, stranger.body.code]).toEqual([401, 'openid-not-linked']);
  });

  it('of somebody unknown says what to do, and lets nobody in', async () => {
    const agent = test.anybody();
    const { body } = await signIn(agent, uuid());
    expect(body).toMatchObject({ code: 'openid-not-linked' });
    expect(body.detail).toContain('Clinic ID knows you');
    expect(await isIn(agent)).toBe(false);
  });

  it('refuses a member who was disabled, and lets them in again when they are enabled', async () => {
    const { member, subject } = await given();
    const active = (value: boolean) =>
      test.database.rows(`UPDATE member SET active = $2 WHERE id = $1`, [member.memberId, value]);
    await active(false);
    expect((await signIn(test.anybody(), subject)).body.code).toBe('openid-member-disabled');
    await active(true);
    expect((await signIn(test.anybody(), subject)).status).toBe(201);
  });

  it('that is called off there says so', async () => {
    expect((await signIn(test.anybody(), null)).body.code).toBe('openid-cancelled');
  });

  it('says that the provider cannot be reached, and asks again the next time', async () => {
    const fresh = await startTestApp({ openId: openIdOf(provider) });
    provider.conduct({ down: true });
    const { status, body } = await fresh.anybody().post(`${api}/sign-ins/openid-attempts`).send({});
    expect([status, body.code]).toEqual([503, 'openid-unreachable']);
    provider.conduct({});
    expect((await fresh.anybody().post(`${api}/sign-ins/openid-attempts`).send({})).status).toBe(201);
    await fresh.close();
  });

  it('never calls another host than the issuer, whatever its documents name', async () => {
    const elsewhere = await startOpenIdProvider();
    for (const name of ['token_endpoint', 'jwks_uri', 'authorization_endpoint']) {
      provider.conduct({ metadata: (known) => ({ ...known, [name]: `${elsewhere.issuer}/token` }) });
      const fresh = await startTestApp({ openId: openIdOf(provider) });
      const agent = fresh.anybody();
      const { body } = await agent.post(`${api}/sign-ins/openid-attempts`).send({});
      const brought =
        typeof body.url === 'string'
          ? await bring(agent, await provider.answered(body.url, uuid()))
          : { body };
      expect(['openid-refused', 'openid-unreachable']).toContain(brought.body.code);
      await fresh.close();
    }
    expect(elsewhere.calls).toEqual([]);
    await elsewhere.close();
  });
});

describe('an answer of the provider', () => {
  /** Each does one thing wrong that a good sign-in does right. */
  const wrongs: Readonly<Record<string, Parameters<OpenIdProviderOfTests['conduct']>[0]>> = {
    'with another nonce': { claims: (claims) => ({ ...claims, nonce: 'another' }) },
    'without a nonce': { claims: (claims) => ({ ...claims, nonce: undefined }) },
    'that has expired': {
      claims: (claims) => ({ ...claims, iat: Number(claims['iat']) - 900, exp: Number(claims['exp']) - 900 }),
    },
    'for another audience': { claims: (claims) => ({ ...claims, aud: 'another-client' }) },
    'for others beside us': { claims: (claims) => ({ ...claims, aud: ['lull', 'other'], azp: 'other' }) },
    'of another issuer': { claims: (claims) => ({ ...claims, iss: 'https://evil.example' }) },
    'signed with another key': { foreignKey: true },
    'of nobody': { claims: (claims) => ({ ...claims, sub: undefined }) },
    'that names another issuer on the way back': {
      answer: (answer) => {
        answer.searchParams.set('iss', 'https://evil.example');
        return answer;
      },
    },
    'that does not say who answers': {
      answer: (answer) => {
        answer.searchParams.delete('iss');
        return answer;
      },
    },
    'with another state': {
      answer: (answer) => {
        answer.searchParams.set('state', `sign-in.${'x'.repeat(43)}`);
        return answer;
      },
    },
    'with a code of its own making': {
      answer: (answer) => {
        answer.searchParams.set('code', 'invented');
        return answer;
      },
    },
  };

  for (const [words, conduct] of Object.entries(wrongs))
    it(`${words} is refused`, async () => {
      const { subject } = await given();
      provider.conduct(conduct);
      const agent = test.anybody();
      const { status, body } = await signIn(agent, subject);
      expect([status, body.code]).toEqual([401, 'openid-refused']);
      expect(await isIn(agent)).toBe(false);
      provider.conduct({});
      expect((await signIn(test.anybody(), subject)).status).toBe(201);
    });

  it('counts once: brought a second time, or with the question of another time, it is refused', async () => {
    const { subject } = await given();
    const agent = test.anybody();
    const answer = await provider.answered(await begin(agent), subject);
    expect((await bring(agent, answer)).status).toBe(201);
    expect((await bring(agent, answer)).body.code).toBe('openid-refused');
    await begin(agent);
    expect((await bring(agent, answer)).body.code).toBe('openid-refused');
  });

  it('counts once, though the browser kept the question and the second answer is a good one', async () => {
    const { subject } = await given();
    const { headers, body } = await test.anybody().post(`${api}/sign-ins/openid-attempts`).send({});
    const [cookie = ''] = headers['set-cookie'] ?? [];
    const [first, second] = [
      await provider.answered(body.url as string, null),
      await provider.answered(body.url as string, subject),
    ];
    const kept = ({ search }: URL) =>
      test.anybody().post(`${api}/sign-ins/openid`).set('Cookie', cookie).send({ answer: search });
    expect((await kept(first)).body.code).toBe('openid-cancelled');
    expect((await kept(second)).body.code).toBe('openid-refused');
  });

  it('with a code that was used before is refused, though state and question are fresh', async () => {
    const { subject } = await given();
    const [agent, other] = [test.anybody(), test.anybody()];
    const used = await provider.answered(await begin(agent), subject);
    await bring(agent, used);
    const fresh = await provider.answered(await begin(other), subject);
    fresh.searchParams.set('code', used.searchParams.get('code') ?? '');
    expect((await bring(other, fresh)).body.code).toBe('openid-refused');
  });

  it('counts in the browser alone that asked', async () => {
    const { subject } = await given();
    const [victim, attacker] = [test.anybody(), test.anybody()];
    const theirs = await provider.answered(await begin(attacker), subject);
    expect((await bring(victim, theirs)).body.code).toBe('openid-refused');
    await begin(victim);
    expect((await bring(victim, theirs)).body.code).toBe('openid-refused');
    expect(await isIn(victim)).toBe(false);
  });

  it('comes within ten minutes, or is too late', async () => {
    const { subject } = await given();
    const agent = test.anybody();
    const answer = await provider.answered(await begin(agent), subject);
    await test.database.rows(
      `UPDATE openid_attempt SET expires_at = clock_timestamp() - interval '1 second'`,
    );
    expect((await bring(agent, answer)).body.code).toBe('openid-refused');
  });

  it('to a link signs nobody in, and the other way round', async () => {
    const { agent, subject } = await given();
    const { body } = await agent.post(`${api}/own-account/openid-attempts`).send({});
    expect((await bring(agent, await provider.answered(body.url as string, subject))).body.code).toBe(
      'openid-refused',
    );
    const answer = await provider.answered(await begin(agent), uuid());
    const linked = await agent.post(`${api}/own-account/openid-links`).send({ answer: answer.search });
    expect(linked.body.code).toBe('openid-refused');
  });
});

describe('a linked identity', () => {
  it('asks for the password first, when it was not typed within minutes', async () => {
    const { agent } = await given();
    await test.database.rows(`UPDATE sign_in SET proved_at = clock_timestamp() - interval '6 minutes'`);
    const { body } = await agent.post(`${api}/own-account/openid-attempts`).send({});
    expect(body.code).toBe('proof-required');
    const [mine] = (await account(agent)).openIdLinks;
    expect((await agent.delete(`${api}/own-account/openid-links/${mine?.id}`)).body.code).toBe(
      'proof-required',
    );
  });

  it('proves nothing by itself: who came in by it types the password before something grave', async () => {
    const { member, subject } = await given();
    const agent = test.anybody();
    await signIn(agent, subject);
    expect((await agent.post(`${api}/own-account/totp-seeds`).send({})).body.code).toBe('proof-required');
    await agent.post(`${api}/own-account/proofs`).send({ password: member.password });
    expect((await agent.post(`${api}/own-account/totp-seeds`).send({})).status).toBe(201);
  });

  it('is one member in a practice, and one member has one of it', async () => {
    const { agent, subject } = await given();
    expect((await link(agent, uuid())).body.code).toBe('openid-linked-already');
    const other = test.anybody();
    await password(other, await givenAccount(test, practiceId, 'nurse'));
    expect((await link(other, subject)).body.code).toBe('openid-linked-already');
  });

  it('opens nothing once its member took it away, and the trail tells both', async () => {
    const { member, agent, subject } = await given();
    const [mine] = (await account(agent)).openIdLinks;
    const elsewhere = test.anybody();
    await password(elsewhere, await givenAccount(test, practiceId, 'nurse'));
    expect((await elsewhere.delete(`${api}/own-account/openid-links/${mine?.id}`)).status).toBe(404);
    expect((await agent.delete(`${api}/own-account/openid-links/${mine?.id}`)).status).toBe(204);
    expect((await signIn(test.anybody(), subject)).body.code).toBe('openid-not-linked');
    const events = await test.database.rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE practice_id = $1 AND resource = 'openid-link' AND member_id = $2 ORDER BY sequence`,
      [practiceId, member.memberId],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'delete']);
  });
});

describe('the second factor', () => {
  async function withApp() {
    const known = await given();
    const { body } = await known.agent.post(`${api}/own-account/totp-seeds`).send({});
    const code = (ahead = 0) =>
      new TOTP({ secret: Secret.fromBase32(body.seed as string) }).generate({
        timestamp: Date.now() + ahead * 1_000,
      });
    await known.agent.put(`${api}/own-account/totp`).send({ sealed: body.sealed, code: code() });
    return { ...known, code };
  }

  it('of ours is asked for all the same, where the provider is not trusted with it', async () => {
    const { subject, code } = await withApp();
    provider.conduct({ claims: (claims) => ({ ...claims, acr: 'urn:gold', amr: ['pwd', 'mfa'] }) });
    const agent = test.anybody();
    const half = await signIn(agent, subject);
    expect([half.status, half.body.code]).toEqual([401, 'second-factor-required']);
    expect(await isIn(agent)).toBe(false);
    expect((await agent.post(`${api}/sign-ins/second-factor`).send({ code: code(30) })).status).toBe(201);
    expect(await isIn(agent)).toBe(true);
  });

  const trusted = [
    { words: 'acr', says: { acr: 'urn:gold' }, enough: true },
    { words: 'amr', says: { amr: ['pwd', 'mfa'] }, enough: true },
    { words: 'another acr and amr', says: { acr: 'urn:tin', amr: ['pwd'] }, enough: false },
    { words: 'neither', says: {}, enough: false },
    { words: 'an amr that is no list', says: { amr: 'mfa' }, enough: false },
  ];
  for (const { words, says, enough } of trusted)
    it(`of ours is ${enough ? 'not ' : ''}asked for where the trusted provider tells ${words}`, async () => {
      const trusting = await startTestApp({
        openId: { ...openIdOf(provider), trustedAcr: ['urn:gold'], trustedAmr: ['mfa'] },
      });
      const here = await givenPractice(trusting);
      const member = await givenAccount(trusting, here, 'nurse');
      const [agent, later] = [trusting.anybody(), trusting.anybody()];
      await password(agent, member);
      const subject = uuid();
      await link(agent, subject);
      // The practice asks everyone for a factor, and this member has none of ours.
      await trusting.database.rows(`UPDATE practice SET second_factor = 'everyone'`);
      provider.conduct({ claims: (claims) => ({ ...claims, ...says }) });
      expect((await signIn(later, subject)).status).toBe(201);
      const clinics = await later.get(`${api}/clinics`);
      expect(clinics.body.code).toBe(enough ? undefined : 'second-factor-to-set-up');
      await trusting.close();
    });
});
