import { describe, expect, it } from 'vitest';
import type { BookingFacts } from './booking-facts.js';
import { checkBooking } from './booking-rules.js';
import {
  adeyemi,
  at,
  blockTime,
  booking,
  calendar,
  fluoro1,
  fluoro2,
  hold,
  plannedBy,
} from './booking.builder.js';

const day = '2026-06-08';

const refusalsOf = (facts: BookingFacts) => {
  const decision = checkBooking(facts);
  return decision.accepted ? [] : decision.refusals;
};
const codesOf = (facts: BookingFacts): string[] => refusalsOf(facts).map(({ code }) => code);

describe('a booking in block time', () => {
  it('BOOK-11: is free to all once nobody owns the room any more', () => {
    const over = calendar({ blockTimes: [blockTime({ physicianId: adeyemi.id, validTo: '2026-06-07' })] });
    expect(codesOf(booking({ calendar: over }))).toEqual([]);
  });

  it('CAL-04: time that was moved into a free room for one week keeps others out of that time alone', () => {
    const instead = { from: '08:00', to: '09:10', roomId: fluoro2.id };
    const moved = calendar({ blockTimes: [blockTime({ exceptions: [{ date: day, instead }] })] });
    const codesIn = (changes: Parameters<typeof booking>[0]) =>
      codesOf(booking({ calendar: moved, room: fluoro2, ...changes }));
    expect(codesIn({ physician: adeyemi })).toEqual(['scheduling.block-time-of-another']);
    expect(codesIn({ physician: adeyemi, start: at(`${day}T09:10`) })).toEqual([]);
    expect(codesIn({ start: at(`${day}T08:10`) })).toEqual([]);
    expect(codesIn({ room: fluoro1 })).toEqual(['scheduling.outside-block-time']);
  });

  it('CAL-05: takes no more sessions than its cap, unless that is set aside with a reason', () => {
    const capped = calendar({ blockTimes: [blockTime({ mostSessions: 2 })] });
    const inRoom = (from: string, to: string, sessionId: string) =>
      hold(fluoro1, `${day}T${from}`, `${day}T${to}`, sessionId);
    const two = [
      inRoom('10:00', '10:30', 'one'),
      inRoom('10:30', '10:40', 'one'),
      inRoom('11:00', '11:40', 'two'),
    ];
    const full = booking({ calendar: capped, holds: two });
    expect(refusalsOf(full)).toMatchObject([
      { code: 'scheduling.block-time-full', overridable: true, facts: { sessions: 2, mostSessions: 2 } },
    ]);
    expect(codesOf({ ...full, holds: two.slice(0, 2) })).toEqual([]);
    expect(codesOf({ ...full, sessionId: 'two' })).toEqual([]);
    const overrides = [{ code: 'scheduling.block-time-full', reason: 'A short one' }] as const;
    expect(plannedBy({ ...full, overrides }).value.overridden).toHaveLength(1);
  });
});
