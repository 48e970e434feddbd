import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AfterCareView, RecoveryView } from '@lull/contracts';
import { clockText, procedureSteps } from '@lull/domain';
import { givenClinicalFlag, inPractice } from '../../testing/given-care.js';
import {
  givenInjection,
  iso,
  once,
  type GivenCourse,
  type CourseWishes,
  type SessionWishes,
} from '../../testing/given-outcomes.js';
import { arranging } from '../../testing/given-clinic.js';
import { givenReady } from '../../testing/given-ready.js';
import {
  givenStay,
  minutes,
  needleOut,
  startOutcomesClinic,
  yesterday,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
let nurse: GivenMember;
beforeAll(async () => {
  clinic = await startOutcomesClinic();
  nurse = await givenMember(clinic.test, clinic.practiceId, 'nurse');
});
afterAll(() => clinic.test.close());

const roomOut = yesterday + minutes(40);
const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);

/** A patient in recovery since yesterday: every time is long over. */
const givenRecovering = (wishes: CourseWishes & Partial<SessionWishes> = {}) =>
  givenStay(clinic, { state: 'recovering', ...wishes });

/** A completed injection on the left with bupivacaine and a steroid. */
async function givenInjected(stay: GivenCourse & { readonly sessionId: string }): Promise<void> {
  const { test, practiceId } = clinic;
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

const post = (sessionId: string, what: string, body: object, by = nurse) =>
  clinic.test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/${what}`)
    .set(...once())
    .send(body);

async function recoveryOf(sessionId: string, by = nurse): Promise<RecoveryView> {
  return (await clinic.test.as(by).get(`/api/v1/sessions/${sessionId}/recovery`)).body as RecoveryView;
}

async function afterCareOf(sessionId: string): Promise<AfterCareView> {
  return (await clinic.test.as(nurse).get(`/api/v1/sessions/${sessionId}/after-care`)).body as AfterCareView;
}

const at = iso(yesterday + minutes(15));
const allSteps = procedureSteps.map((step) =>
  step === 'iv-sedative' ? { step, state: 'not-applicable' } : { step, state: 'done', at },
);
const well = {
  nrs: 2,
  leftLegStrength: 5,
  rightLegStrength: 5,
  standsSafely: true,
  leftFootC: 33.4,
  effects: [],
};

describe('S13 to S18: the steps of the procedure', () => {
  it('are written down with time and by whom, and the latest entry counts', async () => {
    const { sessionId } = await givenRecovering();
    await post(sessionId, 'procedure-steps', {
      steps: [{ step: 'contrast', state: 'not-done', reason: 'None at hand' }],
    });
    const answer = await post(sessionId, 'procedure-steps', {
      steps: [{ step: 'contrast', state: 'done', at, doneBy: 'Dr. Ines Halloran' }],
    });
    expect(answer.status).toBe(201);
    const { steps } = answer.body as RecoveryView;
    expect(steps.map(({ step }) => step)).toEqual([...procedureSteps]);
    expect(steps.find(({ step }) => step === 'contrast')?.entry).toMatchObject({
      state: 'done',
      at: yesterday + minutes(15),
      doneBy: 'Dr. Ines Halloran',
      recordedBy: nurse.name,
    });
    expect(
      await clinic.test.database.rows(`SELECT 1 FROM procedure_step WHERE session_id = $1`, [sessionId]),
    ).toHaveLength(2);
  });

  it('H24: without a time it is the server that says when', async () => {
    const { sessionId } = await givenRecovering();
    const answer = await post(sessionId, 'procedure-steps', { steps: [{ step: 'contrast', state: 'done' }] });
    const entry = (answer.body as RecoveryView).steps.find(({ step }) => step === 'contrast')?.entry;
    expect(Math.abs((entry?.at ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('ask why what belongs to it was left out, and must agree with the drugs that are recorded', async () => {
    const stay = await givenRecovering();
    const { sessionId } = stay;
    await givenInjected(stay);
    const answer = await post(sessionId, 'procedure-steps', {
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
    const { sessionId, patient } = await givenRecovering();
    await post(sessionId, 'procedure-steps', { steps: allSteps });
    expect(
      await clinic.test.database.rows(
        `SELECT 1 FROM audit_event WHERE resource = 'procedure-step' AND $1 = ANY (patient_ids)`,
        [patient.id],
      ),
    ).toHaveLength(procedureSteps.length);
  });

  it('S19: more than 30 minutes in the room deserve a look', async () => {
    const { sessionId } = await givenRecovering();
    expect((await recoveryOf(sessionId)).roomTime).toEqual({ minutes: 40, long: true });
  });
});

describe('S20: recovery', () => {
  it('keeps each reading with its totals, and says when the next is due', async () => {
    const { sessionId } = await givenRecovering({ sedation: 'moderate' });
    const readAt = roomOut + minutes(10);
    const answer = await post(sessionId, 'recovery-readings', {
      ...well,
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
        recordedBy: nurse.name,
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
    const { sessionId } = await givenRecovering();
    expect((await post(sessionId, 'recovery-readings', { effects: [], ...changes })).status).toBe(status);
  });

  it('is not for the desk to read', async () => {
    const { sessionId } = await givenRecovering();
    const scheduler = await givenMember(clinic.test, clinic.practiceId, 'scheduler');
    const answer = await clinic.test.as(scheduler).get(`/api/v1/sessions/${sessionId}/recovery`);
    expect(answer.status).toBe(403);
  });
});

describe('Going home', () => {
  const escort = { name: 'Ruth Archer', relation: 'sister', present: true };

  async function givenWell(wishes: Partial<SessionWishes> = {}): Promise<string> {
    const stay = await givenRecovering(wishes);
    const { sessionId } = stay;
    await givenReady(clinic.test, clinic.practiceId, sessionId);
    await givenInjected(stay);
    await post(sessionId, 'procedure-steps', {
      steps: allSteps.map((each) =>
        each.step === 'iv-sedative' && wishes.sedation !== undefined
          ? { step: each.step, state: 'done', at }
          : each,
      ),
    });
    for (const minute of [10, 35])
      await post(sessionId, 'recovery-readings', {
        ...well,
        at: iso(roomOut + minutes(minute)),
        aldrete: [2, 2, 2, 1, 2],
      });
    return sessionId;
  }

  it('lets a patient go who is well, by whom and with whom', async () => {
    const sessionId = await givenWell({ sedation: 'moderate' });
    const answer = await post(sessionId, 'discharge', { escort, afterCareTold: true, saidBack: true });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      sedated: true,
      open: [],
      discharge: {
        escortName: 'Ruth Archer',
        escortRelation: 'sister',
        escortPresent: true,
        recordedBy: nurse.name,
      },
    });
  });

  it('H23: keeps who has not said the after-care back, and keeps who heard it and when', async () => {
    const sessionId = await givenWell();
    const silent = await post(sessionId, 'discharge', { afterCareTold: true });
    expect([silent.status, codesOf(silent)]).toEqual([409, ['discharge.after-care-not-said-back']]);
    const answer = await post(sessionId, 'discharge', { afterCareTold: true, saidBack: true });
    const { discharge } = answer.body as RecoveryView;
    expect(discharge).toMatchObject({ saidBack: true, recordedBy: nurse.name });
    expect(Math.abs((discharge?.recordedAt ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('H5: keeps a sedated patient without an escort, whatever reason is given', async () => {
    const sessionId = await givenWell({ sedation: 'moderate' });
    const answer = await post(sessionId, 'discharge', {
      escort: { ...escort, present: false },
      afterCareTold: true,
      saidBack: true,
      overrides: [{ code: 'discharge.escort-not-present', reason: 'She feels fine' }],
    });
    expect([answer.status, codesOf(answer)]).toEqual([409, ['discharge.escort-not-present']]);
  });

  it('says every reason at once; those that a reason sets aside are kept and counted', async () => {
    const { sessionId } = await givenRecovering();
    const refused = await post(sessionId, 'discharge', { afterCareTold: true, saidBack: true });
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
    const answer = await post(sessionId, 'discharge', { afterCareTold: true, saidBack: true, overrides });
    expect(answer.status).toBe(201);
    expect((answer.body as RecoveryView).open).toEqual([]);
    expect(
      await clinic.test.database.rows<{ code: string }>(
        `SELECT code FROM session_override WHERE session_id = $1 AND overridden_by = $2`,
        [sessionId, nurse.memberId],
      ),
    ).toHaveLength(6);
  });

  it('has one effect when it is sent twice', async () => {
    const sessionId = await givenWell();
    const [name, key] = once();
    const send = () =>
      clinic.test
        .as(nurse)
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
      .as(nurse)
      .post(`/api/v1/sessions/${sessionId}/steps`)
      .set(...once())
      .set('If-Match', `"v${row?.version ?? 0}"`)
      .send({ to: 'discharged' });
  };

  it('H5: is refused with every reason at once as long as nobody has recorded the discharge', async () => {
    const { sessionId } = await givenRecovering({ sedation: 'moderate' });
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
    const { sessionId } = await givenRecovering();
    const refused = await post(sessionId, 'discharge', { afterCareTold: true, saidBack: true });
    const soft = codesOf(refused).filter((code) => code !== 'discharge.standing-not-safe');
    await post(sessionId, 'recovery-readings', { standsSafely: true, effects: [] });
    await post(sessionId, 'discharge', {
      afterCareTold: true,
      saidBack: true,
      overrides: soft.map((code) => ({ code, reason: 'Left for another hospital' })),
    });
    await post(sessionId, 'recovery-readings', { standsSafely: false, effects: [] });
    expect(codesOf(await step(sessionId))).toEqual(['discharge.standing-not-safe']);
    await post(sessionId, 'recovery-readings', { standsSafely: true, effects: [] });
    const answer = await step(sessionId);
    expect([answer.status, answer.body.state]).toEqual([200, 'discharged']);
  });
});

describe('S21: what the patient takes along', () => {
  it('is made of what was given, with the rest as a clock time of the clinic', async () => {
    const stay = await givenRecovering();
    const { sessionId } = stay;
    await givenInjected(stay);
    const { lines, language, preliminary } = await afterCareOf(sessionId);
    const [rest] = lines;
    expect([language, preliminary, rest?.code]).toEqual(['en', false, 'rest-until']);
    const until = rest?.until ?? 0;
    expect(until - needleOut).toBeGreaterThanOrEqual(minutes(24 * 60));
    expect(rest?.en).toContain(clockText(until, 'America/New_York'));
    expect(lines.map(({ code }) => code)).toContain('relief-in-days');
    expect(lines.map(({ code }) => code)).not.toContain('call-us');
  });

  it('H7: tells the next dose that the prescriber had recorded, and no longer once it stands for another drug', async () => {
    const stay = await givenRecovering();
    const { sessionId, patient } = stay;
    await givenInjected(stay);
    const takes = (substance: string) =>
      givenClinicalFlag(clinic.test, clinic.practiceId, patient.id, {
        kind: 'anticoagulant',
        state: 'present',
        substance,
      });
    await takes('apixaban');
    const restartAt = iso(Date.now() + minutes(24 * 60));
    const decided = (particulars: object) =>
      post(sessionId, 'evidence', {
        kind: 'anticoagulant-decision',
        outcome: 'met',
        particulars: { prescriber: 'Dr Osei', decision: 'As in the letter', ...particulars },
      });
    const lineOf = async () =>
      (await afterCareOf(sessionId)).lines.find(({ code }) => code === 'blood-thinner-as-written');
    expect((await decided({})).status).toBe(200);
    expect(await lineOf()).toBeUndefined();
    expect((await decided({ restartAt, lastDoseAt: null })).status).toBe(200);
    const line = await lineOf();
    expect(line?.until).toBe(Date.parse(restartAt));
    expect(line?.en).toContain('Your prescriber (Dr Osei) has written down');
    expect(line?.es).toContain('Dr Osei');
    await takes('clopidogrel');
    expect(await lineOf()).toBeUndefined();
  });

  it("H4, H7: speaks of glucose and of the prescriber where the patient's flags ask for it", async () => {
    const stay = await givenRecovering();
    const { sessionId, patient } = stay;
    await givenInjected(stay);
    await givenClinicalFlag(clinic.test, clinic.practiceId, patient.id, {
      kind: 'diabetes',
      state: 'present',
    });
    await givenClinicalFlag(clinic.test, clinic.practiceId, patient.id, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    const codes = (await afterCareOf(sessionId)).lines.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['glucose-more-often', 'medicines-but-blood-thinner']));
    expect(codes).not.toContain('medicines-as-before');
  });

  it('H7: speaks of the decision that the prescriber made for this visit, also when the flag was ended since', async () => {
    const stay = await givenRecovering();
    const { sessionId, patient } = stay;
    await givenClinicalFlag(clinic.test, clinic.practiceId, patient.id, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    await givenReady(clinic.test, clinic.practiceId, sessionId);
    const codes = async () => (await afterCareOf(sessionId)).lines.map(({ code }) => code);
    expect(await codes()).toContain('medicines-as-decided');
    await clinic.test.door.run(arranging(clinic.practiceId), (tx) =>
      tx.query(
        `UPDATE clinical_flag SET active = false, ended_at = now() WHERE patient_id = $1 AND kind = 'anticoagulant'`,
        [patient.id],
      ),
    );
    expect(await codes()).toContain('medicines-but-blood-thinner');
  });

  it("names the clinic's own number and nobody else's", async () => {
    const { sessionId } = await givenRecovering();
    await clinic.test.database.rows(
      `UPDATE clinic SET phone = '+12125550123', out_of_hours_text = 'At night: the same number, answered by a nurse.' WHERE id = $1`,
      [clinic.treatment.clinicId],
    );
    const { lines } = await afterCareOf(sessionId);
    expect(lines.find(({ code }) => code === 'call-us')?.es).toContain('+12125550123');
    expect(lines.map(({ code }) => code)).toContain('call-out-of-hours');
  });
});
