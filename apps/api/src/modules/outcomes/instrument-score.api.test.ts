import type { ReliefReportView, SeriesReliefView, SeriesSummaryView } from '@lull/contracts';
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
  type GivenCourse,
} from '../../testing/given-outcomes.js';
import { inPractice } from '../../testing/given-care.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';
import { catchUpRelief } from './relief-figures.js';
import { ReliefFiguresRepository } from './relief-figures.repository.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let nurse: GivenMember;
let physician: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment } = await startOutcomesClinic());
  nurse = await givenMember(test, practiceId, 'nurse');
  physician = await givenMember(test, practiceId, 'physician');
});
afterAll(() => test.close());

const now = Date.now();
const course = (wishes: CourseWishes = {}) =>
  givenCourse(test, practiceId, treatment, { targetSymptom: 'sweating', ...wishes });
const score = (changes: object = {}) => ({
  instrument: 'hdss',
  answers: [{ value: 3 }],
  at: iso(now - hour),
  source: 'clinic',
  ...changes,
});
const send = (seriesId: string, ...scores: object[]) =>
  test
    .as(nurse)
    .post(`/api/v1/series/${seriesId}/instrument-scores`)
    .set(...once())
    .send({ scores });
const read = async (seriesId: string) =>
  (await test.as(nurse).get(`/api/v1/series/${seriesId}/instrument-scores`)).body as object[];
const relief = async (seriesId: string) =>
  (await test.as(physician).get(`/api/v1/series/${seriesId}/relief`)).body as SeriesReliefView;

/** Injected so many days ago. */
async function injected(given: GivenCourse, daysAgo: number): Promise<number> {
  const at = now - daysAgo * day;
  const sessionId = await givenSession(test, practiceId, treatment, given, { at, state: 'discharged' });
  await givenInjection(test, practiceId, given, sessionId, at);
  return at;
}

/** From 4 in the clinic to 2 on each of ten days. */
async function successful(given: GivenCourse): Promise<number> {
  const at = await injected(given, 20);
  const answers = Array.from({ length: 10 }, (_, index) => index * day + 6 * hour);
  const answer = await send(
    given.seriesId,
    score({ answers: [{ value: 4 }], at: iso(at - hour) }),
    ...answers.map((after) => score({ answers: [{ value: 2 }], at: iso(at + after) })),
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return at;
}

describe('recording an instrument', () => {
  it('scores what was answered, and names body side, region and who said it where', async () => {
    const { seriesId } = await course({ side: 'both' });
    const answer = await send(
      seriesId,
      score({ side: 'right', region: 'foot' }),
      score({ instrument: 'pgic', answers: [{ value: 2 }], source: 'phone' }),
    );
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject([
      {
        instrument: 'hdss',
        seriesId,
        answers: [3],
        score: 3,
        side: 'right',
        region: 'foot',
        source: 'clinic',
      },
      { instrument: 'pgic', seriesId, answers: [2], score: 2, side: null, region: null, source: 'phone' },
    ]);
    expect(await read(seriesId)).toEqual(answer.body);
  });

  it('of PEG is the mean of three', async () => {
    const { seriesId } = await course({ targetSymptom: 'pain' });
    const answer = await send(
      seriesId,
      score({ instrument: 'peg', answers: [{ value: 4 }, { value: 5 }, { value: 9 }] }),
    );
    expect(answer.body).toMatchObject([{ instrument: 'peg', score: 6 }]);
  });

  it.each<[string, object, CourseWishes, string]>([
    ['a fifth step of four', score({ answers: [{ value: 5 }] }), {}, 'outcomes.score-answer-out-of-range'],
    ['no answer', score({ answers: [{}] }), {}, 'outcomes.score-too-few-answers'],
    ['two items of one', score({ answers: [{ value: 1 }, { value: 1 }] }), {}, 'outcomes.score-items-differ'],
    [
      'an instrument that nobody registered',
      score({ instrument: 'odi' }),
      {},
      'outcomes.score-instrument-unknown',
    ],
    ['a score of tomorrow', score({ at: iso(now + day) }), {}, 'outcomes.score-in-future'],
    ['H1: both legs without the leg', score(), { side: 'both' }, 'outcomes.score-side-missing'],
    ['the other leg', score({ side: 'right' }), {}, 'outcomes.score-side-not-of-series'],
  ])('refuses %s, and then keeps none of them', async (_story, faulty, wishes, code) => {
    const { seriesId } = await course(wishes);
    const good = score(wishes.side === 'both' ? { side: 'left' } : {});
    const answer = await send(seriesId, good, faulty);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ code, pointer: '/scores/1' }]);
    expect(await read(seriesId)).toEqual([]);
  });

  it('has one effect, however often it is sent', async () => {
    const { seriesId } = await course();
    const key = once();
    const again = () =>
      test
        .as(nurse)
        .post(`/api/v1/series/${seriesId}/instrument-scores`)
        .set(...key)
        .send({ scores: [score()] });
    const [first, second] = [await again(), await again()];
    expect([first.status, second.body]).toEqual([201, first.body]);
    expect(await read(seriesId)).toHaveLength(1);
  });

  it('is for nurses and physicians, and stands in the trail', async () => {
    const { seriesId, patient } = await course();
    const scheduler = await givenMember(test, practiceId, 'scheduler');
    const refused = await test
      .as(scheduler)
      .post(`/api/v1/series/${seriesId}/instrument-scores`)
      .set(...once())
      .send({ scores: [score()] });
    expect([
      refused.status,
      (await test.as(scheduler).get(`/api/v1/series/${seriesId}/instrument-scores`)).status,
    ]).toEqual([403, 403]);
    await send(seriesId, score());
    const trail = await test.database.rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE $1 = ANY (patient_ids) AND resource = 'instrument-score' AND action = 'create'`,
      [patient.id],
    );
    expect(trail).toHaveLength(1);
  });

  it('is held to its items by the database as well', async () => {
    const { patient } = await course();
    const insert = (instrument: string, items: string, value: number) =>
      inPractice(test, practiceId, (tx) =>
        tx.query(
          `INSERT INTO instrument_score (practice_id, id, patient_id, instrument, items, score, at)
         VALUES ($1, gen_random_uuid(), $2, $3, $4::int[], $5, now())`,
          [practiceId, patient.id, instrument, items, value],
        ),
      );
    await expect(insert('hdss', '{5}', 5)).rejects.toThrow('instrument_score_items_whole');
    await expect(insert('peg', '{1,NULL,3}', 2)).rejects.toThrow('instrument_score_items_whole');
    await expect(insert('odi', '{1}', 1)).rejects.toThrow('instrument_score_items_whole');
    await insert('licensed-stairs', '{1,NULL,3}', 2);
  });
});

describe('S3: a series against sweating', () => {
  it('is judged by the HDSS: two steps less for ten days are a success', async () => {
    const given = await course();
    await successful(given);
    const view = await relief(given.seriesId);
    expect(view).toMatchObject({
      targetSymptom: 'sweating',
      definitionVersion: expect.stringMatching(/^hdss2 1 \(.*\), hdss1 1 /),
      targets: [
        {
          injections: [
            {
              baseline: { value: 4, source: 'check-in' },
              relief50: { status: 'evaluable', response: 'responder' },
              relief30: { status: 'evaluable', response: 'responder' },
            },
          ],
        },
      ],
    });
    expect(view.targets[0]?.scores).toHaveLength(11);
    const decisions = await test.as(physician).get(`/api/v1/series/${given.seriesId}/decisions`);
    expect(decisions.body).toMatchObject({
      definition: expect.stringMatching(/^hdss2 /),
      last: [{ response: 'responder' }],
    });
  });

  it('is not judged by pain scores, and calls none of them missing', async () => {
    const given = await course();
    const at = await injected(given, 20);
    await givenScores(test, practiceId, given, [
      [at - hour, 8, 'clinic'],
      [at + day, 1, 'diary'],
      [at + 10 * day, 1, 'diary'],
    ]);
    const [target] = (await relief(given.seriesId)).targets;
    expect(target?.scores).toEqual([]);
    expect(target?.injections[0]?.relief50).toMatchObject({ status: 'no-data', response: 'not-evaluable' });
  });

  it('is judged anew when a physician names another symptom, and its kept figures with it', async () => {
    const given = await course();
    await successful(given);
    const repository = new ReliefFiguresRepository();
    const kept = async () => {
      await catchUpRelief(test.door, repository, practiceId);
      return (
        await test.database.rows<{ definition: string; response: string }>(
          `SELECT definition, response FROM injection_relief WHERE series_id = $1 ORDER BY definition`,
          [given.seriesId],
        )
      ).map(({ definition, response }) => `${definition} ${response}`);
    };
    expect(await kept()).toEqual(['hdss1 responder', 'hdss2 responder']);
    const change = async (targetSymptom: string) => {
      const { version } = (await test.as(physician).get(`/api/v1/series/${given.seriesId}`)).body;
      const answer = await test
        .as(physician)
        .patch(`/api/v1/series/${given.seriesId}`)
        .set('If-Match', `"v${version}"`)
        .send({ targetSymptom });
      expect(answer.body).toMatchObject({ targetSymptom });
    };
    await change('pain');
    expect(await kept()).toEqual(['relief30 not-evaluable', 'relief50 not-evaluable']);
    await change('perfusion');
    expect(await kept()).toEqual([]);
    await change('sweating');
    expect(await kept()).toEqual(['hdss1 responder', 'hdss2 responder']);
  });

  it('is counted in the report of relief under the HDSS, and not under pain', async () => {
    const given = await course();
    const at = await successful(given);
    await catchUpRelief(test.door, new ReliefFiguresRepository(), practiceId);
    const asked = new URLSearchParams({ from: iso(at - day).slice(0, 10), to: iso(now).slice(0, 10) });
    const report = async (definition: string) => {
      const answer = await test
        .as(physician)
        .get(`/api/v1/reports/relief?${asked.toString()}&definition=${definition}`);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body as ReliefReportView;
    };
    const counted = async (definition: string) =>
      (
        await test.database.rows(`SELECT 1 FROM injection_relief WHERE series_id = $1 AND definition = $2`, [
          given.seriesId,
          definition,
        ])
      ).length;
    expect([await counted('relief50'), await counted('hdss2')]).toEqual([0, 1]);
    const sweating = await report('hdss2');
    expect(sweating.definition.sentence).toMatch(/^Relief: the HDSS \(1 to 4\) is at least 2 steps below/);
    expect(sweating.groups[0]?.injections).toBeGreaterThan(0);
    expect((await report('relief50')).definition.sentence).toContain('Series against pain alone');
  });

  it('has a review of its own words, and no prediction from relief of pain', async () => {
    const given = await course();
    await successful(given);
    const { body } = await test.as(physician).get(`/api/v1/series/${given.seriesId}/review`);
    expect(body.targets[0].byThreshold).toMatchObject([
      { threshold: 50, forecast: null, trendSentence: expect.stringContaining('two steps of the HDSS') },
      { threshold: 30, forecast: null, trendSentence: expect.stringContaining('one step of the HDSS') },
    ]);
  });

  it('is summarised by the HDSS, with its definitions', async () => {
    const given = await course();
    await successful(given);
    const summary = (await test.as(physician).get(`/api/v1/series/${given.seriesId}/summary`))
      .body as SeriesSummaryView;
    expect(summary.content.series.targetSymptom).toBe('sweating');
    expect(summary.content.definitions.map(({ title }) => title.slice(0, 5))).toEqual(['hdss2', 'hdss1']);
    expect(summary.content.targets[0]?.byThreshold[0]?.sentence).toMatch(
      /^Relief of sweating by two steps of the HDSS after #1 was still there/,
    );
  });

  it('waits for an answer of the HDSS, and of no pain score', async () => {
    const given = await course();
    const at = await injected(given, 4);
    await givenScores(test, practiceId, given, [[at + 3 * day, 2, 'diary']]);
    const state = async () => (await test.as(nurse).get(`/api/v1/series/${given.seriesId}/diary-state`)).body;
    expect(await state()).toMatchObject({ lastScoreAt: null, overdue: true });
    await send(given.seriesId, score());
    expect(await state()).toMatchObject({ lastScoreAt: now - hour, overdue: false });
  });
});

describe('S3: a series for blood flow', () => {
  it('shows what was measured and judges nothing', async () => {
    const given = await course({ targetSymptom: 'perfusion' });
    await injected(given, 20);
    await send(
      given.seriesId,
      score({ instrument: 'walking-distance', answers: [{ value: 350 }], region: 'lower-leg' }),
      score({ instrument: 'ulcers', answers: [{ value: 1 }] }),
    );
    const view = await relief(given.seriesId);
    expect(view.instruments.map(({ instrument, score: value }) => [instrument, value])).toEqual([
      ['walking-distance', 350],
      ['ulcers', 1],
    ]);
    expect(view.targets[0]?.injections[0]?.relief50).toMatchObject({
      status: 'not-evaluable',
      reason: 'no-threshold',
      response: 'not-evaluable',
    });
    const { body } = await test.as(nurse).get(`/api/v1/series/${given.seriesId}/diary-state`);
    expect(body.overdue).toBe(false);
  });
});
