import { minuteMs, Temporal } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import type { SessionOfBook } from './book.js';
import { broughtForward } from './brought-forward.js';

const zone = 'America/New_York';
const start = Temporal.Instant.from('2026-06-03T13:00Z').epochMilliseconds;
const booked = (reference: string): SessionOfBook => ({
  reference,
  line: 2,
  seriesReference: 'S1',
  room: 'Fluoro 1',
  physician: 'Dr. Ines Halloran',
  start,
  durationMinutes: 30,
  sedation: 'none',
  state: 'booked',
  cancelReason: null,
  arrivedAt: null,
  roomInAt: null,
  roomOutAt: null,
  dischargedAt: null,
  injection: null,
});
const sessions = Array.from({ length: 60 }, (_, index) => booked(`S10${index}-1`));
const statesAt = (minutes: number): string[] =>
  [
    ...new Set<string>(broughtForward(sessions, start + minutes * minuteMs, zone).map(({ state }) => state)),
  ].toSorted();

describe('a booked session of the demonstration, told forward by the clock', () => {
  it.each<[string, number, string[]]>([
    ['an hour before, all still to come', -60, ['booked']],
    ['a minute before, most are there', -1, ['arrived', 'booked']],
    ['in the middle, most are in the room', 10, ['booked', 'in-room']],
    ['half an hour after, recovering, and a few never came', 32, ['no-show', 'recovering']],
    ['in the evening, over', 300, ['discharged', 'no-show']],
  ])('%s', (_story, minutes, states) => {
    expect(statesAt(minutes)).toEqual(states);
  });

  it('leaves the injections of the day itself to be recorded, and knows those of earlier days', () => {
    const recorded = (minutes: number): number =>
      broughtForward(sessions, start + minutes * minuteMs, zone).filter(({ injection }) => injection !== null)
        .length;
    expect(recorded(300)).toBe(0);
    expect(recorded(24 * 60)).toBe(
      sessions.length -
        broughtForward(sessions, start + 24 * 60 * minuteMs, zone).filter(({ state }) => state === 'no-show')
          .length,
    );
  });

  it('stamps every visit in its order, and out of the room before the next patient of the rhythm', () => {
    for (const session of broughtForward(sessions, start + 300 * minuteMs, zone)) {
      if (session.state !== 'discharged') continue;
      const stamps = [session.arrivedAt, session.roomInAt, session.roomOutAt, session.dischargedAt].map(
        (stamp) => stamp ?? NaN,
      );
      expect(stamps).toEqual([...stamps].sort((a, b) => a - b));
      expect(session.roomOutAt).toBeLessThan(start + 40 * minuteMs);
    }
  });

  it('changes nothing of a session that the book itself has settled', () => {
    const settled: SessionOfBook = { ...booked('S1-1'), state: 'cancelled', cancelReason: 'patient-request' };
    expect(broughtForward([settled], start + 300 * minuteMs, zone)).toEqual([settled]);
  });
});
