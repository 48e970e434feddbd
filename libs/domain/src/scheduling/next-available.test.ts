import { describe, expect, it } from 'vitest';
import { wallTimeAt } from '../time/zone.js';
import { at, clinicZone, fluoro1, fluoro2, hold } from './booking.builder.js';
import { monday, search } from './find-slots.builder.js';
import { nextAvailable } from './next-available.js';
import type { SlotFacts } from './slot-facts.js';

function third(changes: Partial<SlotFacts> = {}): [string | null, string | null, number | null] {
  const { first, nth, days } = nextAvailable(search({ now: at('2026-06-05T10:00'), ...changes }));
  const text = (instant: number | null) => (instant === null ? null : wallTimeAt(instant, clinicZone));
  return [text(first), text(nth), days];
}

describe('REPORT-02: the third next available time', () => {
  it('is the third of times of which none overlaps another, and not the third start of one morning', () => {
    expect(third()).toEqual([`${monday}T08:00`, `${monday}T09:00`, 3]);
  });

  it('does not take two rooms at one hour for two times', () => {
    expect(third({ rooms: [fluoro1, fluoro2] })).toEqual([`${monday}T07:30`, `${monday}T08:30`, 3]);
  });

  it('lies later than the first, where only that one was given back', () => {
    const holds = [hold(fluoro1, `${monday}T08:40`, `${monday}T12:00`)];
    expect(third({ holds })).toEqual([`${monday}T08:00`, '2026-06-15T08:30', 10]);
  });

  it('counts days by the calendar of the clinic: late on Friday it is Monday in three days', () => {
    expect(third({ now: at('2026-06-05T23:50') })[2]).toBe(3);
    expect(third({ now: at(`${monday}T00:10`) })[2]).toBe(0);
  });

  it('is none where fewer than three are free in the time that was searched', () => {
    expect(third({ until: at(`${monday}T08:50`) })).toEqual([`${monday}T08:00`, null, null]);
    expect(third({ until: at(`${monday}T00:10`) })).toEqual([null, null, null]);
  });
});
