import { civilDateAt } from '@lull/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries, type GivenSeries } from '../../testing/given-bookable-series.js';
import { inPractice } from '../../testing/given-care.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { day, injectionRequest, once } from '../../testing/given-outcomes.js';
import { confirmTimeOut } from '../../testing/given-time-out.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let physician: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  physician = await givenMember(desk.test, desk.clinic.practiceId, 'physician');
});
afterAll(() => desk.test.close());

const ledgerOf = async ({ patientId }: GivenSeries, member = desk.nurse) =>
  (await desk.test.as(member).get(`/api/v1/patients/${patientId}/ledger`)).body;
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const elsewhere = ({ patientId }: GivenSeries, changes: object = {}, member = desk.nurse) =>
  desk.test
    .as(member)
    .post(`/api/v1/patients/${patientId}/steroids`)
    .set(...once())
    .send({
      givenOn: dateOf(Date.now() - 10 * day),
      place: 'Orthopaedics',
      drug: 'triamcinolone',
      doseMg: 80,
      source: 'letter',
      ...changes,
    });

/** An injection of the series with 40 mg of triamcinolone, just now. */
async function givenInjection(series: GivenSeries, changes: object = {}) {
  const session = await desk.givenSessionNow(series);
  await inPractice(desk.test, desk.clinic.practiceId, (tx) =>
    tx.query(`UPDATE session SET state = 'in-room', room_in_at = now() - interval '1 hour' WHERE id = $1`, [
      session.id,
    ]),
  );
  for (const by of [desk.nurse, physician]) await confirmTimeOut(desk.test, session.id, by);
  const answer = await desk.test
    .as(physician)
    .post(`/api/v1/sessions/${session.id}/injections`)
    .set(...once())
    .send(injectionRequest(Date.now() - 60_000, changes));
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer;
}

describe('the steroid ledger (H11)', () => {
  it('adds what was given here and elsewhere, and says what is unknown', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await givenInjection(series);
    expect((await elsewhere(series)).status).toBe(201);
    await elsewhere(series, {
      drug: null,
      doseMg: null,
      source: 'patient',
      givenOn: dateOf(Date.now() - 60 * day),
    });
    const { steroids } = await ledgerOf(series);
    expect(steroids).toMatchObject({
      knownMg: 120,
      limitMg: 200,
      verdict: 'unknown',
      unknownDoses: 1,
      sessions: 3,
    });
    expect(steroids.lines).toMatchObject([
      { drug: 'triamcinolone', doseMg: 40, equivalentMg: 40, place: null },
      { place: 'Orthopaedics', equivalentMg: 80, source: 'letter' },
      { drug: null, equivalentMg: null },
    ]);
  });

  it('shows a scheduler the sum and not the rows, and lets nobody but clinical staff record', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await elsewhere(series);
    expect(await ledgerOf(series, desk.scheduler)).toMatchObject({
      steroids: { knownMg: 80, lines: null },
      radiation: null,
    });
    expect((await elsewhere(series, {}, desk.scheduler)).status).toBe(403);
  });

  it('counts an entry no more that was withdrawn, once and at its version', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const [line] = (await elsewhere(series)).body.steroids.lines;
    const withdraw = (version: number) =>
      desk.test
        .as(desk.nurse)
        .post(`/api/v1/steroids/${line.id}/withdrawal`)
        .set('If-Match', `"v${version}"`)
        .send({ reason: 'Another patient’s letter.' });
    expect((await withdraw(line.version + 1)).status).toBe(412);
    const withdrawn = await withdraw(line.version);
    expect(withdrawn.status).toBe(200);
    expect(withdrawn.body.steroids).toMatchObject({ knownMg: 0, lines: [] });
    expect(codes(await withdraw(line.version + 1))).toEqual(['ledger.entry-withdrawn-already']);
  });

  it('refuses a steroid of tomorrow', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const refused = await elsewhere(series, { givenOn: dateOf(Date.now() + 3 * day) });
    expect(refused.status).toBe(422);
    expect(codes(refused)).toEqual(['ledger.entry-in-future']);
  });

  it('H17: is asked when a session is booked, which then goes ahead without steroid', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    const today = civilDateAt(Date.now(), desk.clinic.zone);
    expect((await elsewhere(series, { givenOn: today })).status).toBe(201);
    const wish = { at: desk.clinic.at(2, 1, '09:00') };
    const refused = await desk.book(series, wish);
    expect(codes(refused)).toEqual(['ledger.steroid-too-soon']);
    const overrides = [{ code: 'ledger.steroid-too-soon', reason: 'Without steroid' }];
    const booked = await desk.book(series, { ...wish, overrides });
    expect(booked.status, JSON.stringify(booked.body)).toBe(201);
    expect(booked.body.overrides).toMatchObject([
      { code: 'ledger.steroid-too-soon', reason: 'Without steroid' },
    ]);
  });
});

describe('the radiation ledger (H12)', () => {
  it('adds each quantity with the number of injections that it is recorded of', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await givenInjection(series, { fluoroSeconds: 130, airKermaMgy: null, kermaAreaGycm2: 1.1805 });
    const { radiation } = await ledgerOf(series, physician);
    const totals = {
      injections: 1,
      aboveLevel: 1,
      fluoroSeconds: { total: 130, recorded: 1, followUp: false },
      airKermaMgy: { total: null, recorded: 0 },
      kermaAreaGycm2: { total: 1.1805, recorded: 1 },
    };
    expect(radiation).toMatchObject({ all: totals, bySeries: [{ seriesId: series.seriesId, ...totals }] });
  });
});
