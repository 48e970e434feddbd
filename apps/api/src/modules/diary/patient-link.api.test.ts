import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dateOf, dayAt } from './diary-days.js';
import { inPractice } from '../../testing/given-care.js';
import { asPatient, givenLink } from '../../testing/given-diary.js';
import {
  day,
  givenCourse,
  givenInjection,
  givenSession,
  iso,
  once,
  type GivenCourse,
} from '../../testing/given-outcomes.js';
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

const now = Date.now();
const course = (): Promise<GivenCourse> => givenCourse(test, practiceId, treatment);
const make = (patientId: string, key = once()) =>
  test
    .as(nurse)
    .post(`/api/v1/patients/${patientId}/patient-links`)
    .set(...key)
    .send({});
const state = async (patientId: string) =>
  (await test.as(nurse).get(`/api/v1/patients/${patientId}/patient-link`)).body;
const tokenOf = (url: string): string => url.split('#')[1] ?? '';
const open = (token: string) =>
  test.anybody().post('/api/v1/diary/access').send({ token, birthDate: '1966-04-11' });

describe("a patient's link", () => {
  it('is told once, with the token behind the #, and lasts 30 days', async () => {
    const { patient } = await course();
    const answer = await make(patient.id);
    expect(answer.status).toBe(201);
    expect(answer.body.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/d#[\w-]{43}$/);
    expect((answer.body.expiresAt - now) / day).toBeCloseTo(30, 1);
    expect(JSON.stringify(await state(patient.id))).not.toContain(tokenOf(answer.body.url));
    const kept = await test.database.rows<{ answer: string }>(`SELECT answer::text FROM idempotency_key`);
    expect(kept.map((row) => row.answer).join()).not.toContain(tokenOf(answer.body.url));
  });

  it.each([
    ['and goes by message to a patient who agreed to it', true],
    ['and goes by no message to a patient who did not', false],
  ])('is told to staff %s', async (_story, consent) => {
    const given = await course();
    await givenSession(test, practiceId, treatment, given, { at: now - day, state: 'discharged' });
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `UPDATE patient SET email = 'a@patients.example', consent_to_email = $2, consent_to_sms = false WHERE id = $1`,
        [given.patient.id, consent],
      ),
    );
    const { body } = await make(given.patient.id);
    expect(body.invited).toBe(consent);
    const links = await test.database.rows<{ link: string }>(
      `SELECT l.link FROM message_link l JOIN message m ON m.practice_id = l.practice_id AND m.id = l.message_id
        WHERE m.patient_id = $1 AND m.kind = 'diary-invitation'`,
      [given.patient.id],
    );
    expect(new Set(links.map(({ link }) => link))).toEqual(new Set(consent ? [body.url] : []));
  });

  it('is sent, then opened, then revoked', async () => {
    const { patient } = await course();
    expect(await state(patient.id)).toEqual({
      state: 'none',
      createdAt: null,
      lastUsedAt: null,
      expiresAt: null,
      entries: 0,
      asked: 0,
      answered: 0,
    });
    const { body } = await make(patient.id);
    expect((await state(patient.id)).state).toBe('sent');
    expect((await open(tokenOf(body.url))).status).toBe(200);
    expect(await state(patient.id)).toMatchObject({ state: 'opened', lastUsedAt: expect.any(Number) });
    const revoked = await test
      .as(nurse)
      .post(`/api/v1/patients/${patient.id}/patient-link/revoke`)
      .set(...once());
    expect([revoked.status, revoked.body.state]).toEqual([200, 'revoked']);
    expect((await open(tokenOf(body.url))).status).toBe(404);
  });

  it('ends the link before it', async () => {
    const { patient } = await course();
    const first = await make(patient.id);
    const second = await make(patient.id);
    expect((await open(tokenOf(first.body.url))).status).toBe(404);
    expect((await open(tokenOf(second.body.url))).status).toBe(200);
  });

  it('of a retry is the same link with a token that opens, and never a second link', async () => {
    const { patient } = await course();
    const key = once();
    const first = await make(patient.id, key);
    const again = await make(patient.id, key);
    expect([again.status, again.body.id]).toEqual([201, first.body.id]);
    expect((await open(tokenOf(again.body.url))).status).toBe(200);
    const links = await test.database.rows(`SELECT id FROM patient_link WHERE patient_id = $1`, [patient.id]);
    expect(links).toHaveLength(1);
    expect((await make(patient.id, key)).status).toBe(409);
  });

  it('is one, however many members make one at the same time', async () => {
    const { patient } = await course();
    const answers = await Promise.all(Array.from({ length: 5 }, () => make(patient.id)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    const [standing] = await test.database.rows(
      `SELECT count(*)::int AS links FROM patient_link WHERE patient_id = $1 AND revoked_at IS NULL`,
      [patient.id],
    );
    expect(standing).toEqual({ links: 1 });
  });

  it('is refused to who has no open series, and for a patient who is not there', async () => {
    const { patient, seriesId } = await course();
    await inPractice(test, practiceId, (tx) =>
      tx.query(`UPDATE injection_series SET state = 'completed' WHERE id = $1`, [seriesId]),
    );
    const answer = await make(patient.id);
    expect([answer.status, answer.body.errors?.[0]?.code ?? answer.body.code]).toEqual([
      409,
      'outcomes.diary-without-open-series',
    ]);
    expect((await make(crypto.randomUUID())).status).toBe(404);
  });

  it('is made, read and revoked by clinic staff, and by nobody else', async () => {
    const { patient } = await course();
    const administrator = await givenMember(test, practiceId, 'administrator');
    const asked = await test
      .as(administrator)
      .post(`/api/v1/patients/${patient.id}/patient-links`)
      .set(...once())
      .send({});
    expect(asked.status).toBe(403);
    expect((await test.as(administrator).get(`/api/v1/patients/${patient.id}/patient-link`)).status).toBe(
      403,
    );
  });
});

describe('enrolment and response', () => {
  it('are counted for the patients of a clinic with an open series', async () => {
    const before = (await test.as(nurse).get(`/api/v1/clinics/${treatment.clinicId}/diary-figures`)).body;
    const given = await course();
    const injected = now - 4 * day;
    const sessionId = await givenSession(test, practiceId, treatment, given, {
      at: injected,
      state: 'discharged',
    });
    await givenInjection(test, practiceId, given, sessionId, injected);
    // Treated on the same day and given no link: the diary asks nothing of this patient.
    const without = await course();
    const treated = await givenSession(test, practiceId, treatment, without, {
      at: injected + 3_600_000,
      state: 'discharged',
    });
    await givenInjection(test, practiceId, without, treated, injected + 3_600_000);

    const link = await givenLink(test, nurse, given.patient.id, { createdAt: now - 3 * day });
    const agent = await asPatient(test, link);
    const today = dayAt(now, 'America/New_York');
    for (const [back, nrs] of [
      [1, 4],
      [0, 5],
    ] as const)
      expect(
        (
          await agent
            .post('/api/v1/diary/entries')
            .set(...once())
            .send({ slot: dateOf(today - back), at: iso(now - back * day), nrs })
        ).status,
      ).toBe(201);

    const figures = (await test.as(nurse).get(`/api/v1/clinics/${treatment.clinicId}/diary-figures`)).body;
    expect(figures).toEqual({
      patients: before.patients + 2,
      linked: before.linked + 1,
      opened: before.opened,
      asked: before.asked + 4,
      answered: before.answered + 2,
    });
    expect(await state(given.patient.id)).toMatchObject({ state: 'sent', entries: 2, asked: 4, answered: 2 });
  });

  it('are told to who runs the clinic, without a name', async () => {
    const administrator = await givenMember(test, practiceId, 'administrator');
    const answer = await test.as(administrator).get(`/api/v1/clinics/${treatment.clinicId}/diary-figures`);
    expect(Object.values(answer.body as object).every((each) => typeof each === 'number')).toBe(true);
    expect((await test.as(nurse).get(`/api/v1/clinics/${crypto.randomUUID()}/diary-figures`)).status).toBe(
      404,
    );
  });
});
