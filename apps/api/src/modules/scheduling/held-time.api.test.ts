import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DayView, HeldTimeView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';

let desk: Desk;
let room: WaitingRoom;
beforeAll(async () => {
  desk = await startDesk();
  room = new WaitingRoom(desk);
});
afterAll(() => desk.test.close());

const freshTime = () => desk.clinic.at(desk.freshWeek(), 1, '09:00');

async function givenHeld(at = freshTime()): Promise<HeldTimeView> {
  const answer = await room.hold(await givenBookableSeries(desk.test, desk.clinic), { at });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body as HeldTimeView;
}

const dayOf = async (at: number): Promise<DayView> => {
  const date = civilDateAt(at, desk.clinic.zone);
  const answer = await desk.test
    .as(desk.scheduler)
    .get(`/api/v1/clinics/${desk.clinic.clinicId}/days/${date}`);
  return answer.body as DayView;
};

describe('a time that is held while on the phone', () => {
  it('holds all that a session would, for ten minutes, on every board, with who holds it', async () => {
    const held = await givenHeld();
    expect(held).toMatchObject({
      purpose: 'phone',
      state: 'held',
      heldBy: { memberId: desk.scheduler.memberId, name: desk.scheduler.name },
      sessionId: null,
    });
    expect(held.holds).toHaveLength(9);
    expect(Math.abs(held.expiresAt - Date.now() - 600_000)).toBeLessThan(20_000);
    const day = await dayOf(held.start);
    expect(day.sessions).toEqual([]);
    expect(day.heldTimes).toEqual([held]);
  });

  it("is in a booking's way, which hears who holds each resource until when, and to wait", async () => {
    const held = await givenHeld();
    const answer = await desk.book(await givenBookableSeries(desk.test, desk.clinic), { at: held.start });
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual(['scheduling.resource-held', 'scheduling.resource-held']);
    const [first] = answer.body.errors;
    expect(first.detail).toMatch(
      new RegExp(`is held by ${desk.scheduler.name} until \\d\\d:\\d\\d on \\w{3} \\d+ \\w{3}\\.$`),
    );
    expect(first).toMatchObject({ overridable: false, remedy: { code: 'wait-until' } });
  });

  it('is refused as a booking would be, with every reason at once', async () => {
    const at = freshTime();
    await desk.givenSession({ at });
    const paused = await givenBookableSeries(desk.test, desk.clinic, { state: 'paused' });
    const answer = await room.hold(paused, { at });
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual([
      'scheduling.resource-busy',
      'scheduling.resource-busy',
      'series.not-active',
    ]);
  });

  it('becomes a session in one step, with nothing held twice', async () => {
    const held = await givenHeld();
    const answer = await room.bookHeld(held);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body).toMatchObject({ state: 'booked', start: held.start });
    const day = await dayOf(held.start);
    expect(day.heldTimes).toEqual([]);
    expect(day.sessions.map(({ id }) => id)).toEqual([answer.body.id]);
    expect(await room.orphanHolds()).toBe(0);
    const again = await room.bookHeld({ id: held.id, version: held.version + 1 });
    expect(again.status).toBe(409);
    expect(again.body.errors[0]).toMatchObject({
      code: 'scheduling.held-time-over',
      facts: { state: 'booked' },
    });
  });

  it('is judged anew when it is booked: a series that stopped meanwhile gets none', async () => {
    const held = await givenHeld();
    await room.inPractice(`UPDATE injection_series SET state = 'paused' WHERE practice_id = $1 AND id = $2`, [
      held.seriesId,
    ]);
    expect(codes(await room.bookHeld(held))).toEqual(['series.not-active']);
    expect(await room.stateOf('held_time', held.id)).toBe('held');
  });

  it("is anybody's at once when it is given back, by a colleague too", async () => {
    const held = await givenHeld();
    const back = await room.giveBack(held);
    expect([back.status, back.body.state, back.body.holds]).toEqual([200, 'given-back', []]);
    await desk.givenSession({ at: held.start });
  });

  it("is anybody's when its time is over, before any sweep has come by", async () => {
    const held = await givenHeld();
    await room.letExpire(held.id);
    expect((await dayOf(held.start)).heldTimes).toEqual([]);
    expect(await room.stateOf('held_time', held.id)).toBe('held');
    expect(codes(await room.bookHeld({ ...held }))).toEqual(['scheduling.held-time-over']);
    await desk.givenSession({ at: held.start });
    expect(await room.stateOf('held_time', held.id)).toBe('expired');
    expect(await room.orphanHolds()).toBe(0);
  });

  it('expires by the sweep, once, however many processes sweep', async () => {
    const [first, second] = [await givenHeld(), await givenHeld()];
    await room.letExpire(first.id);
    await Promise.all(Array.from({ length: 5 }, () => room.sweep()));
    const { body } = await desk.test.as(desk.scheduler).get(`/api/v1/held-times/${first.id}`);
    expect(body).toMatchObject({ state: 'expired', version: first.version + 1, holds: [] });
    expect(await room.stateOf('held_time', second.id)).toBe('held');
    expect(await room.orphanHolds()).toBe(0);
  });

  it('is one however often the same call is sent, and is changed only at the version that was read', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const key = uuid();
    const body = desk.wishFor(series, { at: freshTime() });
    const send = () =>
      desk.test.as(desk.scheduler).post('/api/v1/held-times').set('Idempotency-Key', key).send(body);
    const [one, two] = [await send(), await send()];
    expect(two.body).toEqual(one.body);
    expect((await room.giveBack({ id: one.body.id, version: 7 })).status).toBe(412);
  });

  it('is seen by the wards and held by the desk, and every step is in the trail', async () => {
    const held = await givenHeld();
    const asNurse = await room.hold(
      await givenBookableSeries(desk.test, desk.clinic),
      { at: freshTime() },
      desk.nurse,
    );
    expect(asNurse.status).toBe(403);
    expect((await room.giveBack(held, desk.nurse)).status).toBe(403);
    await room.giveBack(held);
    const trail = await desk.test.database.rows<{ action: string; patient_ids: string[] }>(
      `SELECT action, patient_ids FROM audit_event WHERE resource = 'held-time' AND resource_id = $1 AND action <> 'read' ORDER BY sequence`,
      [held.id],
    );
    expect(trail).toEqual([
      { action: 'create', patient_ids: [held.patientId] },
      { action: 'update', patient_ids: [held.patientId] },
    ]);
  });
});

describe('booking a held time while its minutes run out', () => {
  it('has one end, whoever is quicker: the booking, another booking over it, or the sweep', async () => {
    for (let round = 0; round < 12; round += 1) {
      const held = await givenHeld();
      const rival = await givenBookableSeries(desk.test, desk.clinic);
      // Over in the very moment in which all three come.
      await room.inPractice(
        `UPDATE held_time SET expires_at = clock_timestamp() + interval '40 milliseconds' WHERE practice_id = $1 AND id = $2`,
        [held.id],
      );
      const pause = new Promise((resolve) => setTimeout(resolve, 25 + round * 3));
      const [booked, over] = await pause.then(() =>
        Promise.all([room.bookHeld(held), desk.book(rival, { at: held.start }), room.sweep(), room.sweep()]),
      );
      expect([booked.status, over.status].filter((status) => status >= 500)).toEqual([]);
      const sessions = [booked, over].filter(({ status }) => status === 201).length;
      expect(sessions).toBeLessThanOrEqual(1);
      await room.sweep();
      const state = await room.stateOf('held_time', held.id);
      expect(state).toBe(booked.status === 201 ? 'booked' : 'expired');
      expect(await room.orphanHolds()).toBe(0);
    }
    expect(await overlappingHolds(desk.test)).toBe(0);
  });
});
