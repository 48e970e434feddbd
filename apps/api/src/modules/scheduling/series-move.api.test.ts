import type { MoveChangeView, MovePreviewView } from '@lull/contracts';
import { civilDateAt, civilDaysBetween, wallTimeAt } from '@lull/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { codes, iso, minutes, startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

/** Sessions of one series on Mondays, `weeks` after the first. */
async function givenWeeks(
  weeks: readonly number[],
  wishes: Parameters<typeof givenBookableSeries>[2] = {},
): Promise<{ series: GivenSeries; sessions: BookedSession[]; week: number }> {
  const series = await givenBookableSeries(desk.test, desk.clinic, wishes);
  const week = desk.freshWeek();
  for (let more = 0; more < 12; more += 1) desk.freshWeek();
  const sessions = [];
  for (const [index, plus] of weeks.entries()) {
    const at = desk.clinic.at(week + plus, 1, `${String(9 + index).padStart(2, '0')}:00`);
    sessions.push(await desk.givenSession({ at }, series));
  }
  return { series, sessions, week };
}

async function preview(session: BookedSession, scope: string, startsAt: number): Promise<MovePreviewView> {
  const answer = await desk.test
    .as(desk.scheduler)
    .post(`/api/v1/sessions/${session.id}/moves/preview`)
    .send({ ...desk.moveBody(startsAt), scope });
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as MovePreviewView;
}

const placeOf = ({ sessionId, version, roomId, physicianId, to }: MoveChangeView) => ({
  sessionId,
  version,
  roomId,
  physicianId,
  startsAt: iso(to),
});

const apply = (session: Pick<BookedSession, 'id' | 'version'>, { scope, changes }: MovePreviewView) => {
  const [moved, ...later] = changes;
  if (moved === undefined) throw new Error('A preview shows the moved session.');
  const { roomId, physicianId, startsAt } = placeOf(moved);
  return desk.change(session, 'moves', { roomId, physicianId, startsAt, scope, later: later.map(placeOf) });
};

const wall = (at: number): string => wallTimeAt(at, desk.clinic.zone);
const startsOf = async ({ seriesId }: GivenSeries): Promise<string[]> => {
  const rows = await desk.test.database.rows(
    `SELECT (extract(epoch FROM starts_at) * 1000)::float8 AS start FROM session WHERE series_id = $1 ORDER BY starts_at`,
    [seriesId],
  );
  return rows.map(({ start }) => wall(Number(start)));
};

function nth(index: number, sessions: readonly BookedSession[]): BookedSession {
  const found = sessions[index];
  if (found === undefined) throw new Error(`There is no session ${index}.`);
  return found;
}

describe('moving a session of a series', () => {
  it('shifts the rest by as many days at their own wall times, in one transaction', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1, 2]);
    const first = nth(0, sessions);
    const confirmed = await desk.change(first, 'steps', { to: 'confirmed' });
    const shown = await preview(first, 'shift-rest', desk.clinic.at(week + 1, 2, '11:00'));
    expect(shown).toMatchObject({ accepted: true, laterSessions: 2 });
    expect(shown.changes.map(({ to }) => wall(to))).toEqual(
      [
        desk.clinic.at(week + 1, 2, '11:00'),
        desk.clinic.at(week + 2, 2, '10:00'),
        desk.clinic.at(week + 3, 2, '11:00'),
      ].map(wall),
    );
    expect(shown.changes.map(({ confirmationVoided }) => confirmationVoided)).toEqual([true, false, false]);
    const answer = await apply(confirmed.body, shown);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body.sessions).toMatchObject([
      { id: first.id, version: 3, state: 'booked', confirmationVoided: true },
      { version: 2, confirmationVoided: false },
      { version: 2, confirmationVoided: false },
    ]);
    expect(await startsOf(series)).toEqual(shown.changes.map(({ to }) => wall(to)));
  });

  it('goes back the same way', async () => {
    const { series, sessions, week } = await givenWeeks([1, 2]);
    const shown = await preview(nth(0, sessions), 'shift-rest', desk.clinic.at(week, 5, '09:00'));
    const answer = await apply(nth(0, sessions), shown);
    expect(answer.status).toBe(200);
    expect(await startsOf(series)).toEqual([
      wall(desk.clinic.at(week, 5, '09:00')),
      wall(desk.clinic.at(week + 1, 5, '10:00')),
    ]);
  });

  it('plans the rest anew on the target intervals, at free times', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1, 2]);
    // The target interval is 21 days: the wished time of the next is taken by somebody else.
    await desk.givenSession({ at: desk.clinic.at(week + 4, 1, '10:00') });
    const shown = await preview(nth(0, sessions), 'plan-anew', desk.clinic.at(week + 1, 1, '09:00'));
    expect(shown.accepted).toBe(true);
    const [moved, next, last] = shown.changes.map(({ to }) => to);
    const days = (from = 0, to = 0) =>
      civilDaysBetween(civilDateAt(from, desk.clinic.zone), civilDateAt(to, desk.clinic.zone));
    expect([days(moved, next), days(next, last)]).toEqual([21, 21]);
    expect(wall(next ?? 0).slice(11)).not.toBe('10:00');
    const answer = await apply(nth(0, sessions), shown);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(await startsOf(series)).toEqual(shown.changes.map(({ to }) => wall(to)));
  });

  it('with only this shows the interval that would break, and moves nobody', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1]);
    const before = await startsOf(series);
    const shown = await preview(nth(0, sessions), 'only-this', desk.clinic.at(week, 4, '09:00'));
    expect(shown).toMatchObject({
      accepted: false,
      laterSessions: 1,
      changes: [{ refusals: [{ code: 'series.interval-too-short', overridable: true }] }],
    });
    const answer = await apply(nth(0, sessions), shown);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([409, '/startsAt']);
    expect(await startsOf(series)).toEqual(before);
  });

  it('is all or none: a time that is taken for one refuses every one, and says which', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1, 2]);
    const before = await startsOf(series);
    await desk.givenSession({ at: desk.clinic.at(week + 2, 2, '10:00') });
    const shown = await preview(nth(0, sessions), 'shift-rest', desk.clinic.at(week + 1, 2, '09:00'));
    expect(shown.accepted).toBe(false);
    const answer = await apply(nth(0, sessions), shown);
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
    expect(answer.body.errors[0].pointer).toBe('/later/0/startsAt');
    expect(await startsOf(series)).toEqual(before);
  });

  it('checks the version of every session that it touches, and says who changed it', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1], { gated: false });
    const shown = await preview(nth(0, sessions), 'shift-rest', desk.clinic.at(week + 1, 2, '09:00'));
    await desk.change(nth(1, sessions), 'steps', { to: 'confirmed' });
    const before = await startsOf(series);
    const answer = await apply(nth(0, sessions), shown);
    expect([answer.status, answer.body.code]).toEqual([412, 'stale']);
    expect(answer.body.errors[0].facts).toMatchObject({
      changedBy: expect.any(String),
      changedWhat: 'stepped',
      changedAt: expect.any(Number),
    });
    expect(answer.body.detail).toMatch(/changed the state of this session \(\d\d:\d\d on/);
    expect(await startsOf(series)).toEqual(before);
  });

  it('refuses a preview that no longer holds because a session came to the series', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1]);
    const shown = await preview(nth(0, sessions), 'shift-rest', desk.clinic.at(week + 1, 2, '09:00'));
    await desk.givenSession({ at: desk.clinic.at(week + 5, 1, '09:00') }, series);
    const answer = await apply(nth(0, sessions), shown);
    expect([answer.status, answer.body.errors[0].facts]).toEqual([412, { noun: 'series' }]);
  });

  it('never touches what was discharged, and has one effect under one key', async () => {
    const { series, sessions, week } = await givenWeeks([0, 1, 2]);
    await desk.test.database.rows(`SET session_replication_role = replica`);
    await desk.test.database.rows(`UPDATE session SET state = 'discharged' WHERE id = $1`, [
      nth(0, sessions).id,
    ]);
    const shown = await preview(nth(1, sessions), 'shift-rest', desk.clinic.at(week + 2, 2, '10:00'));
    expect(shown.changes.map(({ sessionId }) => sessionId)).toEqual([
      nth(1, sessions).id,
      nth(2, sessions).id,
    ]);
    const [moved, ...later] = shown.changes.map(placeOf);
    const { sessionId: _s, version: _v, ...place } = moved ?? placeOf({} as MoveChangeView);
    const key = uuid();
    const send = () =>
      desk.test
        .as(desk.scheduler)
        .post(`/api/v1/sessions/${nth(1, sessions).id}/moves`)
        .set('Idempotency-Key', key)
        .set('If-Match', '"v1"')
        .send({ ...place, scope: 'shift-rest', later });
    const answer = await send();
    const again = await send();
    expect([answer.status, again.status, again.headers['idempotency-replayed']]).toEqual([200, 200, 'true']);
    expect((await startsOf(series))[0]).toBe(wall(nth(0, sessions).start));
    const done = await preview(nth(0, sessions), 'only-this', desk.clinic.at(week, 2, '09:00')).catch(
      (error: Error) => error.message,
    );
    expect(done).toContain('scheduling.session-step-not-allowed');
  });
});

describe('a refused move', () => {
  const nearestTo = async (session: { readonly id: string }, wished: number): Promise<number[]> => {
    const scheduler = desk.test.as(desk.scheduler);
    const answer = await scheduler.post('/api/v1/sessions/checks').send({
      ...desk.moveBody(wished),
      seriesId: (await scheduler.get(`/api/v1/sessions/${session.id}`)).body.seriesId,
      clinicId: desk.clinic.clinicId,
      sessionId: session.id,
    });
    return (answer.body.freeTimes as { start: number }[]).map(({ start }) => start);
  };

  it('offers the nearest free times around the wished one, a session apart', async () => {
    const session = await desk.givenSession();
    const other = await desk.givenSession({ at: session.start + minutes(60) });
    const starts = await nearestTo(session, other.start);
    expect(starts).toHaveLength(3);
    const apart = starts.flatMap((one, index) => starts.slice(index + 1).map((each) => Math.abs(each - one)));
    expect(Math.min(...apart)).toBeGreaterThanOrEqual(minutes(30));
    expect(starts.every((start) => Math.abs(start - other.start) <= minutes(120))).toBe(true);
  });

  it('does not offer the time that the session has already', async () => {
    const session = await desk.givenSession();
    const starts = await nearestTo(session, session.start);
    expect(starts).toHaveLength(3);
    expect(starts).not.toContain(session.start);
  });
});

describe('taking a cancellation back', () => {
  const restore = (session: Pick<BookedSession, 'id' | 'version'>) => desk.change(session, 'restore', {});

  it('puts the session back with all it held, and closes the task', async () => {
    const session = await desk.givenSession();
    const cancelled = await desk.change(session, 'cancel', { reason: 'no-escort' });
    const back = await restore(cancelled.body);
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(back.body).toMatchObject({
      state: 'booked',
      start: session.start,
      cancelReason: null,
      version: 3,
      lastChange: { what: 'restored' },
    });
    expect(back.body.holds).toHaveLength(9);
    expect(
      await desk.test.database.rows(`SELECT state, note FROM follow_up_task WHERE session_id = $1`, [
        session.id,
      ]),
    ).toEqual([{ state: 'dismissed', note: 'The cancellation was taken back.' }]);
  });

  it('is refused where the time has been taken meanwhile, and the task stays open', async () => {
    const session = await desk.givenSession();
    const cancelled = await desk.change(session, 'cancel', { reason: 'no-escort' });
    await desk.givenSession({ at: session.start });
    const back = await restore(cancelled.body);
    expect(back.status).toBe(409);
    expect(codes(back)).toContain('scheduling.resource-busy');
    expect(
      await desk.test.database.rows(`SELECT state FROM follow_up_task WHERE session_id = $1`, [session.id]),
    ).toEqual([{ state: 'open' }]);
  });

  it('is refused after the grace, and for a session that stands', async () => {
    const session = await desk.givenSession();
    expect(codes(await restore(session))).toEqual(['scheduling.not-cancelled']);
    const cancelled = await desk.change(session, 'cancel', { reason: 'no-escort' });
    await desk.test.database.rows(`SET session_replication_role = replica`);
    await desk.test.database.rows(
      `UPDATE session SET ended_at = ended_at - interval '2 minutes' WHERE id = $1`,
      [session.id],
    );
    expect(codes(await restore(cancelled.body))).toEqual(['scheduling.cancellation-final']);
  });
});
