import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenPatient, givenSeries } from '../../testing/given-care.js';
import { givenTreatment, givenVisit, type GivenTreatment } from '../../testing/given-treatment.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let patientId: string;
let scheduler: GivenMember;
let physician: GivenMember;

beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());
beforeEach(async () => {
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  patientId = (await givenPatient(test, practiceId)).id;
  scheduler = await givenMember(test, practiceId, 'scheduler');
  physician = await givenMember(test, practiceId, 'physician');
});

const plan = (changes: object = {}) => ({
  patientId,
  procedureTypeId: treatment.procedureTypeId,
  physicianId: treatment.physicianId,
  side: 'left',
  purpose: 'therapeutic',
  conditionLabel: 'CRPS',
  icd10: 'G90.522',
  plannedCount: 4,
  minimumIntervalDays: 7,
  targetIntervalDays: 14,
  maximumIntervalDays: 28,
  sedation: 'minimal',
  ...changes,
});
const create = (body: object, member = physician) =>
  test.as(member).post('/api/v1/series').set('Idempotency-Key', uuid()).send(body);
const change = (id: string, version: number, body: object, member = physician) =>
  test.as(member).patch(`/api/v1/series/${id}`).set('If-Match', `"v${version}"`).send(body);
const step = (id: string, version: number, body: object, member = physician) =>
  test
    .as(member)
    .post(`/api/v1/series/${id}/steps`)
    .set('Idempotency-Key', uuid())
    .set('If-Match', `"v${version}"`)
    .send(body);
const given = (changes: Partial<Parameters<typeof givenSeries>[2]> = {}) =>
  givenSeries(test, practiceId, { ...treatment, patientId, ...changes });
const reasons = (body: { errors: { code: string; pointer?: string }[] }) =>
  body.errors.map(({ code, pointer }) => [code, pointer]);

describe('a new series', () => {
  it.each([
    ['scheduler', 'proposed'],
    ['physician', 'active'],
  ] as const)('of a %s is %s', async (role, state) => {
    const answer = await create(plan(), await givenMember(test, practiceId, role));
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      version: 1,
      state,
      side: 'left',
      patientName: 'Archer, Jane',
      procedureCode: 'LSB',
      physicianName: 'Dr. Ines Halloran',
      condition: { label: 'CRPS', icd10: 'G90.522' },
      completedCount: 0,
      gated: true,
      sessions: [],
      advisories: [],
    });
  });

  it('shares the condition with another series for the same diagnosis', async () => {
    await create(plan());
    const second = await create(plan());
    expect(second.body.advisories).toMatchObject([{ code: 'series.target-already-open' }]);
    const conditions = await test.database.rows(
      `SELECT label, icd10, side FROM condition WHERE practice_id = $1`,
      [practiceId],
    );
    expect(conditions).toEqual([{ label: 'CRPS', icd10: 'G90.522', side: 'left' }]);
  });

  it.each([
    ['G90.522', undefined, 'pain'],
    ['L74.513', undefined, 'sweating'],
    ['I73.9', undefined, 'perfusion'],
    ['L74.513', 'pain', 'pain'],
  ])('S3: for %s, with %s named, is to relieve %s', async (icd10, targetSymptom, expected) => {
    const answer = await create(plan({ icd10, ...(targetSymptom !== undefined && { targetSymptom }) }));
    expect([answer.status, answer.body.targetSymptom]).toEqual([201, expected]);
  });

  it('never gets a side that nobody chose', async () => {
    const { side: _, ...withoutSide } = plan();
    const answer = await create(withoutSide);
    expect(answer.status).toBe(422);
    expect(reasons(answer.body)).toEqual([['field-invalid', '/side']]);
  });

  it('is refused for every reason at once', async () => {
    const answer = await create(plan({ side: 'right', minimumIntervalDays: 20 }));
    expect(answer.status).toBe(409);
    expect(reasons(answer.body)).toEqual([
      ['series.intervals-inconsistent', '/minimumIntervalDays'],
      ['series.side-disagrees-with-diagnosis', '/icd10'],
    ]);
  });

  it.each([
    ['one planned injection', { plannedCount: 1 }, '/plannedCount'],
    ['a code that is none', { icd10: 'left foot' }, '/icd10'],
    ['sedation null', { sedation: null }, '/sedation'],
  ])('is refused with %s', async (_story, changes, pointer) => {
    const answer = await create(plan(changes));
    expect(answer.status).toBe(422);
    expect(reasons(answer.body)).toEqual([['field-invalid', pointer]]);
  });

  it('names nothing that is not of this practice', async () => {
    const elsewhere = await givenPractice(test, 'Elsewhere');
    const foreign = await givenTreatment(test, elsewhere);
    const stranger = await givenPatient(test, elsewhere);
    for (const [changes, pointer] of [
      [{ patientId: stranger.id }, '/patientId'],
      [{ procedureTypeId: foreign.procedureTypeId }, '/procedureTypeId'],
      [{ physicianId: foreign.physicianId }, '/physicianId'],
      [{ physicianId: treatment.roomId }, '/physicianId'],
    ] as const) {
      const answer = await create(plan(changes));
      expect([answer.status, reasons(answer.body)]).toEqual([404, [['not-found', pointer]]]);
    }
  });

  it.each(['nurse', 'administrator'] as const)('is not planned by a %s', async (role) => {
    expect((await create(plan(), await givenMember(test, practiceId, role))).status).toBe(403);
  });
});

describe('a series', () => {
  it('counts its completed injections alone', async () => {
    const seriesId = await given();
    const visit = { ...treatment, patientId, seriesId };
    const cancelled = await givenVisit(test, practiceId, {
      ...visit,
      startsAt: '2026-01-08T14:00Z',
      state: 'cancelled',
    });
    const first = await givenVisit(test, practiceId, {
      ...visit,
      startsAt: '2026-01-12T14:00Z',
      state: 'discharged',
      needleOutAt: '2026-01-12T14:20Z',
    });
    const unrecorded = await givenVisit(test, practiceId, {
      ...visit,
      startsAt: '2026-01-26T14:00Z',
      state: 'discharged',
    });
    const second = await givenVisit(test, practiceId, {
      ...visit,
      startsAt: '2026-02-09T14:00Z',
      state: 'discharged',
      needleOutAt: '2026-02-09T14:20Z',
    });
    const next = await givenVisit(test, practiceId, {
      ...visit,
      startsAt: '2099-02-23T14:00Z',
      state: 'booked',
    });
    const { body } = await test.as(scheduler).get(`/api/v1/series/${seriesId}`);
    expect(body.completedCount).toBe(2);
    expect(
      body.sessions.map((each: { id: string; ordinal: number | null }) => [each.id, each.ordinal]),
    ).toEqual([
      [cancelled, null],
      [first, 1],
      [unrecorded, null],
      [second, 2],
      [next, null],
    ]);
    expect(body.sessions[1]).toEqual({
      id: first,
      version: 1,
      start: Date.parse('2026-01-12T14:00Z'),
      durationMinutes: 30,
      state: 'discharged',
      cancelReason: null,
      clinicId: treatment.clinicId,
      roomName: 'Fluoro 1',
      physicianName: 'Dr. Ines Halloran',
      sedation: 'none',
      ordinal: 1,
    });
  });

  it('is listed with the others of its patient, and every reading is in the trail', async () => {
    const [a, b] = [await given(), await given({ side: 'right', icd10: 'G90.521' })];
    const { body } = await test.as(scheduler).get(`/api/v1/patients/${patientId}/series`);
    expect(body.map((each: { id: string }) => each.id).toSorted()).toEqual([a, b].toSorted());
    await test.as(scheduler).get(`/api/v1/series/${a}`);
    const events = await test.database.rows(
      `SELECT resource, resource_id, patient_ids FROM audit_event WHERE practice_id = $1 AND action = 'read' ORDER BY sequence`,
      [practiceId],
    );
    expect(events).toEqual([
      { resource: 'series', resource_id: null, patient_ids: [patientId] },
      { resource: 'series', resource_id: a, patient_ids: [patientId] },
    ]);
  });

  it("is nobody's of another practice, and not an administrator's", async () => {
    const id = await given();
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'physician');
    expect((await test.as(stranger).get(`/api/v1/series/${id}`)).status).toBe(404);
    expect((await test.as(stranger).get(`/api/v1/patients/${patientId}/series`)).status).toBe(404);
    expect((await change(id, 1, { plannedCount: 6 }, stranger)).status).toBe(404);
    expect((await step(id, 1, { to: 'paused' }, stranger)).status).toBe(404);
    expect(
      (await test.as(await givenMember(test, practiceId, 'administrator')).get(`/api/v1/series/${id}`))
        .status,
    ).toBe(403);
  });
});

describe('a change of a plan', () => {
  it('touches only what it names', async () => {
    const id = await given();
    const answer = await change(id, 1, { plannedCount: 6, sedation: 'moderate' });
    expect(answer.body).toMatchObject({
      version: 2,
      plannedCount: 6,
      sedation: 'moderate',
      minimumIntervalDays: 7,
      side: 'left',
      advisories: [],
    });
    expect((await change(id, 1, { plannedCount: 8 })).status).toBe(412);
  });

  it('is judged together with what stays', async () => {
    const answer = await change(await given(), 1, { maximumIntervalDays: 10 });
    expect(reasons(answer.body)).toEqual([['series.intervals-inconsistent', '/maximumIntervalDays']]);
  });

  it('never touches side or patient, nor a series that has ended', async () => {
    expect((await change(await given(), 1, { side: 'right' })).body.code).toBe('field-unknown');
    expect((await change(await given({ state: 'completed' }), 1, { plannedCount: 6 })).body.code).toBe(
      'series.ended',
    );
  });

  it("is a physician's", async () => {
    expect((await change(await given(), 1, { plannedCount: 6 }, scheduler)).status).toBe(403);
  });
});

describe('a step of a series', () => {
  it("from a proposal to active, paused and stopped leaves the physician's words", async () => {
    const id = await given({ state: 'proposed' });
    expect((await step(id, 1, { to: 'active' })).body).toMatchObject({ state: 'active', version: 2 });
    expect((await step(id, 2, { to: 'paused', note: 'Waits for the MRI' })).body).toMatchObject({
      state: 'paused',
      version: 3,
    });
    expect((await step(id, 3, { to: 'stopped', endReason: 'no-response' })).body).toMatchObject({
      state: 'stopped',
      endReason: 'no-response',
    });
    const words = await test.database.rows(
      `SELECT word, reason, decided_by FROM decision WHERE practice_id = $1 ORDER BY decided_at`,
      [practiceId],
    );
    expect(words).toEqual([
      { word: 'pause', reason: 'Waits for the MRI', decided_by: physician.memberId },
      { word: 'stop', reason: 'no-response', decided_by: physician.memberId },
    ]);
  });

  it('to its end waits until no session stands, and a stop names its reason', async () => {
    const seriesId = await given();
    for (const state of ['booked', 'tentative', 'discharged', 'no-show']) {
      await givenVisit(test, practiceId, {
        ...treatment,
        patientId,
        seriesId,
        startsAt: '2099-02-23T14:00Z',
        state,
      });
    }
    const answer = await step(seriesId, 1, { to: 'stopped' });
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toMatchObject([
      { code: 'series.end-reason-missing', pointer: '/endReason' },
      { code: 'series.sessions-still-booked', facts: { count: 2 } },
    ]);
  });

  it.each([
    ['back from completed', 'completed', { to: 'active' }, 'series.step-not-allowed'],
    [
      'with a reason that belongs to an end',
      'active',
      { to: 'paused', endReason: 'other' },
      'series.end-reason-unwanted',
    ],
    [
      'with a reason that is not on the list',
      'active',
      { to: 'stopped', endReason: 'bored' },
      'field-invalid',
    ],
  ] as const)('is refused %s', async (_story, state, body, code) => {
    expect((await step(await given({ state }), 1, body)).body.code).toBe(code);
  });

  it("is a physician's", async () => {
    expect((await step(await given(), 1, { to: 'paused' }, scheduler)).status).toBe(403);
  });
});
