import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactInterval, posteriorShare, wilsonInterval } from './proportion.js';

const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((of) => fc.record({ of: fc.constant(of), count: fc.integer({ min: 0, max: of }) }));

describe.each([
  ['STAT-20 the interval of a share by Wilson', wilsonInterval],
  ['STAT-21 the exact interval of a share', exactInterval],
])('%s', (_, interval) => {
  it('holds the share, stays between 0 and 1, and turns with the question', () => {
    fc.assert(
      fc.property(counts, ({ count, of }) => {
        const { lower, upper } = interval(count, of);
        expect(0 <= lower && lower <= count / of + 1e-12 && count / of - 1e-12 <= upper && upper <= 1).toBe(
          true,
        );
        const rest = interval(of - count, of);
        expect(rest.lower).toBeCloseTo(1 - upper, 10);
        expect(rest.upper).toBeCloseTo(1 - lower, 10);
      }),
    );
  });

  it('is narrower of more', () => {
    const width = (count: number, of: number): number =>
      interval(count, of).upper - interval(count, of).lower;
    expect(width(30, 40)).toBeLessThan(width(3, 4));
    expect(width(300, 400)).toBeLessThan(width(30, 40));
  });

  it.each([
    [1, 0],
    [-1, 4],
    [5, 4],
    [0.5, 4],
    [1, Number.NaN],
  ])('does not answer %d of %d', (count, of) => {
    expect(() => interval(count, of)).toThrow(RangeError);
    expect(() => posteriorShare(count, of)).toThrow(RangeError);
  });
});

describe('STAT-21 the exact interval', () => {
  it('is the rule of three at nothing, and wider than by Wilson about the middle', () => {
    expect(exactInterval(0, 100)).toEqual({ lower: 0, upper: expect.closeTo(1 - 0.025 ** (1 / 100), 12) });
    expect(exactInterval(50, 100).upper).toBeGreaterThan(wilsonInterval(50, 100).upper);
  });

  it('leaves out a fortieth on each side, summed from the binomial probabilities', () => {
    const tail = (from: number, of: number, share: number): number => {
      let sum = 0;
      let term = (1 - share) ** of;
      for (let k = 0; k <= of; k += 1) {
        if (k >= from) sum += term;
        term *= ((of - k) / (k + 1)) * (share / (1 - share));
      }
      return sum;
    };
    for (const [count, of] of [
      [1, 7],
      [20, 60],
      [150, 300],
    ] as const) {
      const { lower, upper } = exactInterval(count, of);
      expect(tail(count, of, lower)).toBeCloseTo(0.025, 10);
      expect(1 - tail(count + 1, of, upper)).toBeCloseTo(0.025, 10);
    }
  });
});

describe('STAT-22 the mean of a share before and after it was seen', () => {
  it('is one half of nothing much, and goes to the share seen', () => {
    expect([posteriorShare(0, 1), posteriorShare(1, 1), posteriorShare(600, 998)]).toEqual([
      1 / 3,
      2 / 3,
      0.601,
    ]);
  });
});
