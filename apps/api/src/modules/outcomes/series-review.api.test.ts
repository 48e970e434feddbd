import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesReviewView, ThresholdReviewView } from '@lull/contracts';
import { givenCourseOfLapses } from '../../testing/given-lapses.js';
import { day, givenSession } from '../../testing/given-outcomes.js';
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

const reviewOf = async (seriesId: string): Promise<SeriesReviewView> =>
  (await test.as(physician).get(`/api/v1/series/${seriesId}/review`).expect(200)).body;
const by50 = async (seriesId: string): Promise<ThresholdReviewView | undefined> =>
  (await reviewOf(seriesId)).targets[0]?.byThreshold[0];

const givenLapses = (days: readonly number[]) => givenCourseOfLapses(test, practiceId, treatment, days);

describe('the review of a series', () => {
  it('says "too few to judge" of two injections, and gives a direction without p of four', async () => {
    const two = await by50((await givenLapses([3, 6])).seriesId);
    expect(two?.trend).toEqual({ kind: 'too-few', injections: 2, needed: 3 });
    expect(two?.trendSentence).toContain('Too few to judge');
    const four = await by50((await givenLapses([3, 6, 9, 14])).seriesId);
    expect(four?.trend).toMatchObject({ kind: 'judged', direction: 'longer', s: 6, p: null });
  });

  it('gives the exact p of five that grow longer: 2 of 120 orders', async () => {
    const review = await by50((await givenLapses([3, 6, 9, 14, 21])).seriesId);
    expect(review?.trend).toMatchObject({ s: 10, p: { method: 'exact', asExtreme: 2, orders: 120 } });
    expect(review?.trendSentence).toContain('exact p = 0.017 (all 120 orders)');
  });

  it('H14: predicts by the prior while the clinic has too few patients, labels it so, and books nothing', async () => {
    const given = await givenLapses([3]);
    const { forecast } = (await by50(given.seriesId)) ?? {};
    expect(forecast).toMatchObject({ of: 'next-injection', ordinal: 2, from: null, basis: 'prior' });
    expect(forecast?.sentence).toContain('a prior, not your clinic’s data');
    expect(forecast?.reviewBetween, 'without a session nobody knows when').toBeNull();
    const sessions = await test.database.rows(`SELECT id FROM session WHERE series_id = $1`, [
      given.seriesId,
    ]);
    expect(sessions).toHaveLength(1);
  });

  it('counts a prediction from the next session on, and offers a range of days to review it', async () => {
    const given = await givenLapses([3, 6]);
    const at = Date.now() + 10 * day;
    await givenSession(test, practiceId, treatment, given, { at, state: 'booked' });
    const { forecast } = (await by50(given.seriesId)) ?? {};
    expect(Math.abs((forecast?.from ?? 0) - at)).toBeLessThan(2);
    const { from, to } = forecast?.reviewBetween ?? { from: '', to: '' };
    expect(from < to).toBe(true);
    expect(forecast?.days80[0]).toBeLessThan(forecast?.days50[0] ?? 0);
    expect(forecast?.days80[1]).toBeGreaterThan(forecast?.days50[1] ?? Infinity);
  });

  it('is for those who treat, and for nobody of another practice', async () => {
    const { seriesId } = await givenLapses([3]);
    const path = `/api/v1/series/${seriesId}/review`;
    const statuses: [string, number][] = [];
    for (const role of ['nurse', 'scheduler', 'administrator', 'auditor'] as const) {
      const member = await givenMember(test, practiceId, role);
      statuses.push([role, (await test.as(member).get(path)).status]);
    }
    const stranger = await givenMember(test, await givenPractice(test, 'Elsewhere'), 'physician');
    statuses.push(['stranger', (await test.as(stranger).get(path)).status]);
    expect(statuses).toEqual([
      ['nurse', 200],
      ['scheduler', 403],
      ['administrator', 403],
      ['auditor', 403],
      ['stranger', 404],
    ]);
  });
});
