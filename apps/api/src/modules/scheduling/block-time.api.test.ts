import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { BlockTimeOccurrenceView, BlockTimePatternView, BlockTimePreviewView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';
import { blockTimeDesk } from '../../testing/given-block-time.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { codes, iso, minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
let calls: ReturnType<typeof blockTimeDesk>;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
  calls = blockTimeDesk(desk);
});
afterAll(() => desk.test.close());

describe('making block time', () => {
  const wish = (changes: object = {}) => ({
    physicianId: desk.clinic.physicians[0],
    roomId: desk.clinic.rooms[0],
    weekday: 6,
    from: '08:00',
    to: '12:00',
    repeats: 'nth-weekdays',
    nths: [3, 1],
    validFrom: '2030-01-01',
    validTo: '2030-03-31',
    mostSessions: 4,
    releaseLeadDays: null,
    ...changes,
  });

  it('gives its occurrences of a range, in the wall time of the clinic', async () => {
    const made = await calls.post(calls.clinicPath(), wish());
    expect(made.status).toBe(201);
    expect(made.headers['etag']).toBe('"v1"');
    expect(made.body).toMatchObject({
      nths: [1, 3],
      mostSessions: 4,
      releaseLeadDays: null,
      everyWeeks: null,
    });
    const answer = await desk.test
      .as(desk.nurse)
      .get(`${calls.clinicPath()}/occurrences`)
      .query({ from: '2030-01-01', to: '2030-03-20' });
    const own = (answer.body as BlockTimeOccurrenceView[]).filter(
      (each) => each.blockTimeId === made.body.id,
    );
    expect(own.map(({ date }) => date)).toEqual([
      '2030-01-05',
      '2030-01-19',
      '2030-02-02',
      '2030-02-16',
      '2030-03-02',
      '2030-03-16',
    ]);
    expect(new Set(own.map(({ start }) => new Date(start).toISOString().slice(11, 16)))).toEqual(
      new Set(['13:00', '12:00']),
    );
    expect(own[0]).toMatchObject({ state: 'owned', releasesOn: null, sessions: 0, usedMinutes: 0 });
  });

  it.each([
    ['that ends before it begins', { from: '12:00', to: '08:00' }, 'scheduling.block-time-impossible'],
    ['whose last day lies before its first', { validTo: '2029-12-31' }, 'scheduling.block-time-impossible'],
    [
      'every so many weeks without a week that counts',
      { repeats: 'every-n-weeks', everyWeeks: 2 },
      'field-invalid',
    ],
    [
      'in time that is owned in this room',
      { weekday: 1, nths: [1], physicianId: 1 },
      'scheduling.block-time-overlaps',
    ],
    ['in a room that is none of the clinic', { roomId: uuid() }, 'not-found'],
  ])('%s is refused by code', async (_sentence, changes, code) => {
    const physicianId = 'physicianId' in changes ? desk.clinic.physicians[1] : desk.clinic.physicians[0];
    const answer = await calls.post(calls.clinicPath(), wish({ weekday: 7, ...changes, physicianId }));
    expect(codes(answer)).toEqual([code]);
  });

  it('of every second week is open to bookings in its weeks alone, up to its cap', async () => {
    const room = desk.clinic.rooms[1];
    const friday = desk.freshWeek();
    const date = calls.dateOf(desk.clinic.at(friday, 5, '16:00'));
    const made = await calls.post(
      calls.clinicPath(),
      wish({
        roomId: room,
        weekday: 5,
        from: '16:00',
        to: '17:30',
        repeats: 'every-n-weeks',
        everyWeeks: 2,
        anchorDate: addCivilDays(date, 2),
        validFrom: date,
        validTo: null,
        mostSessions: 1,
      }),
    );
    expect(made.status).toBe(201);
    await desk.givenSession({ at: desk.clinic.at(friday, 5, '16:00'), room: 1, durationMinutes: 15 });
    const book = async (at: number, more: object = {}) =>
      desk.book(await givenBookableSeries(desk.test, desk.clinic), { at, room: 1, ...more });
    const second = await book(desk.clinic.at(friday, 5, '16:30'));
    expect(codes(second)).toEqual(['scheduling.block-time-full']);
    expect(second.body.errors[0].detail).toContain('takes one session');
    expect(codes(await book(desk.clinic.at(friday + 1, 5, '16:00')))).toEqual([
      'scheduling.outside-block-time',
    ]);
    const overrides = [{ code: 'scheduling.block-time-full', reason: 'A short one' }];
    expect((await book(desk.clinic.at(friday, 5, '16:30'), { overrides })).status).toBe(201);
    const free = await desk.test
      .as(desk.scheduler)
      .post('/api/v1/sessions/checks')
      .send(
        desk.wishFor(await givenBookableSeries(desk.test, desk.clinic), {
          at: desk.clinic.at(friday, 5, '16:10'),
          room: 1,
        }),
      );
    expect(
      (free.body.freeTimes as { start: number; roomId: string }[]).some(
        ({ start, roomId }) => roomId === room && calls.dateOf(start) === date,
      ),
    ).toBe(false);
  });

  it('takes no more than its cap of those who come at once', async () => {
    const week = desk.freshWeek();
    const blockTime = await calls.standing(3);
    const capped = await calls.ask(blockTime, 'changes', { scope: 'pattern', mostSessions: 2 });
    expect(capped.status).toBe(200);
    const answers = await Promise.all(
      ['08:00', '09:00', '10:00', '11:00', '12:00'].map(async (time) =>
        desk.book(await givenBookableSeries(desk.test, desk.clinic), { at: desk.clinic.at(week, 3, time) }),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 201, 409, 409, 409]);
    expect(new Set(answers.flatMap(codes))).toEqual(new Set(['scheduling.block-time-full']));
    const [later] = (capped.body.parts as BlockTimePatternView[]).filter(
      ({ mostSessions }) => mostSessions === 2,
    );
    if (later === undefined) throw new Error('The capped part stands.');
    await calls.ask(later, 'changes', { scope: 'pattern', mostSessions: null });
  });
});

describe('changing block time', () => {
  it('for this week only names the sessions that fall outside, and moves, keeps or places each again', async () => {
    const week = desk.freshWeek();
    const at = (time: string) => desk.clinic.at(week, 2, time);
    const [early, nine, ten] = [
      await desk.givenSession({ at: at('08:00') }),
      await desk.givenSession({ at: at('09:00') }),
      await desk.givenSession({ at: at('10:00') }),
    ];
    const stays = await desk.givenSession({ at: at('12:00') });
    const blockTime = await calls.standing(2);
    const change = { scope: 'this-week-only', date: calls.dateOf(at('08:00')), from: '11:00' };
    const preview = await calls.ask(blockTime, 'change-previews', change);
    expect(preview.status).toBe(200);
    const { sessions, occurrences } = preview.body as BlockTimePreviewView;
    expect(sessions.map(({ id }) => id)).toEqual([early.id, nine.id, ten.id]);
    expect(sessions[0]).toMatchObject({
      patientName: 'Nuñez, Ada',
      reasons: [{ code: 'scheduling.outside-block-time' }],
    });
    expect(occurrences[0]).toMatchObject({ date: change.date, start: at('11:00'), sessionsOutside: 3 });
    const firsts = sessions.map(({ proposals }) => proposals[0]?.start);
    expect(new Set(firsts).size).toBe(3);

    const unspoken = await calls.ask(blockTime, 'changes', change);
    expect(codes(unspoken)).toEqual(Array(3).fill('scheduling.session-to-rehouse'));
    const proposal = sessions[0]?.proposals[0];
    const rehousings = [
      {
        sessionId: early.id,
        version: 1,
        how: 'move',
        startsAt: iso(proposal?.start ?? 0),
        roomId: proposal?.roomId,
      },
      { sessionId: nine.id, version: 1, how: 'keep', reason: 'She cannot come later' },
      { sessionId: ten.id, version: 1, how: 'waitlist' },
    ];
    const changed = await calls.ask(blockTime, 'changes', { ...change, rehousings });
    expect(changed.status).toBe(200);
    expect(await calls.stateOf(early)).toMatchObject({ start: proposal?.start, state: 'booked' });
    expect(await calls.stateOf(nine)).toMatchObject({
      start: at('09:00'),
      overrides: [{ code: 'scheduling.outside-block-time', reason: 'She cannot come later' }],
    });
    expect(await calls.stateOf(ten)).toMatchObject({ state: 'cancelled' });
    expect(await calls.tasksOf(ten.id)).toEqual(['place-again']);
    expect((await calls.stateOf(stays)).version).toBe(1);
    expect(await calls.occurrence(change.date, blockTime.id)).toMatchObject({
      start: at('11:00'),
      thisWeekOnly: true,
    });
    expect(await calls.occurrence(addCivilDays(change.date, 7), blockTime.id)).toMatchObject({
      thisWeekOnly: false,
    });
    const day = await desk.test
      .as(desk.scheduler)
      .get(`/api/v1/clinics/${desk.clinic.clinicId}/days/${change.date}`);
    expect(day.body.blockTimes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ id: blockTime.id, start: at('11:00'), thisWeekOnly: true }),
      ]),
    );
  });

  it('is all or nothing: a move that cannot be leaves everything as it was', async () => {
    const week = desk.freshWeek();
    const at = (time: string) => desk.clinic.at(week, 2, time);
    const session = await desk.givenSession({ at: at('08:00') });
    const other = await desk.givenSession({ at: at('13:00') });
    const blockTime = await calls.standing(2);
    const change = { scope: 'this-week-only', date: calls.dateOf(at('08:00')), from: '11:00' };
    const rehousings = [{ sessionId: session.id, version: 1, how: 'move', startsAt: iso(other.start) }];
    const refused = await calls.ask(blockTime, 'changes', { ...change, rehousings });
    expect(codes(refused)).toContain('scheduling.resource-busy');
    expect(await calls.occurrence(change.date, blockTime.id)).toMatchObject({ start: at('08:00') });
    expect((await calls.standing(2)).version).toBe(blockTime.version);
    const old = [{ sessionId: session.id, version: 7, how: 'waitlist' }];
    expect((await calls.ask(blockTime, 'changes', { ...change, rehousings: old })).status).toBe(412);
    const twice = [
      { sessionId: session.id, version: 1, how: 'waitlist' },
      { ...rehousings[0], sessionId: other.id },
    ];
    expect(codes(await calls.ask(blockTime, 'changes', { ...change, rehousings: twice }))).toEqual([
      'conflict',
    ]);
  });

  it('from a week on leaves the weeks before as they were, with what was said of them', async () => {
    const week = desk.freshWeek();
    const [before, from, after] = [week, week + 1, week + 2].map((each) => desk.clinic.at(each, 4, '08:00'));
    if (before === undefined || from === undefined || after === undefined) throw new Error('Three weeks.');
    const dropped = await calls.ask(await calls.standing(4), 'changes', {
      scope: 'this-week-only',
      date: calls.dateOf(after),
      ends: true,
    });
    expect(dropped.status).toBe(200);
    const changed = await calls.ask(await calls.standing(4), 'changes', {
      scope: 'following',
      date: calls.dateOf(from),
      from: '10:00',
    });
    const [earlier, later] = changed.body.parts as BlockTimePatternView[];
    expect(earlier).toMatchObject({ from: '08:00', validTo: addCivilDays(calls.dateOf(from), -1) });
    expect(later).toMatchObject({ from: '10:00', validFrom: calls.dateOf(from), validTo: null });
    expect(await calls.occurrence(calls.dateOf(before), earlier?.id ?? '')).toMatchObject({ start: before });
    expect(await calls.occurrence(calls.dateOf(from), later?.id ?? '')).toMatchObject({
      start: from + minutes(120),
    });
    expect(await calls.occurrence(calls.dateOf(after), later?.id ?? '')).toMatchObject({
      state: 'not-this-week',
    });
    if (later === undefined) throw new Error('The later part stands.');
    const ended = await calls.ask(later, 'changes', { scope: 'pattern', ends: true });
    expect(ended.status).toBe(200);
    expect(await calls.occurrence(calls.dateOf(from), later.id)).toBeUndefined();
  });

  it.each([
    [
      'a week that it is not in',
      { scope: 'this-week-only', date: '2030-06-05', from: '09:00' },
      'scheduling.block-time-not-on-date',
    ],
    [
      'a week that is over',
      { scope: 'following', date: '2021-06-01', from: '09:00' },
      'scheduling.block-time-over',
    ],
    ['a week without its date', { scope: 'this-week-only', from: '09:00' }, 'field-invalid'],
    [
      'more than time and room of one week',
      { scope: 'this-week-only', date: '2030-06-04', mostSessions: 2 },
      'field-invalid',
    ],
  ])('%s is refused', async (_sentence, change, code) => {
    expect(codes(await calls.ask(await calls.standing(2), 'changes', change))).toEqual([code]);
  });

  it('by two administrators at once lets one through and shows the other what changed', async () => {
    const blockTime = await calls.standing(5);
    const answers = await Promise.all(
      [1, 2, 3, 4].map((mostSessions) =>
        calls.ask(blockTime, 'changes', { scope: 'pattern', mostSessions: mostSessions + 10 }, administrator),
      ),
    );
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 412, 412, 412]);
    const parts = (await calls.patterns()).filter(
      ({ weekday, roomId }) => weekday === 5 && roomId === blockTime.roomId,
    );
    expect(parts.filter(({ validTo }) => validTo === null)).toHaveLength(1);
    const changes = await desk.test.database.rows(
      `SELECT DISTINCT member_id AS by FROM audit_event WHERE resource = 'block-time' AND resource_id = $1 AND action = 'update'`,
      [blockTime.id],
    );
    expect(changes).toEqual([{ by: administrator.memberId }]);
  });

  it('by two administrators who make block time for one room at once gives it to one', async () => {
    const made = await Promise.all(
      [0, 1].map((physician) =>
        calls.post(
          calls.clinicPath(),
          {
            physicianId: desk.clinic.physicians[physician],
            roomId: desk.clinic.rooms[0],
            weekday: 7,
            from: '08:00',
            to: '12:00',
            repeats: 'weekly',
            validFrom: '2031-01-01',
          },
          administrator,
        ),
      ),
    );
    expect(made.map(({ status }) => status).sort((a, b) => a - b)).toEqual([201, 409]);
    expect(made.flatMap(codes)).toEqual(['scheduling.block-time-overlaps']);
  });
});
