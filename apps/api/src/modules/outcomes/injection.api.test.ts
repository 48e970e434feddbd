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
import type { GivenTreatment } from '../../testing/given-treatment.js';
import {
  givenStay,
  minutes,
  needleOut,
  recordInjection,
  startOutcomesClinic,
  tasksOf,
  yesterday,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;

beforeAll(async () => {
  clinic = await startOutcomesClinic();
  ({ test, practiceId, treatment, physician } = clinic);
});
afterAll(() => test.close());

const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);
const advisoriesOf = (answer: { body: { advisories: { code: string }[] } }) =>
  answer.body.advisories.map((each) => each.code);

describe('recording an injection', () => {
  it('keeps everything that was written down, and gives it its ordinal', async () => {
    const { sessionId } = await givenStay(clinic);
    const answer = await recordInjection(clinic, sessionId, {
      complications: [{ code: 'bruising', grade: 1 }],
    });
    expect(answer.status).toBe(201);
    expect(answer.headers['etag']).toBe('"v1"');
    expect(answer.body).toMatchObject({
      ordinal: 1,
      side: 'left',
      status: 'completed',
      levels: ['L2'],
      needleOutAt: needleOut,
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
      'H24: a needle-out of yesterday, without a word why',
      { needleOutReason: null },
      {},
      422,
      ['outcomes.record-needle-out-unexplained'],
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
    const { sessionId } = await givenStay(clinic, wishes);
    const answer = await recordInjection(clinic, sessionId, changes);
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
    const { sessionId } = await givenStay(clinic);
    const { side: _side, ...sideless } = injectionRequest(needleOut);
    const answer = await test
      .as(physician)
      .post(`/api/v1/sessions/${sessionId}/injections`)
      .set(...once())
      .send(sideless);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0]).toMatchObject({ code: 'field-invalid', pointer: '/side' });
  });

  it('keeps one record per side of a session, also when two come at once', async () => {
    const { sessionId } = await givenStay(clinic);
    const answers = await Promise.all([
      recordInjection(clinic, sessionId),
      recordInjection(clinic, sessionId),
      recordInjection(clinic, sessionId),
    ]);
    expect(answers.map((answer) => answer.status).toSorted((one, other) => one - other)).toEqual([
      201, 409, 409,
    ]);
    expect(answers.filter((answer) => answer.status === 409).map(codesOf)).toEqual([
      ['outcomes.injection-already-recorded'],
      ['outcomes.injection-already-recorded'],
    ]);
  });

  it('answers a retry with the same record', async () => {
    const { sessionId } = await givenStay(clinic);
    const key = once();
    const send = () =>
      test
        .as(physician)
        .post(`/api/v1/sessions/${sessionId}/injections`)
        .set(...key)
        .send(injectionRequest(needleOut));
    const [first, again] = [await send(), await send()];
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('treats both sides of a bilateral series as two injections, and adds up their anaesthetic', async () => {
    const { sessionId } = await givenStay(clinic, { side: 'both', weightKg: 20 });
    const left = await recordInjection(clinic, sessionId);
    const ofRight: Partial<RecordInjectionRequest> = {
      side: 'right',
      needleInAt: null,
      needleOutAt: iso(yesterday + minutes(30)),
      temperatures: [
        { foot: 'right', minute: 0, celsius: 28 },
        { foot: 'right', minute: 20, celsius: 31 },
      ],
    };
    const unexplained = await recordInjection(clinic, sessionId, ofRight);
    const right = await recordInjection(clinic, sessionId, {
      ...ofRight,
      overMaximumReason: ' The weight is 45 kg ',
    });
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
    expect((await recordInjection(clinic, first, { side: 'right' })).status).toBe(201);
    expect(codesOf(await recordInjection(clinic, second, { side: 'right' }))).toEqual([
      'outcomes.needle-out-of-another-injection',
    ]);
    expect((await recordInjection(clinic, second, { side: 'left' })).status).toBe(201);
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
    const answer = await recordInjection(clinic, sessionId, {
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
    const { sessionId, patient } = await givenStay(clinic);
    if (anticoagulated)
      await givenClinicalFlag(test, practiceId, patient.id, {
        kind: 'anticoagulant',
        state: 'present',
        substance: 'warfarin',
      });
    const answer = await recordInjection(clinic, sessionId, { complications: [{ code }] });
    expect(answer.body.reviewAsked).toBe(tasks === 1);
    expect(await tasksOf(clinic, sessionId)).toEqual(
      Array.from({ length: tasks }, () => ({ kind: 'clinician-review', state: 'open' })),
    );
  });

  it.each([
    ['nurse', 403],
    ['scheduler', 403],
    ['administrator', 403],
    ['auditor', 403],
  ] as const)('is not for a %s', async (role, status) => {
    const { sessionId } = await givenStay(clinic);
    const other = await givenMember(test, practiceId, role);
    expect((await recordInjection(clinic, sessionId, {}, other)).status).toBe(status);
    expect((await test.as(other).get(`/api/v1/sessions/${sessionId}/injections`)).status).toBe(
      role === 'nurse' ? 200 : 403,
    );
  });

  it("does not find another practice's session", async () => {
    const { sessionId } = await givenStay(clinic);
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'physician');
    expect((await recordInjection(clinic, sessionId, {}, stranger)).status).toBe(404);
    expect((await test.as(stranger).get(`/api/v1/sessions/${sessionId}/injections`)).status).toBe(404);
  });
});
