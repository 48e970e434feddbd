import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecoveryView } from '@lull/contracts';
import { procedureSteps } from '@lull/domain';
import { iso } from '../../testing/given-outcomes.js';
import {
  allSteps,
  codesOf,
  givenInjected,
  givenRecovering,
  postOfVisit,
  roomOut,
  startRecoveryClinic,
  stepDoneAt,
  wellReading,
  type RecoveryClinic,
} from '../../testing/given-recovery.js';
import { minutes, yesterday } from '../../testing/outcomes-clinic.js';
import { givenMember } from '../../testing/test-app.js';

let clinic: RecoveryClinic;
beforeAll(async () => {
  clinic = await startRecoveryClinic();
});
afterAll(() => clinic.test.close());

const recoveryOf = async (sessionId: string): Promise<RecoveryView> =>
  (await clinic.test.as(clinic.nurse).get(`/api/v1/sessions/${sessionId}/recovery`)).body as RecoveryView;

describe('S13 to S18: the steps of the procedure', () => {
  it('are written down with time and by whom, and the latest entry counts', async () => {
    const { sessionId } = await givenRecovering(clinic);
    await postOfVisit(clinic, sessionId, 'procedure-steps', {
      steps: [{ step: 'contrast', state: 'not-done', reason: 'None at hand' }],
    });
    const answer = await postOfVisit(clinic, sessionId, 'procedure-steps', {
      steps: [{ step: 'contrast', state: 'done', at: stepDoneAt, doneBy: 'Dr. Ines Halloran' }],
    });
    expect(answer.status).toBe(201);
    const { steps } = answer.body as RecoveryView;
    expect(steps.map(({ step }) => step)).toEqual([...procedureSteps]);
    expect(steps.find(({ step }) => step === 'contrast')?.entry).toMatchObject({
      state: 'done',
      at: yesterday + minutes(15),
      doneBy: 'Dr. Ines Halloran',
      recordedBy: clinic.nurse.name,
    });
    expect(
      await clinic.test.database.rows(`SELECT 1 FROM procedure_step WHERE session_id = $1`, [sessionId]),
    ).toHaveLength(2);
  });

  it('H24: without a time it is the server that says when', async () => {
    const { sessionId } = await givenRecovering(clinic);
    const answer = await postOfVisit(clinic, sessionId, 'procedure-steps', {
      steps: [{ step: 'contrast', state: 'done' }],
    });
    const entry = (answer.body as RecoveryView).steps.find(({ step }) => step === 'contrast')?.entry;
    expect(Math.abs((entry?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('ask why what belongs to it was left out, and must agree with the drugs that are recorded', async () => {
    const stay = await givenRecovering(clinic);
    const { sessionId } = stay;
    await givenInjected(clinic, stay);
    const answer = await postOfVisit(clinic, sessionId, 'procedure-steps', {
      steps: [
        { step: 'skin-prepared', state: 'not-done' },
        { step: 'positioned-prone', state: 'not-applicable' },
        { step: 'steroid', state: 'not-done', reason: 'Not wanted' },
      ],
    });
    expect([answer.status, codesOf(answer)]).toEqual([
      422,
      ['procedure.step-reason-missing', 'procedure.step-belongs-to-it', 'procedure.disagrees-with-drugs'],
    ]);
  });

  it('stand in the trail of the patient', async () => {
    const { sessionId, patient } = await givenRecovering(clinic);
    await postOfVisit(clinic, sessionId, 'procedure-steps', { steps: allSteps });
    expect(
      await clinic.test.database.rows(
        `SELECT 1 FROM audit_event WHERE resource = 'procedure-step' AND $1 = ANY (patient_ids)`,
        [patient.id],
      ),
    ).toHaveLength(procedureSteps.length);
  });

  it('S19: more than 30 minutes in the room deserve a look', async () => {
    const { sessionId } = await givenRecovering(clinic);
    expect((await recoveryOf(sessionId)).roomTime).toEqual({ minutes: 40, long: true });
  });
});

describe('S20: recovery', () => {
  it('keeps each reading with its totals, and says when the next is due', async () => {
    const { sessionId } = await givenRecovering(clinic, { sedation: 'moderate' });
    const readAt = roomOut + minutes(10);
    const answer = await postOfVisit(clinic, sessionId, 'recovery-readings', {
      ...wellReading,
      at: iso(readAt),
      aldrete: [2, 2, 2, 1, 2],
      effects: ['warm-leg', 'numb-leg'],
    });
    expect(answer.status).toBe(201);
    const view = answer.body as RecoveryView;
    expect(view.readings).toEqual([
      expect.objectContaining({
        at: readAt,
        aldreteTotal: 9,
        padssTotal: null,
        effects: ['warm-leg', 'numb-leg'],
        outlasting: [],
        recordedBy: clinic.nurse.name,
      }),
    ]);
    expect(view.nextReadingDue).toBe(readAt + minutes(10));
    expect(view.observedUntil).toBe(roomOut + minutes(30));
  });

  it.each([
    ['an item above two', { aldrete: [2, 2, 2, 2, 3] }, 422],
    ['half a score', { aldrete: [2, 2] }, 422],
    ['nothing', {}, 422],
    ['a field that nobody knows', { pulse: 60 }, 422],
  ])('does not keep %s', async (_, changes, status) => {
    const { sessionId } = await givenRecovering(clinic);
    expect(
      (await postOfVisit(clinic, sessionId, 'recovery-readings', { effects: [], ...changes })).status,
    ).toBe(status);
  });

  it('is not for the desk to read', async () => {
    const { sessionId } = await givenRecovering(clinic);
    const scheduler = await givenMember(clinic.test, clinic.practiceId, 'scheduler');
    const answer = await clinic.test.as(scheduler).get(`/api/v1/sessions/${sessionId}/recovery`);
    expect(answer.status).toBe(403);
  });
});
