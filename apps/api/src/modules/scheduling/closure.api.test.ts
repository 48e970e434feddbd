import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { ClosureSettingsView, HolidayPreviewView } from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { displacementDesk } from '../../testing/given-displacement.js';
import { givenMember, givenPractice, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
});
afterAll(() => desk.test.close());

const post = (
  path: string,
  body: object,
  member = desk.scheduler,
  key = uuid(),
  clinicId = desk.clinic.clinicId,
) => desk.test.as(member).post(`/api/v1/clinics/${clinicId}/${path}`).set('Idempotency-Key', key).send(body);
const from = async (date: string) =>
  (await desk.test.as(desk.scheduler).get(`/api/v1/clinics/${desk.clinic.clinicId}/closures?from=${date}`))
    .body as ClosureSettingsView[];
/** A Monday of its own for each story. */
function freshDay(): { readonly date: string; readonly at: (time: string) => number } {
  const week = desk.freshWeek();
  const at = (time: string) => desk.clinic.at(week, 1, time);
  return { at, date: civilDateAt(at('12:00'), desk.clinic.zone) };
}
const trailOf = (id: string) =>
  desk.test.database.rows<{ action: string }>(
    `SELECT action FROM audit_event WHERE practice_id = $1 AND resource = 'closure' AND resource_id = $2 ORDER BY sequence`,
    [desk.clinic.practiceId, id],
  );

describe('a closure', () => {
  it('of the clinic stands for whole days, keeps everybody from booking, and goes again', async () => {
    const { date, at } = freshDay();
    const added = await post('closures', { from: date, to: date, reason: ' Staff day ' }, administrator);
    expect(added.status, JSON.stringify(added.body)).toBe(201);
    expect(added.body).toMatchObject({
      reason: 'Staff day',
      resource: null,
      from: date,
      to: date,
      fromTime: null,
      toTime: null,
      fromDesk: false,
    });
    const series = await givenBookableSeries(desk.test, desk.clinic);
    expect(codes(await desk.book(series, { at: at('09:00') }))).toContain('scheduling.clinic-closed');
    const { id, version } = added.body as ClosureSettingsView;
    const removed = await post('closure-removals', { closures: [{ id, version }] });
    expect(removed.body).toEqual({ removed: 1 });
    expect((await desk.book(series, { at: at('09:00') })).status).toBe(201);
    expect((await trailOf(id)).map(({ action }) => action)).toEqual(['create', 'delete']);
  });

  it('of a room for some hours holds the room, so that the database refuses too', async () => {
    const { date, at } = freshDay();
    const [room] = desk.clinic.rooms;
    const added = await post('closures', {
      resourceId: room,
      from: date,
      to: date,
      fromTime: '12:00',
      toTime: '15:00',
      reason: 'Service',
    });
    expect(added.body).toMatchObject({
      resource: { id: room, kind: 'room' },
      fromTime: '12:00',
      toTime: '15:00',
    });
    const series = await givenBookableSeries(desk.test, desk.clinic);
    expect(codes(await desk.book(series, { at: at('13:00') }))).toContain('scheduling.resource-busy');
    expect((await desk.book(series, { at: at('09:00') })).status).toBe(201);
  });

  it('is not put over a session: it says how many stand in it, and the desk closes it instead', async () => {
    const { date, at } = freshDay();
    await desk.givenSession({ at: at('09:00') });
    await desk.givenSession({ at: at('11:00') });
    const refused = await post('closures', { from: date, to: date, reason: 'Snow' });
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toMatchObject([
      { code: 'settings.closure-over-sessions', pointer: '/from', facts: { sessions: 2 } },
    ]);
    expect(await from(date)).not.toContainEqual(expect.objectContaining({ from: date }));
    const otherRoom = await post('closures', {
      resourceId: desk.clinic.rooms[1],
      from: date,
      to: date,
      reason: 'Paint',
    });
    expect(otherRoom.status).toBe(201);
    const failure = { clinicId: desk.clinic.clinicId, from: date };
    await displacementDesk(desk.test, desk.scheduler).settle(failure, {});
    const standing = (await from(date)).find(({ reason }) => reason === 'Out of order');
    expect(standing).toMatchObject({ fromDesk: true, from: date });
    // What was closed at the desk is opened there, too: no displacement stands without its closure.
    const removed = await post('closure-removals', {
      closures: [{ id: standing?.id, version: standing?.version }],
    });
    expect(removed.status, JSON.stringify(removed.body)).toBe(200);
    const [left] = await desk.test.database.rows<{ count: string }>(
      `SELECT count(*) FROM displacement WHERE reason = 'Out of order' AND reopened_at IS NULL`,
    );
    expect(Number(left?.count)).toBe(0);
  });

  it('of a physician looks at every clinic where she is booked', async () => {
    const clinic = await givenClinic(desk.test, desk.clinic.practiceId);
    const there = desk.at(clinic);
    const week = desk.freshWeek();
    await there.givenSession({ at: clinic.at(week, 1, '09:00') });
    const date = civilDateAt(clinic.at(week, 1, '09:00'), clinic.zone);
    const refused = await post(
      'closures',
      { resourceId: clinic.physicians[0], from: date, to: date, reason: 'Leave' },
      desk.scheduler,
      uuid(),
      clinic.clinicId,
    );
    expect(codes(refused)).toEqual(['settings.closure-over-sessions']);
  });

  it('stands once: the same days again are closed already, and the same call has one effect', async () => {
    const { date } = freshDay();
    const key = uuid();
    const body = { from: date, to: date, reason: 'Holiday' };
    const [first, again] = [
      await post('closures', body, desk.scheduler, key),
      await post('closures', body, desk.scheduler, key),
    ];
    expect(again.body).toEqual(first.body);
    expect(codes(await post('closures', body))).toEqual(['settings.closure-stands-already']);
  });

  it.each([
    ['ends before it begins', { from: '2031-02-03', to: '2031-02-02' }],
    ['is over', { from: '2020-01-01', to: '2020-01-01' }],
    ['lasts longer than a year', { from: '2031-01-01', to: '2032-01-02' }],
  ])('is refused where it %s', async (_story, days) => {
    const answer = await post('closures', { ...days, reason: 'Holiday' });
    expect([answer.status, answer.body.errors]).toMatchObject([422, [{ pointer: '/to' }]]);
  });

  it('meets no booking that comes in at the same moment: of the two, one is refused, day after day', async () => {
    const days = Array.from({ length: 8 }, freshDay);
    const series = await Promise.all(days.map(() => givenBookableSeries(desk.test, desk.clinic)));
    const races = await Promise.all(
      days.map(async ({ date, at }, index) => {
        const one = series[index];
        if (one === undefined) throw new Error('Each day has a series.');
        const pair = await Promise.all([
          desk.book(one, { at: at('09:00') }),
          post('closures', { from: date, to: date, reason: 'Race' }),
        ]);
        return pair.map(({ status }) => status).toSorted((x, y) => x - y);
      }),
    );
    expect(races).toEqual(days.map(() => [201, 409]));
  });

  it('is changed by schedulers and administrators alone, and only in their own practice', async () => {
    const { date } = freshDay();
    const body = { from: date, to: date, reason: 'Mine' };
    expect((await post('closures', body, desk.nurse)).status).toBe(403);
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'administrator');
    expect((await post('closures', body, stranger)).status).toBe(404);
    expect((await post('holiday-previews', { calendar: 'x' }, stranger)).status).toBe(404);
    const stale = (await post('closures', body)).body as ClosureSettingsView;
    const late = await post('closure-removals', { closures: [{ id: stale.id, version: stale.version + 1 }] });
    expect([late.status, codes(late)]).toEqual([412, ['stale']]);
  });
});

describe('a calendar of public holidays', () => {
  const file = (...events: string[]) =>
    ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Holidays//EN', ...events, 'END:VCALENDAR', ''].join('\r\n');
  const event = (date: string, name: string) =>
    `BEGIN:VEVENT\r\nUID:${name}@holidays\r\nDTSTART;VALUE=DATE:${date.replaceAll('-', '')}\r\nSUMMARY:${name}\r\nEND:VEVENT`;

  it('is shown before it is used, with what stands already and where sessions are in the way', async () => {
    const [free, busy, closed] = [freshDay(), freshDay(), freshDay()];
    await desk.givenSession({ at: busy.at('09:00') });
    await post('closures', { from: closed.date, to: closed.date, reason: 'Closed before' });
    const calendar = file(
      event(closed.date, 'Third'),
      event(busy.date, 'Second'),
      event(free.date, 'First'),
      'BEGIN:VEVENT\r\nUID:t@h\r\nDTSTART:20310101T090000Z\r\nSUMMARY:Party\r\nEND:VEVENT',
    );
    const preview = (await post('holiday-previews', { calendar })).body as HolidayPreviewView;
    expect(preview).toEqual({
      days: [
        { from: free.date, to: free.date, name: 'First', state: 'new', sessions: 0 },
        { from: busy.date, to: busy.date, name: 'Second', state: 'new', sessions: 1 },
        { from: closed.date, to: closed.date, name: 'Third', state: 'there', sessions: 0 },
      ],
      more: 0,
      leftOut: [{ name: 'Party', reason: 'part-of-a-day' }],
    });
    expect(await from(free.date)).not.toContainEqual(expect.objectContaining({ reason: 'First' }));

    const both = [free, busy].map(({ date }, index) => ({ from: date, to: date, reason: `Day ${index}` }));
    const refused = await post('holidays', { days: both });
    expect(refused.body.errors).toMatchObject([
      { code: 'settings.closure-over-sessions', pointer: '/days/1/from' },
    ]);
    expect(await from(free.date)).not.toContainEqual(expect.objectContaining({ reason: 'Day 0' }));
    const used = await post('holidays', { days: both.slice(0, 1) });
    expect(used.status, JSON.stringify(used.body)).toBe(201);
    expect(used.body).toMatchObject([{ reason: 'Day 0', from: free.date }]);
    const again = (await post('holiday-previews', { calendar })).body as HolidayPreviewView;
    expect(again.days[0]?.state).toBe('there');
  });

  it('is refused when it is none', async () => {
    const answer = await post('holiday-previews', { calendar: '<!doctype html><p>Holidays</p>' });
    expect([answer.status, codes(answer)]).toEqual([422, ['settings.calendar-unreadable']]);
  });

  it('of many years shows a hundred days, and says how many more there are', async () => {
    const first = addCivilDays(civilDateAt(Date.now(), desk.clinic.zone), 200);
    const days = Array.from({ length: 103 }, (_, day) => event(addCivilDays(first, 2 * day), `Day ${day}`));
    const preview = (await post('holiday-previews', { calendar: file(...days) })).body as HolidayPreviewView;
    expect([preview.days.length, preview.more]).toEqual([100, 3]);
  });
});
