import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenClinicalFlag } from '../../testing/given-care.js';
import type { SessionCheckView } from '@lull/contracts';
import { civilDateAt, civilDay } from '@lull/domain';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { iso, minutes, startDesk, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

describe('the day of a session', () => {
  it('leads from arrival to discharge, stamps every step and frees the bay at the end', async () => {
    let session = await desk.givenSessionNow();
    await desk.givenReady(session);
    for (const to of ['arrived', 'preparing', 'in-room', 'recovering', 'discharged']) {
      if (to === 'discharged') await desk.givenMayLeave(session);
      const answer = await desk.change(session, 'steps', { to }, desk.nurse);
      expect([answer.status, answer.body.state]).toEqual([200, to]);
      session = answer.body;
    }
    expect(session).toMatchObject({ version: 6, nextSteps: [] });
    const nurse = desk.nurse.name;
    expect((session as unknown as { stampedBy: unknown }).stampedBy).toEqual({
      arrivedAt: nurse,
      preparingAt: nurse,
      roomInAt: nurse,
      roomOutAt: nurse,
      dischargedAt: nurse,
    });
    const { stamps } = session as unknown as { stamps: Record<string, number | null> };
    for (const name of ['arrivedAt', 'preparingAt', 'roomInAt', 'roomOutAt', 'dischargedAt'])
      expect(Math.abs((stamps[name] ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(
      await desk.test.database.rows(`SELECT 1 FROM hold WHERE session_id = $1 AND active`, [session.id]),
    ).toEqual([]);
  });

  it('knows no step back, and none over the room', async () => {
    const session = await desk.givenSession();
    const answer = await desk.change(session, 'steps', { to: 'discharged' }, desk.nurse);
    expect(answer.status).toBe(409);
    expect(answer.body.errors).toEqual([
      expect.objectContaining({
        code: 'scheduling.session-step-not-allowed',
        facts: expect.objectContaining({ from: 'booked', to: 'discharged' }),
      }),
    ]);
  });

  it("is the nurses' to lead and the desk's to confirm", async () => {
    const session = await desk.givenSessionNow();
    expect((await desk.change(session, 'steps', { to: 'arrived' })).status).toBe(403);
    expect((await desk.change(session, 'steps', { to: 'confirmed' }, desk.nurse)).status).toBe(403);
  });

  it('does not begin before it comes: nobody arrives, and nobody has stayed away', async () => {
    const session = await desk.givenSession();
    const { zone } = desk.clinic;
    for (const [to, opensAt] of [
      ['arrived', civilDay(civilDateAt(session.start, zone), zone).start],
      ['no-show', session.start],
    ] as const) {
      const answer = await desk.change(session, 'steps', { to }, desk.nurse);
      expect(answer.status).toBe(409);
      expect(answer.body.errors).toEqual([
        expect.objectContaining({
          code: 'scheduling.session-step-too-early',
          facts: expect.objectContaining({ to, opensAt, timeZone: zone }),
        }),
      ]);
    }
    expect(await desk.stateOf(session.id)).toBe('booked');
  });
});

describe('what one checks a patient by', () => {
  it('is there: MRN, procedure, and for clinicians the substance of an allergy', async () => {
    const session = await desk.givenSession();
    const read = async (member = desk.nurse) =>
      (await desk.test.as(member).get(`/api/v1/sessions/${session.id}`)).body;
    const { patientId, mrn, procedureName, allergies } = await read();
    expect([mrn, procedureName]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
    expect(allergies).toEqual([]);
    await givenClinicalFlag(desk.test, desk.clinic.practiceId, patientId, {
      kind: 'allergy',
      state: 'listed',
      substance: 'latex',
    });
    expect((await read()).allergies).toEqual(['latex']);
    const seenByScheduler = await read(desk.scheduler);
    expect(seenByScheduler.allergies).toBeNull();
    expect(seenByScheduler.flags).toContain('allergy-listed');
  });
});

describe('a check', () => {
  it('answers what a booking would, and offers three free times in any room', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    await desk.givenSession({ at });
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const ask = (more: object = {}) =>
      desk.test
        .as(desk.scheduler)
        .post('/api/v1/sessions/checks')
        .send({ ...desk.wishFor(series, { at }), ...more });
    const refused = await ask();
    expect(refused.status).toBe(200);
    expect(refused.body).toMatchObject({
      accepted: false,
      state: null,
      holds: [],
      refusals: [{ code: 'scheduling.resource-busy' }, { code: 'scheduling.resource-busy' }],
    });
    expect(refused.body.freeTimes).toHaveLength(3);
    const [free] = refused.body.freeTimes;
    expect(free).toMatchObject({
      roomId: desk.clinic.rooms[0],
      start: at + minutes(40),
      daysSincePrevious: null,
    });
    const accepted = await ask({ startsAt: iso(free.start) });
    expect(accepted.body).toMatchObject({ accepted: true, state: 'booked', refusals: [] });
    expect(accepted.body.holds).toHaveLength(9);
    expect(
      await desk.test.database.rows(`SELECT 1 FROM session WHERE series_id = $1`, [series.seriesId]),
    ).toEqual([]);
  });

  it('offers as a way out of a refusal only what every rule would take', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const ask = async (start: number) =>
      (
        await desk.test
          .as(desk.scheduler)
          .post('/api/v1/sessions/checks')
          .send(desk.wishFor(series, { at: start }))
      ).body as SessionCheckView;
    const waysOut = async () =>
      (await ask(at)).refusals.flatMap(({ remedy }) =>
        remedy === undefined ? [] : [Number(remedy.facts['at'])],
      );
    await desk.givenSession({ at });
    expect(await waysOut()).toContain(at + minutes(40));
    await desk.givenSession({ at: at + minutes(40) });
    const ways = await waysOut();
    expect(ways).not.toContain(at + minutes(40));
    for (const way of ways) expect((await ask(way)).accepted).toBe(true);
  });

  it('says of a time that it is later than the series plans', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic, { gated: false });
    const week = desk.freshWeek();
    await desk.givenSession({ at: desk.clinic.at(week, 1, '09:00') }, series);
    const ask = async (weeks: number) => {
      const answer = await desk.test
        .as(desk.scheduler)
        .post('/api/v1/sessions/checks')
        .send(desk.wishFor(series, { at: desk.clinic.at(week + weeks, 1, '11:00') }));
      return (answer.body.freeTimes as { daysSincePrevious: number; pastMaximumDays: number | null }[])[0];
    };
    expect(await ask(3)).toMatchObject({ daysSincePrevious: 21, pastMaximumDays: null });
    expect(await ask(9)).toMatchObject({ daysSincePrevious: 63, pastMaximumDays: 56 });
  });

  it('of a move leaves the session itself out', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const session = await desk.givenSession({}, series);
    const body = desk.wishFor(series, { at: session.start + minutes(10) });
    const answer = await desk.test
      .as(desk.scheduler)
      .post('/api/v1/sessions/checks')
      .send({ ...body, sessionId: session.id });
    expect(answer.body).toMatchObject({ accepted: true, state: 'booked' });
  });
});
