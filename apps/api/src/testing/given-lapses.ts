import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  type GivenCourse,
} from './given-outcomes.js';
import type { GivenTreatment } from './given-treatment.js';
import type { TestApp } from './test-app.js';

const start = Math.floor((Date.now() - 200 * day) / day) * day + 15 * hour;

/**
 * A series with injections 30 days apart; after each, relief by half for as many days as told, looked at daily until it
 * has ended.
 */
export async function givenCourseOfLapses(
  test: TestApp,
  practiceId: string,
  treatment: GivenTreatment,
  days: readonly number[],
): Promise<GivenCourse> {
  const given = await givenCourse(test, practiceId, treatment);
  for (const [index, lasts] of days.entries()) {
    const at = start + index * 30 * day;
    const session = await givenSession(test, practiceId, treatment, given, {
      at: at - hour,
      state: 'discharged',
    });
    await givenInjection(test, practiceId, given, session, at);
    await givenScores(test, practiceId, given, [
      [at - hour, 8, 'clinic'],
      ...Array.from({ length: lasts + 2 }, (_, after): [number, number, 'diary'] => [
        at + (after + 1) * day,
        after + 1 > lasts ? 8 : 3,
        'diary',
      ]),
    ]);
  }
  return given;
}
