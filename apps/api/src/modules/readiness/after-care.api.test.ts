import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AfterCareView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { arranging } from '../../testing/given-clinic.js';
import { iso } from '../../testing/given-outcomes.js';
import { givenReady } from '../../testing/given-ready.js';
import {
  givenInjected,
  givenRecovering,
  postOfVisit,
  startRecoveryClinic,
  type RecoveryClinic,
} from '../../testing/given-recovery.js';
import { minutes, needleOut } from '../../testing/outcomes-clinic.js';

let clinic: RecoveryClinic;
beforeAll(async () => {
  clinic = await startRecoveryClinic();
});
afterAll(() => clinic.test.close());

const afterCareOf = async (sessionId: string): Promise<AfterCareView> =>
  (await clinic.test.as(clinic.nurse).get(`/api/v1/sessions/${sessionId}/after-care`)).body as AfterCareView;

describe('S21: what the patient takes along', () => {
  it('is made of what was given, with the rest as a clock time of the clinic', async () => {
    const stay = await givenRecovering(clinic);
    const { sessionId } = stay;
    await givenInjected(clinic, stay);
    const { lines, language, preliminary } = await afterCareOf(sessionId);
    const [rest] = lines;
    expect([language, preliminary, rest?.code]).toEqual(['en', false, 'rest-until']);
    const until = rest?.until ?? 0;
    expect(until - needleOut).toBeGreaterThanOrEqual(minutes(24 * 60));
    expect(rest?.en).toContain(clockText(until, 'America/New_York'));
    expect(lines.map(({ code }) => code)).toContain('relief-in-days');
    expect(lines.map(({ code }) => code)).not.toContain('call-us');
  });

  it('says nothing while the patient is in the room: what was planned is not what was given', async () => {
    const { sessionId } = await givenRecovering(clinic, { state: 'in-room', sedation: 'moderate' });
    expect(await afterCareOf(sessionId)).toMatchObject({ preliminary: true, lines: [] });
  });

  it('H7: tells the next dose that the prescriber had recorded, and no longer once it stands for another drug', async () => {
    const stay = await givenRecovering(clinic);
    const { sessionId, patient } = stay;
    await givenInjected(clinic, stay);
    const takes = (substance: string) =>
      givenClinicalFlag(clinic.test, clinic.practiceId, patient.id, {
        kind: 'anticoagulant',
        state: 'present',
        substance,
      });
    await takes('apixaban');
    const restartAt = iso(Date.now() + minutes(24 * 60));
    const decided = (particulars: object) =>
      postOfVisit(clinic, sessionId, 'evidence', {
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
    const stay = await givenRecovering(clinic);
    const { sessionId, patient } = stay;
    await givenInjected(clinic, stay);
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
    const stay = await givenRecovering(clinic);
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
    const { sessionId } = await givenRecovering(clinic);
    await clinic.test.database.rows(
      `UPDATE clinic SET phone = '+12125550123', out_of_hours_text = 'At night: the same number, answered by a nurse.' WHERE id = $1`,
      [clinic.treatment.clinicId],
    );
    const { lines } = await afterCareOf(sessionId);
    expect(lines.find(({ code }) => code === 'call-us')?.es).toContain('+12125550123');
    expect(lines.map(({ code }) => code)).toContain('call-out-of-hours');
  });
});
