import { describe, expect, it } from 'vitest';
import { clockText } from '../time/clock-text.js';
import { at, blockTime, calendar, clinicZone, fluoro1, halloran } from './booking.builder.js';
import { blockTimesOn, nextBlockTimeStart, openingOn } from './clinic-hours.js';

const shown = (start: number, end: number): string[] => [
  clockText(start, clinicZone),
  clockText(end, clinicZone),
];

describe('CAL-01: opening hours', () => {
  const openingHours = [
    { weekday: 7, from: '13:00', to: '18:00' },
    { weekday: 7, from: '08:00', to: '12:00' },
    { weekday: 7, from: '12:00', to: '13:00' },
    { weekday: 1, from: '00:00', to: '24:00' },
  ] as const;
  const week = calendar({ openingHours });

  it('keep their wall times on the day the clocks change, and join where they touch', () => {
    const opening = openingOn(week, '2026-03-08').flatMap(({ start, end }) => shown(start, end));
    expect(opening).toEqual(['Sun 8 Mar 2026, 08:00 EDT', 'Sun 8 Mar 2026, 18:00 EDT']);
  });

  it('may fill a whole day, and are none on a day that has none', () => {
    const opening = openingOn(week, '2026-06-08').flatMap(({ start, end }) => shown(start, end));
    expect(opening).toEqual(['Mon 8 Jun 2026, 00:00 EDT', 'Tue 9 Jun 2026, 00:00 EDT']);
    expect(openingOn(week, '2026-06-09')).toEqual([]);
  });
});

describe('CAL-02: block time', () => {
  const now = at('2026-06-01T09:00');
  const on = (date: string, changes: Parameters<typeof blockTime>[0] = {}): boolean[] =>
    blockTimesOn(calendar({ blockTimes: [blockTime(changes)] }), date, now).map((each) => each.released);

  it('stands on its weekday, from its first valid date to its last, both included', () => {
    const valid = { validFrom: '2026-06-08', validTo: '2026-06-15' };
    expect(
      ['2026-06-01', '2026-06-08', '2026-06-09', '2026-06-15', '2026-06-22'].map(
        (date) => on(date, valid).length,
      ),
    ).toEqual([0, 1, 0, 1, 0]);
  });

  it('is released by hand on a date, or for all dates its lead time has reached', () => {
    expect(['2026-06-08', '2026-06-15'].map((date) => on(date, { releasedOn: ['2026-06-15'] }))).toEqual([
      [false],
      [true],
    ]);
    expect(['2026-06-08', '2026-06-15'].map((date) => on(date, { releaseLeadDays: 7 }))).toEqual([
      [true],
      [false],
    ]);
  });

  it('is not released by its lead time on a date on which it is kept', () => {
    const kept = { releaseLeadDays: 7, keptOn: ['2026-06-08'] };
    expect(on('2026-06-08', kept)).toEqual([false]);
    expect(on('2026-06-08', { ...kept, releasedOn: ['2026-06-08'] })).toEqual([true]);
  });

  it("comes next on the following week once today's has begun, and never when there is none", () => {
    const next = (changes: Parameters<typeof blockTime>[0]) =>
      nextBlockTimeStart(
        calendar({ blockTimes: [blockTime(changes)] }),
        at('2026-06-08T08:00'),
        now,
        fluoro1.id,
        halloran.id,
      );
    expect(next({})).toBe(at('2026-06-15T08:00'));
    expect(next({ from: '08:30' })).toBe(at('2026-06-08T08:30'));
    expect(next({ physicianId: 'somebody-else' })).toBeNull();
  });
});
