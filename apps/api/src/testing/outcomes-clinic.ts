import type { RecordInjectionRequest } from '@lull/contracts';
import {
  day,
  givenCourse,
  givenSession,
  injectionRequest,
  once,
  type CourseWishes,
  type GivenCourse,
  type SessionWishes,
} from './given-outcomes.js';
import { givenTreatment, type GivenTreatment } from './given-treatment.js';
import { givenMember, givenPractice, startTestApp, type GivenMember, type TestApp } from './test-app.js';

/** A practice of its own, with the people who write down what injections did. */
export interface OutcomesClinic {
  readonly test: TestApp;
  readonly practiceId: string;
  readonly treatment: GivenTreatment;
  readonly physician: GivenMember;
}

export async function startOutcomesClinic(): Promise<OutcomesClinic> {
  const test = await startTestApp();
  const practiceId = await givenPractice(test);
  const treatment = await givenTreatment(test, practiceId);
  const physician = await givenMember(test, practiceId, 'physician');
  return { test, practiceId, treatment, physician };
}

export const minutes = (count: number): number => count * 60_000;

/** When the stays of `givenStay` begin, to the minute. */
export const yesterday = Math.floor((Date.now() - day) / minutes(1)) * minutes(1);
/** When the needle came out in those stays. */
export const needleOut = yesterday + minutes(20);

/** A patient of yesterday, discharged unless told otherwise, with nothing recorded yet. */
export async function givenStay(
  { test, practiceId, treatment }: OutcomesClinic,
  wishes: CourseWishes & Partial<SessionWishes> = {},
): Promise<GivenCourse & { readonly sessionId: string }> {
  const course = await givenCourse(test, practiceId, treatment, wishes);
  const stay = { at: yesterday, state: 'discharged', ...wishes };
  return { ...course, sessionId: await givenSession(test, practiceId, treatment, course, stay) };
}

export function recordInjection(
  { test, physician }: OutcomesClinic,
  sessionId: string,
  changes: Partial<RecordInjectionRequest> = {},
  by = physician,
) {
  return test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/injections`)
    .set(...once())
    .send(injectionRequest(needleOut, changes));
}

/** The follow-up tasks that a session has left behind. */
export function tasksOf({ test }: OutcomesClinic, sessionId: string) {
  return test.database.rows<{ kind: string; state: string }>(
    `SELECT kind, state FROM follow_up_task WHERE session_id = $1`,
    [sessionId],
  );
}
