import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { iso, once } from '../../testing/given-outcomes.js';
import {
  givenStay,
  minutes,
  recordInjection,
  startOutcomesClinic,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import { givenMember, type GivenMember, type TestApp } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
let test: TestApp;
let nurse: GivenMember;

beforeAll(async () => {
  clinic = await startOutcomesClinic();
  ({ test } = clinic);
  nurse = await givenMember(test, clinic.practiceId, 'nurse');
});
afterAll(() => test.close());

const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);
const waiting = (wishes: Parameters<typeof givenStay>[1] = {}) =>
  givenStay(clinic, { at: Date.now(), state: 'arrived', ...wishes });
const measure = (sessionId: string, changes: object) =>
  test
    .as(nurse)
    .post(`/api/v1/sessions/${sessionId}/vital-signs`)
    .set(...once())
    .send({ pain: [], ...changes });
const usual = {
  systolicMmhg: 128,
  diastolicMmhg: 76,
  pulsePerMin: 68,
  spo2Percent: 97,
  respirationPerMin: 14,
  temperatureCelsius: 36.6,
};

describe('vital signs', () => {
  it('stand with pain before, which is the check-in score of the series', async () => {
    const { sessionId, seriesId } = await waiting();
    const answer = await measure(sessionId, { ...usual, pain: [{ value: 7, rescue: false }] });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      seriesSide: 'left',
      weightKg: 70,
      readings: [{ ...usual, weightKg: null, recordedBy: nurse.name }],
      pain: [{ value: 7, side: null, rescue: false }],
      findings: [],
    });
    const scores = await test.as(nurse).get(`/api/v1/series/${seriesId}/pain-scores`);
    expect(scores.body).toMatchObject([{ kind: 'now', value: 7, source: 'clinic', rescue: false }]);
  });

  it('give the injection after them their pain as its baseline (BAS-01, third rule)', async () => {
    const { sessionId, seriesId } = await waiting({ state: 'recovering', at: Date.now() - minutes(50) });
    const measuredAt = iso(Date.now() - minutes(49));
    await measure(sessionId, {
      measuredAt,
      timeReason: 'written on paper first',
      pain: [{ value: 8, rescue: false }],
    });
    await test.door.run({ kind: 'system', practiceId: clinic.practiceId, purpose: 'demonstration' }, (tx) =>
      tx.query(`UPDATE session SET state = 'discharged', discharged_at = now() WHERE id = $1`, [sessionId]),
    );
    const at = Date.now() - minutes(20);
    const recorded = await recordInjection(clinic, sessionId, {
      needleInAt: null,
      needleOutAt: iso(at),
    });
    expect(recorded.status).toBe(201);
    const relief = await test.as(clinic.physician).get(`/api/v1/series/${seriesId}/relief`);
    expect(relief.body.targets[0].injections[0].baseline).toEqual({ value: 8, source: 'check-in' });
  });

  it('H25: make a weight in pounds the patient’s weight in kilograms, and the trail keeps the one before', async () => {
    const { sessionId, patient } = await waiting();
    const answer = await measure(sessionId, { weight: { value: 154, unit: 'lb' } });
    expect(answer.body).toMatchObject({ weightKg: 69.9, readings: [{ weightKg: 69.9, weightBeforeKg: 70 }] });
    const [event] = await test.database.rows<{ change: Record<string, unknown> }>(
      `SELECT change FROM audit_event WHERE resource = 'patient' AND resource_id = $1 AND change ? 'weight_kg'
        ORDER BY sequence DESC LIMIT 1`,
      [patient.id],
    );
    expect(event?.change['weight_kg']).toEqual([70, 69.9]);
  });

  it('H4, H19: tell fever, a glucose not measured and a weight that jumped', async () => {
    const { sessionId, patient } = await waiting();
    await givenClinicalFlag(test, clinic.practiceId, patient.id, { kind: 'diabetes', state: 'present' });
    const answer = await measure(sessionId, { temperatureCelsius: 38, weight: { value: 154, unit: 'kg' } });
    const codes = (answer.body.findings as { code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(['fever', 'glucose-not-measured', 'weight-changed']);
  });

  it.each<[string, object, readonly string[]]>([
    ['98.6 °C', { temperatureCelsius: 98.6 }, ['outcomes.vitals-implausible']],
    ['half a blood pressure', { systolicMmhg: 120 }, ['outcomes.vitals-pressure-incomplete']],
    ['nothing', {}, ['outcomes.vitals-nothing-measured']],
    ['a weight without its unit', { weight: { value: 70 } }, ['field-invalid']],
    ['pain of 11', { pain: [{ value: 11, rescue: false }] }, ['field-invalid']],
  ])('H25: are not %s', async (_story, changes, codes) => {
    const { sessionId } = await waiting();
    const answer = await measure(sessionId, changes);
    expect([answer.status, codesOf(answer)]).toEqual([422, codes]);
  });

  it('want the leg of the pain where both are treated, and keep nothing of the rest', async () => {
    const { sessionId } = await waiting({ side: 'both' });
    const answer = await measure(sessionId, { ...usual, pain: [{ value: 7, rescue: false }] });
    expect(codesOf(answer)).toEqual(['outcomes.score-side-missing']);
    expect(await test.database.rows(`SELECT 1 FROM vital_signs WHERE session_id = $1`, [sessionId])).toEqual(
      [],
    );
  });

  it('are corrected by new ones with a reason; the old stay to be seen', async () => {
    const { sessionId } = await waiting();
    const first = (await measure(sessionId, usual)).body.readings[0].id as string;
    const wrong = await measure(sessionId, { ...usual, pulsePerMin: 86, amends: first });
    expect(codesOf(wrong)).toEqual(['outcomes.vitals-change-unexplained']);
    const changes = { ...usual, pulsePerMin: 86, amends: first, amendReason: 'misread' };
    const corrected = await measure(sessionId, changes);
    expect(corrected.body.readings).toMatchObject([{ pulsePerMin: 86, amends: first }, { pulsePerMin: 68 }]);
    expect(codesOf(await measure(sessionId, changes))).toEqual(['outcomes.vitals-recorded-meanwhile']);
  });
});
