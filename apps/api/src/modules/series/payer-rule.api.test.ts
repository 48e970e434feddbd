import { civilDateAt } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenAuthorisation } from '../../testing/given-authorisation.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { codes, startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember, type GivenMember } from '../../testing/test-app.js';

let desk: Desk;
let administrator: GivenMember;
beforeAll(async () => {
  desk = await startDesk();
  administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
});
afterAll(() => desk.test.close());

const rule = {
  payer: 'Fern Health',
  validFrom: '2026-01-01',
  minIntervalDays: 14,
  minReliefPct: 50,
  requiresFunction: true,
  requiresPhysicalTherapy: false,
  priorAuthorisation: true,
  source: 'An invented policy, for these stories',
};
const write = (body: object, member = administrator) =>
  desk.test.as(member).post('/api/v1/payer-rules').set('Idempotency-Key', uuid()).send(body);

describe('the rules of payers', () => {
  it('are written by an administrator, every version of them kept with its author', async () => {
    expect((await write(rule, desk.scheduler)).status).toBe(403);
    expect((await write(rule)).status).toBe(201);
    const second = await write({ ...rule, minIntervalDays: 21, validFrom: '2099-01-01' });
    expect(second.body).toMatchObject([
      { payer: 'Fern Health', validFrom: '2099-01-01', minIntervalDays: 21, writtenBy: administrator.name },
      { payer: 'Fern Health', validFrom: '2026-01-01', minIntervalDays: 14, maxPerSeries: null },
    ]);
    const read = await desk.test.as(desk.scheduler).get('/api/v1/payer-rules');
    expect(read.body).toEqual(second.body);
  });

  it('H17: are asked when a session is booked, and set aside with a reason', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await givenAuthorisation(desk.test, desk.clinic.practiceId, series, { units: 9 });
    const week = desk.freshWeek();
    await desk.givenSession({ at: desk.clinic.at(week, 1, '09:00') }, series);
    const soon = { at: desk.clinic.at(week + 1, 2, '11:00') };
    desk.freshWeek();
    const refused = await desk.book(series, soon);
    expect(codes(refused)).toEqual(['ledger.payer-interval-too-short']);
    const overrides = [{ code: 'ledger.payer-interval-too-short', reason: 'Agreed by telephone.' }];
    expect((await desk.book(series, { ...soon, overrides })).status).toBe(201);
  });

  it('tell in a check what is open, and the first legal date with its reasons', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await givenAuthorisation(desk.test, desk.clinic.practiceId, series, { units: 9 });
    const booked = desk.clinic.at(desk.freshWeek(), 1, '09:00');
    await desk.givenSession({ at: booked }, series);
    const ask = (path: string, body: object) =>
      desk.test
        .as(desk.scheduler)
        .post(`/api/v1/sessions/${path}`)
        .send({ seriesId: series.seriesId, clinicId: desk.clinic.clinicId, ...body });
    const check = await ask('checks', desk.moveBody(desk.clinic.at(desk.freshWeek() + 4, 1, '09:00')));
    expect(check.status, JSON.stringify(check.body)).toBe(200);
    expect(check.body.advisories.map(({ code }: { code: string }) => code)).toContain(
      'ledger.payer-asks-for-relief',
    );
    expect(check.body.firstLegal.on).toBe(civilDateAt(Date.now(), desk.clinic.zone));
    const slots = await ask('slots', {});
    expect(slots.body.firstLegal).toEqual(check.body.firstLegal);
  });
});
