import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diary, painReturned } from './diary.builder.js';
import { assessRelief, type Relief, type ReliefFacts } from './relief.js';
import { reliefDefinition30, reliefDefinition50 } from './relief-definition.js';
import type { ScoreEntry } from './score-entry.js';

const facts = (text: string, more: Partial<ReliefFacts> = {}): ReliefFacts => ({
  baseline: 8,
  entries: diary(text),
  nextAt: null,
  ...more,
});
const assess = (given: ReliefFacts): Relief => assessRelief(given, reliefDefinition50);

describe('REL-10 the relief of one injection', () => {
  it.each<[string, ReliefFacts, object]>([
    [
      'persisted when it was confirmed within 24 h of the next injection',
      facts('1h:2 72h:3 216h:3', { nextAt: 240 * 60 }),
      { persistedAtNext: 'yes', relievedAtNext: true, duration: { censoredBy: 'next-injection' } },
    ],
    [
      'is unknown at the next injection when the last look is 25 h before',
      facts('1h:2 72h:3 215h:3', { nextAt: 240 * 60 }),
      { persistedAtNext: 'unknown', relievedAtNext: false, duration: { censoredBy: 'last-contact' } },
    ],
    [
      'that lapsed did not persist, though a later good day is carried to the next baseline',
      facts('1h:2 72h:3 80h:8 90h:8 239h:3', { nextAt: 240 * 60 }),
      { persistedAtNext: 'no', relievedAtNext: true },
    ],
    [
      'is censored at the last relief before surgery, and later scores are not read',
      facts('1h:2 72h:3 120h:8 130h:8', { followUpEnded: { at: 100 * 60, reason: 'surgery' } }),
      { duration: { kind: 'ongoing', lower: 72 * 60, censoredBy: 'surgery' }, coverage: { horizon: 6000 } },
    ],
    [
      'is not known at the next injection when the follow-up ended shortly before it',
      facts('1h:2 95h:3', { nextAt: 110 * 60, followUpEnded: { at: 100 * 60, reason: 'new-analgesic' } }),
      { persistedAtNext: 'unknown', relievedAtNext: false, duration: { censoredBy: 'new-analgesic' } },
    ],
    [
      'ignores an end of follow-up after the next injection',
      facts('1h:2 72h:3', { nextAt: 80 * 60, followUpEnded: { at: 100 * 60, reason: 'surgery' } }),
      { duration: { censoredBy: 'next-injection' } },
    ],
    [
      'has a gap of the whole interval when there never was any',
      facts('1h:8 72h:8', { nextAt: 240 * 60 }),
      { unrelievedGap: 240 * 60, persistedAtNext: 'no' },
    ],
    [
      'has no immediate relief to tell of when nobody looked in the window',
      facts('8.5h:2 72h:3'),
      { immediateRelief: null, peakReductionPercent: null },
    ],
    [
      'under rescue is no peak',
      facts('1h:1R 6h:4 72h:3'),
      { immediateRelief: true, peakReductionPercent: 50 },
    ],
    [
      'names its definition',
      facts('1h:2'),
      { definition: { name: 'relief50', version: '1', relativePercent: 50, rescuePolicy: 'composite' } },
    ],
  ])('%s', (_story, given, expected) => {
    expect(assess(given)).toMatchObject(expected);
  });

  it.each<[string, ReliefFacts, object]>([
    [
      'scores without a baseline',
      facts('1h:2', { baseline: null }),
      { status: 'not-evaluable', reason: 'missing-baseline' },
    ],
    [
      'a statement without a baseline',
      { baseline: null, entries: [painReturned(24, 48)], nextAt: null },
      { reason: 'missing-baseline' },
    ],
    [
      'a baseline of 1.9',
      facts('1h:0', { baseline: 1.9 }),
      { status: 'not-evaluable', reason: 'low-baseline' },
    ],
    ['no scores at all', facts(''), { status: 'no-data' }],
    ['only scores from before the injection', facts('-5h:8'), { status: 'no-data' }],
    ['only scores from after the next one', facts('50h:8', { nextAt: 48 * 60 }), { status: 'no-data' }],
    ['percent relief without a baseline', facts('1h:80%', { baseline: null }), { status: 'evaluable' }],
  ])('BAS-02 %s', (_story, given, expected) => {
    expect(assess(given)).toMatchObject(expected);
  });
});

const HORIZON = 40 * 1440;
const anyEntry: fc.Arbitrary<ScoreEntry> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('now', 'avg24h'),
      at: fc.integer({ min: -100, max: HORIZON }),
      value: fc.integer({ min: 0, max: 20 }).map((half) => half / 2),
      rescue: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('pct-relief' as const),
      at: fc.integer({ min: 1, max: HORIZON }),
      value: fc.integer({ min: 0, max: 100 }),
      rescue: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        kind: fc.constantFrom('pain-returned', 'pain-relieved'),
        day: fc.integer({ min: 0, max: 39 }),
      })
      .map(({ kind, day }) => ({ kind, from: day * 1440, to: (day + 1) * 1440, rescue: false })),
  },
);
const anyFacts: fc.Arbitrary<ReliefFacts> = fc.record({
  baseline: fc.option(fc.integer({ min: 0, max: 20 }).map((half) => half / 2)),
  entries: fc.array(anyEntry, { maxLength: 30 }),
  nextAt: fc.option(fc.integer({ min: 1, max: HORIZON })),
});
const anyDefinition = fc.constantFrom(reliefDefinition50, reliefDefinition30);

describe('REL-10 whatever the diary', () => {
  it('the interval is in order, within the follow-up, and the coverage within its bounds', () => {
    fc.assert(
      fc.property(anyFacts, anyDefinition, (given, definition) => {
        const relief = assessRelief(given, definition);
        if (relief.status === 'no-data' || relief.status === 'not-evaluable') return;
        const { low, high, point, knownFraction, horizon, timeInRelief } = relief.coverage;
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1 + 1e-12);
        expect(timeInRelief / horizon).toBeGreaterThanOrEqual(low - 1e-12);
        expect(timeInRelief / horizon).toBeLessThanOrEqual(high + 1e-12);
        expect(knownFraction).toBeGreaterThanOrEqual(0);
        expect(knownFraction).toBeLessThanOrEqual(1);
        if (point !== null) {
          expect(point).toBeGreaterThanOrEqual(low - 1e-12);
          expect(point).toBeLessThanOrEqual(high + 1e-12);
        }
        if (relief.status === 'indeterminate') return;
        const { lower, upper, event } = relief.duration;
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(horizon);
        if (event === 1) expect(upper).toBeLessThanOrEqual(horizon);
        if (upper !== null) expect(lower).toBeLessThanOrEqual(upper);
        if (relief.unrelievedGap !== null) expect(relief.unrelievedGap).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 500 },
    );
  });

  it('the order in which it was written down changes nothing', () => {
    const shuffled = anyFacts.chain((given) =>
      fc.tuple(
        fc.constant(given),
        fc.shuffledSubarray([...given.entries], { minLength: given.entries.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([given, entries]) => {
        expect(assess({ ...given, entries })).toEqual(assess(given));
      }),
    );
  });

  it('one more relieved look between the start of the relief and its lapse never shortens it', () => {
    const shares = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyFacts, shares, (given, share) => {
        const before = assess(given);
        if (before.status !== 'evaluable' || before.onset === null) return;
        const { lower, upper } = before.duration;
        const start = before.sustainedOnset?.upper ?? before.onset.upper;
        const end = upper ?? lower;
        const at = Math.round(start + share * (end - start));
        const more: ScoreEntry = { kind: 'pct-relief', at, value: 100, rescue: false };
        const after = assess({ ...given, entries: [...given.entries, more] });
        if (after.status !== 'evaluable') throw new Error('relief was lost by seeing more of it');
        expect(after.duration.lower).toBeGreaterThanOrEqual(lower);
      }),
      { numRuns: 500 },
    );
  });

  it('splitting a piece between two relieved looks by another one changes neither the duration nor the time in relief', () => {
    const looks = fc.array(fc.record({ after: fc.integer({ min: 2, max: 120 }), relieved: fc.boolean() }), {
      minLength: 2,
      maxLength: 14,
    });
    fc.assert(
      fc.property(looks, fc.nat(20), fc.option(fc.integer({ min: 1, max: 24 })), (steps, place, later) => {
        let hours = 0;
        const seen = steps.map(({ after, relieved }) => ({ hours: (hours += after), relieved }));
        const pieces = seen
          .map(({ hours: from, relieved }, index) => ({ from, relieved, next: seen[index + 1] }))
          .filter(({ relieved, next }) => relieved && next?.relieved);
        const piece = pieces[place % Math.max(1, pieces.length)];
        if (piece?.next === undefined) return;
        const entry = (at: number, relieved: boolean): ScoreEntry => ({
          kind: 'now',
          at,
          value: relieved ? 2 : 8,
          rescue: false,
        });
        const entries = seen.map((look) => entry(look.hours * 60, look.relieved));
        const nextAt = later === null ? null : (hours + later) * 60;
        const middle = entry((piece.from + piece.next.hours) * 30, true);
        const told = (relief: Relief) => {
          if (relief.status !== 'evaluable') return { status: relief.status };
          const { lower, upper, event } = relief.duration;
          const { timeInRelief, low, high, knownFraction } = relief.coverage;
          return { lower, upper, event, timeInRelief, low, high, knownFraction, flares: relief.flares };
        };
        const before = told(assess({ baseline: 8, entries, nextAt }));
        expect(told(assess({ baseline: 8, entries: [...entries, middle], nextAt }))).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('a look that is relief at 50 % is relief at 30 % too, so time in relief never grows with the threshold', () => {
    const dense = fc
      .array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 20 })
      .map((values): readonly ScoreEntry[] =>
        values.map((value, day) => ({ kind: 'now', at: (day + 1) * 1440, value, rescue: false })),
      );
    fc.assert(
      fc.property(dense, (entries) => {
        const at30 = assessRelief({ baseline: 8, entries, nextAt: null }, reliefDefinition30);
        const at50 = assessRelief({ baseline: 8, entries, nextAt: null }, reliefDefinition50);
        if (!('coverage' in at30) || !('coverage' in at50)) throw new Error('not judged');
        expect(at30.coverage.timeInRelief).toBeGreaterThanOrEqual(at50.coverage.timeInRelief);
      }),
    );
  });
});
