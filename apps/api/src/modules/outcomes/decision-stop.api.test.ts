import type { SeriesDecisionsView } from '@lull/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DecisionRoom, type GivenWay } from '../../testing/given-decision.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
let room: DecisionRoom;
let waiting: WaitingRoom;
beforeAll(async () => {
  desk = await startDesk();
  room = new DecisionRoom(desk, await givenMember(desk.test, desk.clinic.practiceId, 'physician'));
  waiting = new WaitingRoom(desk);
});
/** Nobody of one story is offered the times of the next. */
afterEach(async () => {
  for (const entry of (await waiting.list()).entries) await waiting.withdraw(entry);
});
afterAll(() => desk.test.close());

const stop = (way: GivenWay, more: object = {}) =>
  room.decide(way, { word: 'stop', endReason: 'no-response', ...more });

/** Everything of a series and around it that a stop touches. */
async function everythingOf(way: GivenWay) {
  const rows = (statement: string, ...parameters: unknown[]) =>
    desk.test.database.rows(statement, parameters);
  return {
    series: await rows(`SELECT state, end_reason, version FROM injection_series WHERE id = $1`, way.seriesId),
    sessions: await rows(
      `SELECT id, state, cancel_reason, version FROM session WHERE series_id = $1 ORDER BY id`,
      way.seriesId,
    ),
    holds: await rows(
      `SELECT h.id, h.active FROM hold h JOIN session s ON s.id = h.session_id WHERE s.series_id = $1 ORDER BY h.id`,
      way.seriesId,
    ),
    words: await rows(`SELECT id FROM decision WHERE series_id = $1 ORDER BY id`, way.seriesId),
    tasks: await rows(
      `SELECT id, state FROM follow_up_task WHERE patient_id = $1 ORDER BY id`,
      way.patientId,
    ),
    freed: await rows(
      `SELECT f.id FROM freed_time f JOIN session s ON s.id = f.session_id WHERE s.series_id = $1 ORDER BY f.id`,
      way.seriesId,
    ),
    entries: await rows(`SELECT id, state FROM waitlist_entry WHERE series_id = $1`, way.seriesId),
  };
}

const offersOf = (way: GivenWay) =>
  desk.test.database.rows<{ entry: string; start: string; state: string }>(
    `SELECT t.entry_id AS entry, t.starts_at AS start, t.state FROM held_time t
       JOIN freed_time f ON f.id = t.freed_time_id JOIN session s ON s.id = f.session_id
      WHERE s.series_id = $1 ORDER BY t.starts_at`,
    [way.seriesId],
  );

describe('a stop', () => {
  it('at #3 of 6 frees the holds of three sessions in one transaction, and the waitlist gets the offers', async () => {
    const way = await room.givenWay(['well', 'not at all', 'not at all'], 3);
    expect(await room.statesOf(way)).toEqual(['booked', 'tentative', 'tentative']);
    expect((await room.holdsOf(way)).every((count) => count > 2)).toBe(true);
    const others = [
      await waiting.givenWaiting({ priority: 'urgent' }),
      await waiting.givenWaiting({ priority: 'soon' }),
      await waiting.givenWaiting(),
    ];

    const answer = await stop(way, { note: 'Two without relief' });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(answer.body).toMatchObject({ state: 'stopped', freed: [], waits: null });
    expect(await room.statesOf(way)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(await room.holdsOf(way)).toEqual([0, 0, 0]);

    const [written] = await desk.test.database.rows<{ transactions: string; reasons: string[] }>(
      `SELECT count(DISTINCT w.xmin::text) AS transactions FROM (
         SELECT xmin FROM session WHERE id = ANY ($1::uuid[])
         UNION ALL SELECT xmin FROM hold WHERE session_id = ANY ($1::uuid[])
         UNION ALL SELECT xmin FROM injection_series WHERE id = $2
         UNION ALL SELECT xmin FROM decision WHERE series_id = $2
         UNION ALL SELECT xmin FROM follow_up_task WHERE patient_id = $3) w`,
      [way.ahead.map(({ id }) => id), way.seriesId, way.patientId],
    );
    expect(Number(written?.transactions)).toBe(1);

    const offers = await offersOf(way);
    expect(offers.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
    expect(new Set(offers.map(({ entry }) => entry))).toEqual(new Set(others.map(({ entry }) => entry.id)));
    expect(await waiting.orphanHolds()).toBe(0);

    const [decision] = (answer.body as SeriesDecisionsView).decisions;
    expect(decision).toMatchObject({
      word: 'stop',
      endReason: 'no-response',
      reason: 'no-response: Two without relief',
      responses: [{ side: 'left', ordinal: 3, response: 'non-responder' }],
      sessions: 3,
      decidedBy: room.physician.name,
      takenBack: null,
    });
    const tasks = await desk.test.database.rows(
      `SELECT kind, told FROM follow_up_task WHERE patient_id = $1`,
      [way.patientId],
    );
    expect(tasks).toEqual([
      { kind: 'other-treatment', told: 'The series was stopped: look for another treatment.' },
    ]);
    const trail = await desk.test.database.rows<{ resource: string }>(
      `SELECT DISTINCT resource FROM audit_event WHERE $1 = ANY (patient_ids) AND member_id = $2 AND action <> 'read'`,
      [way.patientId, room.physician.memberId],
    );
    expect(trail.map(({ resource }) => resource).toSorted()).toEqual(
      expect.arrayContaining(['decision', 'follow-up-task', 'injection-series', 'session'].toSorted()),
    );
  });

  it('that fails in the middle leaves everything as it was', async () => {
    const way = await room.givenWay(['not at all', 'not at all', 'not at all'], 3);
    const before = await everythingOf(way);
    const second = way.ahead[1]?.id ?? '';
    await desk.test.database.rows(`CREATE FUNCTION fail_in_the_middle() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'planted'; END $$`);
    await desk.test.database.rows(`CREATE TRIGGER fail_in_the_middle BEFORE UPDATE ON session FOR EACH ROW
      WHEN (OLD.id = '${second}' AND NEW.state = 'cancelled') EXECUTE FUNCTION fail_in_the_middle()`);
    try {
      expect((await stop(way)).status).toBe(500);
      expect(await everythingOf(way)).toEqual(before);
    } finally {
      await desk.test.database.rows(`DROP TRIGGER fail_in_the_middle ON session`);
    }
    expect((await stop(way)).status).toBe(201);
  });

  it('gives up what the series waited for, and what was held for it', async () => {
    const way = await room.givenWay(['not at all'], 1);
    const entry = await waiting.wait(way);
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const held = await waiting.hold(way, { at });
    expect([entry.status, held.status]).toEqual([201, 201]);
    await stop(way);
    expect(await waiting.stateOf('waitlist_entry', entry.body.id)).toBe('withdrawn');
    expect(await waiting.stateOf('held_time', held.body.id)).toBe('given-back');
    expect(await waiting.orphanHolds()).toBe(0);
  });

  it('waits until a patient who is in the house has gone home', async () => {
    const way = await room.givenWay(['not at all'], 1);
    await waiting.inPractice(`UPDATE session SET state = 'preparing' WHERE practice_id = $1 AND id = $2`, [
      way.ahead[0]?.id,
    ]);
    const answer = await stop(way);
    expect([answer.status, codes(answer)]).toEqual([409, ['series.sessions-still-booked']]);
  });

  it.each([
    ['nothing is left to be done when the relief lasts', 'lasting-relief', []],
    ['or when the patient has died: what is left to see to', 'deceased', ['after-death']],
    ['who is lost is telephoned', 'lost-to-follow-up', ['call-patient']],
    ['for who was harmed something else is looked for', 'adverse-event', ['other-treatment']],
  ])('opens the task of its reason: %s', async (_story, endReason, kinds) => {
    const way = await room.givenWay(['well'], 0);
    expect((await stop(way, { endReason })).status).toBe(201);
    const tasks = await desk.test.database.rows<{ kind: string }>(
      `SELECT kind FROM follow_up_task WHERE patient_id = $1`,
      [way.patientId],
    );
    expect(tasks.map(({ kind }) => kind)).toEqual(kinds);
  });
});

describe('a stop that is taken back', () => {
  it('within its minute lets every session stand again, and withdraws the offers', async () => {
    const way = await room.givenWay(['well', 'not at all'], 2);
    const other = await waiting.givenWaiting();
    const own = await waiting.wait(way);
    await stop(way);
    expect((await offersOf(way)).filter(({ state }) => state === 'held')).toHaveLength(1);

    const back = await room.undo(way);
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(back.body).toMatchObject({
      state: 'active',
      undoUntil: null,
      decisions: [{ word: 'stop', takenBack: { by: room.physician.name } }],
    });
    expect(await room.statesOf(way)).toEqual(['booked', 'tentative']);
    expect((await room.holdsOf(way)).every((count) => count > 2)).toBe(true);
    expect((await offersOf(way)).map(({ state }) => state)).toEqual(['given-back']);
    expect(await waiting.stateOf('waitlist_entry', other.entry.id)).toBe('waiting');
    expect(await waiting.stateOf('waitlist_entry', own.body.id)).toBe('waiting');
    expect((await everythingOf(way)).tasks).toMatchObject([{ state: 'dismissed' }]);
    expect(await waiting.orphanHolds()).toBe(0);
    expect(codes(await room.undo(way))).toEqual(['series.no-decision-to-undo']);
  });

  it('says why not when somebody has one of the times, and moves nothing', async () => {
    const way = await room.givenWay(['not at all'], 2);
    await stop(way);
    const taken = way.ahead[0];
    if (taken === undefined) throw new Error('nothing booked');
    await desk.givenSession({ at: taken.start });
    const before = await everythingOf(way);
    const answer = await room.undo(way);
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
    expect(await everythingOf(way)).toEqual(before);
  });

  it('after its minute is final', async () => {
    const way = await room.givenWay(['not at all'], 1);
    await stop(way);
    // A word is never changed: the database's owner alone can make it older.
    await desk.test.database.rows(`DO $$ BEGIN
      PERFORM set_config('app.practice', '${desk.clinic.practiceId}', true);
      UPDATE decision SET decided_at = decided_at - interval '61 seconds' WHERE series_id = '${way.seriesId}';
    END $$`);
    expect(await room.look(way.seriesId)).toMatchObject({ undoUntil: null });
    expect(codes(await room.undo(way))).toEqual(['series.decision-final']);
  });
});
