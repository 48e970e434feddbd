import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadinessPolicyView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { givenClinicalFlag, givenPatient } from '../../testing/given-care.js';
import { day, hour, iso, once } from '../../testing/given-outcomes.js';
import { givenStay, startOutcomesClinic, type OutcomesClinic } from '../../testing/outcomes-clinic.js';
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
let names = 0;
/** A patient of a name of their own, who waits; `wishes` tell another story. */
const waiting = (wishes: Parameters<typeof givenStay>[1] = {}) =>
  givenStay(clinic, {
    at: Date.now(),
    state: 'arrived',
    patient: { familyName: `Archer${String((names += 1))}`, birthDate: `19${String(10 + names)}-04-11` },
    ...wishes,
  });
const arrive = (sessionId: string, birthDateSaid: string, changes: object = {}, by = nurse) =>
  test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/arrivals`)
    .set(...once())
    .send({ nameAgrees: true, birthDateSaid, sideSaid: 'left', ...changes });

describe('an arrival', () => {
  it('H7: of who takes an anticoagulant asks for the last dose, and holds it against the prescriber’s decision', async () => {
    const { sessionId, patient } = await waiting();
    await givenClinicalFlag(test, clinic.practiceId, patient.id, {
      kind: 'anticoagulant',
      state: 'present',
      substance: 'apixaban',
    });
    await test
      .as(nurse)
      .post(`/api/v1/sessions/${sessionId}/evidence`)
      .set(...once())
      .send({
        kind: 'anticoagulant-decision',
        outcome: 'met',
        particulars: {
          prescriber: 'Dr Osei',
          decision: 'As in the letter',
          lastDoseAt: iso(Date.now() - 3 * day),
        },
      })
      .expect(200);
    const asked = { newDrugs: false, infectionSigns: false };
    const silent = await arrive(sessionId, patient.birthDate, asked);
    expect([silent.body.takesAnticoagulant, silent.body.findings]).toEqual([
      true,
      [{ code: 'anticoagulant-dose-not-asked', weight: 'ask', startFrom: null }],
    ]);
    const at = iso(Date.now() - day);
    const amends = { amends: silent.body.standing.id as string, amendReason: 'Asked again' };
    const answered = await arrive(sessionId, patient.birthDate, {
      ...asked,
      ...amends,
      anticoagulantDose: { said: 'at', at },
    });
    expect(answered.body).toMatchObject({
      standing: { anticoagulantDose: { said: 'at', at: Date.parse(at) } },
      findings: [{ code: 'anticoagulant-taken-since', weight: 'stop', startFrom: null }],
    });
  });

  it('keeps what was asked, by whom, and tells what nobody asked as not asked', async () => {
    const { sessionId, patient } = await waiting();
    const meal = iso(Date.now() - 9 * hour);
    const answer = await arrive(sessionId, patient.birthDate, {
      fullMeal: { said: 'none-since', at: meal },
      escortPresent: true,
      escortName: ' Ana Roe ',
      newDrugs: false,
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      namesakes: 0,
      replaced: [],
      standing: {
        sideSaid: 'left',
        fullMeal: { said: 'none-since', at: Date.parse(meal) },
        lightMeal: null,
        escortName: 'Ana Roe',
        newDrugs: false,
        infectionSigns: null,
        recordedBy: nurse.name,
        amends: null,
      },
      findings: [{ code: 'infection-not-asked', weight: 'ask', startFrom: null }],
    });
    const read = await test.as(clinic.physician).get(`/api/v1/sessions/${sessionId}/arrival`);
    expect(read.body).toEqual(answer.body);
  });

  it('H1: keeps the side as the patient says it, and tells at once that it is another one', async () => {
    const { sessionId, patient } = await waiting();
    const answer = await arrive(sessionId, patient.birthDate, {
      sideSaid: 'right',
      infectionSigns: false,
      newDrugs: false,
    });
    expect(answer.status).toBe(201);
    expect(answer.body.standing.sideSaid).toBe('right');
    expect(answer.body.findings).toEqual([{ code: 'side-disagrees', weight: 'stop', startFrom: null }]);
  });

  it('H3: judges the fast of a sedated patient by what was last eaten and drunk', async () => {
    const { sessionId, patient } = await waiting({ sedation: 'moderate' });
    const at = (hours: number) => ({ said: 'at', at: iso(Date.now() - hours * hour) });
    const answer = await arrive(sessionId, patient.birthDate, {
      fullMeal: at(12),
      lightMeal: at(4),
      clearLiquids: at(3),
      escortPresent: true,
      escortName: 'Ana Roe',
      newDrugs: false,
      infectionSigns: false,
    });
    expect(answer.body.findings).toEqual([
      { code: 'not-fasted', weight: 'stop', startFrom: expect.any(Number) as number },
    ]);
  });

  it.each<[string, object, readonly string[], number]>([
    ['H1: without a side', { sideSaid: undefined }, ['field-invalid'], 422],
    ['H2: for another birth date', { birthDateSaid: '2001-01-01' }, ['arrival.birth-date-disagrees'], 409],
    ['H2: for another name', { nameAgrees: false }, ['arrival.name-disagrees'], 409],
    ['H5: with an escort without a name', { escortPresent: true }, ['arrival.answer-escort-unnamed'], 422],
    [
      'H24: of an hour ago without a reason',
      { askedAt: iso(Date.now() - hour) },
      ['time.stamp-unexplained'],
      422,
    ],
    ['of tomorrow', { askedAt: iso(Date.now() + day), timeReason: 'x' }, ['time.stamp-in-future'], 422],
  ])('is not recorded %s', async (_story, changes, codes, status) => {
    const { sessionId, patient } = await waiting();
    const answer = await arrive(sessionId, patient.birthDate, changes);
    expect([answer.status, codesOf(answer)]).toEqual([status, codes]);
    expect(await test.database.rows(`SELECT 1 FROM arrival WHERE session_id = $1`, [sessionId])).toEqual([]);
  });

  it('is not recorded before the patient is here', async () => {
    const { sessionId, patient } = await waiting({ state: 'booked' });
    expect(codesOf(await arrive(sessionId, patient.birthDate))).toEqual(['arrival.patient-not-there']);
  });

  it('H2: of a patient with a namesake wants a third thing that tells the two apart', async () => {
    const { sessionId, patient } = await waiting();
    await givenPatient(test, clinic.practiceId, { familyName: patient.familyName, birthDate: '1988-01-02' });
    const first = await arrive(sessionId, patient.birthDate);
    expect(codesOf(first)).toEqual(['arrival.namesake-not-told-apart']);
    const second = await arrive(sessionId, patient.birthDate, { toldApartBy: 'mrn' });
    expect([second.status, second.body.namesakes]).toEqual([201, 1]);
  });

  it('is corrected by a new record with a reason, and the old one stays to be seen', async () => {
    const { sessionId, patient } = await waiting();
    const { standing } = (await arrive(sessionId, patient.birthDate)).body;
    const amends = standing.id as string;
    expect(codesOf(await arrive(sessionId, patient.birthDate))).toEqual(['arrival.recorded-meanwhile']);
    expect(codesOf(await arrive(sessionId, patient.birthDate, { amends }))).toEqual([
      'arrival.answer-change-unexplained',
    ]);
    const corrected = await arrive(sessionId, patient.birthDate, {
      amends,
      amendReason: 'the patient meant the other leg',
      sideSaid: 'right',
    });
    expect(corrected.body).toMatchObject({ standing: { sideSaid: 'right', amends }, replaced: [standing] });
    await expect(
      test.door.run({ kind: 'system', practiceId: clinic.practiceId, purpose: 'demonstration' }, (tx) =>
        tx.query(`UPDATE arrival SET side_said = 'left' WHERE session_id = $1`, [sessionId]),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it('H24: of an hour ago stands with its reason', async () => {
    const { sessionId, patient } = await waiting();
    const askedAt = iso(Date.now() - hour);
    const answer = await arrive(sessionId, patient.birthDate, { askedAt, timeReason: 'on paper first' });
    expect(answer.body.standing).toMatchObject({
      askedAt: Date.parse(askedAt),
      timeReason: 'on paper first',
    });
  });

  it('leaves an event in the trail when it is written and when it is read', async () => {
    const { sessionId, patient } = await waiting();
    await arrive(sessionId, patient.birthDate);
    await test.as(nurse).get(`/api/v1/sessions/${sessionId}/arrival`);
    const events = await test.database.rows<{ action: string }>(
      `SELECT action FROM audit_event WHERE resource = 'arrival' AND $1 = ANY(patient_ids) ORDER BY sequence`,
      [patient.id],
    );
    expect(events.map(({ action }) => action)).toEqual(['create', 'read']);
  });

  it('is no scheduler’s to see or to record', async () => {
    const { sessionId, patient } = await waiting();
    const scheduler = await givenMember(test, clinic.practiceId, 'scheduler');
    expect((await arrive(sessionId, patient.birthDate, {}, scheduler)).status).toBe(403);
    expect((await test.as(scheduler).get(`/api/v1/sessions/${sessionId}/arrival`)).status).toBe(403);
  });
});

// Last: from then on the clinic fasts so.
describe('an arrival at a clinic with figures of its own', () => {
  it('H3: is judged by them, not by what Lull proposes', async () => {
    const versions = await test.as(clinic.physician).get('/api/v1/readiness-policies');
    const [{ version, figures }] = versions.body as [ReadinessPolicyView];
    const minutes = { ...figures.fasting.minutes, 'clear-liquids': 4 * 60 };
    await test
      .as(clinic.physician)
      .post('/api/v1/readiness-policies')
      .set(...once())
      .send({
        basedOnVersion: version,
        effectiveFrom: civilDateAt(Date.now(), 'America/New_York'),
        source: 'Board',
        figures: { ...figures, fasting: { ...figures.fasting, minutes } },
      })
      .expect(201);
    const { sessionId, patient } = await waiting({ sedation: 'moderate' });
    const at = (hours: number) => ({ said: 'at', at: iso(Date.now() - hours * hour) });
    const answer = await arrive(sessionId, patient.birthDate, {
      fullMeal: at(12),
      lightMeal: at(12),
      clearLiquids: at(3),
      escortPresent: true,
      escortName: 'Ana Roe',
      newDrugs: false,
      infectionSigns: false,
    });
    expect(answer.body.findings.map(({ code }: { code: string }) => code)).toEqual(['not-fasted']);
  });
});
