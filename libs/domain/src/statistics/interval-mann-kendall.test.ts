import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareLapses, intervalMannKendall } from './interval-mann-kendall.js';
import type { LapseInterval } from './lapse-interval.js';
import { mannKendall } from './mann-kendall.js';

const limits = { exactUpTo: 8, draws: 20_000 };
const anyLapse: fc.Arbitrary<LapseInterval> = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.option(fc.integer({ min: 0, max: 6 })))
  .map(([lower, width]) => ({ lower, upper: width === null ? null : lower + width }));

/** All orders, one after the other: slow, and plain enough to be right. */
function ordersOf<T>(rows: readonly T[]): readonly (readonly T[])[] {
  if (rows.length === 0) return [[]];
  return rows.flatMap((row, index) => ordersOf(rows.toSpliced(index, 1)).map((rest) => [row, ...rest]));
}

function sumOf(lapses: readonly LapseInterval[]): number {
  return lapses
    .flatMap((second, index) => lapses.slice(0, index).map((first) => compareLapses(first, second)))
    .reduce<number>((sum, score) => sum + score, 0);
}

describe('STAT-31: Mann-Kendall of intervals', () => {
  it.each([
    ['apart', { lower: 2, upper: 4 }, { lower: 5, upper: 7 }, 1],
    ['touching', { lower: 2, upper: 4 }, { lower: 4, upper: 7 }, 1],
    ['overlapping', { lower: 2, upper: 5 }, { lower: 4, upper: 7 }, 0],
    ['exactly equal', { lower: 4, upper: 4 }, { lower: 4, upper: 4 }, 0],
    ['still relieved past the other', { lower: 2, upper: 4 }, { lower: 9, upper: null }, 1],
    ['still relieved, but seen too short', { lower: 5, upper: 7 }, { lower: 4, upper: null }, 0],
    ['both still relieved', { lower: 5, upper: null }, { lower: 40, upper: null }, 0],
    ['no relief at all, then a little', { lower: 0, upper: 0 }, { lower: 0, upper: 2 }, 1],
  ])('two lapses %s', (_, first, second, score) => {
    expect(compareLapses(first, second)).toBe(score);
    expect(compareLapses(second, first)).toBe(score === 0 ? 0 : -score);
  });

  it('counts the same orders as walking through every one of them', () => {
    fc.assert(
      fc.property(fc.array(anyLapse, { maxLength: 6 }), (lapses) => {
        const test = intervalMannKendall(lapses, limits);
        const sums = ordersOf(lapses).map(sumOf);
        expect(test.s).toBe(sumOf(lapses));
        expect(test.p.orders).toBe(sums.length);
        expect(test.p.asExtreme).toBe(sums.filter((sum) => Math.abs(sum) >= Math.abs(test.s)).length);
      }),
      { numRuns: 40 },
    );
  });

  it('draws orders beyond eight lapses, near the exact p, never 0, and always the same', () => {
    const values = [4, 1, 7, 3, 9, 12, 8, 15, 11, 20];
    const lapses = values.map((days) => ({ lower: days, upper: days }));
    const test = intervalMannKendall(lapses, limits);
    expect(test.p).toMatchObject({ method: 'drawn', orders: 20_001 });
    expect(Math.abs(test.p.value - (mannKendall(values).pExact ?? 1))).toBeLessThan(0.002);
    expect(intervalMannKendall(lapses, limits)).toEqual(test);
    const rising = Array.from({ length: 15 }, (_, index) => ({ lower: index, upper: index }));
    expect(intervalMannKendall(rising, limits).p.value).toBe(1 / 20_001);
  });

  it('draws without favour: with the limit at 4, the p of five lapses is near the counted one', () => {
    const lapses = [3, 9, 5, 14, 20].map((days) => ({ lower: days, upper: days + 1 }));
    const exact = intervalMannKendall(lapses, limits).p.value;
    expect(Math.abs(intervalMannKendall(lapses, { ...limits, exactUpTo: 4 }).p.value - exact)).toBeLessThan(
      0.01,
    );
  });
});
