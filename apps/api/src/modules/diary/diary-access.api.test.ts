import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newToken } from '../identity/sign-in-token.js';
import { inPractice } from '../../testing/given-care.js';
import { asPatient, givenLink, type GivenLink } from '../../testing/given-diary.js';
import { day, givenCourse, type GivenCourse } from '../../testing/given-outcomes.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let nurse: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment } = await startOutcomesClinic());
  nurse = await givenMember(test, practiceId, 'nurse');
});
afterAll(() => test.close());
// Every story asks from one address, and its tries are its own.
beforeEach(() => test.database.rows(`DELETE FROM rate_limit`));

const born = '1966-04-11';
const course = (): Promise<GivenCourse> =>
  givenCourse(test, practiceId, treatment, { patient: { birthDate: born } });
const open = (token: string, birthDate = born) =>
  test.anybody().post('/api/v1/diary/access').send({ token, birthDate });
const cookieOf = (answer: { headers: Record<string, unknown> }) => {
  const { 'set-cookie': cookies = [] } = answer.headers as { 'set-cookie'?: string[] };
  return cookies.join('\n');
};
const page = (cookie: string) =>
  test.anybody().get('/api/v1/diary').set('Cookie', cookie.split(';', 1).join(''));

const sentence = {
  code: 'link-not-accepted',
  detail:
    'The link or the birth date is not right, or the link has ended. Check the date, or ask your clinic for a new link.',
};
const refusal = {
  ...sentence,
  type: '/problems/link-not-accepted',
  title: 'This did not work',
  status: 404,
  errors: [sentence],
};

async function linkOf(wishes: Parameters<typeof givenLink>[3] = {}): Promise<GivenLink> {
  return givenLink(test, nurse, (await course()).patient.id, wishes);
}

describe('a link and a birth date', () => {
  it('open the page for half an hour, by a cookie that no script reads', async () => {
    const link = await linkOf();
    const answer = await open(link.token);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ firstName: 'Jane', language: 'en', question: null, sessions: [] });
    const minutes = (answer.body.accessUntil - answer.body.now) / 60_000;
    expect(minutes).toBeGreaterThan(29.9);
    expect(minutes).toBeLessThanOrEqual(30.1);
    expect(cookieOf(answer)).toMatch(/^d=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect((await page(cookieOf(answer))).status).toBe(200);
  });

  it('tell the first name and own times, and nothing else of the person (F25)', async () => {
    const answer = await open((await linkOf()).token);
    expect(Object.keys(answer.body).sort()).toEqual([
      'accessUntil',
      'clinic',
      'firstName',
      'language',
      'nextQuestionAt',
      'now',
      'owner',
      'question',
      'recent',
      'recentSweating',
      'sessions',
    ]);
    expect(JSON.stringify(answer.body)).not.toMatch(/Archer|1966|MRN/);
  });

  it('leave only hashes in the database', async () => {
    const link = await linkOf();
    const cookie = cookieOf(await open(link.token));
    const [stored] = await test.database.rows<{ found: number }>(
      `SELECT count(*)::int AS found FROM (SELECT l::text AS row FROM patient_link l UNION ALL SELECT a::text FROM patient_access a) r
        WHERE r.row LIKE '%' || $1 || '%' OR r.row LIKE '%' || $2 || '%'`,
      [link.token, cookie.slice(2, 45)],
    );
    expect(stored?.found).toBe(0);
  });

  it.each<[string, () => Promise<[token: string, birthDate?: string]>]>([
    ['a link that nobody made', async () => [newToken()]],
    ['a link of 30 days ago', async () => [(await linkOf({ createdAt: Date.now() - 31 * day })).token]],
    ['a revoked link', async () => [(await linkOf({ revoked: true })).token]],
    ['a wrong birth date', async () => [(await linkOf()).token, '1966-04-12']],
    [
      'a link whose patient has no open series any more',
      async () => {
        const link = await linkOf();
        await inPractice(test, practiceId, (tx) =>
          tx.query(
            `UPDATE injection_series SET state = 'stopped', end_reason = 'other' WHERE patient_id = $1`,
            [link.patientId],
          ),
        );
        return [link.token];
      },
    ],
  ])('have one answer, whatever is wrong (F27): %s', async (_story, arranged) => {
    const answer = await open(...(await arranged()));
    const { instance, ...said } = answer.body as Record<string, unknown>;
    expect(typeof instance).toBe('string');
    expect([answer.status, cookieOf(answer), said]).toEqual([404, '', refusal]);
  });

  it('end with the fifth wrong birth date, and somebody is asked to give a new link', async () => {
    const link = await linkOf();
    for (let wrong = 1; wrong <= 5; wrong++) expect((await open(link.token, '1966-04-12')).status).toBe(404);
    await test.database.rows(`DELETE FROM rate_limit`);
    expect((await open(link.token)).body.code).toBe('link-not-accepted');
    expect(
      await test.database.rows(`SELECT kind, state, told FROM follow_up_task WHERE patient_id = $1`, [
        link.patientId,
      ]),
    ).toEqual([
      {
        kind: 'new-patient-link',
        state: 'open',
        told: 'The birth date was wrong 5 times; the link was closed.',
      },
    ]);
  });

  it('are forgiven four wrong birth dates by a right one', async () => {
    const link = await linkOf();
    for (let wrong = 1; wrong <= 4; wrong++) await open(link.token, '1966-04-12');
    expect((await open(link.token)).status).toBe(200);
    expect((await open(link.token, '1966-04-12')).status).toBe(404);
    expect((await open(link.token)).status).toBe(200);
  });

  it('are tried five times in a quarter of an hour, whether there is such a link or not (P15)', async () => {
    const nobodys = newToken();
    for (let tries = 1; tries <= 5; tries++) expect((await open(nobodys)).status).toBe(404);
    const answer = await open(nobodys);
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, expect.stringMatching(/^\d+$/)]);
  });

  it('are tried twenty times from one address, and who is let in does not count', async () => {
    for (let opened = 1; opened <= 22; opened++)
      expect((await open((await linkOf()).token)).status).toBe(200);
    for (let tries = 1; tries <= 20; tries++) expect((await open(newToken())).status).toBe(404);
    expect((await open(newToken())).status).toBe(429);
  });
});

describe('an access', () => {
  it('ends with its half hour', async () => {
    const link = await linkOf();
    const agent = await asPatient(test, link);
    expect((await agent.get('/api/v1/diary')).status).toBe(200);
    await test.database.rows(
      `UPDATE patient_access SET created_at = now() - interval '31 minutes', expires_at = now() - interval '1 minute' WHERE link_id = $1`,
      [link.linkId],
    );
    const answer = await agent.get('/api/v1/diary');
    expect([answer.status, answer.body.code]).toEqual([401, 'access-ended']);
  });

  it('ends at once when its link is revoked (P16)', async () => {
    const link = await linkOf();
    const agent = await asPatient(test, link);
    await test
      .as(nurse)
      .post(`/api/v1/patients/${link.patientId}/patient-link/revoke`)
      .set('Idempotency-Key', crypto.randomUUID());
    expect((await agent.get('/api/v1/diary')).status).toBe(401);
  });

  it('ends when the patient ends it', async () => {
    const agent = await asPatient(test, await linkOf());
    const ended = await agent.post('/api/v1/diary/end');
    expect([ended.status, cookieOf(ended)]).toEqual([204, expect.stringMatching(/^d=;/)]);
    expect((await agent.get('/api/v1/diary')).status).toBe(401);
  });

  it("is not opened by a member's sign-in, and opens nothing of the members'", async () => {
    const link = await linkOf();
    expect((await test.as(nurse).get('/api/v1/diary')).status).toBe(401);
    const agent = await asPatient(test, link);
    expect((await agent.get(`/api/v1/patients/${link.patientId}`)).status).toBe(401);
    const stolen = cookieOf(await open(link.token))
      .replace(/^d=/, 'lull=')
      .split(';', 1)
      .join('');
    expect((await test.anybody().get('/api/v1/sign-ins/current').set('Cookie', stolen)).status).toBe(401);
  });

  it('stands in the trail as the patient, with no member', async () => {
    const link = await linkOf();
    const answer = await open(link.token);
    await page(cookieOf(answer));
    const [event] = await test.database.rows(
      `SELECT member_id, role, purpose, action, patient_ids FROM audit_event
        WHERE resource = 'own-page' AND patient_ids = ARRAY[$1::uuid] ORDER BY sequence DESC LIMIT 1`,
      [link.patientId],
    );
    expect(event).toEqual({
      member_id: null,
      role: 'patient',
      purpose: 'treatment',
      action: 'read',
      patient_ids: [link.patientId],
    });
  });
});
