import { describe, expect, it } from 'vitest';
import { Temporal } from '@lull/domain';
import { BookCalendar } from './book-calendar.js';

const zone = 'America/New_York';
const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds;

describe('a time of the book', () => {
  it.each<[string, number, string, unknown]>([
    ['in winter', 0, '2026-01-05T08:40', { at: at('2026-01-05T13:40Z'), moved: false }],
    ['in summer', 0, '2026-07-06T08:40', { at: at('2026-07-06T12:40Z'), moved: false }],
    [
      'in the afternoon of the day on which the clocks go forward',
      0,
      '2026-03-08T15:00',
      { at: at('2026-03-08T19:00Z'), moved: false },
    ],
    [
      'shifted from winter to summer keeps its place on the dial',
      26,
      '2026-01-05T08:40',
      { at: at('2026-07-06T12:40Z'), moved: false },
    ],
    ['that the clocks skip', 0, '2026-03-08T02:30', { refused: 'local-time-does-not-exist' }],
    ['that the clocks show twice', 0, '2025-11-02T01:30', { refused: 'local-time-ambiguous' }],
    [
      'that only the shift brought into the gap goes to its end',
      1,
      '2026-03-01T02:30',
      { at: at('2026-03-08T07:00Z'), moved: true },
    ],
    [
      'that only the shift brought into the hour that comes twice is the first',
      1,
      '2025-10-26T01:30',
      { at: at('2025-11-02T05:30Z'), moved: true },
    ],
    [
      'that was wrong before the shift is not made right by it',
      1,
      '2026-03-08T02:30',
      { refused: 'local-time-does-not-exist' },
    ],
  ])('%s', (_story, weeks, wall, expected) => {
    expect(new BookCalendar(zone, '2026-06-01', weeks).instant(wall)).toMatchObject(expected as object);
  });

  it.each([
    ['the same week', '2026-06-01', 0],
    ['the Sunday of the same week', '2026-06-07', 0],
    ['the Monday after', '2026-06-08', 1],
    ['a Sunday half a year later', '2026-11-22', 24],
    ['a day before the book', '2026-05-31', -1],
  ])('seen from %s lies so many weeks off', (_story, today, weeks) => {
    expect(BookCalendar.weeksTo(today, '2026-06-01')).toBe(weeks);
  });
});
