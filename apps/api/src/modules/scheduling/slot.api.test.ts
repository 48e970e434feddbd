import { v7 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SlotsView } from '@lull/contracts';
import { addCivilDays, civilDateAt, weekdayOf } from '@lull/domain';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { arranging, givenClinic } from '../../testing/given-clinic.js';
import { codes, iso, minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, givenPractice } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const ask = (series: GivenSeries, more: object = {}, at = desk) =>
  at.test
    .as(at.scheduler)
    .post('/api/v1/sessions/slots')
    .send({ seriesId: series.seriesId, clinicId: at.clinic.clinicId, ...more });

async function found(series: GivenSeries, more: object = {}, at = desk): Promise<SlotsView> {
  const answer = await ask(series, more, at);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as SlotsView;
}

const dateOf = (instant: number): string => civilDateAt(instant, desk.clinic.zone);
const reasonsOf = (answer: SlotsView, index = 0): string[] =>
  answer.slots[index]?.reasons.map(({ code }) => code) ?? [];

/** One day only, so that a story knows which starts are asked about. */
const onDay = (at: number) => ({ from: dateOf(at), until: dateOf(at) });

describe('a search for slots', () => {
  it('offers the best three around the due day, each with why, its holds and the preparation in clock times', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic, { sedation: 'moderate' });
    const session = await desk.givenSession({ at: desk.clinic.at(desk.freshWeek(), 2, '09:00') }, series);
    const answer = await found(series);
    const due = addCivilDays(dateOf(session.start), 21);
    expect(answer).toMatchObject({
      refusals: [],
      window: {
        previousOn: dateOf(session.start),
        earliestOn: addCivilDays(dateOf(session.start), 7),
        dueOn: due,
        latestOn: addCivilDays(dateOf(session.start), 56),
      },
    });
    expect(answer.slots.map(({ daysSincePrevious }) => daysSincePrevious)).toEqual([21, 20, 22]);
    const [best] = answer.slots;
    expect(best).toMatchObject({ physicianId: desk.clinic.physicians[0], state: 'tentative' });
    expect(reasonsOf(answer)).toEqual([
      'slot.near-target',
      'slot.same-weekday',
      'slot.fits-without-gap',
      'slot.same-physician',
      'slot.early-for-sedation',
    ]);
    expect(best?.reasons[0]).toMatchObject({
      favours: true,
      detail: '21 days after the one before, target 21',
    });
    expect(best?.holds).toHaveLength(10);
    expect(best?.preparation.fasting).toHaveLength(3);
    expect(best?.preparation.arriveAt.text).toMatch(/^\w{3} \d+ \w{3} \d{4}, \d\d:\d\d [A-Z]+$/);
  });

  it('offers only what can be booked, and books it', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const { slots } = await found(series, { count: 20 });
    expect(slots).toHaveLength(20);
    expect(new Set(slots.map(({ start }) => dateOf(start))).size).toBe(20);
    for (const slot of [slots[0], slots[19]]) {
      const { roomId, physicianId, start } = slot ?? { roomId: '', physicianId: '', start: 0 };
      const place = { seriesId: series.seriesId, clinicId: desk.clinic.clinicId, roomId, physicianId };
      const checked = await desk.test
        .as(desk.scheduler)
        .post('/api/v1/sessions/checks')
        .send({ ...place, startsAt: iso(start) });
      expect(checked.body).toMatchObject({ accepted: true });
    }
  });

  it('keeps to the physician, the room, the weekdays and the half of the day that are wished for', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const other = { physicianId: desk.clinic.physicians[1], roomId: desk.clinic.rooms[1] };
    const { slots } = await found(series, { ...other, weekdays: [2, 4], halfOfDay: 'afternoon' });
    expect(slots).toHaveLength(3);
    for (const slot of slots) {
      expect(slot).toMatchObject(other);
      expect([2, 4]).toContain(weekdayOf(dateOf(slot.start)));
      expect(slot.text).toMatch(/, 1[2-7]:\d\d /);
    }
  });

  it('asks of those who belong to no single clinic only whoever works here', async () => {
    const { clinic } = desk;
    const elsewhere = await givenClinic(desk.test, clinic.practiceId);
    const [mine, other] = [clinic.physicians[1], elsewhere.physicians[0]];
    const belong = (clinicId: string | null) =>
      desk.test.door.run(arranging(clinic.practiceId), (tx) =>
        tx.query(`UPDATE resource SET clinic_id = $3 WHERE practice_id = $1 AND id = ANY ($2::uuid[])`, [
          clinic.practiceId,
          [mine, other],
          clinicId,
        ]),
      );
    await belong(null);
    const series = await givenBookableSeries(desk.test, clinic);
    const { slots } = await found(series, { count: 20, roomId: clinic.rooms[1] });
    const asked = new Set(slots.map(({ physicianId }) => physicianId));
    expect([asked.has(mine), asked.has(other)]).toEqual([true, false]);
    await belong(clinic.clinicId);
  });

  it('explains what was excluded, by rule, with an example', async () => {
    const at = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    await desk.givenSession({ at });
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const place = { physicianId: desk.clinic.physicians[0], roomId: desk.clinic.rooms[0] };
    const { excluded } = await found(series, { ...place, ...onDay(at) });
    const taken = excluded.find(({ title }) => title === 'Room taken');
    // A session of 30 minutes and 10 of turnover in the way of another: from 08:30 to 09:30.
    expect(taken).toMatchObject({
      code: 'scheduling.resource-busy',
      resourceKind: 'room',
      starts: 7,
      days: 1,
    });
    expect(taken?.example.start).toBe(at - minutes(30));
    expect(taken?.example.detail).toMatch(/^Fluoro 1 .* is taken from 09:00 to 09:40 on Mon/);
    expect(excluded.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['scheduling.outside-block-time', 'scheduling.outside-opening-hours']),
    );
  });

  it('prefers early hours for a patient with diabetes', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    expect(reasonsOf(await found(series))).not.toContain('slot.early-for-diabetes');
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state) VALUES ($1, $2, $3, 'diabetes', 'present')`,
        [desk.clinic.practiceId, uuid(), series.patientId],
      ),
    );
    expect(reasonsOf(await found(series))).toContain('slot.early-for-diabetes');
  });

  it('lies inside an authorisation of the series, and a booking outside needs a reason', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const at = desk.clinic.at(desk.freshWeek(), 3, '10:00');
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO authorisation (practice_id, id, patient_id, series_id, payer, number, side, codes, units, valid_from, valid_to)
         VALUES ($1, $2, $3, $4, 'Payer', 'A-1', 'left', '{64520}', 3, $5, $5)`,
        [desk.clinic.practiceId, uuid(), series.patientId, series.seriesId, dateOf(at)],
      ),
    );
    // The weeks around it, because an open search looks eight weeks ahead, which on a Monday are over before it.
    const around = { from: dateOf(at - minutes(7 * 24 * 60)), until: dateOf(at + minutes(7 * 24 * 60)) };
    const { slots, excluded } = await found(series, around);
    expect(new Set(slots.map(({ start }) => dateOf(start)))).toEqual(new Set([dateOf(at)]));
    expect(excluded.map(({ title }) => title)).toContain('Not authorised');
    const nextDay = { at: at + minutes(24 * 60) };
    expect(codes(await desk.book(series, nextDay))).toEqual(['series.outside-authorisation']);
    const overrides = [{ code: 'series.outside-authorisation', reason: 'The patient pays.' }];
    expect((await desk.book(series, { ...nextDay, overrides })).status).toBe(201);
  });

  it('keeps the daily limits of the clinic, and so does every booking, however many come at once', async () => {
    const clinic = await givenClinic(desk.test, desk.clinic.practiceId);
    const limited = desk.at(clinic);
    await desk.test.door.run(arranging(clinic.practiceId), (tx) =>
      tx.query(
        `UPDATE clinic SET daily_physician_sessions = 2, daily_sedations = 1 WHERE practice_id = $1 AND id = $2`,
        [clinic.practiceId, clinic.clinicId],
      ),
    );
    const week = desk.freshWeek();
    const wished = await Promise.all(
      ['08:00', '09:30', '11:00', '14:00'].map(async (time) => ({
        at: clinic.at(week, 2, time),
        series: await givenBookableSeries(desk.test, clinic),
      })),
    );
    const answers = await Promise.all(wished.map(({ series, at }) => limited.book(series, { at })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    for (const answer of refused) expect(codes(answer)).toEqual(['scheduling.physician-day-full']);

    const series = await givenBookableSeries(desk.test, clinic, { sedation: 'moderate' });
    const day = onDay(clinic.at(week, 2, '08:00'));
    const { slots, excluded } = await found(series, day, limited);
    expect(new Set(slots.map(({ physicianId }) => physicianId))).toEqual(new Set([clinic.physicians[1]]));
    expect(excluded.find(({ title }) => title === 'Day full')?.example.detail).toMatch(
      /has 2 sessions on Tue .*; the clinic has agreed on 2 a day\.$/,
    );
    expect((await limited.book(series, { at: slots[0]?.start ?? 0, room: 1, physician: 1 })).status).toBe(
      201,
    );
    const another = await givenBookableSeries(desk.test, clinic, { sedation: 'moderate' });
    const full = await found(another, day, limited);
    expect(full.slots).toEqual([]);
    expect(full.excluded.map(({ title }) => title)).toContain('Sedations full');
  });

  it('names no time for a series that takes no session, and says why', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic, { state: 'paused' });
    expect(await found(series)).toMatchObject({
      window: null,
      slots: [],
      excluded: [],
      refusals: [{ code: 'series.not-active', remedy: { code: 'activate-series' } }],
    });
  });

  it('covers eight weeks at most, and knows its places', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    expect(codes(await ask(series, { from: '2030-01-01', until: '2030-02-26' }))).toEqual(['field-invalid']);
    expect(codes(await ask(series, { from: '2030-02-01', until: '2030-01-31' }))).toEqual(['field-invalid']);
    expect(codes(await ask(series, { weekdays: [0] }))).toEqual(['field-invalid']);
    expect((await ask(series, { roomId: desk.clinic.physicians[0] })).status).toBe(404);
    expect((await ask(series, { physicianId: uuid() })).status).toBe(404);
    expect((await ask({ ...series, seriesId: uuid() })).status).toBe(404);
  });

  it('is for those who book, in their own practice, and leaves its trace', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const body = { seriesId: series.seriesId, clinicId: desk.clinic.clinicId };
    const asNurse = await desk.test.as(desk.nurse).post('/api/v1/sessions/slots').send(body);
    expect(asNurse.status).toBe(403);
    const stranger = await givenMember(desk.test, await givenPractice(desk.test), 'scheduler');
    expect((await desk.test.as(stranger).post('/api/v1/sessions/slots').send(body)).status).toBe(404);
    await found(series);
    expect(
      await desk.test.database.rows(
        `SELECT 1 FROM audit_event WHERE resource_id = $1 AND action = 'read' AND change->>'purpose' = 'slots'`,
        [series.seriesId],
      ),
    ).toHaveLength(1);
  });
});
