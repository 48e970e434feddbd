import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecordInjectionRequest } from '@lull/contracts';
import { givenClinicalFlag } from '../../testing/given-care.js';
import {
  day,
  givenCourse,
  givenSession,
  injectionRequest,
  iso,
  once,
  type CourseWishes,
  type SessionWishes,
} from '../../testing/given-outcomes.js';
import { givenTreatment, type GivenTreatment } from '../../testing/given-treatment.js';
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
let physician: GivenMember;

beforeAll(async () => {
  test = await startTestApp();
  practiceId = await givenPractice(test);
  treatment = await givenTreatment(test, practiceId);
  physician = await givenMember(test, practiceId, 'physician');
});
afterAll(() => test.close());

const yesterday = Math.floor((Date.now() - day) / 60_000) * 60_000;
const minutes = (count: number) => count * 60_000;

async function givenStay(wishes: CourseWishes & Partial<SessionWishes> = {}) {
  const course = await givenCourse(test, practiceId, treatment, wishes);
  const sessionId = await givenSession(test, practiceId, treatment, course, {
    at: yesterday,
    state: 'discharged',
    ...wishes,
  });
  return { ...course, sessionId };
}

function record(sessionId: string, changes: Partial<RecordInjectionRequest> = {}, by = physician) {
  return test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/injections`)
    .set(...once())
    .send(injectionRequest(yesterday + minutes(20), changes));
}

const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);
const advisoriesOf = (answer: { body: { advisories: { code: string }[] } }) =>
  answer.body.advisories.map((each) => each.code);
const tasksOf = (sessionId: string) =>
  test.database.rows<{ kind: string; state: string }>(
    `SELECT kind, state FROM follow_up_task WHERE session_id = $1`,
    [sessionId],
  );

describe('recording an injection', () => {
  it('keeps everything that was written down, and gives it its ordinal', async () => {
    const { sessionId } = await givenStay();
    const answer = await record(sessionId, { complications: [{ code: 'bruising', grade: 1 }] });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"v1"');
    expect(answer.body).toMatchObject({
      ordinal: 1,
      side: 'left',
      status: 'completed',
      levels: ['L2'],
      needleOutAt: yesterday + minutes(20),
      fluoroSeconds: 34,
      recordedBy: physician.name,
      amends: null,
      advisories: [],
      reviewAsked: false,
      drugs: [
        {
          role: 'local-anaesthetic',
          drug: 'bupivacaine',
          concentrationPercent: 0.25,
          volumeMl: 12,
          doseMg: 30,
        },
        { role: 'steroid', drug: 'triamcinolone', doseMg: 40, concentrationPercent: null, volumeMl: null },
      ],
      temperatures: [
        { foot: 'left', minute: 0, celsius: 27.5 },
        { foot: 'left', minute: 20, celsius: 33.1 },
      ],
      complications: [
        { code: 'bruising', tier: 'common', grade: 1, causality: null, onsetAt: null, note: null },
      ],
    });
    const read = await test.as(physician).get(`/api/v1/sessions/${sessionId}/injections`);
    const { advisories: _advisories, reviewAsked: _reviewAsked, ...view } = answer.body;
    expect(read.body).toEqual([view]);
  });

  it.each<
    [
      string,
      Partial<RecordInjectionRequest>,
      CourseWishes & Partial<SessionWishes>,
      number,
      readonly string[],
    ]
  >([
    ['the wrong side', { side: 'right' }, {}, 409, ['outcomes.side-not-of-series']],
    [
      'a patient who is still being prepared',
      {},
      { state: 'preparing' },
      409,
      ['outcomes.session-not-in-room'],
    ],
    ['a session that was cancelled', {}, { state: 'cancelled' }, 409, ['outcomes.session-not-in-room']],
    [
      'a needle that comes out tomorrow',
      { needleInAt: null, needleOutAt: iso(Date.now() + day) },
      {},
      409,
      ['outcomes.needle-out-in-future'],
    ],
    [
      'a complication that is not in the catalogue',
      { complications: [{ code: 'bad-luck' }] },
      {},
      422,
      ['outcomes.record-complication-unknown'],
    ],
    [
      'an injection not done, without a word why',
      { status: 'not-done', drugs: [], levels: [] },
      {},
      422,
      ['outcomes.record-not-done-unexplained'],
    ],
    [
      'several things at once, all of them named',
      { side: 'right', levels: [], drugs: [], needleOutAt: null },
      { state: 'arrived' },
      409,
      [
        'outcomes.side-not-of-series',
        'outcomes.session-not-in-room',
        'outcomes.record-needle-out-missing',
        'outcomes.record-level-missing',
        'outcomes.record-anaesthetic-missing',
      ],
    ],
  ])('refuses %s', async (_story, changes, wishes, status, codes) => {
    const { sessionId } = await givenStay(wishes);
    const answer = await record(sessionId, changes);
    expect(codesOf(answer)).toEqual(codes);
    expect(answer.status).toBe(status);
    expect(answer.body.errors.some((each: { overridable?: boolean }) => each.overridable === true)).toBe(
      false,
    );
    expect(await test.database.rows(`SELECT 1 FROM injection WHERE session_id = $1`, [sessionId])).toEqual(
      [],
    );
  });

  it('never fills in a side that was not said', async () => {
    const { sessionId } = await givenStay();
    const { side: _side, ...sideless } = injectionRequest(yesterday + minutes(20));
    const answer = await test
      .as(physician)
      .post(`/api/v1/sessions/${sessionId}/injections`)
      .set(...once())
      .send(sideless);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]).toMatchObject({ code: 'field-invalid', pointer: '/side' });
  });

  it('keeps one record per side of a session, also when two come at once', async () => {
    const { sessionId } = await givenStay();
    const answers = await Promise.all([record(sessionId), record(sessionId), record(sessionId)]);
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([
      201, 409, 409,
    ]);
    expect(answers.filter((answer) => answer.status === 409).map(codesOf)).toEqual([
      ['outcomes.injection-already-recorded'],
      ['outcomes.injection-already-recorded'],
    ]);
  });

  it('answers a retry with the same record', async () => {
    const { sessionId } = await givenStay();
    const key = once();
    const send = () =>
      test
        .as(physician)
        .post(`/api/v1/sessions/${sessionId}/injections`)
        .set(...key)
        .send(injectionRequest(yesterday + minutes(20)));
    const [first, again] = [await send(), await send()];
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('treats both sides of a bilateral series as two injections, and adds up their anaesthetic', async () => {
    const { sessionId } = await givenStay({ side: 'both', weightKg: 20 });
    const left = await record(sessionId);
    const ofRight: Partial<RecordInjectionRequest> = {
      side: 'right',
      needleInAt: null,
      needleOutAt: iso(yesterday + minutes(30)),
      temperatures: [
        { foot: 'right', minute: 0, celsius: 28 },
        { foot: 'right', minute: 20, celsius: 31 },
      ],
    };
    const unexplained = await record(sessionId, ofRight);
    const right = await record(sessionId, { ...ofRight, overMaximumReason: ' The weight is 45 kg ' });
    // 30 mg of at most 50 on one side; 60 of 50 on both, which is written down with a reason alone.
    expect([left.status, advisoriesOf(left)]).toEqual([201, []]);
    expect([unexplained.status, codesOf(unexplained)]).toEqual([
      422,
      ['outcomes.record-maximum-unexplained'],
    ]);
    expect(unexplained.body.errors[0].detail).toBe(
      '60 mg bupivacaine: the maximum for 20 kg is 50 mg. That is 120 % of the maximum, both sides counted. Check the amounts, or say why it is recorded.',
    );
    expect([right.status, advisoriesOf(right)]).toEqual([201, ['outcomes.anaesthetic-over-maximum']]);
    expect(right.body.overMaximumReason).toBe('The weight is 45 kg');
    expect(right.body.ordinal).toBe(1);
  });

  it('refuses the minute of another injection of the same leg, as when the wrong visit is open, but not of the other leg', async () => {
    const course = await givenCourse(test, practiceId, treatment, { side: 'both' });
    const visit = (days: number) =>
      givenSession(test, practiceId, treatment, course, { at: yesterday - days * day, state: 'discharged' });
    const [first, second] = [await visit(7), await visit(0)];
    expect((await record(first, { side: 'right' })).status).toBe(201);
    expect(codesOf(await record(second, { side: 'right' }))).toEqual([
      'outcomes.needle-out-of-another-injection',
    ]);
    expect((await record(second, { side: 'left' })).status).toBe(201);
  });

  it('points out what deserves a look, and records it all the same', async () => {
    const course = await givenCourse(test, practiceId, treatment, { weightKg: null });
    const before = await givenSession(test, practiceId, treatment, course, {
      at: yesterday - 10 * day,
      state: 'discharged',
    });
    const then = injectionRequest(yesterday - 10 * day + minutes(20));
    await test
      .as(physician)
      .post(`/api/v1/sessions/${before}/injections`)
      .set(...once())
      .send(then)
      .expect(201);
    const sessionId = await givenSession(test, practiceId, treatment, course, {
      at: yesterday,
      state: 'discharged',
    });
    const answer = await record(sessionId, {
      needleOutAt: iso(yesterday + minutes(50)),
      temperatures: [],
      fluoroSeconds: 200,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.ordinal).toBe(2);
    expect(advisoriesOf(answer)).toEqual([
      'outcomes.needle-out-outside-stay',
      'outcomes.steroid-within-interval',
      'outcomes.anaesthetic-total-unknown',
      'outcomes.temperature-not-recorded',
      'outcomes.radiation-above-level',
    ]);
    expect(answer.body.advisories[1].detail).toBe('10 days after triamcinolone; the minimum is 28 days.');
  });

  it.each<[string, string, boolean, number]>([
    ['a very rare complication asks a clinician to look', 'infection', false, 1],
    ['a common one does not', 'bruising', false, 0],
    ['bleeding does not by itself', 'bleeding', false, 0],
    ['bleeding under an anticoagulant does', 'bleeding', true, 1],
  ])('%s', async (_story, code, anticoagulated, tasks) => {
    const { sessionId, patient } = await givenStay();
    if (anticoagulated)
      await givenClinicalFlag(test, practiceId, patient.id, {
        kind: 'anticoagulant',
        state: 'present',
        substance: 'warfarin',
      });
    const answer = await record(sessionId, { complications: [{ code }] });
    expect(answer.body.reviewAsked).toBe(tasks === 1);
    expect(await tasksOf(sessionId)).toEqual(
      Array.from({ length: tasks }, () => ({ kind: 'clinician-review', state: 'open' })),
    );
  });

  it.each([
    ['nurse', 403],
    ['scheduler', 403],
    ['administrator', 403],
    ['auditor', 403],
  ] as const)('is not for a %s', async (role, status) => {
    const { sessionId } = await givenStay();
    const other = await givenMember(test, practiceId, role);
    expect((await record(sessionId, {}, other)).status).toBe(status);
    expect((await test.as(other).get(`/api/v1/sessions/${sessionId}/injections`)).status).toBe(
      role === 'nurse' ? 200 : 403,
    );
  });

  it("does not find another practice's session", async () => {
    const { sessionId } = await givenStay();
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'physician');
    expect((await record(sessionId, {}, stranger)).status).toBe(404);
    expect((await test.as(stranger).get(`/api/v1/sessions/${sessionId}/injections`)).status).toBe(404);
  });
});

describe('amending an injection', () => {
  const amend = (id: string, version: number, changes: object = {}) =>
    test
      .as(physician)
      .post(`/api/v1/injections/${id}/amendments`)
      .set(...once())
      .set('If-Match', `"v${version}"`)
      .send({
        ...injectionRequest(yesterday + minutes(20)),
        amendReason: 'Wrong level written down',
        ...changes,
      });

  it('puts a new record in the place of the old one, which stays to be seen', async () => {
    const { sessionId } = await givenStay();
    const first = await record(sessionId);
    const answer = await amend(first.body.id, 1, { levels: ['L3'] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      levels: ['L3'],
      amends: first.body.id,
      amendReason: 'Wrong level written down',
      ordinal: 1,
    });
    const read = await test.as(physician).get(`/api/v1/sessions/${sessionId}/injections`);
    expect(
      read.body.map((each: { status: string; levels: string[]; ordinal: number | null }) => [
        each.status,
        each.levels,
        each.ordinal,
      ]),
    ).toEqual([
      ['entered-in-error', ['L2'], null],
      ['completed', ['L3'], 1],
    ]);
    expect(read.body[0].drugs).toHaveLength(2);
  });

  it('needs a reason, and the version that was read', async () => {
    const { sessionId } = await givenStay();
    const { id } = (await record(sessionId)).body;
    expect((await amend(id, 1, { amendReason: '' })).status).toBe(422);
    expect((await amend(id, 2)).status).toBe(412);
    const blind = await test
      .as(physician)
      .post(`/api/v1/injections/${id}/amendments`)
      .set(...once())
      .send({});
    expect(blind.status).toBe(428);
    expect((await amend(id, 1)).status).toBe(201);
  });

  it('amends the newest record only', async () => {
    const { sessionId } = await givenStay();
    const { id } = (await record(sessionId)).body;
    await amend(id, 1).expect(201);
    expect(codesOf(await amend(id, 2))).toEqual(['outcomes.injection-entered-in-error']);
  });

  it('is held to the same rules, and leaves the old record in force when it is refused', async () => {
    const { sessionId } = await givenStay();
    const { id } = (await record(sessionId)).body;
    expect(codesOf(await amend(id, 1, { side: 'right' }))).toEqual(['outcomes.side-not-of-series']);
    const read = await test.as(physician).get(`/api/v1/sessions/${sessionId}/injections`);
    expect(read.body.map((each: { status: string; version: number }) => [each.status, each.version])).toEqual(
      [['completed', 1]],
    );
  });

  it('asks for one review of a session, however often it is amended', async () => {
    const { sessionId } = await givenStay();
    const { id } = (await record(sessionId, { complications: [{ code: 'infection' }] })).body;
    await amend(id, 1, { complications: [{ code: 'infection', grade: 2 }] }).expect(201);
    expect(await tasksOf(sessionId)).toHaveLength(1);
  });
});
