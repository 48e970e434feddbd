import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arranging } from '../../testing/given-clinic.js';
import { codes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

async function givenStepped(...steps: readonly string[]): Promise<BookedSession> {
  let session = await desk.givenSessionNow();
  if (steps.includes('in-room')) await desk.givenReady(session);
  for (const to of steps) {
    if (to === 'discharged') await desk.givenMayLeave(session);
    const answer = await desk.change(session, 'steps', { to }, desk.nurse);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    session = answer.body;
  }
  return session;
}

const undo = (session: BookedSession, body: object = {}, member = desk.nurse) =>
  desk.change(session, 'steps/undo', body, member);

const holds = (sessionId: string) =>
  desk.test.database.rows(`SELECT 1 FROM hold WHERE session_id = $1 AND active`, [sessionId]);

describe('a step taken back', () => {
  it('leads to the state before it, clears its stamp and stands in the trail with its reason', async () => {
    const session = await givenStepped('arrived', 'preparing');
    const back = await undo(session, { reason: 'The wrong patient' });
    expect([back.status, back.body.state, back.body.version]).toEqual([200, 'arrived', session.version + 1]);
    expect(back.body.stamps).toMatchObject({ arrivedAt: expect.any(Number), preparingAt: null });
    const trail = await desk.test.database.rows<{ action: string; change: Record<string, unknown> }>(
      `SELECT action, change FROM audit_event WHERE resource = 'session' AND resource_id = $1 ORDER BY sequence DESC LIMIT 2`,
      [session.id],
    );
    expect(trail).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          action: 'update',
          change: expect.objectContaining({ state: ['preparing', 'arrived'] }),
        }),
        expect.objectContaining({
          action: 'read',
          change: { stepTakenBack: 'preparing', reason: 'The wrong patient' },
        }),
      ]),
    );
  });

  it('leads back over a confirmation to it, and from there once more', async () => {
    const session = await desk.givenSessionNow();
    const confirmed = await desk.change(session, 'steps', { to: 'confirmed' });
    const arrived = await desk.change(confirmed.body, 'steps', { to: 'arrived' }, desk.nurse);
    const back = await undo(arrived.body);
    expect(back.body.state).toBe('confirmed');
    const further = await undo(back.body, {}, desk.scheduler);
    expect(further.body).toMatchObject({ state: 'booked', stamps: { confirmedAt: null } });
    const nothing = await undo(further.body, {}, desk.scheduler);
    expect([nothing.status, codes(nothing)]).toEqual([409, ['scheduling.no-step-to-take-back']]);
  });

  it('is for those who may take it, at the version that they saw', async () => {
    const session = await givenStepped('arrived');
    expect((await undo(session, {}, desk.scheduler)).status).toBe(403);
    expect((await undo({ ...session, version: 1 })).status).toBe(412);
    expect(await desk.stateOf(session.id)).toBe('arrived');
  });

  it('brings a patient back who came after all: resources held again, the call dismissed', async () => {
    const session = await desk.givenSessionNow();
    const held = await holds(session.id);
    const missed = await desk.change(session, 'steps', { to: 'no-show' });
    expect(await holds(session.id)).toEqual([]);
    const back = await undo(missed.body, {}, desk.scheduler);
    expect(back.body).toMatchObject({ state: 'booked', stamps: { endedAt: null } });
    expect(await holds(session.id)).toHaveLength(held.length);
    expect(
      await desk.test.database.rows(
        `SELECT state, closed_by IS NOT NULL AS closed FROM follow_up_task WHERE session_id = $1`,
        [session.id],
      ),
    ).toEqual([{ state: 'dismissed', closed: true }]);
  });

  it('is refused when somebody else has the room by now, and says who has what until when', async () => {
    const ahead = await desk.givenSession();
    const at = ahead.start;
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(`UPDATE session SET starts_at = now() WHERE id = $1`, [ahead.id]),
    );
    const missed = await desk.change(ahead, 'steps', { to: 'no-show' });
    await desk.givenSession({ at });
    const back = await undo(missed.body, {}, desk.scheduler);
    expect(back.status).toBe(409);
    expect(back.body.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'scheduling.resource-busy',
          facts: expect.objectContaining({ resourceKind: 'room', busyFrom: at }),
        }),
      ]),
    );
    expect(await desk.stateOf(ahead.id)).toBe('no-show');
    expect(await holds(ahead.id)).toEqual([]);
  });

  it('is refused where an injection was recorded since, and possible once that record is out of force', async () => {
    const session = await givenStepped('arrived', 'in-room');
    const injection = uuid();
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
         SELECT practice_id, $2, id, series_id, patient_id, 'left', 'completed', '{L2}', now() FROM session WHERE id = $1`,
        [session.id, injection],
      ),
    );
    const refused = await undo(session);
    expect([refused.status, codes(refused)]).toEqual([409, ['scheduling.injection-recorded-since']]);
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(`UPDATE injection SET status = 'entered-in-error' WHERE id = $1`, [injection]),
    );
    expect((await undo(session)).body.state).toBe('arrived');
  });
});
