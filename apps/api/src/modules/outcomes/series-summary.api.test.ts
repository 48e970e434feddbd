import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesSummaryView } from '@lull/contracts';
import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  type GivenCourse,
} from '../../testing/given-outcomes.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment, physician } = await startOutcomesClinic());
});
afterAll(() => test.close());

/** 10:00 in New York, 60 days ago. */
const start = Math.floor((Date.now() - 60 * day) / day) * day + 15 * hour;
const path = (seriesId: string) => `/api/v1/series/${seriesId}/summary`;
const summaryOf = async (seriesId: string, member = physician): Promise<SeriesSummaryView> =>
  (await test.as(member).get(path(seriesId)).expect(200)).body;
/** As the wire has it: what two readings are compared by. */
const bytesOf = async (seriesId: string, member = physician): Promise<string> =>
  (await test.as(member).get(path(seriesId)).expect(200)).text;

/** Two injections: the first lapsed on day 3 to 5, the second on day 9 to 11; a third without scores. */
async function threeInjections(): Promise<GivenCourse> {
  const given = await givenCourse(test, practiceId, treatment);
  for (const at of [start, start + 14 * day, start + 35 * day]) {
    const session = await givenSession(test, practiceId, treatment, given, {
      at: at - hour,
      state: 'discharged',
    });
    await givenInjection(test, practiceId, given, session, at);
  }
  const second = start + 14 * day;
  await givenScores(test, practiceId, given, [
    [start - hour, 8, 'clinic'],
    ...[1, 3].map((after): [number, number, 'diary'] => [start + after * day, 3, 'diary']),
    ...[5, 6].map((after): [number, number, 'diary'] => [start + after * day, 8, 'diary']),
    [second - hour, 8, 'clinic'],
    ...[1, 3, 6, 9].map((after): [number, number, 'diary'] => [second + after * day, 3, 'diary']),
    ...[11, 13, 20].map((after): [number, number, 'diary'] => [second + after * day, 8, 'diary']),
  ]);
  return given;
}

describe('the summary of a series', () => {
  it('H13: says what was seen by both definitions, with every count and every definition', async () => {
    const given = await threeInjections();
    const { content } = await summaryOf(given.seriesId);
    expect(content.patient.mrn).toBe(given.patient.mrn);
    expect(content.series).toMatchObject({ id: given.seriesId, side: 'left', purpose: 'therapeutic' });
    const [target] = content.targets;
    expect(target?.byThreshold.map(({ threshold, sentence }) => [threshold, sentence])).toEqual([
      [
        50,
        'Relief by half after #2 lasted until day 9 to 11; longer than after #1; 48 % of the known time was relieved (95 % of the interval is known). Relief after #3 (no scores) cannot be judged yet.',
      ],
      [
        30,
        'Relief by 30 % after #2 lasted until day 9 to 11; longer than after #1; 48 % of the known time was relieved (95 % of the interval is known). Relief after #3 (no scores) cannot be judged yet.',
      ],
    ]);
    expect(target?.byThreshold[0]?.counts).toEqual({
      injections: 3,
      responders: 1,
      nonResponders: 1,
      uncertain: 0,
      censored: 0,
      notEvaluable: [{ ordinal: 3, why: 'no scores' }],
    });
    expect(target?.scores).toMatchObject({ count: 13, underRescue: 0 });
    expect(target?.injections.map(({ ordinal, relief50 }) => [ordinal, relief50.lapse])).toEqual([
      [1, { lower: 3 * 1440, upper: 5 * 1440, confirmed: true }],
      [2, { lower: 9 * 1440, upper: 11 * 1440, confirmed: true }],
      [3, null],
    ]);
    expect(content.definitions.map(({ title }) => title)).toEqual([
      expect.stringContaining('relief50: relief by 50 %, version 1'),
      expect.stringContaining('relief30: relief by 30 %, version 1'),
    ]);
  });

  it('is the same to the byte when it is made again, whoever asks and whatever else happened meanwhile', async () => {
    const given = await threeInjections();
    const first = await bytesOf(given.seriesId);
    // A booked session, another patient's course, rows that lie elsewhere on the disk: none is part of it.
    await givenSession(test, practiceId, treatment, given, { at: Date.now() + 3 * day, state: 'booked' });
    await threeInjections();
    await test.database.rows(`UPDATE pain_score SET value = value WHERE patient_id = $1`, [given.patient.id]);
    const nurse = await givenMember(test, practiceId, 'nurse');
    expect(await bytesOf(given.seriesId, nurse)).toBe(first);
    const { digest, content } = await summaryOf(given.seriesId);
    expect(createHash('sha256').update(JSON.stringify(content)).digest('hex')).toBe(digest);
  });

  it('has another digest as soon as one more score is known', async () => {
    const given = await threeInjections();
    const { digest } = await summaryOf(given.seriesId);
    await givenScores(test, practiceId, given, [[start + 36 * day, 4, 'diary']]);
    expect((await summaryOf(given.seriesId)).digest).not.toBe(digest);
  });

  it('is for those who treat, and leaves a trace in the trail', async () => {
    const given = await threeInjections();
    for (const role of ['scheduler', 'administrator', 'auditor'] as const) {
      const member = await givenMember(test, practiceId, role);
      await test.as(member).get(path(given.seriesId)).expect(403);
    }
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'physician');
    await test.as(stranger).get(path(given.seriesId)).expect(404);
    await summaryOf(given.seriesId);
    const events = await test.database.rows(
      `SELECT resource FROM audit_event WHERE action = 'read' AND $1 = ANY (patient_ids)`,
      [given.patient.id],
    );
    expect(events).toEqual([{ resource: 'relief' }]);
  });
});
