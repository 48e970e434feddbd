import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCivilDays, civilDateAt, hourMs } from '@lull/domain';
import type { MonthView, WeekCellView, WeekView } from '@lull/contracts';
import { v4 as uuid } from 'uuid';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { arranging, type GivenClinic } from '../../testing/given-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from '../../testing/test-app.js';

let desk: Desk;
let test: TestApp;
let clinic: GivenClinic;
let scheduler: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  ({ test, clinic, scheduler } = desk);
});
afterAll(() => test.close());

const dayOf = (at: number): string => civilDateAt(at, clinic.zone);
const read = (path: string, member = scheduler) =>
  test.as(member).get(`/api/v1/clinics/${clinic.clinicId}/${path}`);
const givenClosure = (from: number, until: number, resourceId: string | null = null) =>
  test.door.run(arranging(clinic.practiceId), (tx) =>
    tx.query(
      `INSERT INTO closure (practice_id, id, clinic_id, resource_id, during, reason) VALUES ($1, $2, $3, $4, $5, 'Meeting')`,
      [
        clinic.practiceId,
        uuid(),
        clinic.clinicId,
        resourceId,
        `[${new Date(from).toISOString()},${new Date(until).toISOString()})`,
      ],
    ),
  );
const cellOf = (week: WeekView, date: string, resourceId: string): WeekCellView | undefined =>
  week.days.find((day) => day.date === date)?.cells.find((cell) => cell.resourceId === resourceId);

describe('a week', () => {
  it('tells per room and physician the block time, the sessions and how much of it is held', async () => {
    const at = clinic.at(30, 2, '09:00');
    await desk.givenSession({ at });
    await desk.givenSession({ at: at + 2 * hourMs });
    const answer = await read(`weeks/${dayOf(at)}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const week = answer.body as WeekView;
    expect([week.from, week.to]).toEqual([addCivilDays(dayOf(at), -1), addCivilDays(dayOf(at), 5)]);
    const room = cellOf(week, dayOf(at), clinic.rooms[0]);
    expect(room).toMatchObject({
      sessions: 2,
      blockTimes: [
        {
          physicianId: clinic.physicians[0],
          roomId: clinic.rooms[0],
          start: clinic.at(30, 2, '08:00'),
          end: clinic.at(30, 2, '16:00'),
          released: false,
        },
      ],
      // Twice 30 minutes and 10 of turnover.
      fill: { offeredMinutes: 480, heldMinutes: 80, outsideMinutes: 0 },
    });
    expect(week.usualRoomMinutes).toBe(40);
    // 60, 80 and 260 minutes are left of it, in steps of 40.
    expect(room?.fits).toBe(1 + 2 + 6);
    const physician = cellOf(week, dayOf(at), clinic.physicians[0]);
    expect(physician?.fill).toEqual({ offeredMinutes: 480, heldMinutes: 60, outsideMinutes: 0 });
    expect(week.days[1]).toMatchObject({ sessions: 2, fill: { offeredMinutes: 960, heldMinutes: 80 } });
    expect(week.days[6]).toMatchObject({ open: [], cells: [] });
  });

  it('takes closures out of what is offered, and tells what is held while closed', async () => {
    const at = clinic.at(31, 1, '09:00');
    await desk.givenSession({ at });
    await givenClosure(clinic.at(31, 1, '08:00'), clinic.at(31, 1, '12:00'));
    await givenClosure(clinic.at(31, 2, '08:00'), clinic.at(31, 2, '09:00'), clinic.rooms[0]);
    const week = (await read(`weeks/${dayOf(at)}`)).body as WeekView;
    expect(week.days[0]?.closures).toEqual([
      { reason: 'Meeting', start: clinic.at(31, 1, '08:00'), end: clinic.at(31, 1, '12:00') },
    ]);
    expect(cellOf(week, dayOf(at), clinic.rooms[0])?.fill).toEqual({
      offeredMinutes: 240,
      heldMinutes: 0,
      outsideMinutes: 40,
    });
    const tuesday = addCivilDays(dayOf(at), 1);
    expect(cellOf(week, tuesday, clinic.rooms[0])?.fill.offeredMinutes).toBe(420);
    expect(cellOf(week, tuesday, clinic.rooms[1])?.fill.offeredMinutes).toBe(480);
  });

  it('counts no cancelled session, and one that is over with the time that it held', async () => {
    const at = clinic.at(32, 3, '10:00');
    const goes = await desk.givenSession({ at });
    const over = await desk.givenSession({ at: at + 2 * hourMs });
    await desk.change(goes, 'cancel', { reason: 'other' });
    await test.door.run(arranging(clinic.practiceId), async (tx) => {
      await tx.query(`UPDATE hold SET active = false WHERE session_id = $1`, [over.id]);
    });
    const week = (await read(`weeks/${dayOf(at)}`)).body as WeekView;
    expect(cellOf(week, dayOf(at), clinic.rooms[0])).toMatchObject({
      sessions: 1,
      fill: { heldMinutes: 40 },
    });
    await test.door.run(arranging(clinic.practiceId), async (tx) => {
      await tx.query(`DELETE FROM hold WHERE session_id = $1`, [over.id]);
    });
    const imported = (await read(`weeks/${dayOf(at)}`)).body as WeekView;
    expect(cellOf(imported, dayOf(at), clinic.rooms[0])).toMatchObject({
      sessions: 1,
      fill: { heldMinutes: 30 },
    });
  });

  it('holds no patient, and leaves no event in the trail', async () => {
    const at = clinic.at(33, 1, '09:00');
    const { patientId } = await desk.givenSession({ at });
    const answer = await read(`weeks/${dayOf(at)}`);
    expect(answer.text).not.toContain(patientId);
    const trail = await test.database.rows(`SELECT 1 FROM audit_event WHERE request_id = $1`, [
      answer.headers['x-request-id'],
    ]);
    expect(trail).toEqual([]);
  });

  it('begins on the hour that the clinic has, in a week with a change of the clocks', async () => {
    const week = (await read('weeks/2031-03-09')).body as WeekView;
    expect(week.from).toBe('2031-03-03');
    const monday = week.days[0]?.open[0];
    const next = ((await read('weeks/2031-03-10')).body as WeekView).days[0]?.open[0];
    expect(((next?.start ?? 0) - (monday?.start ?? 0)) / hourMs).toBe(7 * 24 - 1);
  });

  it('is refused for what is no date, to who may not read block time, and for another practice', async () => {
    const none = await read('weeks/2031-02-30');
    expect([none.status, none.body.code]).toEqual([400, 'parameter-malformed']);
    const auditor = await givenMember(test, clinic.practiceId, 'auditor');
    expect((await read('weeks/2031-02-03', auditor)).status).toBe(403);
    const stranger = await givenMember(test, await givenPractice(test), 'scheduler');
    expect((await read('weeks/2031-02-03', stranger)).status).toBe(404);
  });
});

describe('a month', () => {
  it('tells of each day how full the rooms are, how many sessions begin and whether it is closed', async () => {
    const at = clinic.at(40, 2, '09:00');
    await desk.givenSession({ at });
    await givenClosure(clinic.at(40, 3, '00:00'), clinic.at(40, 3, '00:00') + 24 * hourMs);
    const answer = await read(`months/${dayOf(at).slice(0, 7)}`);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const { days } = answer.body as MonthView;
    expect(days.length).toBeGreaterThanOrEqual(28);
    expect(days.find(({ date }) => date === dayOf(at))).toEqual({
      date: dayOf(at),
      open: true,
      closures: [],
      sessions: 1,
      fill: { offeredMinutes: 960, heldMinutes: 40, outsideMinutes: 0 },
    });
    const closed = dayOf(clinic.at(40, 3, '12:00'));
    const ofClosed = (await read(`months/${closed.slice(0, 7)}`)).body as MonthView;
    expect(ofClosed.days.find(({ date }) => date === closed)).toMatchObject({
      open: true,
      closures: ['Meeting'],
      fill: { offeredMinutes: 0 },
    });
  });

  it('has as many days as the calendar gives it', async () => {
    const days = async (month: string) => ((await read(`months/${month}`)).body as MonthView).days.length;
    expect([await days('2028-02'), await days('2027-02'), await days('2027-12')]).toEqual([29, 28, 31]);
    expect((await read('months/2027-13')).status).toBe(400);
  });
});
