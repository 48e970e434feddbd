import { env } from 'node:process';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { afterEach, describe, expect, it } from 'vitest';
import type { Decision } from '../decision.js';
import { clockParts, clockText, momentText, spanText } from './clock-text.js';
import {
  firstOfMonth,
  mondayOf,
  weekNumberOf,
  addCivilDays,
  civilDatesBetween,
  civilDateAt,
  civilDay,
  civilDaysBetween,
  hourMs,
  hoursBefore,
  instantOf,
  isCivilDate,
  isTimeZone,
  isWallTime,
  minuteMs,
  wallTimeAt,
  weekdayOf,
  windowOn,
} from './zone.js';

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';
const zones = [newYork, berlin, 'Pacific/Auckland', 'Pacific/Apia', 'Asia/Kolkata'] as const;

function valueOf<T>(decision: Decision<T>): T {
  if (!decision.accepted)
    throw new Error(`refused: ${decision.refusals.map((each) => each.code).join(', ')}`);
  return decision.value;
}
const codesOf = (decision: Decision<unknown>): string[] =>
  decision.accepted ? [] : decision.refusals.map((refusal) => refusal.code);

interface Transition {
  readonly zone: string;
  readonly at: number;
  /** Positive: the clocks go forward, and wall times are skipped. */
  readonly jumpMs: number;
}

function transitions(zone: string): Transition[] {
  const found: Transition[] = [];
  let at = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || next.year > 2031) return found;
    const before = next.subtract({ nanoseconds: 1 });
    found.push({
      zone,
      at: next.epochMilliseconds,
      jumpMs: (next.offsetNanoseconds - before.offsetNanoseconds) / 1e6,
    });
    at = next;
  }
}
const allTransitions = zones.flatMap(transitions);

describe('TIME-01: wall times and instants', () => {
  it('refuses a time that the clocks skip, and names the first that follows', () => {
    const decision = instantOf('2026-03-08T02:30', newYork);
    expect(codesOf(decision)).toEqual(['time.local-time-does-not-exist']);
    expect(decision).toMatchObject({
      refusals: [{ facts: { firstTimeAfter: '2026-03-08T03:00' }, overridable: false }],
    });
  });

  it('refuses a time that comes twice until the caller says which', () => {
    const decision = instantOf('2025-11-02T01:30', newYork);
    expect(codesOf(decision)).toEqual(['time.local-time-ambiguous']);
    const first = Date.parse('2025-11-02T05:30Z');
    expect(decision).toMatchObject({ refusals: [{ facts: { first, second: first + hourMs } }] });
    expect(valueOf(instantOf('2025-11-02T01:30', newYork, 'first'))).toBe(first);
    expect(valueOf(instantOf('2025-11-02T01:30', newYork, 'second'))).toBe(first + hourMs);
  });

  it.each([
    '2026-02-30T08:00',
    '2026-03-08T24:00',
    '2026-03-08 08:00',
    '2026-3-8T08:00',
    '2026-03-08T08:00Z',
    '',
  ])('refuses %j, which is no wall time', (text) => {
    expect(isWallTime(text)).toBe(false);
    expect(codesOf(instantOf(text, newYork))).toEqual(['time.wall-time-malformed']);
  });

  it.each(['Mars/Olympus', '+02:00', ''])('refuses %j, which is no zone of the IANA database', (zone) => {
    expect(isTimeZone(zone)).toBe(false);
    expect(codesOf(instantOf('2026-03-08T08:00', zone))).toEqual(['time.zone-unknown']);
  });

  it('knows 2026 to 2031 of five zones, two of which change their clocks no more', () => {
    expect(zones.map((zone) => transitions(zone).length)).toEqual([12, 12, 12, 0, 0]);
  });

  it('holds around every clock change: before, inside and after', () => {
    const minutesAround = fc.integer({ min: -240, max: 240 });
    fc.assert(
      fc.property(fc.constantFrom(...allTransitions), minutesAround, ({ zone, at, jumpMs }, minutes) => {
        // An instant always has a wall time, and that wall time leads back to it, alone or as one of two.
        const instant = at + minutes * minuteMs;
        const wallTime = wallTimeAt(instant, zone);
        const inFold = jumpMs < 0 && instant >= at + jumpMs && instant < at - jumpMs;
        expect(codesOf(instantOf(wallTime, zone))).toEqual(inFold ? ['time.local-time-ambiguous'] : []);
        expect(valueOf(instantOf(wallTime, zone, instant < at ? 'first' : 'second'))).toBe(instant);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds every skipped minute of every clock change impossible', () => {
    const forward = allTransitions.filter(({ jumpMs }) => jumpMs > 0);
    expect(forward).toHaveLength(18);
    for (const { zone, at, jumpMs } of forward) {
      const lastBefore = Temporal.PlainDateTime.from(wallTimeAt(at - minuteMs, zone));
      for (let minutes = 1; minutes <= jumpMs / minuteMs; minutes += 1) {
        const skipped = lastBefore.add({ minutes }).toString({ smallestUnit: 'minute' });
        expect(codesOf(instantOf(skipped, zone))).toEqual(['time.local-time-does-not-exist']);
      }
    }
  });

  it('takes wall times back and forth on any ordinary day', () => {
    const inYears = fc.integer({
      min: Date.parse('2026-01-01') / minuteMs,
      max: Date.parse('2032-01-01') / minuteMs,
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), inYears, (zone, minute) => {
        const instant = minute * minuteMs;
        const again = ['first', 'second'] as const;
        expect(again.map((which) => valueOf(instantOf(wallTimeAt(instant, zone), zone, which)))).toContain(
          instant,
        );
      }),
    );
  });
});

describe('TIME-02: civil days', () => {
  it.each([
    ['2026-03-07', newYork, 24],
    ['2026-03-08', newYork, 23],
    ['2026-11-01', newYork, 25],
    ['2026-03-29', berlin, 23],
    ['2026-10-25', berlin, 25],
    ['2026-03-08', 'Asia/Kolkata', 24],
  ])('%s in %s has %i hours', (date, zone, hours) => {
    const day = civilDay(date, zone);
    expect((day.end - day.start) / hourMs).toBe(hours);
  });

  it('follow each other without a gap, and hold just the instants that bear their date', () => {
    const dates = civilDatesBetween('2026-01-01', '2031-12-31');
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.constantFrom(...dates), (zone, date) => {
        const day = civilDay(date, zone);
        expect(civilDay(addCivilDays(date, 1), zone).start).toBe(day.end);
        expect(civilDateAt(day.start, zone)).toBe(date);
        expect(civilDateAt(day.end - 1, zone)).toBe(date);
        expect(civilDateAt(day.end, zone)).not.toBe(date);
      }),
    );
  });

  it('are counted and added by the calendar, whatever the clocks do', () => {
    expect(civilDaysBetween('2026-03-07', '2026-03-09')).toBe(2);
    expect(addCivilDays('2026-02-27', 2)).toBe('2026-03-01');
    expect(addCivilDays('2028-03-01', -1)).toBe('2028-02-29');
    expect(civilDatesBetween('2026-03-07', '2026-03-09')).toEqual(['2026-03-07', '2026-03-08', '2026-03-09']);
    expect(weekdayOf('2026-06-01')).toBe(1);
    expect(weekdayOf('2026-06-07')).toBe(7);
    expect(['2026-02-29', '2026-02-28', '2026-13-01', '26-01-01'].map(isCivilDate)).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('a weekly window keeps its wall times, and gives way only where the clocks skip or repeat its edge', () => {
    const window = (date: string, from: string, to: string): string[] => {
      const found = windowOn(date, from, to, newYork);
      return found === null ? [] : [clockText(found.start, newYork), clockText(found.end, newYork)];
    };
    expect(window('2026-03-08', '08:00', '12:00')).toEqual([
      'Sun 8 Mar 2026, 08:00 EDT',
      'Sun 8 Mar 2026, 12:00 EDT',
    ]);
    expect(window('2026-03-08', '02:30', '04:00')).toEqual([
      'Sun 8 Mar 2026, 03:00 EDT',
      'Sun 8 Mar 2026, 04:00 EDT',
    ]);
    expect(window('2026-03-08', '01:00', '02:30')).toEqual([
      'Sun 8 Mar 2026, 01:00 EST',
      'Sun 8 Mar 2026, 03:00 EDT',
    ]);
    expect(window('2026-03-08', '02:10', '02:50')).toEqual([]);
    expect(window('2026-11-01', '01:30', '01:45')).toEqual([
      'Sun 1 Nov 2026, 01:30 EDT',
      'Sun 1 Nov 2026, 01:45 EST',
    ]);
    expect(window('2026-06-01', '20:00', '24:00')).toEqual([
      'Mon 1 Jun 2026, 20:00 EDT',
      'Tue 2 Jun 2026, 00:00 EDT',
    ]);
  });
});

describe('TIME-04: times as the people at the desk read them', () => {
  const spans = [
    ['names its day once', '2026-11-23T06:30', '2026-11-23T08:00', '06:30 to 08:00 on Mon 23 Nov'],
    [
      'over midnight names both days',
      '2026-11-23T22:00',
      '2026-11-24T02:00',
      '22:00 on Mon 23 Nov to 02:00 on Tue 24 Nov',
    ],
    ['of one whole day names the day alone', '2026-11-26T00:00', '2026-11-27T00:00', 'Thu 26 Nov'],
    [
      'of whole days names the first and the last',
      '2026-11-26T00:00',
      '2026-11-28T00:00',
      'Thu 26 Nov to Fri 27 Nov',
    ],
    [
      'that ends at midnight says so',
      '2026-11-26T12:00',
      '2026-11-27T00:00',
      '12:00 on Thu 26 Nov to 00:00 on Fri 27 Nov',
    ],
    [
      'names the zone on the day on which the clocks go back',
      '2026-11-01T00:30',
      '2026-11-01T08:00',
      '00:30 EDT to 08:00 EST on Sun 1 Nov',
    ],
  ] as const;
  it.each(spans)('a stretch %s', (_, from, until, text) => {
    const instant = (wall: string): number => {
      const found = instantOf(wall, newYork);
      if (!found.accepted) throw new Error(wall);
      return found.value;
    };
    expect(spanText(instant(from), instant(until), newYork)).toBe(text);
  });

  it('a moment on the night the clocks go back tells which of two equal times is meant', () => {
    const first = Date.UTC(2026, 10, 1, 5, 30);
    expect([first, first + hourMs].map((each) => momentText(each, newYork))).toEqual([
      '01:30 EDT on Sun 1 Nov',
      '01:30 EST on Sun 1 Nov',
    ]);
  });
});

describe('TIME-03: clock times as a patient reads them (vectors of clinical.md)', () => {
  const at = (wallTime: string, zone: string): number => valueOf(instantOf(wallTime, zone));

  it('counts 23 hours from 10:00 to 10:00 over the night the clocks go forward', () => {
    expect((at('2025-03-09T10:00', newYork) - at('2025-03-08T10:00', newYork)) / hourMs).toBe(23);
  });

  it.each([
    ['2025-03-09T08:00', newYork, 8, 'Sat 8 Mar 2025, 23:00 EST', '2025-03-09T04:00Z'],
    ['2025-03-09T08:00', newYork, 6, 'Sun 9 Mar 2025, 01:00 EST', '2025-03-09T06:00Z'],
    ['2025-11-02T08:00', newYork, 8, 'Sun 2 Nov 2025, 01:00 EDT', '2025-11-02T05:00Z'],
    ['2025-03-30T08:00', berlin, 8, 'Sat 29 Mar 2025, 23:00 CET', '2025-03-29T22:00Z'],
  ])('%s in %s less %i hours is %s', (start, zone, hours, text, utc) => {
    const instant = hoursBefore(at(start, zone), hours);
    expect(instant).toBe(Date.parse(utc));
    expect(clockText(instant, zone)).toBe(text);
  });

  it('tells the two hours of the same name apart by the zone', () => {
    const first = Date.parse('2025-11-02T05:00Z');
    expect([first, first + hourMs].map((each) => clockText(each, newYork))).toEqual([
      'Sun 2 Nov 2025, 01:00 EDT',
      'Sun 2 Nov 2025, 01:00 EST',
    ]);
  });

  it("writes midnight as 00:00 of the new day, in the reader's language", () => {
    const midnight = at('2026-06-02T00:00', newYork);
    expect(clockText(midnight, newYork)).toBe('Tue 2 Jun 2026, 00:00 EDT');
    expect(clockParts(midnight, newYork, 'es')).toEqual({
      weekday: 'mar',
      date: '2 jun 2026',
      time: '00:00',
      zone: 'EDT',
    });
    expect(clockParts(midnight, 'Asia/Kolkata').zone).toBe('IST');
    expect(clockParts(midnight, 'Pacific/Apia').zone).toBe('GMT+13');
  });
});

describe("the server's own zone", () => {
  const before = env['TZ'];
  afterEach(() => {
    if (before === undefined) delete env['TZ'];
    else env['TZ'] = before;
  });

  it('changes no answer', () => {
    const answers = ['UTC', 'America/New_York', 'Pacific/Apia'].map((serverZone) => {
      env['TZ'] = serverZone;
      // Proof that the switch took: otherwise this test could not fail.
      expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(serverZone);
      return allTransitions.map(({ zone, at }) => [
        wallTimeAt(at, zone),
        civilDay(civilDateAt(at, zone), zone),
        clockText(at - hourMs, zone),
        instantOf(`${civilDateAt(at, zone)}T02:30`, zone),
      ]);
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });
});

describe('weeks and months of the calendar', () => {
  it.each([
    { date: '2026-12-01', week: 49, monday: '2026-11-30', month: '2026-12-01', next: '2027-01-01' },
    { date: '2027-01-01', week: 53, monday: '2026-12-28', month: '2027-01-01', next: '2027-02-01' },
    { date: '2028-02-29', week: 9, monday: '2028-02-28', month: '2028-02-01', next: '2028-03-01' },
    { date: '2026-11-30', week: 49, monday: '2026-11-30', month: '2026-11-01', next: '2026-12-01' },
  ])('$date lies in week $week, which begins on $monday', ({ date, week, monday, month, next }) => {
    expect([weekNumberOf(date), mondayOf(date), firstOfMonth(date), firstOfMonth(date, 1)]).toEqual([
      week,
      monday,
      month,
      next,
    ]);
  });
});
