import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mannKendall } from './mann-kendall.js';
import { theilSen } from './theil-sen.js';

const anyValues = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 12 });

describe('STAT-30: Mann-Kendall of points', () => {
  it('depends on ranks only', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        expect(mannKendall(values.map((value) => 3 * value + 7))).toEqual(mannKendall(values));
      }),
    );
  });

  it('turns round when read backwards', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const [there, back] = [mannKendall(values), mannKendall(values.toReversed())];
        expect(back.s + there.s).toBe(0);
        expect(back.pNormal).toBe(there.pNormal);
        expect(back.pExact).toBe(there.pExact);
      }),
    );
  });

  it('counts the most extreme two of all orders for a strict rise', () => {
    expect(mannKendall([1, 2, 3, 4, 5]).pExact).toBeCloseTo(2 / 120, 15);
    expect(mannKendall([1, 2, 3, 4, 5, 6, 7, 8]).pExact).toBeCloseTo(2 / 40_320, 15);
  });

  it('says nothing of less than two values', () => {
    expect(mannKendall([])).toMatchObject({ n: 0, s: 0, z: 0, pNormal: 1, tauA: null, tauB: null });
    expect(mannKendall([4])).toMatchObject({ n: 1, s: 0, variance: 0, tauA: null });
  });
});

describe('STAT-32: Theil-Sen', () => {
  const line = (values: readonly number[]): ReturnType<typeof theilSen> =>
    theilSen(values.map((y, x) => ({ x, y })));

  it('is not there below two points', () => {
    expect(line([])).toBeNull();
    expect(line([4])).toBeNull();
  });

  it('is not moved by one outlier', () => {
    expect(line([1, 2, 3, 400, 5, 6, 7])?.slope).toBe(1);
  });

  it('scales and shifts with the values', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const before = line(values);
        const after = line(values.map((value) => 4 * value + 2));
        expect(after?.slope).toBeCloseTo(4 * (before?.slope ?? NaN), 9);
        expect(after?.intercept).toBeCloseTo(4 * (before?.intercept ?? NaN) + 2, 9);
      }),
    );
  });

  it('lies within its interval, where there is one', () => {
    fc.assert(
      fc.property(anyValues, (values) => {
        const { slope, interval } = line(values) ?? { slope: 0, interval: null };
        if (interval === null) return;
        expect(interval.lower).toBeLessThanOrEqual(slope);
        expect(interval.upper).toBeGreaterThanOrEqual(slope);
      }),
    );
  });
});
