import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LapseForecastView } from '@lull/contracts';
import { givenCourseOfLapses } from '../../testing/given-lapses.js';
import type { GivenTreatment } from '../../testing/given-treatment.js';
import { startOutcomesClinic } from '../../testing/outcomes-clinic.js';
import type { GivenMember, TestApp } from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
let treatment: GivenTreatment;
let physician: GivenMember;

beforeAll(async () => {
  ({ test, practiceId, treatment, physician } = await startOutcomesClinic());
});
afterAll(() => test.close());

const forecastOf = async (seriesId: string): Promise<LapseForecastView> =>
  (await test.as(physician).get(`/api/v1/series/${seriesId}/review`).expect(200)).body.targets[0]
    .byThreshold[0].forecast;

describe('the model of the clinic', () => {
  it('stands in for the prior with eight patients of two injections, and is kept for an hour', async () => {
    const book = [
      [3, 5],
      [4, 6],
      [6, 9],
      [8, 14],
      [5, 7],
      [10, 15],
      [7, 11],
      [12, 20],
    ];
    for (const days of book) await givenCourseOfLapses(test, practiceId, treatment, days);
    const { seriesId } = await givenCourseOfLapses(test, practiceId, treatment, [9, 12]);
    const forecast = await forecastOf(seriesId);
    expect(forecast).toMatchObject({ basis: 'clinic', patients: 9, injections: 18, ownInjections: 2 });
    expect(forecast.sentence).toContain('18 injections of 9 patients of this clinic');
    // One more patient: the answer stays what it was, with the counts it was made from.
    await givenCourseOfLapses(test, practiceId, treatment, [2, 2]);
    expect(await forecastOf(seriesId)).toEqual(forecast);
  });
});
