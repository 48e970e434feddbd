import { describe, expect, it } from 'vitest';
import { wallTimeAt } from '../time/zone.js';
import { at, clinicZone, fluoro1, fluoro2, halloran, hold, series } from './booking.builder.js';
import { monday, search } from './find-slots.builder.js';
import { freeTimeNear, nearestFreeTimes, type SessionPlace } from './nearest-free-times.js';

function near(
  wished: string,
  changes: Parameters<typeof search>[0] = {},
  count = 3,
  present: SessionPlace | null = null,
): string[] {
  const decision = nearestFreeTimes(search(changes), at(wished), count, present);
  if (!decision.accepted) throw new Error(decision.refusals.map(({ code }) => code).join(', '));
  return decision.value.map(({ start, room }) => `${wallTimeAt(start, clinicZone)} ${room.name}`);
}

describe('MOVE-07: the nearest free times', () => {
  it('lie around the wished one, a session apart', () => {
    const holds = [hold(fluoro1, `${monday}T09:00`, `${monday}T10:00`)];
    expect(near(`${monday}T09:10`, { holds })).toEqual([
      `${monday}T08:20 Fluoro 1`,
      `${monday}T10:00 Fluoro 1`,
      `${monday}T10:30 Fluoro 1`,
    ]);
  });

  it('go on to the next days when the day has too few', () => {
    const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T11:00`)];
    expect(near(`${monday}T09:00`, { holds })).toEqual([
      `${monday}T11:00 Fluoro 1`,
      '2026-06-15T08:00 Fluoro 1',
      '2026-06-22T08:00 Fluoro 1',
    ]);
  });

  it('prefer the wished room where both are free', () => {
    expect(near(`${monday}T09:00`, { rooms: [fluoro2, fluoro1] }, 1)).toEqual([`${monday}T09:00 Fluoro 2`]);
  });

  describe('of a session that is moved', () => {
    const present = { start: at(`${monday}T09:00`), roomId: fluoro1.id, physicianId: halloran.id };

    it.each([
      [
        'leave out the time that it has, in whatever room',
        { rooms: [fluoro1, fluoro2] },
        present,
        [`${monday}T08:50 Fluoro 1`, `${monday}T09:20 Fluoro 1`],
      ],
      [
        'keep that time for another room, where another room is wished',
        { rooms: [fluoro2, fluoro1] },
        present,
        [`${monday}T09:00 Fluoro 2`, `${monday}T08:30 Fluoro 2`],
      ],
      [
        'keep that time with another physician',
        {},
        { ...present, physicianId: 'somebody else' },
        [`${monday}T09:00 Fluoro 1`, `${monday}T08:30 Fluoro 1`],
      ],
    ])('%s', (_, changes, stands, expected) => {
      expect(near(`${monday}T09:00`, changes, 2, stands)).toEqual(expected);
    });

    it('leave it out on another day than the wished one, too', () => {
      const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T09:00`)];
      const asked = { holds, from: at('2026-06-07T00:00') };
      expect(near('2026-06-07T09:00', asked, 2, present)).toEqual([
        '2026-06-15T08:00 Fluoro 1',
        '2026-06-22T08:00 Fluoro 1',
      ]);
    });
  });

  it('are none for a series that takes no session', () => {
    expect(
      nearestFreeTimes(search({ series: series({ state: 'paused' }) }), at(`${monday}T09:00`), 3).accepted,
    ).toBe(false);
  });
});

describe('MOVE-08: a free time for a session that is planned anew', () => {
  const nearTo = (wished: string, changes: Parameters<typeof search>[0] = {}): string | null => {
    const time = freeTimeNear(search(changes), at(wished));
    return time === null ? null : wallTimeAt(time.start, clinicZone);
  };

  it.each([
    ['the wished day at the wished clock time', '2026-06-15T10:30', {}, '2026-06-15T10:30'],
    ['the nearest clock time of that day', '2026-06-15T15:00', {}, '2026-06-15T11:20'],
    ['the nearest day that has any, a later one', '2026-06-14T10:30', {}, '2026-06-15T10:30'],
    ['the nearest day that has any, an earlier one', '2026-06-16T10:30', {}, '2026-06-15T10:30'],
    [
      'nothing when the window has no free day',
      '2026-06-10T10:30',
      { from: at('2026-06-09T00:00'), until: at('2026-06-13T00:00') },
      null,
    ],
  ])('is %s', (_, wished, changes, expected) => {
    expect(nearTo(wished, changes)).toBe(expected);
  });
});
