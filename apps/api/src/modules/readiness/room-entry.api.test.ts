import type { DayReadinessView, PreparationSheetView, SessionReadinessView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinicalFlag } from '../../testing/given-care.js';
import { arranging } from '../../testing/given-clinic.js';
import { startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const arrange = (statement: string, ...parameters: readonly unknown[]) =>
  desk.test.door.run(arranging(desk.clinic.practiceId), (tx) => tx.query(statement, parameters));

async function step(session: BookedSession, to: string): Promise<BookedSession> {
  const answer = await desk.change(session, 'steps', { to }, desk.nurse);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return { ...session, ...answer.body };
}

/** A patient who is in the room, and whom everything was prepared for. */
async function givenInRoom(sedation: 'none' | 'moderate' = 'none'): Promise<BookedSession> {
  const series = await givenBookableSeries(desk.test, desk.clinic, sedation === 'none' ? {} : { sedation });
  const session = await desk.givenSession(sedation === 'none' ? {} : { sedation }, series);
  await arrange(`UPDATE session SET starts_at = now() WHERE id = $1`, session.id);
  await desk.givenReady(session);
  return step(await step(session, 'arrived'), 'in-room');
}

/** Found in the room: what would have kept the patient out. */
const findAllergy = ({ patientId }: BookedSession) =>
  givenClinicalFlag(desk.test, desk.clinic.practiceId, patientId, {
    kind: 'allergy',
    state: 'listed',
    substance: 'Bupivacaine',
  });

async function read<View>(path: string): Promise<View> {
  const answer = await desk.test.as(desk.nurse).get(`/api/v1/${path}`);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body;
}

const readiness = ({ id }: BookedSession) => read<SessionReadinessView>(`sessions/${id}/readiness`);
const sheet = ({ id }: BookedSession) => read<PreparationSheetView>(`sessions/${id}/preparation-sheet`);

async function onBoard({ id }: BookedSession) {
  const today = civilDateAt(Date.now(), 'America/New_York');
  const day = await read<DayReadinessView>(`clinics/${desk.clinic.clinicId}/days/${today}/readiness`);
  return day.sessions.find(({ sessionId }) => sessionId === id);
}

const standingOf = ({ requirements }: SessionReadinessView, kind: string) =>
  requirements.find((each) => each.kind === kind)?.standing;

const record = ({ id }: BookedSession, body: object) =>
  desk.test.as(desk.nurse).post(`/api/v1/sessions/${id}/evidence`).set('Idempotency-Key', uuid()).send(body);

describe('READY-53: readiness stands as it was at the door of the room', () => {
  it('is not derived anew from what is found afterwards: in the room, in recovery, at home', async () => {
    const session = await givenInRoom();
    const atTheDoor = await readiness(session);
    expect(atTheDoor).toMatchObject({ verdict: 'go', stoodAt: { text: expect.any(String) } });
    await findAllergy(session);
    expect(await readiness(session)).toEqual({ ...atTheDoor });
    expect(await onBoard(session)).toMatchObject({
      verdict: 'go',
      counts: atTheDoor.counts,
      stoodAt: atTheDoor.stoodAt,
    });
    const recovering = await step(session, 'recovering');
    await desk.givenMayLeave(recovering);
    await step(recovering, 'discharged');
    expect(await readiness(session)).toMatchObject({ verdict: 'go', counts: atTheDoor.counts });
  });

  it('keeps the sheet as the patient was prepared', async () => {
    const session = await givenInRoom('moderate');
    const lines = (await sheet(session)).lines;
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, session.patientId, {
      kind: 'glp-1',
      state: 'present',
    });
    expect((await sheet(session)).lines).toEqual(lines);
  });

  it('keeps evidence from the room, and says that it came afterwards', async () => {
    const session = await givenInRoom();
    expect((await record(session, { kind: 'no-infection', outcome: 'failed' })).status).toBe(200);
    const after = await readiness(session);
    expect(standingOf(after, 'no-infection')).toBe('met');
    const [latest, earlier] = after.requirements.find(({ kind }) => kind === 'no-infection')?.evidence ?? [];
    expect(latest).toMatchObject({ outcome: 'failed', counts: false, afterEntry: true });
    expect(earlier).toMatchObject({ outcome: 'met', counts: true, afterEntry: false });
    expect(after.requirements.filter(({ mayRecord }) => mayRecord)).toEqual([]);
  });

  it('is judged anew when the step is taken back, and stands anew with the next', async () => {
    const session = await givenInRoom();
    await findAllergy(session);
    const undone = await desk.change(session, 'steps/undo', {}, desk.nurse);
    expect(undone.status, JSON.stringify(undone.body)).toBe(200);
    const thawed = await readiness(session);
    expect([thawed.stoodAt, standingOf(thawed, 'allergy-reviewed')]).toEqual([null, 'overdue']);
    await record(session, { kind: 'allergy-reviewed', outcome: 'met', particulars: { reviewer: 'Dr. Roe' } });
    await step({ ...session, ...undone.body }, 'in-room');
    const again = await readiness(session);
    expect([again.stoodAt === null, standingOf(again, 'allergy-reviewed')]).toEqual([false, 'met']);
    const entries = await desk.test.database.rows(`SELECT id FROM room_entry WHERE session_id = $1`, [
      session.id,
    ]);
    expect(entries).toHaveLength(2);
  });

  it('H8: lets no sedative through: what is found in the room still keeps it back, and is settled there', async () => {
    const session = await givenInRoom('moderate');
    await findAllergy(session);
    const found = await readiness(session);
    expect(found.verdict).toBe('go');
    expect(found.beforeSedative.map(({ kind, mayRecord }) => [kind, mayRecord])).toEqual([
      ['allergy-reviewed', true],
    ]);
    const check = () => desk.test.as(desk.nurse).post(`/api/v1/sessions/${session.id}/sedative-checks`);
    expect((await check()).body.accepted).toBe(false);
    await record(session, { kind: 'allergy-reviewed', outcome: 'met', particulars: { reviewer: 'Dr. Roe' } });
    expect((await check()).body.accepted).toBe(true);
    expect((await readiness(session)).beforeSedative).toEqual([]);
  });
});
