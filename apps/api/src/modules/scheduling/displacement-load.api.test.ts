import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { civilDateAt } from '@lull/domain';
import { overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { minutes, startDesk, type Desk } from '../../testing/given-desk.js';
import { asProposed, displacementDesk } from '../../testing/given-displacement.js';
import { givenMember, givenPractice } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

async function minutesHeld(resourceId: string | undefined, date: string): Promise<number> {
  const [row] = await desk.test.database.rows<{ minutes: number }>(
    `SELECT sum(extract(epoch FROM upper(during) - lower(during)) / 60)::int AS minutes
       FROM hold WHERE resource_id = $1 AND active AND (lower(during) AT TIME ZONE $3)::date = $2::date`,
    [resourceId, date, desk.clinic.zone],
  );
  return row?.minutes ?? 0;
}

describe('the displacement desk under load', () => {
  it('raced with bookings leaves no minute of the C-arm that nobody holds, and no hold twice', async () => {
    const calls = displacementDesk(desk.test, desk.scheduler);
    for (let round = 0; round < 3; round += 1) {
      const week = desk.freshWeek();
      const { clinicId, cArms, zone } = desk.clinic;
      const at = (time: string) => desk.clinic.at(week, 1, time);
      const date = civilDateAt(at('09:00'), zone);
      const series = await Promise.all(
        ['08:30', '09:30', '10:30', '11:30'].map(async (time) => ({
          at: at(time),
          owner: await givenBookableSeries(desk.test, desk.clinic),
        })),
      );
      const [closed, ...booked] = await Promise.all([
        calls.settle({ clinicId, resourceId: cArms[0] ?? '', from: date }, {}),
        ...series.map(({ at: start, owner }) => desk.book(owner, { at: start })),
      ]);
      expect([closed.status, ...booked.map(({ status }) => status)]).toEqual([200, 201, 201, 201, 201]);
      expect(await minutesHeld(cArms[0], date)).toBe(1440);
    }
    expect(await overlappingHolds(desk.test)).toBe(0);
  });

  it('gives each of thirty-two sessions of a large clinic’s day a time, all accepted together', async () => {
    const practiceId = await givenPractice(desk.test, 'Many rooms');
    const clinic = await givenClinic(desk.test, practiceId, {
      rooms: 4,
      physicians: 4,
      cArms: 4,
      nurses: 4,
      bays: 16,
    });
    const scheduler = await givenMember(desk.test, practiceId, 'scheduler');
    const large = desk.at(clinic, scheduler);
    const largeCalls = displacementDesk(desk.test, scheduler);
    const at = clinic.at(4, 1, '08:00');
    for (let slot = 0; slot < 8; slot += 1)
      for (let room = 0; room < 4; room += 1)
        await large.givenSession({ at: at + minutes(slot * 50), room, physician: room });
    const asked = { clinicId: clinic.clinicId, from: civilDateAt(at, clinic.zone) };
    const { sessions } = await largeCalls.look(asked);
    expect(sessions).toHaveLength(32);
    const answer = await largeCalls.settle(asked, { moves: sessions.map(asProposed) });
    expect(answer.body).toMatchObject({ moved: 32 });
    expect(await overlappingHolds(desk.test)).toBe(0);
  });
});
