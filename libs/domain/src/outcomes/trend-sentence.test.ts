import { describe, expect, it } from 'vitest';
import type { OwnLapse } from '../statistics/lapse-interval.js';
import { trendWithin } from '../statistics/trend-within.js';
import { trendSentence } from './trend-sentence.js';

const exact = (...days: readonly number[]): OwnLapse[] =>
  days.map((day, index) => ({ ordinal: index + 1, lower: day, upper: day }));
const sentence = (lapses: readonly OwnLapse[], threshold: 50 | 30 = 50): string =>
  trendSentence(trendWithin(lapses), threshold, { pFrom: 5 });

describe('REV-06: the trend within a patient', () => {
  it.each<readonly [string, readonly OwnLapse[], string]>([
    [
      'says that two are too few for a direction',
      exact(3, 30),
      'Too few to judge whether relief by half grows longer: 2 injections can be judged, 3 are needed.',
    ],
    [
      'says a direction of four, and that they are too few for p',
      exact(3, 6, 9, 14),
      'Over 4 injections, relief by half was longer after the later of two injections in 6 of 6 pairs; too few for a p value (5 injections are needed); +3.3 days per injection, over 4 that were seen to end.',
    ],
    [
      'gives patient P01 of the reference: S = 10, p = 2/120',
      [...exact(3, 6, 9.5, 14), { ordinal: 5, lower: 21, upper: null }],
      'Over 5 injections, relief by half was longer after the later of two injections in 10 of 10 pairs; exact p = 0.017 (all 120 orders); +3.6 days per injection',
    ],
    [
      'leaves those out of the days that were not seen to end, and says so',
      [...exact(3, 6, 9.5, 14), { ordinal: 5, lower: 21, upper: null }],
      'over 4 that were seen to end, 1 not seen to end left out.',
    ],
    [
      'says shorter as plainly',
      exact(14, 9, 6),
      'relief by half was shorter after the later of two injections in 3 of 3 pairs',
    ],
    [
      'counts only the pairs that can be told apart',
      [
        { ordinal: 1, lower: 2, upper: 9 },
        { ordinal: 2, lower: 3, upper: 8 },
        { ordinal: 3, lower: 10, upper: 12 },
      ],
      'in 2 of 2 pairs that can be told apart (3 in all)',
    ],
    [
      'says nothing where no pair can be told apart',
      [1, 2, 3].map((ordinal) => ({ ordinal, lower: 2, upper: 9 })),
      'Whether relief by half grows longer cannot be told: none of the 3 pairs of injections can be told apart.',
    ],
    [
      'sees no direction in what goes up and down',
      exact(5, 9, 5),
      'as often as it was shorter (1 pair each)',
    ],
  ])('%s', (_story, lapses, expected) => {
    expect(sentence(lapses)).toContain(expected);
  });

  it('never calls a trend significant', () => {
    expect(sentence(exact(1, 2, 3, 4, 5, 6, 7, 8))).not.toMatch(/significant|proven/);
  });

  it('names the definition', () => {
    expect(sentence(exact(3, 6, 9), 30)).toContain('relief by 30 %');
  });
});
