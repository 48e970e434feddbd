import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  iso,
  once,
  type CourseWishes,
} from '../../testing/given-outcomes.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let nurse: GivenMember;
let scheduler: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment } = await startOutcomesClinic());
  nurse = await givenMember(test, practiceId, 'nurse');
  scheduler = await givenMember(test, practiceId, 'scheduler');
});
afterAll(() => test.close());

const now = Date.now();
const course = (wishes: CourseWishes = {}) => givenCourse(test, practiceId, treatment, wishes);
const score = (changes: object = {}) => ({
  kind: 'now',
  value: 7,
  at: iso(now - hour),
  source: 'clinic',
  rescue: false,
  ...changes,
});
const { value: _value, at: _at, ...statement } = score({ kind: 'pain-returned', source: 'phone' });
const send = (seriesId: string, ...scores: object[]) =>
  test
    .as(nurse)
    .post(`/api/v1/series/${seriesId}/pain-scores`)
    .set(...once())
    .send({ scores });

describe('recording pain scores', () => {
  it('keeps them in order of time', async () => {
    const { seriesId } = await course();
    const answer = await send(
      seriesId,
      score(),
      score({ kind: 'avg24h', value: 5, at: iso(now - day) }),
      score({ kind: 'pct-relief', value: 80, at: iso(now - 2 * hour), rescue: true }),
    );
    expect(answer.status).toBe(201);
    const read = await test.as(nurse).get(`/api/v1/series/${seriesId}/pain-scores`);
    expect(read.body).toEqual(answer.body);
    expect(
      read.body.map((each: { kind: string; value: number; rescue: boolean; side: null }) => [
        each.kind,
        each.value,
        each.rescue,
        each.side,
      ]),
    ).toEqual([
      ['avg24h', 5, false, null],
      ['pct-relief', 80, true, null],
      ['now', 7, false, null],
    ]);
  });

  it.each([
    [
      'a day on which the clocks go forward has 23 hours',
      '2026-03-08',
      '2026-03-08T05:00:00.000Z',
      '2026-03-09T04:00:00.000Z',
    ],
    ['an ordinary day has 24', '2026-05-03', '2026-05-03T04:00:00.000Z', '2026-05-04T04:00:00.000Z'],
  ])(
    "a statement about a day lasts from the clinic's midnight to the next: %s",
    async (_story, on, from, until) => {
      const { seriesId } = await course();
      const answer = await send(seriesId, { ...statement, on });
      expect(answer.status).toBe(201);
      expect([iso(answer.body[0].at), iso(answer.body[0].until), answer.body[0].value]).toEqual([
        from,
        until,
        null,
      ]);
    },
  );

  it.each<[string, object, CourseWishes, string]>([
    ['a score of tomorrow', score({ at: iso(now + day) }), {}, 'outcomes.score-in-future'],
    [
      'a day that has not begun',
      { ...statement, on: iso(now + 3 * day).slice(0, 10) },
      {},
      'outcomes.score-in-future',
    ],
    ['eleven on the scale to ten', score({ value: 11 }), {}, 'outcomes.score-value-out-of-range'],
    ['a number without its value', score({ value: null }), {}, 'outcomes.score-value-missing'],
    [
      'a statement with a value',
      { ...statement, at: iso(now - hour), value: 3 },
      {},
      'outcomes.score-value-not-expected',
    ],
    [
      'a number for a whole day',
      { ...score(), at: undefined, on: '2026-05-03' },
      {},
      'outcomes.score-needs-instant',
    ],
    [
      'a time and a day',
      { ...statement, at: iso(now - hour), on: '2026-05-03' },
      {},
      'outcomes.score-needs-one-time',
    ],
    ['a bilateral series without the leg', score(), { side: 'both' }, 'outcomes.score-side-missing'],
    ['the other leg', score({ side: 'right' }), {}, 'outcomes.score-side-not-of-series'],
  ])('refuses %s, and then keeps none of them', async (_story, faulty, wishes, code) => {
    const { seriesId } = await course(wishes);
    const good = wishes.side === 'both' ? score({ side: 'right' }) : score();
    const answer = await send(seriesId, good, faulty);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ code, pointer: '/scores/1' }]);
    expect((await test.as(nurse).get(`/api/v1/series/${seriesId}/pain-scores`)).body).toEqual([]);
  });

  it('is for nurses and physicians, and not for who books or administers', async () => {
    const { seriesId } = await course();
    const administrator = await givenMember(test, practiceId, 'administrator');
    for (const member of [scheduler, administrator]) {
      expect((await test.as(member).get(`/api/v1/series/${seriesId}/pain-scores`)).status).toBe(403);
      expect(
        (
          await test
            .as(member)
            .post(`/api/v1/series/${seriesId}/pain-scores`)
            .set(...once())
            .send({ scores: [score()] })
        ).status,
      ).toBe(403);
    }
  });
});

describe('whether a score is overdue', () => {
  it.each<[string, CourseWishes, number | null, number | null, boolean]>([
    ['three silent days after an injection', {}, 3 * day, null, true],
    ['a score yesterday', {}, 3 * day, day, false],
    ['a last score from before the injection', {}, 3 * day, 5 * day, true],
    ['an injection yesterday', {}, day, null, false],
    ['an injection three weeks ago', {}, 21 * day, null, false],
    ['no injection yet', {}, null, null, false],
    ['a diagnostic series', { purpose: 'diagnostic' }, 3 * day, null, false],
  ])('%s', async (_story, wishes, injectedAgo, scoredAgo, overdue) => {
    const given = await course(wishes);
    if (injectedAgo !== null) {
      const sessionId = await givenSession(test, practiceId, treatment, given, {
        at: now - injectedAgo,
        state: 'discharged',
      });
      await givenInjection(test, practiceId, given, sessionId, now - injectedAgo);
    }
    if (scoredAgo !== null) await givenScores(test, practiceId, given, [[now - scoredAgo, 4, 'diary']]);
    const answer = await test.as(scheduler).get(`/api/v1/series/${given.seriesId}/diary-state`);
    expect(answer.body).toEqual({
      seriesId: given.seriesId,
      lastScoreAt: scoredAgo === null ? null : now - scoredAgo,
      overdue,
    });
  });
});
