import type { RequirementView, SessionReadinessView } from '@lull/contracts';
import type { RequirementKind } from '@lull/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenNothingToFear, givenReady } from '../../testing/given-ready.js';
import { iso, once } from '../../testing/given-outcomes.js';
import {
  givenStay,
  minutes,
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

type Stay = Awaited<ReturnType<typeof givenStay>>;

async function waiting(
  purpose: 'diagnostic' | 'therapeutic' = 'therapeutic',
  state = 'arrived',
): Promise<Stay> {
  const stay = await givenStay(clinic, { at: Date.now(), state });
  await givenNothingToFear(test, clinic.practiceId, stay.patient.id);
  await test.door.run({ kind: 'system', practiceId: clinic.practiceId, purpose: 'demonstration' }, (tx) =>
    tx.query(`UPDATE injection_series SET purpose = $2 WHERE id = $1`, [stay.seriesId, purpose]),
  );
  return stay;
}

async function measure({ sessionId }: Stay, changes: object): Promise<string> {
  const answer = await test
    .as(nurse)
    .post(`/api/v1/sessions/${sessionId}/vital-signs`)
    .set(...once())
    .send({ pain: [], ...changes });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { readings: { id: string }[] }).readings[0]?.id ?? '';
}

async function arrive({ sessionId, patient }: Stay, changes: object): Promise<void> {
  const [born] = await test.database.rows<{ on: string }>(
    `SELECT birth_date::text AS on FROM patient WHERE id = $1`,
    [patient.id],
  );
  const answer = await test
    .as(nurse)
    .post(`/api/v1/sessions/${sessionId}/arrivals`)
    .set(...once())
    .send({ nameAgrees: true, birthDateSaid: born?.on, toldApartBy: 'mrn', sideSaid: 'left', ...changes });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
}

async function of({ sessionId }: Stay, kind: RequirementKind): Promise<RequirementView> {
  const answer = await test.as(nurse).get(`/api/v1/sessions/${sessionId}/readiness`);
  const found = (answer.body as SessionReadinessView).requirements.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`The session has no requirement ${kind}.`);
  return found;
}

const rated = { pain: [{ value: 6, rescue: false }] };

describe('READY-49: what is measured before the needle is evidence', () => {
  it('H19: of a fever: not met, with the physician to decide next, and from where it is known', async () => {
    const stay = await waiting();
    await givenReady(test, clinic.practiceId, stay.sessionId);
    await measure(stay, { temperatureCelsius: 38.4 });
    expect(await of(stay, 'no-infection')).toMatchObject({
      standing: 'failed',
      evidence: [
        { outcome: 'failed', by: nurse.name, source: 'staff', reason: 'Vital signs: 38.4 °C is fever.' },
        { outcome: 'met' },
      ],
    });
    const { body } = await test.as(nurse).get(`/api/v1/sessions/${stay.sessionId}/readiness`);
    expect(body).toMatchObject({
      verdict: 'no-go',
      next: { kind: 'no-infection', action: 'let-the-physician-decide' },
    });
  });

  it('H19: no answer at the door outweighs the fever', async () => {
    const stay = await waiting();
    await measure(stay, { temperatureCelsius: 38 });
    await arrive(stay, { infectionSigns: false });
    expect((await of(stay, 'no-infection')).standing).toBe('failed');
  });

  it('of no fever settles nothing, and a fever that was a slip of the pen asks anew', async () => {
    const stay = await waiting();
    await measure(stay, { temperatureCelsius: 36.6 });
    expect((await of(stay, 'no-infection')).evidence).toEqual([]);
    const amends = await measure(stay, { temperatureCelsius: 39.6 });
    await measure(stay, { temperatureCelsius: 36.9, amends, amendReason: 'read the wrong line' });
    const asked = await of(stay, 'no-infection');
    expect(asked.evidence[0]).toMatchObject({ outcome: 'requested' });
    expect(['requested', 'overdue']).toContain(asked.standing);
  });

  it('of pain before a diagnostic injection, once somebody asked about analgesics: in either order', async () => {
    const [asked, rate] = [await waiting('diagnostic'), await waiting('diagnostic')];
    const analgesic = { said: 'at', at: iso(Date.now() - minutes(9 * 60)) };
    await arrive(asked, { analgesic });
    expect((await of(asked, 'pain-present')).evidence).toEqual([]);
    await measure(asked, rated);
    await measure(rate, rated);
    expect((await of(rate, 'pain-present')).evidence).toEqual([]);
    await arrive(rate, { analgesic });
    for (const stay of [asked, rate])
      expect(await of(stay, 'pain-present')).toMatchObject({
        standing: 'met',
        evidence: [{ particulars: { score: 6, analgesicAt: expect.any(String) }, by: nurse.name }],
      });
  });

  it('S8: of too little pain, and of an analgesic that hides it, says that nothing can be judged', async () => {
    const [little, hidden] = [await waiting('diagnostic'), await waiting('diagnostic')];
    await measure(little, { pain: [{ value: 1, rescue: false }] });
    await arrive(hidden, { analgesic: { said: 'at', at: iso(Date.now() - minutes(60)) } });
    await measure(hidden, rated);
    expect((await of(little, 'pain-present')).standing).toBe('failed');
    expect((await of(hidden, 'pain-present')).standing).toBe('failed');
  });

  it('after the needle is no evidence of what was before', async () => {
    const stay = await waiting('diagnostic', 'recovering');
    await measure(stay, { temperatureCelsius: 38.6, ...rated });
    expect((await of(stay, 'no-infection')).evidence).toEqual([]);
    expect((await of(stay, 'pain-present')).evidence).toEqual([]);
  });
});
