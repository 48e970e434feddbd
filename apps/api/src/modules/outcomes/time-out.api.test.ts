import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timeOutChecklist } from '@lull/domain';
import { givenMayLeave } from '../../testing/given-may-leave.js';
import { givenReady } from '../../testing/given-ready.js';
import { iso, once } from '../../testing/given-outcomes.js';
import { confirmTimeOut } from '../../testing/given-time-out.js';
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
let physician: GivenMember;
let nurse: GivenMember;

beforeAll(async () => {
  clinic = await startOutcomesClinic();
  ({ test, physician } = clinic);
  nurse = await givenMember(test, clinic.practiceId, 'nurse');
});
afterAll(() => test.close());

const codesOf = (answer: { body: { errors?: { code: string }[] } }) =>
  (answer.body.errors ?? []).map((each) => each.code);
const inRoom = (wishes: Parameters<typeof givenStay>[1] = {}) =>
  givenStay(clinic, { at: Date.now() - minutes(30), state: 'in-room', ...wishes });
const now = () => ({ needleInAt: null, needleOutAt: iso(Date.now() - minutes(1)) });
const read = (sessionId: string, by = nurse) => test.as(by).get(`/api/v1/sessions/${sessionId}/time-outs`);
const withdraw = (sessionId: string, reason = 'the patient was turned') =>
  test
    .as(nurse)
    .post(`/api/v1/sessions/${sessionId}/time-outs/withdrawals`)
    .set(...once())
    .send({ reason });
const arrived = (sessionId: string, patientId: string, side: string) =>
  test.door.run({ kind: 'system', practiceId: clinic.practiceId, purpose: 'demonstration' }, (tx) =>
    tx.query(
      `INSERT INTO arrival (practice_id, id, session_id, patient_id, birth_date_said, side_said, asked_at)
       VALUES ($1, gen_random_uuid(), $2, $3, '1966-04-11', $4, now())`,
      [clinic.practiceId, sessionId, patientId, side],
    ),
  );

describe('the time-out in the room', () => {
  it('H1: is complete by two people, and tells nobody the side before both have chosen', async () => {
    const { sessionId } = await inRoom();
    const first = await confirmTimeOut(test, sessionId, nurse);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ waiting: { by: nurse.name, own: true }, rounds: [], missing: 1 });
    const between = await read(sessionId, physician);
    expect(between.body.waiting).toMatchObject({ by: nurse.name, own: false });
    expect(JSON.stringify(between.body)).not.toMatch(/left|right/);
    const second = await confirmTimeOut(test, sessionId, physician);
    expect(second.body).toMatchObject({
      waiting: null,
      missing: 0,
      rounds: [
        {
          side: 'left',
          levels: ['L2'],
          state: 'completed',
          confirmations: [{ by: nurse.name }, { by: physician.name }],
        },
      ],
    });
  });

  it('H1: is refused to the same person twice', async () => {
    const { sessionId } = await inRoom();
    await confirmTimeOut(test, sessionId, nurse);
    expect(codesOf(await confirmTimeOut(test, sessionId, nurse))).toEqual(['outcomes.time-out-same-member']);
  });

  it('H1: names every side that disagrees at once', async () => {
    const { sessionId, patient } = await inRoom();
    await arrived(sessionId, patient.id, 'left');
    await confirmTimeOut(test, sessionId, nurse);
    const answer = await confirmTimeOut(test, sessionId, physician, { side: 'right' });
    expect(answer.status).toBe(409);
    const details = (answer.body.errors as { detail: string; overridable?: boolean }[]).map(
      ({ detail }) => detail,
    );
    expect(details).toEqual([
      expect.stringContaining('the order says LEFT'),
      expect.stringContaining('the signed consent in the room says LEFT'),
      expect.stringContaining('what the patient said on arrival says LEFT'),
      expect.stringContaining('the first person says LEFT'),
    ]);
    expect((await read(sessionId)).body).toMatchObject({ rounds: [], missing: 1 });
  });

  it.each<[string, object, object, readonly string[]]>([
    ['before the room', { state: 'preparing' }, {}, ['outcomes.time-out-not-in-room']],
    [
      'without the mark on the skin',
      {},
      { items: timeOutChecklist.items.filter((item) => item !== 'site-mark') },
      ['outcomes.time-out-item-open'],
    ],
    [
      'before the amount of local anaesthetic was read aloud (H10)',
      {},
      { items: timeOutChecklist.items.filter((item) => item !== 'local-anaesthetic') },
      ['outcomes.time-out-item-open'],
    ],
    ['against the consent in the room', {}, { consentSide: 'right' }, ['outcomes.time-out-side-disagrees']],
    ['without a side', {}, { side: undefined }, ['field-invalid']],
  ])('H1: is not held %s', async (_story, wishes, changes, codes) => {
    const { sessionId } = await inRoom(wishes);
    expect(codesOf(await confirmTimeOut(test, sessionId, nurse, changes))).toEqual(codes);
  });

  it('H1: is void once the patient’s own side was corrected', async () => {
    const { sessionId, patient } = await inRoom();
    await confirmTimeOut(test, sessionId, nurse);
    await confirmTimeOut(test, sessionId, physician);
    await arrived(sessionId, patient.id, 'right');
    expect((await read(sessionId)).body).toMatchObject({ rounds: [{ state: 'void' }], missing: 1 });
    expect(codesOf(await recordInjection(clinic, sessionId, now()))).toEqual(['outcomes.time-out-missing']);
  });

  it('H1: is void when somebody calls for a new one, with a reason', async () => {
    const { sessionId } = await inRoom();
    expect(codesOf(await withdraw(sessionId))).toEqual(['outcomes.time-out-nothing-to-withdraw']);
    await confirmTimeOut(test, sessionId, nurse);
    await confirmTimeOut(test, sessionId, physician);
    expect(codesOf(await withdraw(sessionId, '  '))).toEqual(['field-invalid']);
    expect((await withdraw(sessionId)).body).toMatchObject({ rounds: [{ state: 'void' }], missing: 1 });
  });

  it('is nobody’s but of those who treat', async () => {
    const { sessionId } = await inRoom();
    const scheduler = await givenMember(test, clinic.practiceId, 'scheduler');
    expect((await confirmTimeOut(test, sessionId, scheduler)).status).toBe(403);
  });

  it('two people who confirm at once make one time-out', async () => {
    const { sessionId } = await inRoom();
    await Promise.all([confirmTimeOut(test, sessionId, nurse), confirmTimeOut(test, sessionId, physician)]);
    expect((await read(sessionId)).body).toMatchObject({
      waiting: null,
      rounds: [{ state: 'completed' }],
      missing: 0,
    });
  });
});

describe('an injection of a visit in the room', () => {
  it('H1: is not recorded without a time-out, nor after one person’s word', async () => {
    const { sessionId } = await inRoom();
    expect(codesOf(await recordInjection(clinic, sessionId, now()))).toEqual(['outcomes.time-out-missing']);
    await confirmTimeOut(test, sessionId, nurse);
    expect(codesOf(await recordInjection(clinic, sessionId, now()))).toEqual(['outcomes.time-out-missing']);
    await confirmTimeOut(test, sessionId, physician);
    expect((await recordInjection(clinic, sessionId, now())).status).toBe(201);
  });

  it('H1: is recorded for the side of its time-out alone, where both are treated', async () => {
    const { sessionId } = await inRoom({ side: 'both' });
    const left = { consentSide: 'both' } as const;
    await confirmTimeOut(test, sessionId, nurse, left);
    await confirmTimeOut(test, sessionId, physician, left);
    const right = await recordInjection(clinic, sessionId, { ...now(), side: 'right' });
    expect(codesOf(right)).toEqual(['outcomes.time-out-side-disagrees']);
    expect((await recordInjection(clinic, sessionId, now())).status).toBe(201);
    expect((await read(sessionId)).body).toMatchObject({ missing: 1 });
  });

  it('that was not done needs none', async () => {
    const { sessionId } = await inRoom();
    const answer = await recordInjection(clinic, sessionId, {
      status: 'not-done',
      statusReason: 'the patient could not lie',
      needleInAt: null,
      needleOutAt: null,
      levels: [],
      drugs: [],
      temperatures: [],
    });
    expect(answer.status).toBe(201);
  });

  it('H1: still needs it when the record is made after discharge, if a member brought the patient in', async () => {
    const { sessionId } = await inRoom({ state: 'preparing' });
    await givenReady(test, clinic.practiceId, sessionId);
    const step = (to: string, version: number) =>
      test
        .as(nurse)
        .post(`/api/v1/sessions/${sessionId}/steps`)
        .set(...once())
        .set('If-Match', `"v${String(version)}"`)
        .send({ to });
    const statuses = [];
    for (const [index, to] of ['in-room', 'recovering', 'discharged'].entries()) {
      if (to === 'discharged') await givenMayLeave(test, nurse, sessionId);
      statuses.push((await step(to, index + 1)).status);
    }
    expect(statuses).toEqual([200, 200, 200]);
    const answer = await recordInjection(clinic, sessionId, {
      needleInAt: null,
      needleOutAt: iso(Date.now()),
    });
    expect(codesOf(answer)).toEqual(['outcomes.time-out-missing']);
  });
});
