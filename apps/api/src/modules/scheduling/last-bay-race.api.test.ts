import { afterAll, beforeAll, expect, it } from 'vitest';
import { book, overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const lanes = 3;

it('of n + 1 who want the last n bays at once, holding, booking and booking what they hold, exactly n come in', async () => {
  const practiceId = await givenPractice(test);
  const racers = lanes + 1;
  const clinic = await givenClinic(test, practiceId, {
    rooms: racers,
    physicians: racers,
    cArms: racers,
    bays: lanes,
  });
  const scheduler = await givenMember(test, practiceId, 'scheduler');
  const desk = new Desk(test, clinic, scheduler, scheduler);
  const room = new WaitingRoom(desk);
  const series = await Promise.all(
    Array.from({ length: racers }, () => givenBookableSeries(test, clinic, { gated: false })),
  );
  for (let round = 0; round < 12; round += 1) {
    const at = clinic.at(4 + round, 3, '10:00');
    const answers = await Promise.all(
      series.map((each, place) =>
        // Who holds and who books changes from round to round.
        (place + round) % 2 === 0
          ? book(test, clinic, scheduler, each.seriesId, at, place)
          : room.hold(each, { at, room: place, physician: place }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409]);
    const lost = answers.find(({ status }) => status === 409);
    expect(lost?.body).toMatchObject({ code: 'scheduling.none-free' });
    const held = answers.filter(({ body }) => (body as { purpose?: string }).purpose === 'phone');
    // Everybody tries again while the held ones are booked: no lane comes free in between.
    const loser = answers.findIndex(({ status }) => status === 409);
    const [again, ...booked] = await Promise.all([
      book(test, clinic, scheduler, series[loser]?.seriesId ?? '', at, loser),
      ...held.map(({ body }) => room.bookHeld(body as { id: string; version: number })),
    ]);
    expect(again?.status).toBe(409);
    expect(booked.map(({ status }) => status)).toEqual(held.map(() => 201));
  }
  expect(await overlappingHolds(test)).toBe(0);
  expect(await room.orphanHolds()).toBe(0);
}, 60_000);
