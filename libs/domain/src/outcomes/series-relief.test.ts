import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diary, painReturned, shiftedBy } from './diary.builder.js';
import { assessRelief } from './relief.js';
import { reliefDefinition50 } from './relief-definition.js';
import type { ScoreEntry } from './score-entry.js';
import {
  reliefBetween,
  seriesRelief,
  type CompletedInjection,
  type SeriesReliefFacts,
} from './series-relief.js';

/** Injections at 10:00 of the days that begin at these hours after the first one's midnight. */
function injectionsAt(...hours: readonly number[]): readonly CompletedInjection[] {
  return hours.map((hour, index) => ({
    id: `injection ${String(index + 1)}`,
    at: (hour + 10) * 60,
    dayStartsAt: hour * 60,
    purpose: 'therapeutic',
  }));
}

const DAY = 24;
const baselines = (facts: SeriesReliefFacts) =>
  seriesRelief(facts).map(({ baseline }) => `${String(baseline.value)} ${baseline.source}`);

describe('BAS-03 what is known before an injection', () => {
  it.each<[string, readonly ScoreEntry[], readonly string[]]>([
    [
      'the last clinic score of the day before the needle is the check-in',
      diary('8h:7clinic 9.5h:8clinic 10.5h:2clinic'),
      ['8 check-in', '8 series-baseline'],
    ],
    [
      'a clinic score at the minute of the needle was given before it',
      diary('10h:6clinic'),
      ['6 check-in', '6 clinic-14d'],
    ],
    ['a diary score of that morning is no check-in', diary('8h:7'), ['null missing', 'null missing']],
    [
      'three daily averages of the week before go first',
      diary('9h:9clinic 270h:5avg 294h:6avg 318h:6avg 345h:7clinic'),
      ['9 check-in', '6 diary-median-7d'],
    ],
    [
      'an average of eight days before does not count',
      diary('9h:9clinic 150h:5avg 294h:6avg 318h:6avg 345h:7clinic'),
      ['9 check-in', '7 check-in'],
    ],
    [
      'a clinic score of the two weeks before stands in for a check-in',
      diary('9h:9clinic 200h:7clinic 300h:8'),
      ['9 check-in', '7 clinic-14d'],
    ],
    [
      'a clinic score while the anaesthetic worked is no baseline',
      diary('9h:9clinic 11h:2clinic 80h:8'),
      ['9 check-in', '9 series-baseline'],
    ],
    [
      'relief that persists carries the baseline forward, whatever the check-in says',
      diary('9h:9clinic 11h:2clinic 100h:3 250h:3 345h:3clinic'),
      ['9 check-in', '9 carried-forward'],
    ],
  ])('%s', (_story, entries, expected) => {
    expect(baselines({ injections: injectionsAt(0, 14 * DAY), entries })).toEqual(expected);
  });

  it('the second injection of a day does not take the check-in of the first', () => {
    const [first] = injectionsAt(0);
    if (first === undefined) throw new Error('no injection');
    const injections = [first, { ...first, id: 'second', at: 15 * 60 }];
    expect(baselines({ injections, entries: diary('9h:9clinic') })).toEqual([
      '9 check-in',
      '9 series-baseline',
    ]);
  });
});

describe('REL-14 the relief of a series', () => {
  const facts: SeriesReliefFacts = {
    injections: injectionsAt(0, 14 * DAY, 35 * DAY),
    entries: [
      ...diary('9h:8clinic 11h:2clinic 60h:3 150h:3 250h:8 345h:8clinic'),
      ...diary('347h:3clinic 400h:3 500h:4 600h:4 700h:4 849h:3clinic'),
      ...diary('851h:5clinic 900h:5 1000h:5'),
    ],
  };

  it('tells of each injection in order, by both definitions', () => {
    const series = seriesRelief(facts);
    expect(series.map((row) => [row.ordinal, row.injectionId])).toEqual([
      [1, 'injection 1'],
      [2, 'injection 2'],
      [3, 'injection 3'],
    ]);
    expect(series.map((row) => row.primary.between.pattern)).toEqual(['continuous', 'continuous', 'none']);
    expect(series.map((row) => row.secondary.between.pattern)).toEqual([
      'continuous',
      'continuous',
      'continuous',
    ]);
    expect(series.map((row) => row.baseline.source)).toEqual(['check-in', 'check-in', 'carried-forward']);
  });

  it('REL-15 gives the row between two injections when relief lapsed', () => {
    expect(seriesRelief(facts)[0]?.primary.between).toEqual({
      intervalDays: 14,
      duration: { days: 190 / 24, bound: 'about' },
      coverage: {
        point: expect.closeTo(189.5 / 335, 10),
        low: expect.closeTo(139 / 336, 10),
        high: expect.closeTo(241 / 336, 10),
        knownFraction: expect.closeTo(335 / 336, 10),
      },
      unrelievedGapDays: 14 - 190 / 24,
      persistedAtNext: 'no',
      pattern: 'continuous',
      response: 'uncertain',
      dataQuality: 'B',
    });
  });

  it('REL-15 gives ">=" when relief persisted, and the check-in counts for both', () => {
    expect(seriesRelief(facts)[1]?.primary.between).toMatchObject({
      intervalDays: 21,
      duration: { days: 503 / 24, bound: 'at-least' },
      unrelievedGapDays: null,
      persistedAtNext: 'yes',
      response: 'responder',
    });
  });

  it('REL-15 keeps the interval open for the last injection', () => {
    expect(seriesRelief(facts)[2]?.primary.between).toMatchObject({
      intervalDays: null,
      unrelievedGapDays: null,
      persistedAtNext: null,
    });
  });

  it('REL-15 hides the coverage while too little is known, but never its bounds', () => {
    const relief = assessRelief(
      { baseline: 8, entries: diary('1h:2 72h:3'), nextAt: 240 * 60 },
      reliefDefinition50,
    );
    expect(reliefBetween(relief, 240 * 60).coverage).toMatchObject({ point: null, low: 71 / 240, high: 1 });
  });

  it('REL-15 gives no duration to an indeterminate course, and nothing but the interval without scores', () => {
    const early = assessRelief(
      { baseline: 8, entries: diary('1h:2 12h:8'), nextAt: null },
      reliefDefinition50,
    );
    expect(reliefBetween(early, null)).toMatchObject({
      duration: null,
      pattern: 'early-only-observed',
      response: 'not-evaluable',
    });
    const silent = assessRelief({ baseline: 8, entries: [], nextAt: 1440 }, reliefDefinition50);
    expect(reliefBetween(silent, 1440)).toEqual({
      intervalDays: 1,
      duration: null,
      coverage: null,
      unrelievedGapDays: null,
      persistedAtNext: 'unknown',
      pattern: null,
      response: 'not-evaluable',
      dataQuality: null,
    });
  });

  it('keeps pre-surgical injections out of survival statistics', () => {
    const [first] = injectionsAt(0);
    if (first === undefined) throw new Error('no injection');
    const purposes = (['diagnostic', 'therapeutic', 'pre-surgical'] as const).map((purpose) => {
      const [row] = seriesRelief({ injections: [{ ...first, purpose }], entries: [] });
      return row?.countsInSurvival;
    });
    expect(purposes).toEqual([true, true, false]);
  });

  it('stops following at a surgery of the limb, in the interval in which it happened', () => {
    const followUpEnds = [{ at: 500 * 60, reason: 'surgery' }] as const;
    const series = seriesRelief({ ...facts, followUpEnds });
    expect(series[0]).toEqual(seriesRelief(facts)[0]);
    expect(series[1]?.primary.relief).toMatchObject({
      duration: { kind: 'ongoing', censoredBy: 'surgery', lower: 154 * 60 },
    });
  });

  it('has nothing to tell of no injections', () => {
    expect(seriesRelief({ injections: [], entries: diary('1h:8') })).toEqual([]);
  });
});

const entries: readonly ScoreEntry[] = [
  ...diary(
    '-60h:7avg -40h:8avg -16h:9avg 9h:8clinic 11h:2clinic 60h:3avg 150h:60% 250h:8R 345h:8clinic 400h:3',
  ),
  painReturned(168, 192),
  painReturned(336, 360, 345),
];

describe('REL-14 whatever the clock and the order', () => {
  const injections = injectionsAt(0, 14 * DAY);

  it('shifting every instant changes nothing', () => {
    const still = seriesRelief({ injections, entries });
    fc.assert(
      fc.property(fc.integer({ min: -50_000_000, max: 50_000_000 }), (minutes) => {
        const moved = injections.map((injection) => ({
          ...injection,
          at: injection.at + minutes,
          dayStartsAt: injection.dayStartsAt + minutes,
        }));
        expect(seriesRelief({ injections: moved, entries: shiftedBy(entries, minutes) })).toEqual(still);
      }),
    );
  });

  it('the order in which it was written down changes nothing', () => {
    const still = seriesRelief({ injections, entries });
    fc.assert(
      fc.property(fc.shuffledSubarray([...entries], { minLength: entries.length }), (shuffled) => {
        expect(seriesRelief({ injections, entries: shuffled })).toEqual(still);
      }),
    );
  });
});
