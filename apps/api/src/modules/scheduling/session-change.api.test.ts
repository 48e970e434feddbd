import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { codes, minutes, startDesk, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

describe('moving', () => {
  it('goes to another time, keeps one set of holds, and voids the confirmation', async () => {
    const session = await desk.givenSession();
    const confirmed = await desk.change(session, 'steps', { to: 'confirmed' });
    expect(confirmed.body).toMatchObject({ state: 'confirmed', version: 2 });
    const to = session.start + minutes(120);
    const moved = await desk.change(confirmed.body, 'move', desk.moveBody(to));
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({
      state: 'booked',
      start: to,
      version: 3,
      confirmationVoided: true,
      stamps: { confirmedAt: null },
    });
    expect(moved.headers['etag']).toBe('"v3"');
    expect(moved.body.holds).toHaveLength(9);
  });

  it('by a few minutes onto its own time is no conflict with itself', async () => {
    const session = await desk.givenSession();
    const moved = await desk.change(session, 'move', desk.moveBody(session.start + minutes(10)));
    expect(moved.status).toBe(200);
    expect(moved.body).toMatchObject({ start: session.start + minutes(10), confirmationVoided: false });
  });

  it("is refused onto somebody else's time, and stays where it was", async () => {
    const session = await desk.givenSession();
    const other = await desk.givenSession({ at: session.start + minutes(60) });
    const answer = await desk.change(session, 'move', desk.moveBody(other.start));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
    const seen = await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`);
    expect(seen.body).toMatchObject({ start: session.start, version: 1 });
  });

  it('of an old version is refused with the current one, and without a version not even tried', async () => {
    const session = await desk.givenSession();
    await desk.change(session, 'steps', { to: 'confirmed' });
    const stale = await desk.change(session, 'move', desk.moveBody(session.start));
    expect([stale.status, stale.body.code, stale.headers['etag']]).toEqual([412, 'stale', '"v2"']);
    const blind = await desk.test
      .as(desk.scheduler)
      .post(`/api/v1/sessions/${session.id}/move`)
      .set('Idempotency-Key', uuid())
      .send(desk.moveBody(session.start));
    expect([blind.status, blind.body.code]).toEqual([428, 'version-required']);
  });

  it('is over once the patient has arrived', async () => {
    const session = await desk.givenSessionNow();
    const arrived = await desk.change(session, 'steps', { to: 'arrived' }, desk.nurse);
    const answer = await desk.change(arrived.body, 'move', desk.moveBody(session.start + minutes(60)));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toEqual(['scheduling.session-step-not-allowed']);
  });

  it('is over when the time has passed, arrived or not', async () => {
    const session = await desk.givenSession();
    await desk.test.database.rows(`SET session_replication_role = replica`);
    await desk.test.database.rows(`UPDATE session SET starts_at = now() - interval '2 hours' WHERE id = $1`, [
      session.id,
    ]);
    const answer = await desk.change(
      session,
      'move',
      desk.moveBody(desk.clinic.at(desk.freshWeek(), 1, '09:00')),
    );
    expect(codes(answer)).toEqual(['scheduling.in-the-past']);
  });
});

describe('a session that falls out', () => {
  it('by cancelling frees its resources and leaves a task, in one transaction', async () => {
    const session = await desk.givenSession();
    const cancelled = await desk.change(session, 'cancel', { reason: 'no-escort', note: 'Sister is away.' });
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      cancelReason: 'no-escort',
      cancelNote: 'Sister is away.',
      nextSteps: [],
    });
    const tasks = await desk.test.as(desk.nurse).get('/api/v1/follow-up-tasks?state=open');
    const task = tasks.body.rows.find(({ sessionId }: { sessionId: string }) => sessionId === session.id);
    expect(task).toMatchObject({
      kind: 'arrange-escort',
      state: 'open',
      patientName: 'Nuñez, Ada',
      version: 1,
      // What was written down when it was cancelled is what whoever telephones has to know.
      session: {
        clinicId: desk.clinic.clinicId,
        start: session.start,
        state: 'cancelled',
        cancelReason: 'no-escort',
        cancelNote: 'Sister is away.',
      },
      note: null,
    });
    const found = async (filter: string): Promise<string[]> => {
      const answer = await desk.test.as(desk.nurse).get(`/api/v1/follow-up-tasks?state=open&${filter}`);
      expect(answer.status, JSON.stringify(answer.body)).toBe(200);
      return answer.body.rows.map(({ id }: { id: string }) => id);
    };
    expect(await found(`patientId=${session.patientId}&kind=arrange-escort`)).toEqual([task.id]);
    expect(await found(`patientId=${session.patientId}&kind=rebook`)).toEqual([]);
    expect(await found(`patientId=${session.patientId}&dueFrom=${task.dueOn}`)).toEqual([task.id]);
    expect(await found('dueFrom=2199-01-01')).toEqual([]);
    const again = await desk.book(await givenBookableSeries(desk.test, desk.clinic), { at: session.start });
    expect(again.status).toBe(201);
    const closed = await desk.test
      .as(desk.nurse)
      .post(`/api/v1/follow-up-tasks/${task.id}/close`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', '"v1"')
      .send({ as: 'done', note: 'Neighbour comes.' });
    expect(closed.body).toMatchObject({ state: 'done', note: 'Neighbour comes.', version: 2 });
  });

  it('by not coming leaves a call to make tomorrow', async () => {
    const session = await desk.givenSessionNow();
    const missed = await desk.change(session, 'steps', { to: 'no-show' });
    expect(missed.body.state).toBe('no-show');
    const tasks = await desk.test.database.rows(`SELECT kind FROM follow_up_task WHERE session_id = $1`, [
      session.id,
    ]);
    expect(tasks).toEqual([{ kind: 'call-patient' }]);
    expect(
      await desk.test.database.rows(`SELECT 1 FROM hold WHERE session_id = $1 AND active`, [session.id]),
    ).toEqual([]);
  });

  it('needs a reason that is counted', async () => {
    const answer = await desk.change(await desk.givenSession(), 'cancel', { reason: 'felt like it' });
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, '/reason']);
  });
});
