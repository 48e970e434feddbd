import { describe, expect, it } from 'vitest';
import { hourMs } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { checkBooking } from './booking-rules.js';
import { at, booking, plannedBy, series, seriesSession } from './booking.builder.js';

function codesOf(facts: BookingFacts): string[] {
  const decision = checkBooking(facts);
  return decision.accepted ? [] : decision.refusals.map((refusal) => refusal.code);
}

describe('a session among the others of its series', () => {
  it('BOOK-16: with gating on, whatever comes after an open session is tentative', () => {
    const sessions = [seriesSession('2026-06-01T09:00', 'discharged'), seriesSession('2026-06-22T09:00')];
    const first = plannedBy(booking({ series: series({ sessions }) }));
    expect(first.value.state).toBe('booked');
    expect(first.advisories.map((each) => each.code)).toEqual([
      'scheduling.later-sessions-wait-for-this-one',
    ]);
    const later = booking({ start: at('2026-06-29T09:00'), series: series({ sessions }) });
    expect(plannedBy(later).value.state).toBe('tentative');
    expect(plannedBy({ ...later, series: series({ sessions, gating: false }) }).value.state).toBe('booked');
  });

  it('SER-05: cancelled and missed sessions keep no interval', () => {
    const sessions = [
      seriesSession('2026-06-05T09:00', 'cancelled'),
      seriesSession('2026-06-10T09:00', 'no-show'),
    ];
    expect(codesOf(booking({ series: series({ sessions }) }))).toEqual([]);
  });

  it('SER-05: counts calendar days, so the night the clocks change makes no interval too short', () => {
    const sessions = [seriesSession('2026-03-02T10:00', 'discharged')];
    const start = at('2026-03-09T09:00');
    expect(start - at('2026-03-02T10:00')).toBe(7 * 24 * hourMs - 2 * hourMs);
    expect(codesOf(booking({ now: at('2026-03-03T09:00'), start, series: series({ sessions }) }))).toEqual(
      [],
    );
  });

  it('SER-06: points out a gap above the maximum, and more sessions than were planned', () => {
    const sessions = [
      seriesSession('2026-03-02T09:00', 'discharged'),
      seriesSession('2026-04-12T09:00', 'discharged'),
    ];
    const { advisories } = plannedBy(booking({ series: series({ sessions, plannedCount: 2 }) }));
    expect(advisories).toMatchObject([
      { code: 'series.interval-too-long', facts: { days: 57, maximumDays: 56, direction: 'after-previous' } },
      { code: 'series.beyond-planned-count', facts: { count: 3, plannedCount: 2 } },
    ]);
  });
});
