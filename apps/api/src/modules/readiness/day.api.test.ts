import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag, type GivenFlag } from '../../testing/given-care.js';
import { arranging } from '../../testing/given-clinic.js';
import { codes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

/** A session of today whose patient has arrived and may enter the room. */
async function givenArrived(wishes: Parameters<typeof givenBookableSeries>[2] = {}): Promise<BookedSession> {
  const sedation = wishes.sedation === undefined ? {} : { sedation: wishes.sedation };
  const series = await givenBookableSeries(desk.test, desk.clinic, wishes);
  const booked = await desk.givenSession(sedation, series);
  await arrange(`UPDATE session SET starts_at = now() WHERE id = $1`, booked.id);
  await desk.givenReady(booked);
  const arrived = await desk.change(booked, 'steps', { to: 'arrived' }, desk.nurse);
  expect(arrived.status, JSON.stringify(arrived.body)).toBe(200);
  return arrived.body;
}

const arrange = (statement: string, ...parameters: readonly unknown[]) =>
  desk.test.door.run(arranging(desk.clinic.practiceId), (tx) => tx.query(statement, parameters));

const flag = (session: BookedSession, given: GivenFlag) =>
  givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, given);

const unasked = (session: BookedSession, kind: string) =>
  arrange(
    `UPDATE clinical_flag SET active = false, ended_at = now() WHERE patient_id = $1 AND kind = $2`,
    session.patientId,
    kind,
  );

const say = (session: BookedSession, body: object) =>
  desk.test
    .as(desk.nurse)
    .post(`/api/v1/sessions/${session.id}/evidence`)
    .set('Idempotency-Key', uuid())
    .send(body);

/** What the patient says on arrival; the id of the answer. */
async function arrive(session: BookedSession, sideSaid: string, changes: object = {}): Promise<string> {
  const [patient] = (await arrange(
    `SELECT birth_date::text AS "birthDate" FROM patient WHERE id = $1`,
    session.patientId,
  )) as { birthDate: string }[];
  const answer = await desk.test
    .as(desk.nurse)
    .post(`/api/v1/sessions/${session.id}/arrivals`)
    .set('Idempotency-Key', uuid())
    .send({ nameAgrees: true, birthDateSaid: patient?.birthDate, toldApartBy: 'mrn', sideSaid, ...changes });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return (answer.body as { standing: { id: string } }).standing.id;
}

const enter = (session: BookedSession) => desk.change(session, 'steps', { to: 'in-room' }, desk.nurse);

describe('READY-44: the door of the room', () => {
  it('is open to whom nothing keeps out', async () => {
    expect((await enter(await givenArrived())).body.state).toBe('in-room');
  });

  it.each<[string, string, (session: BookedSession) => Promise<unknown>]>([
    [
      'H1: is shut with a diagnosis on the other side',
      'readiness.side-disagrees',
      ({ patientId }) => arrange(`UPDATE condition SET icd10 = 'G90.521' WHERE patient_id = $1`, patientId),
    ],
    [
      'H1: is shut with an authorisation for the other side',
      'readiness.side-disagrees',
      ({ patientId }) =>
        arrange(
          `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
           SELECT practice_id, gen_random_uuid(), patient_id, id, 'Payer', 'A1', 'right', '{64520}', 3, '2020-01-01', '2099-12-31'
             FROM injection_series WHERE patient_id = $1`,
          patientId,
        ),
    ],
    [
      'H1: is shut without consent that still holds',
      'readiness.consent-missing',
      (session) => say(session, { kind: 'consent-for-side', outcome: 'failed' }),
    ],
    [
      'H7: is shut to whom nobody asked about anticoagulants',
      'readiness.anticoagulant-unknown',
      (session) => unasked(session, 'anticoagulant'),
    ],
    [
      'H7: is shut while nobody has decided about the anticoagulant',
      'readiness.anticoagulant-undecided',
      (session) => flag(session, { kind: 'anticoagulant', state: 'present', substance: 'apixaban' }),
    ],
    [
      'H8: is shut to whom nobody asked about allergies',
      'readiness.allergy-unanswered',
      (session) => unasked(session, 'allergy'),
    ],
    [
      'H8: is shut while an allergy that matches what is planned is unanswered',
      'readiness.allergy-unanswered',
      (session) => flag(session, { kind: 'allergy', state: 'listed', substance: 'Bupivacaine' }),
    ],
    [
      'H9: is shut to who may be pregnant and was not tested',
      'readiness.pregnancy-untested',
      (session) => flag(session, { kind: 'pregnancy-possible', state: 'present' }),
    ],
  ])('%s', async (_story, code, arranged) => {
    const session = await givenArrived();
    await arranged(session);
    const answer = await enter(session);
    expect([answer.status, codes(answer)]).toEqual([409, [code]]);
    expect(answer.body.errors[0]).toMatchObject({
      overridable: false,
      remedy: { code: 'settle-requirement', detail: expect.any(String) },
    });
    expect(await desk.stateOf(session.id)).toBe('arrived');
  });

  it('H1: is shut to who says the other side on arrival, until the answer is corrected', async () => {
    const session = await givenArrived();
    const said = await arrive(session, 'right');
    const answer = await enter(session);
    expect([answer.status, codes(answer)]).toEqual([409, ['readiness.side-disagrees']]);
    await arrive(session, 'left', { amends: said, amendReason: 'she had shown her other foot' });
    expect((await enter(session)).body.state).toBe('in-room');
  });

  it('names every reason at once, that of the step first', async () => {
    const session = await givenArrived();
    await unasked(session, 'anticoagulant');
    await unasked(session, 'allergy');
    await say(session, { kind: 'consent-for-side', outcome: 'failed' });
    expect(codes(await enter(session))).toEqual([
      'readiness.consent-missing',
      'readiness.anticoagulant-unknown',
      'readiness.allergy-unanswered',
    ]);
    await arrange(`UPDATE session SET state = 'booked' WHERE id = $1`, session.id);
    expect(codes(await enter(session))[0]).toBe('scheduling.session-step-not-allowed');
  });

  it('is not shut by what is soft', async () => {
    const session = await givenArrived();
    await say(session, { kind: 'no-infection', outcome: 'failed' });
    expect((await enter(session)).status).toBe(200);
  });
});

describe('READY-44: a sedative', () => {
  const check = async (session: BookedSession) => {
    const answer = await desk.test.as(desk.nurse).post(`/api/v1/sessions/${session.id}/sedative-checks`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as { accepted: boolean; refusals: { code: string; remedy: { code: string } }[] };
  };

  it('may be given to whom everything is prepared for', async () => {
    expect(await check(await givenArrived({ sedation: 'moderate' }))).toEqual({
      accepted: true,
      refusals: [],
    });
  });

  it('H5: is refused without a confirmed escort; the unsedated visit is offered, and its door is open', async () => {
    const session = await givenArrived({ sedation: 'moderate' });
    await say(session, { kind: 'escort-confirmed', outcome: 'failed' });
    const { accepted, refusals } = await check(session);
    expect(accepted).toBe(false);
    expect(refusals).toEqual([
      expect.objectContaining({
        code: 'readiness.escort-not-confirmed',
        remedy: expect.objectContaining({ code: 'convert-to-unsedated' }),
      }),
    ]);
    expect((await enter(session)).status).toBe(200);
  });

  it('H3: is refused to whom nobody asked about the last meal', async () => {
    const session = await givenArrived({ sedation: 'moderate' });
    await say(session, { kind: 'fasting-kept', outcome: 'met' });
    expect((await check(session)).refusals.map(({ code }) => code)).toEqual(['readiness.fasting-not-kept']);
  });

  it('is refused in a session that is planned without one', async () => {
    expect((await check(await givenArrived())).refusals.map(({ code }) => code)).toEqual([
      'readiness.sedation-not-planned',
    ]);
  });
});
