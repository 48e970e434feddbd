import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let member: GivenMember;
let folder: string;
const logFile = () => join(folder, 'api.log');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lull-log-'));
  test = await startTestApp({ secureCookies: false, logLevel: 'trace', logFile: logFile() });
  member = await givenMember(test, await givenPractice(test), 'nurse');
});
afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true });
});

const signIns = '/api/v1/sign-ins';
const current = `${signIns}/current`;

describe('every answer', () => {
  it.each(['/api/v1/sign-ins/current', '/api/v1/nowhere', '/livez'])(
    'of %s tells the browser what it may not do',
    async (path) => {
      const { headers } = await test.anybody().get(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'x-frame-options': 'SAMEORIGIN',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy':
          'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
      });
      const policy = headers['content-security-policy'] ?? '';
      expect(policy).toMatch(/^default-src 'none';script-src 'self';style-src 'self';/);
      for (const directive of [
        `connect-src 'self'`,
        `base-uri 'none'`,
        `form-action 'self'`,
        `frame-ancestors 'none'`,
        `require-trusted-types-for 'script'`,
        `trusted-types 'none'`,
      ])
        expect(policy).toContain(directive);
      expect(policy).not.toMatch(/https?:|\*|unsafe-/);
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['access-control-allow-origin']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  it('of the API has its own id and stays in no cache, problems too', async () => {
    for (const path of [current, '/api/v1/nowhere', `${current}?a=1&a=2`]) {
      const { headers } = await test.as(member).get(path);
      expect(headers['cache-control'], path).toBe('no-store');
      expect(headers['x-request-id'], path).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it('over https binds the browser to https for two years', async () => {
    const secure = await startTestApp({ secureCookies: true });
    expect((await secure.anybody().get('/livez')).headers['strict-transport-security']).toBe(
      'max-age=63072000; includeSubDomains',
    );
    await secure.close();
  });
});

describe('a change that another site starts', () => {
  it.each<[string, Record<string, string>, number]>([
    ['comes from our own page', { 'Sec-Fetch-Site': 'same-origin' }, 204],
    ['comes from another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['comes from a neighbouring host', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['comes from nowhere, as a form opened by hand', { 'Sec-Fetch-Site': 'none' }, 403],
    [
      'comes from an old browser on our own page',
      { Origin: 'http://clinic.example', Host: 'clinic.example' },
      204,
    ],
    [
      'comes from an old browser on another site',
      { Origin: 'http://evil.example', Host: 'clinic.example' },
      403,
    ],
    ['comes from a page without an origin', { Origin: 'null', Host: 'clinic.example' }, 403],
    [
      'claims our origin, but the browser knows better',
      { Origin: 'http://clinic.example', Host: 'clinic.example', 'Sec-Fetch-Site': 'cross-site' },
      403,
    ],
    ['comes from no browser', {}, 204],
  ])('%s', async (_story, headers, status) => {
    const own = await givenMember(test, member.practiceId, 'nurse');
    const answer = await test.as(own).delete(current).set(headers);
    expect(answer.status).toBe(status);
    expect((await test.as(own).get(current)).status).toBe(status === 204 ? 401 : 200);
  });

  it('may read: a link from another site opens the product', async () => {
    expect((await test.as(member).get(current).set('Sec-Fetch-Site', 'cross-site')).status).toBe(200);
  });
});

describe('a request', () => {
  const post = (body: string, type = 'application/json') =>
    test.anybody().post(signIns).set('Content-Type', type).send(body);
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;

  it.each<[string, () => ReturnType<typeof post>, number, string]>([
    [
      'of 2 MB',
      () => post(JSON.stringify({ email: 'a'.repeat(2_000_000), password: 'x' })),
      413,
      'body-too-large',
    ],
    [
      'of a little more than 256 kB',
      () => post(JSON.stringify({ email: 'a'.repeat(262_144), password: 'x' })),
      413,
      'body-too-large',
    ],
    ['that is no JSON', () => post('{"email":'), 400, 'body-malformed'],
    [
      'that names a prototype',
      () => post('{"email":"a@b","password":"x","__proto__":{"polluted":true}}'),
      400,
      'body-malformed',
    ],
    [
      'that names a constructor far inside',
      () => post('{"email":"a@b","password":{"a":[{"constructor":{"prototype":{"polluted":true}}}]}}'),
      400,
      'body-malformed',
    ],
    ['that is seven deep', () => post(deep(7)), 400, 'body-malformed'],
    [
      'with a list of 101',
      () => post(JSON.stringify({ email: Array(101).fill('a') })),
      400,
      'body-malformed',
    ],
    [
      'that is a form',
      () => post('email=a%40b&password=x', 'application/x-www-form-urlencoded'),
      415,
      'media-type-unsupported',
    ],
    [
      'that is text, as another site may send it',
      () => post('{"email":"a@b","password":"x"}', 'text/plain'),
      415,
      'media-type-unsupported',
    ],
    [
      'with a field that nobody asked for',
      () => post('{"email":"a@b","password":"x","admin":true}'),
      422,
      'field-unknown',
    ],
    [
      'with a list where a text belongs',
      () => post('{"email":["a@b"],"password":"x"}'),
      422,
      'field-invalid',
    ],
  ])('%s is refused', async (_story, send, status, code) => {
    const answer = await send();
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.instance).toBe(answer.headers['x-request-id']);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });

  const many = (count: number) => Array.from({ length: count }, (_, n) => `p${n}=1`).join('&');
  it.each<[string, string, number]>([
    ['with twenty parameters', many(20), 200],
    ['with twenty-one parameters', many(21), 400],
    ['with a parameter given twice', 'day=1&day=2', 400],
    ['with a parameter given twice, once in disguise', 'day=1&d%61y=2', 400],
    ['with a parameter given as a list', 'day[]=1&day[]=2', 400],
  ])('%s', async (_story, query, status) => {
    const answer = await test.as(member).get(`${current}?${query}`);
    expect(answer.status).toBe(status);
    if (status === 400) expect(answer.body.code).toBe('parameter-malformed');
  });
});

describe('the log', () => {
  it('says which route was asked, by whom and how it went, and holds nothing that was sent', async () => {
    const canary = 'CANARY-7f3a';
    const sent = { email: `${canary}@example.org`, password: canary };
    await test
      .anybody()
      .post(`${signIns}?note=${canary}`)
      .set('X-Note', canary)
      .set('Cookie', `lull=${canary}`)
      .send(sent);
    await test
      .anybody()
      .post(signIns)
      .send({ ...sent, [canary]: canary });
    await test.anybody().post(signIns).set('Content-Type', 'application/json').send(`{"${canary}`);
    await test.as(member).get(`/api/v1/${canary}/nowhere`);
    await test.as(member).get(current).set('User-Agent', canary).set('Referer', `http://${canary}`);
    // Our own fault, with a message that quotes what was sent.
    await test.database.rows(`ALTER TABLE account RENAME TO account_away`);
    const failed = await test.anybody().post(signIns).send(sent);
    await test.database.rows(`ALTER TABLE account_away RENAME TO account`);
    expect(failed.status).toBe(500);
    expect(JSON.stringify(failed.body)).not.toContain(canary);

    const text = await readFile(logFile(), 'utf8');
    expect(text).not.toContain(canary);
    expect(text).not.toContain(member.token);
    expect(text).not.toContain(member.name);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const allowed = [
      'level',
      'time',
      'requestId',
      'method',
      'route',
      'status',
      'ms',
      'memberId',
      'practiceId',
      'kind',
      'sqlState',
      'stack',
      'event',
    ];
    expect(lines.flatMap((line) => Object.keys(line)).filter((key) => !allowed.includes(key))).toEqual([]);
    expect(lines).toContainEqual(
      expect.objectContaining({
        method: 'GET',
        route: '/api/v1/sign-ins/current',
        status: 200,
        memberId: member.memberId,
        practiceId: member.practiceId,
      }),
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 50,
        method: 'POST',
        route: '/api/v1/sign-ins',
        kind: expect.any(String),
      }),
    );
  });
});
