import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultMessagePolicy } from './message-policy.js';
import { dayAfterDue, nextAttemptAt, quietUntil, remindersOf } from './message-times.js';

const zone = 'America/New_York';
const at = (text: string): number => Date.parse(text);
const hour = 3_600_000;
const night = { ...defaultMessagePolicy, quietHours: { from: '21:00', to: '08:00' } };

describe('MSG-03: quiet hours', () => {
  it.each<[string, string, string | null]>([
    [
      'late in the evening it waits for the morning',
      '2026-11-23T22:30:00-05:00',
      '2026-11-24T08:00:00-05:00',
    ],
    ['early in the morning, for the same one', '2026-11-24T05:00:00-05:00', '2026-11-24T08:00:00-05:00'],
    ['by day it leaves', '2026-11-24T12:00:00-05:00', null],
    ['their end is no longer quiet', '2026-11-24T08:00:00-05:00', null],
    ['their beginning is', '2026-11-24T21:00:00-05:00', '2026-11-25T08:00:00-05:00'],
    [
      'in the night the clocks go forward they are an hour shorter',
      '2026-03-07T23:00:00-05:00',
      '2026-03-08T08:00:00-04:00',
    ],
    ['and an hour longer when they go back', '2026-10-31T23:00:00-04:00', '2026-11-01T08:00:00-05:00'],
  ])('%s', (_, now, end) => {
    expect(quietUntil(at(now), zone, night, null)).toBe(end === null ? null : at(end));
  });

  it('are of the clinic, not of the server: the same instant is day elsewhere', () => {
    const now = at('2026-11-23T22:30:00-05:00');
    expect(quietUntil(now, 'Pacific/Auckland', night, null)).toBeNull();
  });

  it('hold nothing back about a visit that begins before it could be read', () => {
    const now = at('2026-11-23T22:30:00-05:00');
    expect(quietUntil(now, zone, night, now + 9 * hour)).toBeNull();
    expect(quietUntil(now, zone, night, now + 36 * hour)).toBe(at('2026-11-24T08:00:00-05:00'));
  });

  it('may lie within a day', () => {
    const noon = { ...night, quietHours: { from: '12:00', to: '13:00' } };
    expect(quietUntil(at('2026-11-23T12:30:00-05:00'), zone, noon, null)).toBe(
      at('2026-11-23T13:00:00-05:00'),
    );
    expect(quietUntil(at('2026-11-23T23:30:00-05:00'), zone, noon, null)).toBeNull();
  });

  it('end, and what waited for their end is not held back again', () => {
    fc.assert(
      fc.property(fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }), (now) => {
        const end = quietUntil(now, zone, night, null);
        if (end === null) return;
        expect(end).toBeGreaterThan(now);
        expect(end - now).toBeLessThanOrEqual(12 * hour);
        expect(quietUntil(end, zone, night, null)).toBeNull();
      }),
    );
  });
});

describe('MSG-04: reminders', () => {
  const start = at('2026-12-10T14:00:00Z');
  const leads = (placedAt: number): number[] =>
    remindersOf({ start, placedAt }, defaultMessagePolicy).map(({ leadMinutes }) => leadMinutes / 1440);

  it('leave seven, two and one days before', () => expect(leads(start - 30 * 24 * hour)).toEqual([7, 2, 1]));
  it('but not the ones that lay before the booking', () =>
    expect(leads(start - 3 * 24 * hour)).toEqual([2, 1]));
  it('and none for a visit of the same day', () => expect(leads(start - 5 * hour)).toEqual([]));
  it('are of no use half a day later, nor after the beginning', () => {
    const policy = { reminderLeadMinutes: [60, 7 * 1440], usefulMinutes: 720 };
    expect(remindersOf({ start, placedAt: 0 }, policy)).toEqual([
      { leadMinutes: 7 * 1440, dueAt: start - 168 * hour, notAfter: start - 156 * hour },
      { leadMinutes: 60, dueAt: start - hour, notAfter: start },
    ]);
  });
});

describe('MSG-05: the day after', () => {
  it('is asked for at ten by the clocks of the clinic, also when they change in between', () => {
    expect(dayAfterDue(at('2026-11-23T16:00:00-05:00'), zone, defaultMessagePolicy)).toBe(
      at('2026-11-24T10:00:00-05:00'),
    );
    expect(dayAfterDue(at('2026-03-07T16:00:00-05:00'), zone, defaultMessagePolicy)).toBe(
      at('2026-03-08T10:00:00-04:00'),
    );
  });
  it('is not where a clinic asks nobody', () => {
    expect(dayAfterDue(at('2026-11-23T16:00:00-05:00'), zone, { dayAfterAt: null })).toBeNull();
  });
});

describe('MSG-06: a message that could not be handed over', () => {
  it('is tried again after 1, 2, 4 and 8 minutes, then a person has to look', () => {
    const waits = [1, 2, 3, 4, 5].map((made) => nextAttemptAt(0, made, defaultMessagePolicy));
    expect(waits).toEqual([60_000, 120_000, 240_000, 480_000, null]);
  });
});
