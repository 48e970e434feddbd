import {
  day,
  givenCourse,
  givenInjection,
  givenScores,
  givenSession,
  hour,
  type CourseWishes,
} from './given-outcomes.js';
import type { GivenTreatment } from './given-treatment.js';
import type { TestApp } from './test-app.js';

const start = Date.parse('2026-02-02T15:00:00Z');

export interface ReliefStory extends CourseWishes {
  /** The last day of relief; the pain is back on the next look. */
  readonly relievedUntil: number;
  /** Days between two looks, and whether anybody looked after the relief. */
  readonly every?: number;
  readonly followed?: boolean;
  readonly sedation?: string;
  readonly baseline?: boolean;
}

/** One injection of one patient: 8 before, 2 as long as relief lasts, 8 afterwards. */
export async function givenReliefStory(
  test: TestApp,
  practice: string,
  where: GivenTreatment,
  story: ReliefStory,
): Promise<string> {
  const { relievedUntil, every = 1, followed = true, sedation = 'none', baseline = true } = story;
  const course = await givenCourse(test, practice, where, story);
  const wishes = { at: start, state: 'discharged', sedation };
  const sessionId = await givenSession(test, practice, where, course, wishes);
  const t0 = start + hour / 2;
  const injectionId = await givenInjection(test, practice, course, sessionId, t0);
  const looks = [0.5];
  for (let at = every; at <= relievedUntil; at += every) looks.push(at);
  const last = looks.at(-1) ?? 0;
  await givenScores(test, practice, course, [
    ...(baseline ? [[start, 8, 'clinic'] as const] : []),
    ...looks.map((days) => [t0 + days * day, 2, 'diary'] as const),
    ...(followed
      ? [1, 2].map(
          (more) => [t0 + (Math.max(last, every === 1 ? 1 : 0) + more * every) * day, 8, 'diary'] as const,
        )
      : []),
  ]);
  return injectionId;
}
