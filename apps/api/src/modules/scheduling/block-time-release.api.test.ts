import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BlockTimePatternView, ReleasePreviewView } from '@lull/contracts';
import { addCivilDays, weekdayOf } from '@lull/domain';
import { blockTimeDesk } from '../../testing/given-block-time.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { arranging } from '../../testing/given-clinic.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';
import { AutomaticRelease } from './automatic-release.js';

let desk: Desk;
let administrator: GivenMember;
let calls: ReturnType<typeof blockTimeDesk>;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
  calls = blockTimeDesk(desk);
});
afterAll(() => desk.test.close());

describe('releasing block time', () => {
  it('demands a word about every session in it, and opens the rest to others', async () => {
    const week = desk.freshWeek();
    const at = (time: string) => desk.clinic.at(week, 1, time);
    const [first, second] = [
      await desk.givenSession({ at: at('09:00') }),
      await desk.givenSession({ at: at('11:00') }),
    ];
    const blockTime = await calls.standing(1);
    const date = calls.dateOf(at('09:00'));
    const preview = await calls.ask(blockTime, 'release-previews', { date });
    const { minutes: all, freeMinutes, sessions } = preview.body as ReleasePreviewView;
    expect([all, freeMinutes]).toEqual([480, 480]);
    expect(sessions.map(({ id }) => id)).toEqual([first.id, second.id]);
    for (const proposal of sessions.flatMap(({ proposals }) => proposals))
      expect(proposal.roomId === blockTime.roomId && calls.dateOf(proposal.start) === date).toBe(false);

    expect(codes(await calls.ask(blockTime, 'releases', { date }))).toEqual(
      Array(2).fill('scheduling.session-to-rehouse'),
    );
    const rehousings = [
      { sessionId: first.id, version: 1, how: 'keep', reason: 'Comes from far away' },
      { sessionId: second.id, version: 1, how: 'waitlist' },
    ];
    const released = await calls.ask(blockTime, 'releases', { date, rehousings });
    expect(released.status).toBe(200);
    expect(released.headers['etag']).toBe(`"v${blockTime.version + 1}"`);
    expect(await calls.tasksOf(second.id)).toEqual(['place-again']);
    const waits = await desk.test.database.rows(
      `SELECT state FROM waitlist_entry WHERE patient_id = $1 AND clinic_id = $2`,
      [second.patientId, desk.clinic.clinicId],
    );
    expect(waits).toEqual([{ state: 'waiting' }]);
    expect(await calls.occurrence(date, blockTime.id)).toMatchObject({
      state: 'released',
      releasedHow: 'by-hand',
      sessions: 1,
      usedMinutes: 40,
    });
    const refilled = await desk.book(await givenBookableSeries(desk.test, desk.clinic), {
      at: at('13:00'),
      physician: 1,
    });
    expect(refilled.status).toBe(201);
    expect(
      codes(await calls.ask(await calls.standing(1), 'reclaims', { date, reason: 'Needed after all' })),
    ).toEqual(['scheduling.block-time-refilled']);
    const report = await desk.test.database.rows(
      `SELECT how, minutes, refilled_by_session_id, refilled_minutes FROM report_block_time_release WHERE block_time_id = $1 AND day = $2`,
      [blockTime.id, date],
    );
    expect(report).toEqual([
      { how: 'by-hand', minutes: 440, refilled_by_session_id: refilled.body.id, refilled_minutes: 30 },
    ]);
  });

  it('is refilled only by what takes its place afterwards', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const overrides = [{ code: 'scheduling.block-time-of-another', reason: 'The owner agreed' }];
    const before = await desk.givenSession({ at, physician: 1, overrides });
    const blockTime = await calls.standing(1);
    const date = calls.dateOf(at);
    expect((await calls.ask(blockTime, 'releases', { date })).status).toBe(200);
    expect((await desk.change(before, 'steps', { to: 'confirmed' })).status).toBe(200);
    const refilledBy = async (): Promise<unknown[]> =>
      (
        await desk.test.database.rows<{ id: string | null }>(
          `SELECT refilled_by_session_id AS id FROM report_block_time_release WHERE block_time_id = $1 AND day = $2`,
          [blockTime.id, date],
        )
      ).map(({ id }) => id);
    expect(await refilledBy()).toEqual([null]);
    const later = { id: before.id, version: before.version + 1 };
    const moved = await desk.change(later, 'move', desk.moveBody(at + 3_600_000, 0, 1));
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    expect(await refilledBy()).toEqual([before.id]);
  });

  it('counts a session that never held anything, as an import brings in those of the past', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const { id } = await desk.givenSession({ at });
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(`DELETE FROM hold WHERE session_id = $1`, [id]),
    );
    const { id: blockTimeId } = await calls.standing(1);
    expect(await calls.occurrence(calls.dateOf(at), blockTimeId)).toMatchObject({
      sessions: 1,
      usedMinutes: 30,
    });
  });

  it('is taken back while it is free, and then is nobody else’s again', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    const date = calls.dateOf(at);
    expect((await calls.ask(await calls.standing(1), 'releases', { date })).status).toBe(200);
    expect(codes(await calls.ask(await calls.standing(1), 'releases', { date }))).toEqual([
      'scheduling.block-time-released-already',
    ]);
    expect(
      (await calls.ask(await calls.standing(1), 'reclaims', { date, reason: 'Needed after all' })).status,
    ).toBe(200);
    const again = await calls.standing(1);
    expect(codes(await calls.ask(again, 'reclaims', { date, reason: 'Twice' }))).toEqual([
      'scheduling.block-time-not-released',
    ]);
    expect(await calls.occurrence(date, again.id)).toMatchObject({
      state: 'owned',
      kept: true,
      releasesOn: null,
    });
    const other = await desk.book(await givenBookableSeries(desk.test, desk.clinic), { at, physician: 1 });
    expect(codes(other)).toEqual(['scheduling.block-time-of-another']);
  });

  it('is for the desk, the administrator and its own physician', async () => {
    const { practiceId } = desk.clinic;
    const date = calls.dateOf(desk.clinic.at(desk.freshWeek(), 1, '09:00'));
    const owner = await givenMember(desk.test, practiceId, 'physician');
    const colleague = await givenMember(desk.test, practiceId, 'physician');
    await desk.test.door.run(arranging(practiceId), (tx) =>
      tx.query(`UPDATE resource SET member_id = $2 WHERE practice_id = $1 AND id = $3`, [
        practiceId,
        owner.memberId,
        desk.clinic.physicians[0],
      ]),
    );
    for (const member of [colleague, desk.nurse])
      expect((await calls.ask(await calls.standing(1), 'releases', { date }, member)).status).toBe(403);
    expect((await calls.ask(await calls.standing(1), 'releases', { date }, owner)).status).toBe(200);
    expect(
      (await calls.ask(await calls.standing(1), 'reclaims', { date, reason: 'Mine' }, administrator)).status,
    ).toBe(200);
  });

  it('raced with bookings leaves no session in it that nobody spoke of', async () => {
    for (let round = 0; round < 6; round += 1) {
      const week = desk.freshWeek();
      const blockTime = await calls.standing(1);
      const date = calls.dateOf(desk.clinic.at(week, 1, '09:00'));
      const series = await Promise.all([0, 1, 2].map(() => givenBookableSeries(desk.test, desk.clinic)));
      const [released, ...booked] = await Promise.all([
        calls.ask(blockTime, 'releases', { date }),
        ...series.map((each, index) =>
          desk.book(each, { at: desk.clinic.at(week, 1, `${String(9 + index).padStart(2, '0')}:00`) }),
        ),
      ]);
      // Whoever books after the release books into free time; before it, the release must be told.
      expect([200, 409]).toContain(released.status);
      expect(new Set(booked.map(({ status }) => status))).toEqual(new Set([201]));
      if (released.status === 409)
        expect(new Set(codes(released))).toEqual(new Set(['scheduling.session-to-rehouse']));
      const [{ early } = { early: 0 }] = await desk.test.database.rows<{ early: number }>(
        `SELECT count(*)::int AS early FROM block_time_release x JOIN session s ON s.practice_id = x.practice_id
            AND s.room_id = x.room_id AND s.starts_at <@ x.during AND s.created_at < x.released_at
          WHERE x.block_time_id = $1 AND x.date = $2`,
        [blockTime.id, date],
      );
      expect(early).toBe(0);
    }
  });
});

describe('the automatic release', () => {
  const round = () => desk.test.app.get(AutomaticRelease).round();

  it('warns the owner a day ahead, notes the release once, and leaves alone what is kept', async () => {
    const today = calls.dateOf(Date.now());
    // Every day of the week, so that the story does not depend on the day on which it is told.
    const made = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((weekday) =>
        calls.post(calls.clinicPath(), {
          physicianId: desk.clinic.physicians[1],
          roomId: desk.clinic.rooms[1],
          weekday,
          from: '18:00',
          to: '20:00',
          repeats: 'weekly',
          releaseLeadDays: 3,
          validFrom: addCivilDays(today, 1),
          validTo: addCivilDays(today, 7),
        }),
      ),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    const ids = made.map(({ body }) => (body as BlockTimePatternView).id);
    const in2 = (await calls.patterns()).find(
      ({ id, weekday }) => ids.includes(id) && weekday === weekdayOf(addCivilDays(today, 4)),
    );
    if (in2 === undefined) throw new Error('It stands on every weekday.');
    await Promise.all([round(), round(), round()]);
    await round();
    const releases = async () =>
      desk.test.database.rows<{ date: string; how: string; minutes: number }>(
        `SELECT date::text, how, minutes FROM block_time_release WHERE block_time_id = ANY ($1) ORDER BY date`,
        [ids],
      );
    expect(await releases()).toEqual(
      [1, 2, 3].map((days) => ({ date: addCivilDays(today, days), how: 'automatic', minutes: 120 })),
    );
    const tasks = await desk.test.as(desk.scheduler).get('/api/v1/follow-up-tasks').query({ state: 'open' });
    const warnings = (
      tasks.body.rows as {
        kind: string;
        dueOn: string;
        patientId: null;
        blockTime: { id: string; date: string };
      }[]
    ).filter(({ kind, blockTime }) => kind === 'block-time-release' && ids.includes(blockTime.id));
    expect(warnings).toMatchObject([
      { dueOn: addCivilDays(today, 1), patientId: null, blockTime: { date: addCivilDays(today, 4) } },
    ]);
    const kept = await calls.ask(in2, 'keeps', {
      date: addCivilDays(today, 4),
      reason: 'A patient is coming',
    });
    expect(kept.status).toBe(200);
    const after = await desk.test.as(desk.scheduler).get('/api/v1/follow-up-tasks').query({ state: 'done' });
    expect(JSON.stringify(after.body)).toContain(in2.id);
    expect(await calls.occurrence(addCivilDays(today, 4), in2.id)).toMatchObject({
      state: 'owned',
      kept: true,
      releasesOn: null,
    });
    await round();
    expect(await releases()).toHaveLength(3);
  });
});
