import { expect, test } from '@playwright/test';
import {
  dayNumber,
  minuteMs,
  minutesLeftOfDay,
  mondayOf,
  startsOfToday,
  wallClock,
} from '../fixtures/clock.js';

/** Where the journeys run, whenever they run: what they are given may not depend on it. */
const zone = 'America/New_York';
const moments = [
  ['at noon', '2026-11-25T17:00:00Z', 12 * 60],
  ['when it is another day in UTC already', '2026-11-26T03:30:00Z', 90],
  ['ten minutes before midnight', '2026-11-26T04:50:00Z', 10],
  ['in the last minute of a Sunday', '2026-11-30T04:59:30Z', 1],
  ['just after midnight', '2026-11-30T05:00:00Z', 24 * 60],
  ['before the clocks go back in the night', '2026-11-01T04:30:00Z', 24 * 60 - 30],
] as const;

test.describe('What a journey is given lies in the day that it is meant for', () => {
  for (const [when, instant, left] of moments) {
    test(`a session of today, asked for ${when}`, () => {
      const now = Date.parse(instant);
      expect(minutesLeftOfDay(now, zone)).toBe(left);
      const starts = startsOfToday(now, zone);
      expect(starts[0]).toBe(now);
      expect(new Set(starts.map((start) => wallClock(start, zone).date))).toEqual(
        new Set([wallClock(now, zone).date]),
      );
      const next = (starts.at(-1) ?? 0) + 5 * minuteMs;
      expect(wallClock(next, zone).date).not.toBe(wallClock(now, zone).date);
    });
  }

  for (const [date, monday] of [
    ['2026-11-23', '2026-11-30'],
    ['2026-11-28', '2026-11-30'],
    ['2026-11-29', '2026-11-30'],
    ['2026-12-31', '2027-01-04'],
  ] as const) {
    test(`the week after ${date} begins with ${monday}`, () => {
      expect(mondayOf(date, 1)).toBe(monday);
    });
  }

  test('days that the screen names are counted, and what is no date is refused', () => {
    expect(dayNumber('Tue 5 Jan 2027') - dayNumber('Tue 22 Dec 2026')).toBe(14);
    expect(() => dayNumber('left out')).toThrow('is no date');
  });
});
