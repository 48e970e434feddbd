import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sedationLevels } from '../sedation/sedation-level.js';
import { clockText } from '../time/clock-text.js';
import { hourMs, instantOf, minuteMs } from '../time/zone.js';
import {
  checkFastingKept,
  fastingCutOffs,
  fastingSpans,
  tooLateToFast,
  type FastingCutOff,
  type LastIntakes,
} from './fasting.js';
import { readinessPolicies, type FastingPolicy } from './readiness-policy.js';

const policy = readinessPolicies[0].fasting;
const newYork = 'America/New_York';

function instant(wallTime: string, zone = newYork): number {
  const found = instantOf(wallTime, zone);
  if (!found.accepted) throw new Error(`no such time: ${wallTime}`);
  return found.value;
}

function cutOffs(wallTime: string, changes: Partial<FastingPolicy> = {}, zone = newYork): FastingCutOff[] {
  const start = instant(wallTime, zone);
  const times = { start, arriveAt: start - 30 * minuteMs, sedation: 'moderate' } as const;
  return fastingCutOffs(times, { ...policy, ...changes });
}

function told(wallTime: string, changes: Partial<FastingPolicy> = {}, zone = newYork): string[] {
  return cutOffs(wallTime, changes, zone).map(({ lastAt }) => clockText(lastAt, zone));
}

describe('READY-02: for how long a patient fasts', () => {
  it('is not at all without sedation, whatever drugs are taken', () => {
    expect(fastingSpans('none', policy, { glp1: true })).toEqual([]);
  });

  it('is with a GLP-1 drug a day without solid food of any kind, and liquids as ever', () => {
    expect(fastingSpans('minimal', policy, { glp1: true })).toEqual([
      { intake: 'solid-food', minutes: 24 * 60 },
      { intake: 'clear-liquids', minutes: 2 * 60 },
    ]);
  });

  it('is by ASIPP four hours for a light meal', () => {
    expect(fastingSpans('moderate', { ...policy, guideline: 'asipp' })).toContainEqual({
      intake: 'light-meal',
      minutes: 240,
    });
  });

  it('is never shorter with a GLP-1 drug, not even where a clinic sets a short liquid diet', () => {
    const [first] = fastingSpans('deep', { ...policy, glp1LiquidDietMinutes: 60 }, { glp1: true });
    expect(first).toEqual({ intake: 'solid-food', minutes: 8 * 60 });
  });
});

describe('READY-02: the time vectors of the clinical reference', () => {
  it('8 and 6 hours before 08:00 on the day the clocks go forward in New York', () => {
    expect(told('2025-03-09T08:00').slice(0, 2)).toEqual([
      'Sat 8 Mar 2025, 23:00 EST',
      'Sun 9 Mar 2025, 01:00 EST',
    ]);
    expect(cutOffs('2025-03-09T08:00')[0]?.lastAt).toBe(Date.UTC(2025, 2, 9, 4));
  });

  it('8 hours before 08:00 on the day they go back is the first of two 01:00', () => {
    expect(told('2025-11-02T08:00')[0]).toBe('Sun 2 Nov 2025, 01:00 EDT');
    expect(cutOffs('2025-11-02T08:00')[0]?.lastAt).toBe(Date.UTC(2025, 10, 2, 5));
  });

  it('8 hours before 08:00 on the day they go forward in Berlin', () => {
    const [first] = cutOffs('2025-03-30T08:00', {}, 'Europe/Berlin');
    expect(first?.lastAt).toBe(instant('2025-03-29T23:00', 'Europe/Berlin'));
  });

  it('from 10:00 to 10:00 over the night the clocks go forward are 23 hours', () => {
    expect(instant('2025-03-09T10:00') - instant('2025-03-08T10:00')).toBe(23 * hourMs);
  });

  it('counted back from the arrival each lies half an hour earlier', () => {
    expect(told('2025-03-09T08:00', { anchor: 'arrival' })[0]).toBe('Sat 8 Mar 2025, 22:30 EST');
  });
});

describe('READY-03: too late to fast', () => {
  const today = cutOffs('2026-06-08T13:00');
  it.each([
    ['the evening before', '2026-06-07T20:00', null],
    ['at the very minute of the first cut-off', '2026-06-08T05:00', null],
    ['a minute after it', '2026-06-08T05:01', 'full-meal'],
    ['an hour before the start', '2026-06-08T12:00', 'full-meal'],
  ])('%s', (_story, now, missed) => {
    expect(tooLateToFast(today, instant(now))?.intake ?? null).toBe(missed);
  });

  it('never happens to who need not fast', () => {
    expect(tooLateToFast([], instant('2026-06-08T12:59'))).toBeNull();
  });
});

describe('READY-04: the fast was kept', () => {
  const start = instant('2026-06-08T13:00');
  const kept: LastIntakes = {
    'full-meal': instant('2026-06-07T19:00'),
    'light-meal': null,
    'clear-liquids': instant('2026-06-08T11:00'),
  };
  const judged = (last: LastIntakes) => {
    const decision = checkFastingKept(cutOffs('2026-06-08T13:00'), last, start);
    if (decision.accepted) return 'kept';
    const [refusal] = decision.refusals;
    const at = refusal?.remedy?.facts['at'];
    return [refusal?.code, refusal?.facts['intake'], typeof at === 'number' ? clockText(at, newYork) : null];
  };

  it.each<[string, LastIntakes, unknown]>([
    ['dinner, nothing since, water until the very cut-off', kept, 'kept'],
    [
      'an answer that nobody asked for',
      { 'full-meal': null, 'light-meal': null },
      ['readiness.last-intake-not-asked', 'clear-liquids', null],
    ],
    [
      'coffee at noon puts the start off by an hour',
      { ...kept, 'clear-liquids': instant('2026-06-08T12:00') },
      ['readiness.not-fasted', 'clear-liquids', 'Mon 8 Jun 2026, 14:00 EDT'],
    ],
    [
      'of two the worse decides',
      { ...kept, 'light-meal': instant('2026-06-08T10:00'), 'clear-liquids': instant('2026-06-08T12:00') },
      ['readiness.not-fasted', 'light-meal', 'Mon 8 Jun 2026, 16:00 EDT'],
    ],
  ])('%s', (_story, last, expected) => {
    expect(judged(last)).toEqual(expected);
  });
});

describe('of any start, level and guideline', () => {
  const anyPolicy = fc.record({
    guideline: fc.constantFrom('asa', 'asipp', 'clinic'),
    anchor: fc.constantFrom('start', 'arrival'),
  });
  const anyVisit = fc
    .record({
      start: fc.integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) }),
      prepareMinutes: fc.integer({ min: 0, max: 120 }),
      sedation: fc.constantFrom(...sedationLevels),
    })
    .map(({ start, prepareMinutes, sedation }) => ({
      start,
      arriveAt: start - prepareMinutes * minuteMs,
      sedation,
    }));

  it('the cut-offs are in order, and each lies before the arrival or the start that it is counted from', () => {
    fc.assert(
      fc.property(anyVisit, anyPolicy, fc.boolean(), (visit, changes, glp1) => {
        const times = fastingCutOffs(visit, { ...policy, ...changes }, { glp1 }).map(({ lastAt }) => lastAt);
        expect(times).toEqual(times.toSorted((a, b) => a - b));
        expect(times.every((each) => each < visit.start)).toBe(true);
      }),
    );
  });

  it('who is told that a later start would keep the fast keeps it there', () => {
    fc.assert(
      fc.property(anyVisit, fc.integer({ min: 0, max: 12 * 60 }), (visit, minutes) => {
        const eatenAt = visit.start - minutes * minuteMs;
        const last: LastIntakes = { 'full-meal': eatenAt, 'light-meal': eatenAt, 'clear-liquids': eatenAt };
        const decision = checkFastingKept(fastingCutOffs(visit, policy), last, visit.start);
        if (decision.accepted) return;
        const later = Number(decision.refusals[0]?.remedy?.facts['at']);
        const moved = { ...visit, start: later, arriveAt: later };
        expect(checkFastingKept(fastingCutOffs(moved, policy), last, later).accepted).toBe(true);
        const sooner = { ...visit, start: later - 1, arriveAt: later - 1 };
        expect(checkFastingKept(fastingCutOffs(sooner, policy), last, later - 1).accepted).toBe(false);
      }),
    );
  });
});
