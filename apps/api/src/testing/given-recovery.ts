import { procedureSteps } from '@lull/domain';
import { inPractice } from './given-care.js';
import {
  givenInjection,
  iso,
  once,
  type CourseWishes,
  type GivenCourse,
  type SessionWishes,
} from './given-outcomes.js';
import {
  givenStay,
  minutes,
  needleOut,
  startOutcomesClinic,
  yesterday,
  type OutcomesClinic,
} from './outcomes-clinic.js';
import { givenMember, type GivenMember } from './test-app.js';

/** A clinic with the nurse who stays with the patients of its recovery. */
export interface RecoveryClinic extends OutcomesClinic {
  readonly nurse: GivenMember;
}

export async function startRecoveryClinic(): Promise<RecoveryClinic> {
  const clinic = await startOutcomesClinic();
  return { ...clinic, nurse: await givenMember(clinic.test, clinic.practiceId, 'nurse') };
}

/** When the patients of `givenRecovering` came out of the room. */
export const roomOut = yesterday + minutes(40);

/** A patient in recovery since yesterday: every time is long over. */
export const givenRecovering = (
  clinic: OutcomesClinic,
  wishes: CourseWishes & Partial<SessionWishes> = {},
): Promise<GivenCourse & { readonly sessionId: string }> =>
  givenStay(clinic, { state: 'recovering', ...wishes });

/** A completed injection on the left with bupivacaine and a steroid. */
export async function givenInjected(
  { test, practiceId }: OutcomesClinic,
  stay: GivenCourse & { readonly sessionId: string },
): Promise<void> {
  const id = await givenInjection(test, practiceId, stay, stay.sessionId, needleOut);
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(`UPDATE injection SET contrast_used = true WHERE id = $1`, [id]);
    await tx.query(
      `INSERT INTO drug_administration (practice_id, id, injection_id, role, drug)
       SELECT $1, gen_random_uuid(), $2, d.role, d.drug
         FROM (VALUES ('local-anaesthetic', 'bupivacaine'), ('steroid', 'triamcinolone')) d (role, drug)`,
      [practiceId, id],
    );
  });
}

export const postOfVisit = (
  { test, nurse }: RecoveryClinic,
  sessionId: string,
  what: string,
  body: object,
  by = nurse,
) =>
  test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/${what}`)
    .set(...once())
    .send(body);

/** When a step was done, where a story does not care. */
export const stepDoneAt = iso(yesterday + minutes(15));
export const allSteps = procedureSteps.map((step) =>
  step === 'iv-sedative' ? { step, state: 'not-applicable' } : { step, state: 'done', at: stepDoneAt },
);
/** A reading of a patient who may go home. */
export const wellReading = {
  nrs: 2,
  leftLegStrength: 5,
  rightLegStrength: 5,
  standsSafely: true,
  leftFootC: 33.4,
  effects: [],
};

/** Every code of a refusal, in its order. */
export const codesOf = (answer: { body: { errors?: { code: string }[] } }): string[] =>
  (answer.body.errors ?? []).map((each) => each.code);
