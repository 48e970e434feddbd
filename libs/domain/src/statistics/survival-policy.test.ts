import { describe, expect, it } from 'vitest';
import type { LapseInterval } from './lapse-interval.js';
import { diariesSparse, showsInterval, survivalPolicy } from './survival-policy.js';

describe('STAT-13 whether a curve has its interval', () => {
  it.each([
    [5, 3, true],
    [4, 4, false],
    [20, 2, false],
  ])('of %d injections with %d lapses: %s', (injections, lapses, shown) => {
    expect(showsInterval({ injections, lapses }, survivalPolicy)).toBe(shown);
  });
});

describe('STAT-14 whether diaries are too sparse for Kaplan and Meier', () => {
  const known: LapseInterval = { lower: 4, upper: 7 };
  const wide: LapseInterval = { lower: 4, upper: 7.01 };
  const ongoing: LapseInterval = { lower: 9, upper: null };

  it.each<[string, readonly LapseInterval[], boolean]>([
    ['a fifth of the lapses is wider than three days', [known, known, known, known, wide], false],
    ['a quarter is', [known, known, known, wide], true],
    [
      'a quarter is, and relief still stands after many others',
      [known, known, known, wide, ongoing, ongoing],
      true,
    ],
    ['no relief has lapsed yet', [ongoing], false],
  ])('when %s', (_, intervals, sparse) => {
    expect(diariesSparse(intervals, survivalPolicy)).toBe(sparse);
  });
});
