import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logRank } from './log-rank.js';
import { anyDurations, durations, shuffled } from './survival.builder.js';

describe('STAT-09 whether relief lasts equally long in two groups', () => {
  it('counts what was seen and what would be expected', () => {
    const test = logRank(durations('1 3'), durations('2 4'));
    expect(test?.observed).toEqual([2, 2]);
    expect(test?.expected[0]).toBeCloseTo(1 / 2 + 1 / 3 + 1 / 2, 12);
    expect(test?.expected[1]).toBeCloseTo(1 / 2 + 2 / 3 + 1 / 2 + 1, 12);
  });

  it('has no answer where no lapse tells the groups apart', () => {
    expect(logRank(durations('3+ 4+'), durations('5+'))).toBeNull();
    expect(logRank([], durations('1 2 3'))).toBeNull();
    expect(logRank([], [])).toBeNull();
  });

  it.each(['equal', 'early'] as const)(
    'does not care which group is named first, nor for the order: %s',
    (weights) => {
      fc.assert(
        fc.property(anyDurations, anyDurations, fc.nat(1000), (first, second, by) => {
          const there = logRank(first, second, weights);
          const back = logRank(shuffled(second, by), shuffled(first, by), weights);
          expect(back === null).toBe(there === null);
          expect(back?.chiSquare ?? 0).toBeCloseTo(there?.chiSquare ?? 0, 9);
          expect(back?.observed[0] ?? 0).toBeCloseTo(there?.observed[1] ?? 0, 9);
        }),
      );
    },
  );

  it('sees no difference between a group and itself', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        expect(logRank(rows, rows)?.chiSquare ?? 0).toBeCloseTo(0, 12);
        expect(logRank(rows, rows)?.p ?? 1).toBeCloseTo(1, 5);
      }),
    );
  });
});
