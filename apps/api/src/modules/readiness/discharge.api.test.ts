import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RecoveryView } from '@lull/contracts';
import { iso, once, type SessionWishes } from '../../testing/given-outcomes.js';
import { givenReady } from '../../testing/given-ready.js';
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
import { minutes } from '../../testing/outcomes-clinic.js';

let clinic: RecoveryClinic;
beforeAll(async () => {
  clinic = await startRecoveryClinic();
});
afterAll(() => clinic.test.close());

describe('Going home', () => {
  const escort = { name: 'Ruth Archer', relation: 'sister', present: true };

  async function givenWell(wishes: Partial<SessionWishes> = {}): Promise<string> {
    const stay = await givenRecovering(clinic, wishes);
    const { sessionId } = stay;
    await givenReady(clinic.test, clinic.practiceId, sessionId);
    await givenInjected(clinic, stay);
    await postOfVisit(clinic, sessionId, 'procedure-steps', {
      steps: allSteps.map((each) =>
        each.step === 'iv-sedative' && wishes.sedation !== undefined
          ? { step: each.step, state: 'done', at: stepDoneAt }
          : each,
      ),
    });
    for (const minute of [10, 35])
      await postOfVisit(clinic, sessionId, 'recovery-readings', {
        ...wellReading,
        at: iso(roomOut + minutes(minute)),
        aldrete: [2, 2, 2, 1, 2],
      });
    return sessionId;
  }

  it('lets a patient go who is well, by whom and with whom', async () => {
    const sessionId = await givenWell({ sedation: 'moderate' });
    const answer = await postOfVisit(clinic, sessionId, 'discharge', {
      escort,
      afterCareTold: true,
      saidBack: true,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      sedated: true,
      open: [],
      discharge: {
        escortName: 'Ruth Archer',
        escortRelation: 'sister',
        escortPresent: true,
        recordedBy: clinic.nurse.name,
      },
    });
  });

  it('H23: keeps who has not said the after-care back, and keeps who heard it and when', async () => {
    const sessionId = await givenWell();
    const silent = await postOfVisit(clinic, sessionId, 'discharge', { afterCareTold: true });
    expect([silent.status, codesOf(silent)]).toEqual([409, ['discharge.after-care-not-said-back']]);
    const answer = await postOfVisit(clinic, sessionId, 'discharge', { afterCareTold: true, saidBack: true });
    const { discharge } = answer.body as RecoveryView;
    expect(discharge).toMatchObject({ saidBack: true, recordedBy: clinic.nurse.name });
    expect(Math.abs((discharge?.recordedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('H5: keeps a sedated patient without an escort, whatever reason is given', async () => {
    const sessionId = await givenWell({ sedation: 'moderate' });
    const answer = await postOfVisit(clinic, sessionId, 'discharge', {
      escort: { ...escort, present: false },
      afterCareTold: true,
      saidBack: true,
      overrides: [{ code: 'discharge.escort-not-present', reason: 'She feels fine' }],
    });
    expect([answer.status, codesOf(answer)]).toEqual([409, ['discharge.escort-not-present']]);
  });

  it('says every reason at once; those that a reason sets aside are kept and counted', async () => {
    const { sessionId } = await givenRecovering(clinic);
    const refused = await postOfVisit(clinic, sessionId, 'discharge', {
      afterCareTold: true,
      saidBack: true,
    });
    expect([refused.status, codesOf(refused)]).toEqual([
      409,
      [
        'discharge.injection-not-recorded',
        'discharge.steps-open',
        'discharge.legs-not-tested',
        'discharge.standing-not-safe',
        'discharge.pain-not-recorded',
        'discharge.temperature-not-recorded',
      ],
    ]);
    const overrides = codesOf(refused).map((code) => ({ code, reason: 'Left for another hospital' }));
    const answer = await postOfVisit(clinic, sessionId, 'discharge', {
      afterCareTold: true,
      saidBack: true,
      overrides,
    });
    expect(answer.status).toBe(201);
    expect((answer.body as RecoveryView).open).toEqual([]);
    expect(
      await clinic.test.database.rows<{ code: string }>(
        `SELECT code FROM session_override WHERE session_id = $1 AND overridden_by = $2`,
        [sessionId, clinic.nurse.memberId],
      ),
    ).toHaveLength(6);
  });

  it('has one effect when it is sent twice', async () => {
    const sessionId = await givenWell();
    const [name, key] = once();
    const send = () =>
      clinic.test
        .as(clinic.nurse)
        .post(`/api/v1/sessions/${sessionId}/discharge`)
        .set(name, key)
        .send({ afterCareTold: true, saidBack: true });
    const answers = await Promise.all([send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(
      await clinic.test.database.rows(`SELECT 1 FROM discharge WHERE session_id = $1`, [sessionId]),
    ).toHaveLength(1);
  });
});

describe('the step to discharged', () => {
  const step = async (sessionId: string) => {
    const [row] = await clinic.test.database.rows<{ version: number }>(
      `SELECT version FROM session WHERE id = $1`,
      [sessionId],
    );
    return clinic.test
      .as(clinic.nurse)
      .post(`/api/v1/sessions/${sessionId}/steps`)
      .set(...once())
      .set('If-Match', `"v${row?.version ?? 0}"`)
      .send({ to: 'discharged' });
  };

  it('H5: is refused with every reason at once as long as nobody has recorded the discharge', async () => {
    const { sessionId } = await givenRecovering(clinic, { sedation: 'moderate' });
    const answer = await step(sessionId);
    expect([answer.status, codesOf(answer)]).toEqual([
      409,
      [
        'discharge.not-recorded',
        'discharge.escort-not-present',
        'discharge.injection-not-recorded',
        'discharge.steps-open',
        'discharge.score-not-reached',
        'discharge.legs-not-tested',
        'discharge.standing-not-safe',
        'discharge.pain-not-recorded',
        'discharge.temperature-not-recorded',
        'discharge.after-care-not-told',
      ],
    ]);
  });

  it('is taken once it is, and no more when a later reading is worse', async () => {
    const { sessionId } = await givenRecovering(clinic);
    const refused = await postOfVisit(clinic, sessionId, 'discharge', {
      afterCareTold: true,
      saidBack: true,
    });
    const soft = codesOf(refused).filter((code) => code !== 'discharge.standing-not-safe');
    await postOfVisit(clinic, sessionId, 'recovery-readings', { standsSafely: true, effects: [] });
    await postOfVisit(clinic, sessionId, 'discharge', {
      afterCareTold: true,
      saidBack: true,
      overrides: soft.map((code) => ({ code, reason: 'Left for another hospital' })),
    });
    await postOfVisit(clinic, sessionId, 'recovery-readings', { standsSafely: false, effects: [] });
    expect(codesOf(await step(sessionId))).toEqual(['discharge.standing-not-safe']);
    await postOfVisit(clinic, sessionId, 'recovery-readings', { standsSafely: true, effects: [] });
    const answer = await step(sessionId);
    expect([answer.status, answer.body.state]).toEqual([200, 'discharged']);
  });
});
