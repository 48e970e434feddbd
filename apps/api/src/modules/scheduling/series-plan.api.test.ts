import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeriesPlanOccurrenceView, SeriesPlanView } from '@lull/contracts';
import { wallTimeAt } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { codes, iso, startDesk, type Desk } from '../../testing/given-desk.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const weeksOfAPlan = 12;

/** A series and a week from which on nobody else books. */
async function givenPlanning(wishes: Parameters<typeof givenBookableSeries>[2] = {}) {
  const series = await givenBookableSeries(desk.test, desk.clinic, wishes);
  const week = desk.freshWeek();
  for (let more = 0; more < weeksOfAPlan; more += 1) desk.freshWeek();
  return { series, week, firstDate: dateOf(desk.clinic.at(week, 1, '09:00')) };
}

const wall = (at: number): string => wallTimeAt(at, desk.clinic.zone);
const dateOf = (at: number): string => wall(at).slice(0, 10);

const proposal = ({ seriesId }: GivenSeries, wishes: object, member = desk.scheduler) =>
  desk.test
    .as(member)
    .post(`/api/v1/series/${seriesId}/plans`)
    .send({ clinicId: desk.clinic.clinicId, physicianId: desk.clinic.physicians[0], count: 3, ...wishes });

async function plan(series: GivenSeries, wishes: object): Promise<SeriesPlanView> {
  const answer = await proposal(series, wishes);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body as SeriesPlanView;
}

const placeOf = ({ time }: SeriesPlanOccurrenceView) => {
  if (time === null) throw new Error('The occurrence has no time.');
  return { startsAt: iso(time.start), roomId: time.roomId, physicianId: time.physicianId };
};

const booking = ({ seriesId }: GivenSeries, sessions: readonly object[], key = uuid()) =>
  desk.test
    .as(desk.scheduler)
    .post(`/api/v1/series/${seriesId}/plan-bookings`)
    .set('Idempotency-Key', key)
    .send({ clinicId: desk.clinic.clinicId, sessions });

const sessionsOf = ({ seriesId }: GivenSeries) =>
  desk.test.database.rows(`SELECT id FROM session WHERE series_id = $1`, [seriesId]);

describe('planning a series', () => {
  it('proposes its sessions by the target interval, with alternatives, and writes nothing but the trail', async () => {
    const { series, firstDate } = await givenPlanning();
    const { occurrences, standing, refusals } = await plan(series, { firstDate, from: '09:00' });
    expect([standing, refusals]).toEqual([0, []]);
    expect(occurrences.map(({ ordinal, state, sessionState }) => [ordinal, state, sessionState])).toEqual([
      [1, 'free', 'booked'],
      [2, 'free', 'tentative'],
      [3, 'free', 'tentative'],
    ]);
    expect(occurrences.map(({ daysSincePrevious }) => daysSincePrevious)).toEqual([null, 21, 21]);
    expect(new Set(occurrences.map(({ time }) => wall(time?.start ?? 0).slice(11)))).toEqual(
      new Set(['09:00']),
    );
    for (const { alternatives } of occurrences) expect(alternatives.length).toBeGreaterThanOrEqual(2);
    expect(await sessionsOf(series)).toEqual([]);
    expect(
      await desk.test.database.rows(
        `SELECT action, change AS detail FROM audit_event WHERE resource = 'series' AND resource_id = $1`,
        [series.seriesId],
      ),
    ).toEqual([{ action: 'read', detail: { purpose: 'plan' } }]);
  });

  it('keeps what was chosen, and lets the later ones follow', async () => {
    const { series, firstDate } = await givenPlanning();
    const first = await plan(series, { firstDate });
    const other = first.occurrences[1]?.alternatives.at(-1);
    if (other === undefined) throw new Error('There is no alternative.');
    const choice = { startsAt: iso(other.start), roomId: other.roomId, physicianId: other.physicianId };
    const second = await plan(series, {
      firstDate,
      choices: [
        { occurrence: 1, ...choice },
        { occurrence: 2, leaveOut: true },
      ],
    });
    expect(second.occurrences.map(({ state, chosen }) => [state, chosen])).toEqual([
      ['free', false],
      ['shifted', true],
      ['left-out', false],
    ]);
    expect(second.occurrences[1]?.time).toEqual(other);
  });

  it('says why a session finds no time, and until when it is due', async () => {
    const { series, week, firstDate } = await givenPlanning();
    const ill = [desk.clinic.at(week + 1, 1, '00:00'), desk.clinic.at(week + 10, 1, '00:00')];
    await desk.test.database.rows(`SET session_replication_role = replica`);
    await desk.test.database.rows(
      `INSERT INTO closure (practice_id, id, clinic_id, during, reason)
       VALUES ($1, $2, $3, tstzrange(to_timestamp($4::float8 / 1000), to_timestamp($5::float8 / 1000)), 'Refit')`,
      [desk.clinic.practiceId, uuid(), desk.clinic.clinicId, ...ill],
    );
    const { occurrences } = await plan(series, { firstDate, count: 2 });
    expect(occurrences[1]).toMatchObject({ state: 'to-place', time: null, dueBy: expect.any(String) });
    expect(occurrences[1]?.obstacles[0]?.reason).toMatchObject({
      code: 'scheduling.clinic-closed',
      detail: expect.stringContaining('Refit'),
    });
  });

  it('is refused in the answer when the series takes no session', async () => {
    const { series } = await givenPlanning({ state: 'paused' });
    expect(await plan(series, {})).toMatchObject({
      occurrences: [],
      refusals: [{ code: 'series.not-active' }],
    });
  });

  it.each([
    [
      'a choice without a room',
      { choices: [{ occurrence: 0, startsAt: '2031-01-01T10:00:00Z' }] },
      '/choices/0',
    ],
    ['hours that end before they begin', { from: '12:00', to: '09:00' }, '/to'],
    ['too many sessions', { count: 25 }, '/count'],
    [
      'two choices for one session',
      {
        choices: [
          { occurrence: 0, leaveOut: true },
          { occurrence: 0, leaveOut: true },
        ],
      },
      '/choices',
    ],
  ])('refuses %s', async (_, wishes, pointer) => {
    const { series } = await givenPlanning();
    const answer = await proposal(series, wishes);
    expect([answer.status, answer.body.errors[0].pointer]).toEqual([422, pointer]);
  });

  it("is the desk's and the physicians', never a nurse's, and another practice's series is not found", async () => {
    const { series } = await givenPlanning();
    expect((await proposal(series, {}, desk.nurse)).status).toBe(403);
    expect((await proposal({ ...series, seriesId: uuid() }, {})).status).toBe(404);
  });
});

describe('booking a plan', () => {
  it('books all of it in one step, the first as booked and the others tentative, and once under one key', async () => {
    const { series, firstDate } = await givenPlanning();
    const { occurrences } = await plan(series, { firstDate });
    const key = uuid();
    const answer = await booking(series, occurrences.map(placeOf), key);
    const again = await booking(series, occurrences.map(placeOf), key);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(answer.body.sessions.map(({ state }: { state: string }) => state)).toEqual([
      'booked',
      'tentative',
      'tentative',
    ]);
    expect(await sessionsOf(series)).toHaveLength(3);
    expect(await plan(series, { firstDate, count: 1 })).toMatchObject({
      standing: 3,
      occurrences: [{ ordinal: 4 }],
    });
  });

  it('books nothing when one cannot be had, and names each that cannot', async () => {
    const { series, firstDate } = await givenPlanning();
    const { occurrences } = await plan(series, { firstDate });
    for (const { time } of occurrences.slice(1)) await desk.givenSession({ at: time?.start ?? 0 });
    const answer = await booking(series, occurrences.map(placeOf));
    expect(answer.status).toBe(409);
    expect(codes(answer)).toContain('scheduling.resource-busy');
    const pointers = answer.body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(new Set(pointers)).toEqual(new Set(['/sessions/1/startsAt', '/sessions/2/startsAt']));
    expect(await sessionsOf(series)).toEqual([]);
  });

  it('is all or none in a race with somebody who wants one of its times', { timeout: 60_000 }, async () => {
    for (let round = 0; round < 8; round += 1) {
      const { series, firstDate } = await givenPlanning();
      const { occurrences } = await plan(series, { firstDate });
      const rival = await givenBookableSeries(desk.test, desk.clinic);
      const wanted = occurrences[1];
      if (wanted === undefined) throw new Error('The plan has three sessions.');
      const one = desk.test
        .as(desk.scheduler)
        .post('/api/v1/sessions')
        .set('Idempotency-Key', uuid())
        .send({ seriesId: rival.seriesId, clinicId: desk.clinic.clinicId, ...placeOf(wanted) });
      const [all, single] = await Promise.all([booking(series, occurrences.map(placeOf)), one]);
      expect([all.status, single.status].toSorted((a, b) => a - b)).toEqual([201, 409]);
      expect(await sessionsOf(series)).toHaveLength(all.status === 201 ? 3 : 0);
    }
  });

  it(
    'has one winner when two plans want the same times, asked in opposite orders',
    { timeout: 60_000 },
    async () => {
      const { series, firstDate } = await givenPlanning();
      const rival = await givenBookableSeries(desk.test, desk.clinic);
      const { occurrences } = await plan(series, { firstDate });
      const places = occurrences.map(placeOf);
      const answers = await Promise.all([booking(series, places), booking(rival, places.toReversed())]);
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    },
  );
});
