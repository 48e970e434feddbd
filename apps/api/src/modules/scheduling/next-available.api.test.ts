import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NextAvailableView, SlotsView } from '@lull/contracts';
import { civilDateAt, civilDaysBetween } from '@lull/domain';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { arranging } from '../../testing/given-clinic.js';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const ask = (clinicId = desk.clinic.clinicId, member = desk.scheduler) =>
  desk.test.as(member).get(`/api/v1/clinics/${clinicId}/next-available`);

async function rowOf(sedation: string) {
  const view: NextAvailableView = (await ask().expect(200)).body;
  return { view, row: view.rows.find((each) => each.sedation === sedation) };
}

describe('REPORT-02: the third next available time of a clinic', () => {
  it('is a time that a search for a new patient offers, and moves away when the time before it is booked', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic);
    await desk.givenSession({}, series);
    const { view, row } = await rowOf('none');
    const zone = desk.clinic.zone;
    expect(view).toMatchObject({ timeZone: zone, searchedDays: 56, definition: { version: '1' } });
    if (row?.first == null || row.third === null) throw new Error('The clinic has free times.');
    expect(row.days).toBe(civilDaysBetween(civilDateAt(view.asOf, zone), civilDateAt(row.third, zone)));
    expect(row.third).toBeGreaterThan(row.first);

    // Somebody new is offered the first of them by the search that everybody uses.
    const other = await givenBookableSeries(desk.test, desk.clinic);
    const day = civilDateAt(row.first, zone);
    const offered = (
      await desk.test
        .as(desk.scheduler)
        .post('/api/v1/sessions/slots')
        .send({
          seriesId: other.seriesId,
          clinicId: desk.clinic.clinicId,
          from: day,
          until: day,
          count: 10,
        })
        .expect(200)
    ).body as SlotsView;
    expect(offered.slots.map(({ start }) => start)).toContain(row.first);

    // A closure of the clinic until after the third one takes all three away.
    await desk.test.door.run(arranging(desk.clinic.practiceId), (tx) =>
      tx.query(
        `INSERT INTO closure (practice_id, id, clinic_id, during, reason)
         VALUES ($1, gen_random_uuid(), $2, tstzrange(now() - interval '1 day', to_timestamp($3::float8 / 1000) + interval '1 hour'), 'Water damage')`,
        [desk.clinic.practiceId, desk.clinic.clinicId, row.third],
      ),
    );
    const after = (await rowOf('none')).row;
    expect(after?.first).toBeGreaterThan(row.third);
  });

  it('is for who reads reports, of clinics of the practice alone', async () => {
    const auditor = await givenMember(desk.test, desk.clinic.practiceId, 'auditor');
    expect((await ask(desk.clinic.clinicId, auditor)).status).toBe(403);
    expect((await ask('0190aaaa-0000-7000-8000-000000000000')).status).toBe(404);
  });
});
