import { describe, expect, it } from 'vitest';
import { at, clinicZone } from '../scheduling/booking.builder.js';
import { sessionsToPlace, type SeriesToPlace } from './sessions-to-place.js';

const series = (days: readonly string[], changes: Partial<SeriesToPlace> = {}): SeriesToPlace => ({
  now: at('2026-06-05T09:00'),
  zone: clinicZone,
  open: true,
  plannedCount: 4,
  targetIntervalDays: 14,
  maximumIntervalDays: 21,
  standing: days.map((day) => at(`${day}T09:00`)),
  ...changes,
});

describe('PLAN-05: the sessions of a series that are to place', () => {
  const stories = [
    {
      sentence: 'are all of them, without a day, before the first stands',
      facts: series([], { plannedCount: 2 }),
      expected: ['null by null', 'null by null'],
    },
    {
      sentence: 'are due the target interval after the last, and by the maximum',
      facts: series(['2026-06-01', '2026-06-15']),
      expected: ['2026-06-29 by 2026-07-06', '2026-07-13 by 2026-07-27'],
    },
    {
      sentence: 'lie first where two sessions stand too far apart',
      facts: series(['2026-06-01', '2026-07-06']),
      expected: ['2026-06-15 by 2026-06-22', '2026-07-20 by 2026-07-27'],
    },
    {
      sentence: 'do not lie between two that are over',
      facts: series(['2026-04-01', '2026-06-01'], { plannedCount: 3 }),
      expected: ['2026-06-15 by 2026-06-22'],
    },
    {
      sentence: 'are none when as many stand as were planned, or more',
      facts: series(['2026-06-01', '2026-06-15', '2026-06-29'], { plannedCount: 2 }),
      expected: [],
    },
    { sentence: 'are none of a series that is not open', facts: series([], { open: false }), expected: [] },
  ];
  it.each(stories)('$sentence', ({ facts, expected }) => {
    expect(sessionsToPlace(facts).map(({ dueOn, dueBy }) => `${dueOn} by ${dueBy}`)).toEqual(expected);
  });
});
