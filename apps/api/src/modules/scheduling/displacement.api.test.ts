import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { DisplacementView } from '@lull/contracts';
import { addCivilDays, civilDateAt, wallTimeAt } from '@lull/domain';
import { overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { arranging, givenClinic } from '../../testing/given-clinic.js';
import { codes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { asProposed, displacementDesk, type Asked } from '../../testing/given-displacement.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
let calls: ReturnType<typeof displacementDesk>;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
  calls = displacementDesk(desk.test, desk.scheduler);
});
afterAll(() => desk.test.close());

interface Day {
  readonly asked: Asked;
  readonly date: string;
  at(time: string): number;
}

/** A day of its own for each story, on which a resource fails. */
function freshDay(resourceId: string | null = desk.clinic.cArms[0] ?? null, weekday: 1 | 3 = 1): Day {
  const week = desk.freshWeek();
  const at = (time: string) => desk.clinic.at(week, weekday, time);
  const date = civilDateAt(at('09:00'), desk.clinic.zone);
  const { clinicId } = desk.clinic;
  return { date, at, asked: { clinicId, from: date, ...(resourceId !== null && { resourceId }) } };
}

const named = ({ id, version }: { readonly id: string; readonly version: number }) => ({
  sessionId: id,
  version,
});

async function holdsOf(resourceId: string | undefined, date: string) {
  return desk.test.database.rows<{ cause: string; minutes: number }>(
    `SELECT CASE WHEN closure_id IS NULL THEN 'session' ELSE 'closure' END AS cause,
            (extract(epoch FROM upper(during) - lower(during)) / 60)::int AS minutes
       FROM hold WHERE resource_id = $1 AND active AND (lower(during) AT TIME ZONE $3)::date = $2::date ORDER BY lower(during)`,
    [resourceId, date, desk.clinic.zone],
  );
}

const only = <T>(all: readonly T[]): T => {
  const [first] = all;
  if (first === undefined) throw new Error('There is none.');
  return first;
};

describe('the displacement desk', () => {
  it('proposes the same time with the other C-arm, and writes nothing by looking', async () => {
    const day = freshDay();
    const session = await desk.givenSession({ at: day.at('09:00') });
    const view = await calls.look(day.asked);
    expect(view).toMatchObject({ standing: null, staying: [], settled: [], timeZone: desk.clinic.zone });
    expect(only(view.sessions)).toMatchObject({
      id: session.id,
      version: 1,
      proposal: {
        start: session.start,
        sameStart: true,
        daysMoved: 0,
        instead: [desk.clinic.cArms[1]],
        roomId: desk.clinic.rooms[0],
      },
    });
    expect(await holdsOf(desk.clinic.cArms[0], day.date)).toHaveLength(1);
  });

  it('moves one, closes the C-arm for the rest of the day, and books nobody on it any more', async () => {
    const day = freshDay();
    const first = await desk.givenSession({ at: day.at('09:00') });
    const second = await desk.givenSession({ at: day.at('11:00') });
    const view = await calls.look(day.asked);
    const accepted = view.sessions.find(({ id }) => id === first.id);
    if (accepted === undefined) throw new Error('It is not displaced.');
    const answer = await calls.settle(day.asked, { moves: [asProposed(accepted)] });
    expect(answer.body).toMatchObject({ moved: 1, waitlisted: 0 });
    // What the second still holds stays its own; before and after it the C-arm is closed.
    const causes = (await holdsOf(desk.clinic.cArms[0], day.date)).map(({ cause }) => cause);
    expect(causes).toEqual(['closure', 'session', 'closure']);
    const after = await calls.look(day.asked);
    expect(after.standing).toMatchObject({ reason: 'Out of order', by: desk.scheduler.name });
    expect(after.sessions.map(({ id }) => id)).toEqual([second.id]);
    expect(only(after.settled)).toMatchObject({
      sessionId: first.id,
      outcome: 'moved',
      wasStart: first.start,
      now: { start: accepted.proposal?.start },
    });
    const third = await desk.givenSession({ at: day.at('13:00'), room: 1, physician: 1 });
    const [held] = await desk.test.database.rows(
      `SELECT resource_id FROM hold WHERE session_id = $1 AND active AND resource_id = ANY ($2::uuid[])`,
      [third.id, desk.clinic.cArms],
    );
    expect(held?.['resource_id']).toBe(desk.clinic.cArms[1]);
  });

  it('accepts all together or none: one that was moved meanwhile keeps the others where they are', async () => {
    const day = freshDay();
    const sessions = [];
    for (const time of ['08:30', '10:00', '11:30'])
      sessions.push(await desk.givenSession({ at: day.at(time) }));
    const view = await calls.look(day.asked);
    const meanwhile = sessions[1] ?? only(sessions);
    const moved = await desk.change(meanwhile, 'moves', {
      ...desk.moveBody(day.at('13:30')),
      scope: 'only-this',
      later: [],
    });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    const refused = await calls.settle(day.asked, { moves: view.sessions.map(asProposed) });
    expect(refused.status).toBe(412);
    const reasons = (refused.body as { errors: { code: string; pointer: string; facts: object }[] }).errors;
    const index = view.sessions.findIndex(({ id }) => id === meanwhile.id);
    expect(reasons).toMatchObject([
      { code: 'stale', pointer: `/moves/${index}`, facts: { sessionId: meanwhile.id, currentVersion: 2 } },
    ]);
    const again = await calls.look(day.asked);
    expect(again.standing).toBeNull();
    expect(again.sessions).toHaveLength(3);
    const answer = await calls.settle(day.asked, { moves: again.sessions.map(asProposed) });
    expect(answer.body).toMatchObject({ moved: 3 });
    expect(await overlappingHolds(desk.test)).toBe(0);
    expect(await holdsOf(desk.clinic.cArms[0], day.date)).toEqual([{ cause: 'closure', minutes: 1440 }]);
  });

  it('names every session that stands in the way at once', async () => {
    const day = freshDay();
    for (const time of ['08:30', '10:00']) await desk.givenSession({ at: day.at(time) });
    const { sessions } = await calls.look(day.asked);
    const moves = sessions.map((each) => ({
      ...asProposed(each),
      startsAt: new Date(day.at('18:00')).toISOString(),
    }));
    const refused = await calls.settle(day.asked, { moves });
    expect(refused.status).toBe(409);
    const errors = (refused.body as { errors: { pointer: string }[] }).errors;
    expect([...new Set(errors.map(({ pointer }) => pointer))]).toEqual(['/moves/0', '/moves/1']);
  });

  it('puts whoever is not placed on the waitlist with a task, and gives back what they held', async () => {
    const day = freshDay(desk.clinic.physicians[0]);
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const session = await desk.givenSession({ at: day.at('09:00') }, series);
    const answer = await calls.settle(day.asked, { waitlist: [named(session)] });
    expect(answer.body).toMatchObject({ moved: 0, waitlisted: 1 });
    const rows = await desk.test.database.rows(
      `SELECT s.state, s.cancel_reason, w.state AS waits, w.priority, t.kind,
              (SELECT count(*)::int FROM hold h WHERE h.session_id = s.id AND h.active) AS holds,
              (SELECT count(*)::int FROM freed_time f WHERE f.session_id = s.id AND NOT f.closed) AS offered
         FROM session s JOIN waitlist_entry w ON w.series_id = s.series_id
         JOIN follow_up_task t ON t.session_id = s.id AND t.state = 'open' WHERE s.id = $1`,
      [session.id],
    );
    expect(rows).toEqual([
      {
        state: 'cancelled',
        cancel_reason: 'physician-unavailable',
        waits: 'waiting',
        priority: 'soon',
        kind: 'place-again',
        holds: 0,
        offered: 0,
      },
    ]);
    expect(await holdsOf(desk.clinic.physicians[0], day.date)).toEqual([{ cause: 'closure', minutes: 1440 }]);
    const { settled } = await calls.look(day.asked);
    expect(only(settled)).toMatchObject({ outcome: 'waitlisted', now: null });
    const refused = await desk.book(await givenBookableSeries(desk.test, desk.clinic), {
      at: day.at('09:00'),
    });
    expect(codes(refused)).toContain('scheduling.resource-busy');
  });

  it('leaves a series that waits already with the wishes that its patient told', async () => {
    const day = freshDay();
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const session = await desk.givenSession({ at: day.at('09:00') }, series);
    const wishes = { from: day.date, weekdays: [2], noticeHours: 48, priority: 'urgent' };
    const entry = await desk.test
      .as(desk.scheduler)
      .post('/api/v1/waitlist-entries')
      .set('Idempotency-Key', uuid())
      .send({ ...wishes, clinicId: desk.clinic.clinicId, seriesId: series.seriesId });
    expect(entry.status).toBe(201);
    expect((await calls.settle(day.asked, { waitlist: [named(session)] })).status).toBe(200);
    const rows = await desk.test.database.rows(
      `SELECT weekdays, notice_hours FROM waitlist_entry WHERE series_id = $1`,
      [series.seriesId],
    );
    expect(rows).toEqual([{ weekdays: [2], notice_hours: 48 }]);
  });

  it('lets another physician do it when hers is away, only where block time allows it', async () => {
    const week = desk.freshWeek();
    const at = desk.clinic.at(week, 1, '09:00');
    const session = await desk.givenSession({ at });
    const from = civilDateAt(at, desk.clinic.zone);
    const [physicianId] = desk.clinic.physicians;
    const { clinicId } = desk.clinic;
    const view = await calls.look({ clinicId, resourceId: physicianId, from, to: addCivilDays(from, 4) });
    const { id, proposal } = only(view.sessions);
    expect(id).toBe(session.id);
    // Three days away and more is worth another physician, in the room that is hers.
    expect(proposal).toMatchObject({ physicianId: desk.clinic.physicians[1], roomId: desk.clinic.rooms[1] });
  });

  it('closes the whole clinic for snow, from the hour it begins', async () => {
    const day = freshDay(null, 3);
    const early = await desk.givenSession({ at: day.at('08:30') });
    const late = await desk.givenSession({ at: day.at('13:00') });
    const asked = { ...day.asked, fromTime: '12:00', toTime: '20:00' };
    const view = await calls.look(asked);
    expect(view.sessions.map(({ id }) => id)).toEqual([late.id]);
    // The morning is full of nobody: the same day before the snow, no fasting being asked for.
    const proposed = wallTimeAt(only(view.sessions).proposal?.start ?? 0, desk.clinic.zone);
    expect(proposed.slice(0, 10)).toBe(day.date);
    expect(proposed < `${day.date}T12:00`).toBe(true);
    expect((await calls.settle(asked, { moves: view.sessions.map(asProposed) })).status).toBe(200);
    expect(await desk.stateOf(early.id)).toBe('booked');
    const refused = await desk.book(await givenBookableSeries(desk.test, desk.clinic), {
      at: day.at('14:00'),
    });
    expect(codes(refused)).toContain('scheduling.clinic-closed');
  });

  it('leaves alone whoever has begun, and says so', async () => {
    const session = await desk.givenSessionNow();
    const arrived = await desk.change(session, 'steps', { to: 'arrived' }, desk.nurse);
    expect(arrived.status).toBe(200);
    const today = civilDateAt(Date.now(), desk.clinic.zone);
    const [cArm] = await desk.test.database.rows<{ id: string; date: string }>(
      `SELECT h.resource_id AS id, (lower(h.during) AT TIME ZONE $3)::date::text AS date FROM hold h
        WHERE h.session_id = $1 AND h.resource_id = ANY ($2::uuid[])`,
      [session.id, desk.clinic.cArms, desk.clinic.zone],
    );
    // Brought forward by the clock alone: its holds stand where it was booked.
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `UPDATE hold SET during = tstzrange(now(), now() + interval '20 minutes') WHERE practice_id = $1 AND session_id = $2 AND resource_id = $3`,
        [desk.clinic.practiceId, session.id, cArm?.id],
      ),
    );
    const asked = {
      clinicId: desk.clinic.clinicId,
      resourceId: cArm?.id ?? '',
      from: today,
      to: addCivilDays(today, 1),
    };
    const view = await calls.look(asked);
    expect(view.sessions).toEqual([]);
    expect(view.staying).toMatchObject([
      { id: session.id, state: 'arrived', reasons: [{ code: 'scheduling.session-step-not-allowed' }] },
    ]);
    const forced = await calls.settle(asked, { waitlist: [{ sessionId: session.id, version: 2 }] });
    expect(codes(forced)).toEqual(['scheduling.session-step-not-allowed']);
  });

  it('has on the call list whoever is moved on the board once it is closed', async () => {
    const day = freshDay();
    const session = await desk.givenSession({ at: day.at('09:00') });
    await calls.settle(day.asked, {});
    expect((await calls.look(day.asked)).settled).toEqual([]);
    const body = { ...desk.moveBody(day.at('13:00')), scope: 'only-this', later: [] };
    expect((await desk.change(session, 'moves', body)).status).toBe(200);
    const { sessions, settled } = await calls.look(day.asked);
    expect(sessions).toEqual([]);
    expect(only(settled)).toMatchObject({
      sessionId: session.id,
      outcome: 'moved',
      wasStart: session.start,
      now: { start: day.at('13:00') },
    });
  });

  it('has one effect for a call that is sent twice', async () => {
    const day = freshDay();
    const session = await desk.givenSession({ at: day.at('09:00') });
    const key = uuid();
    const done = { waitlist: [named(session)] };
    const once = await calls.settle(day.asked, done, { key });
    const twice = await calls.settle(day.asked, done, { key });
    expect(twice.body).toEqual(once.body);
    expect((await calls.look(day.asked)).settled).toHaveLength(1);
  });

  it('opens again when the C-arm works, and moves nobody back', async () => {
    const day = freshDay();
    await desk.givenSession({ at: day.at('09:00') });
    const { sessions } = await calls.look(day.asked);
    await calls.settle(day.asked, { moves: sessions.map(asProposed) });
    const { standing } = await calls.look(day.asked);
    if (standing === null) throw new Error('Nothing is closed.');
    expect((await calls.reopen({ ...standing, version: 7 })).status).toBe(412);
    expect((await calls.reopen(standing)).status).toBe(200);
    expect(await holdsOf(desk.clinic.cArms[0], day.date)).toEqual([]);
    const after = await calls.look(day.asked);
    expect(after).toMatchObject({ standing: null, sessions: [] });
    expect(after.settled).toHaveLength(1);
    expect((await calls.reopen({ ...standing, version: 2 })).status).toBe(409);
  });

  it('refuses a time that is over, ends before it begins, or is longer than a desk can hold', async () => {
    const { clinicId } = desk.clinic;
    for (const asked of [
      { clinicId, from: '2020-01-01' },
      { clinicId, from: '2090-01-02', to: '2090-01-01' },
      { clinicId, from: '2090-01-01', to: '2090-03-01' },
      { clinicId, from: '2090-01-01', fromTime: '12:00', toTime: '11:00' },
    ])
      expect(codes(await calls.ask(asked))).toEqual(['field-invalid']);
  });

  it('is for the desk; an administrator closes and looks, but moves nobody and reads of no drug', async () => {
    const day = freshDay();
    const session = await desk.givenSession({ at: day.at('09:00') });
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO requirement_evidence (practice_id, id, session_id, kind, outcome, at, rests_on, source)
         VALUES ($1, gen_random_uuid(), $2, 'anticoagulant-decision', 'met', now(), '{}', 'system')`,
        [desk.clinic.practiceId, session.id],
      ),
    );
    const needs = (view: DisplacementView) => only(view.sessions).needs.map(({ code }) => code);
    expect(needs(await calls.look(day.asked))).toEqual(['anticoagulant-decided']);
    expect(needs(await calls.look(day.asked, administrator))).toEqual(['preparation-begun']);
    const member = administrator;
    expect((await calls.settle(day.asked, { waitlist: [named(session)] }, { member })).status).toBe(403);
    expect((await calls.settle(day.asked, {}, { member })).status).toBe(200);
    const physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
    for (const other of [desk.nurse, physician]) {
      expect((await calls.ask(day.asked, other)).status).toBe(403);
      expect((await calls.settle(day.asked, {}, { member: other })).status).toBe(403);
    }
  });

  it('knows nothing of another practice', async () => {
    const foreign = await givenPractice(desk.test, 'Elsewhere');
    const clinic = await givenClinic(desk.test, foreign);
    const day = freshDay();
    expect((await calls.ask({ ...day.asked, clinicId: clinic.clinicId })).status).toBe(404);
    expect((await calls.ask({ ...day.asked, resourceId: clinic.cArms[0] ?? '' })).status).toBe(404);
    expect((await calls.settle({ ...day.asked, clinicId: clinic.clinicId }, {})).status).toBe(404);
    const session: BookedSession = await desk.givenSession({ at: day.at('09:00') });
    await calls.settle(day.asked, { waitlist: [named(session)] });
    const { standing } = await calls.look(day.asked);
    if (standing === null) throw new Error('Nothing is closed.');
    const stranger = await givenMember(desk.test, foreign, 'scheduler');
    expect((await calls.reopen(standing, stranger)).status).toBe(404);
  });

  it('leaves its trace in the trail of each patient', async () => {
    const day = freshDay();
    const session = await desk.givenSession({ at: day.at('09:00') });
    await calls.look(day.asked);
    await calls.settle(day.asked, { waitlist: [named(session)] });
    const rows = await desk.test.database.rows<{ action: string; resource: string }>(
      `SELECT action, resource FROM audit_event WHERE $1 = ANY (patient_ids) AND resource IN ('displacement', 'displaced-session', 'session', 'waitlist-entry', 'follow-up-task')
        ORDER BY sequence`,
      [session.patientId],
    );
    const kinds = rows.map(({ action, resource }) => `${action} ${resource}`);
    for (const kind of [
      'read displacement',
      'create displaced-session',
      'update session',
      'create waitlist-entry',
    ])
      expect(kinds).toContain(kind);
  });
});
