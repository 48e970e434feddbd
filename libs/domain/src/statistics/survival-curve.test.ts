import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kaplanMeier, kaplanMeierByPatient } from './kaplan-meier.js';
import { expectedCoverage, restrictedMean } from './restricted-mean.js';
import { landmark, survivalAt, survivalInterval, type IntervalScale } from './survival-curve.js';
import { survivalQuantile } from './survival-quantile.js';
import { anyDurations, durations } from './survival.builder.js';

const scales: readonly IntervalScale[] = ['plain', 'log', 'log-log'];
const even = kaplanMeier(durations('1 2 3 4'));

describe('STAT-03 the interval of a survival probability', () => {
  it('holds the probability and stays between 0 and 1, on every scale and with both errors', () => {
    fc.assert(
      fc.property(
        anyDurations,
        fc.constantFrom(...scales),
        fc.constantFrom(kaplanMeier, kaplanMeierByPatient),
        (rows, scale, estimate) => {
          for (const step of estimate(rows).steps) {
            const interval = survivalInterval(step, scale);
            if (interval === null) {
              expect(step.survival === 0 || (scale === 'log-log' && step.survival === 1)).toBe(true);
              continue;
            }
            expect(interval.lower).toBeGreaterThanOrEqual(0);
            expect(interval.lower).toBeLessThanOrEqual(step.survival + 1e-12);
            expect(interval.upper).toBeGreaterThanOrEqual(step.survival - 1e-12);
            expect(interval.upper).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it('is undefined where nothing lapsed yet only on the scale that Lull shows, and everywhere at 0', () => {
    expect(scales.map((scale) => survivalInterval({ survival: 1, standardError: 0 }, scale))).toEqual([
      { lower: 1, upper: 1 },
      { lower: 1, upper: 1 },
      null,
    ]);
    expect(scales.map((scale) => survivalInterval({ survival: 0, standardError: null }, scale))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('STAT-04 by which day a share had lapsed', () => {
  it('is the middle of the piece on which the curve is exactly at the share', () => {
    expect(survivalQuantile(even, 0.5)).toEqual({ p: 0.5, days: 2.5, lower: 1, upper: null });
  });

  it('is the middle up to the last day seen where that piece does not end', () => {
    expect(survivalQuantile(kaplanMeier(durations('1 2 3+ 4+')), 0.5).days).toBe(3);
  });

  it('knows a flat piece although the curve was multiplied together', () => {
    const tenths = kaplanMeier(durations('1 2 3 4 5 6 7 8 9 10'));
    expect([0.3, 0.7, 0.9].map((p) => survivalQuantile(tenths, p).days)).toEqual([3.5, 7.5, 9.5]);
  });

  it('is not reached where too few lapsed, or nobody was seen', () => {
    expect(survivalQuantile(kaplanMeier(durations('1 5+ 5+')), 0.5)).toEqual({
      p: 0.5,
      days: null,
      lower: 1,
      upper: null,
    });
    expect(survivalQuantile(kaplanMeier([]), 0.5)).toEqual({ p: 0.5, days: null, lower: null, upper: null });
  });

  it('moves with all times', () => {
    fc.assert(
      fc.property(anyDurations, fc.constantFrom(0.25, 0.5, 0.75), fc.nat(64), (rows, p, shift) => {
        const before = survivalQuantile(kaplanMeier(rows), p);
        const after = survivalQuantile(
          kaplanMeier(rows.map((row) => ({ ...row, days: 2 * row.days + shift }))),
          p,
        );
        for (const key of ['days', 'lower', 'upper'] as const) {
          const day = before[key];
          expect(after[key]).toBe(day === null ? null : 2 * day + shift);
        }
      }),
    );
  });

  it.each([0, 1, -0.5, Number.NaN])('does not answer a share of %d', (p) => {
    expect(() => survivalQuantile(even, p)).toThrow(RangeError);
  });
});

describe('STAT-05 relieved days until a day, and the coverage of an interval', () => {
  it('is the area under the curve; after the last day it says that nobody was followed', () => {
    expect(restrictedMean(even, 4)).toMatchObject({ days: 2.5, lastDay: 4, beyondLast: false });
    expect(restrictedMean(kaplanMeier(durations('1 2 3+ 4+')), 8)).toMatchObject({
      days: 4.75,
      beyondLast: true,
    });
    expect(expectedCoverage(even, 4)).toMatchObject({ intervalDays: 4, relievedDays: 2.5, coverage: 0.625 });
  });

  it('is no figure of no injections', () => {
    expect([restrictedMean(kaplanMeier([]), 7), expectedCoverage(kaplanMeier([]), 7)]).toEqual([null, null]);
  });

  it.each([0, -1, Infinity, Number.NaN])('does not answer until day %d', (until) => {
    expect(() => restrictedMean(even, until)).toThrow(RangeError);
    expect(() => expectedCoverage(even, until)).toThrow(RangeError);
  });

  it('is the same in one piece as in two, and never more days than there were', () => {
    fc.assert(
      fc.property(
        anyDurations,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (rows, first, more) => {
          const curve = kaplanMeier(rows);
          const whole = restrictedMean(curve, first + more)?.days ?? -1;
          let second = 0;
          for (let quarter = 0; quarter < 4 * more; quarter += 1)
            second += survivalAt(curve, first + quarter / 4) / 4;
          expect(whole).toBeCloseTo((restrictedMean(curve, first)?.days ?? -1) + second, 9);
          expect(whole).toBeLessThanOrEqual(first + more);
        },
      ),
    );
  });

  it('grows by the shift when all relief lasts longer, with the same error', () => {
    fc.assert(
      fc.property(anyDurations, fc.integer({ min: 1, max: 30 }), fc.nat(10), (rows, until, shift) => {
        const before = restrictedMean(kaplanMeier(rows), until);
        const after = restrictedMean(
          kaplanMeier(rows.map((row) => ({ ...row, days: row.days + shift }))),
          until + shift,
        );
        expect(after?.days).toBeCloseTo((before?.days ?? -1) + shift, 9);
        expect(after?.standardError).toBeCloseTo(before?.standardError ?? -1, 9);
      }),
    );
  });
});

describe('STAT-07 relief that has lasted already', () => {
  it('lasts on with the quotient of the two probabilities', () => {
    expect(landmark(even, 1, 3)).toEqual({ probability: 0.25 / 0.75, beyondLast: false });
    expect(landmark(even, 0, 0)).toEqual({ probability: 1, beyondLast: false });
  });

  it('is unknown where nobody got that far, and says when nobody was followed that far', () => {
    expect(landmark(even, 4, 5)).toBeNull();
    expect(landmark(kaplanMeier([]), 1, 2)).toBeNull();
    expect(landmark(kaplanMeier(durations('1 5+')), 2, 5)).toEqual({ probability: 1, beyondLast: false });
    expect(landmark(kaplanMeier(durations('1 5+')), 2, 6)).toEqual({ probability: 1, beyondLast: true });
    expect(() => landmark(even, 3, 2)).toThrow(RangeError);
    expect(() => landmark(even, -1, 2)).toThrow(RangeError);
  });

  it('is the same in one step as in two', () => {
    fc.assert(
      fc.property(anyDurations, fc.nat(10), fc.nat(10), fc.nat(10), (rows, from, first, second) => {
        const curve = kaplanMeier(rows);
        const whole = landmark(curve, from, from + first + second);
        const parts = [
          landmark(curve, from, from + first),
          landmark(curve, from + first, from + first + second),
        ];
        if (whole === null || parts[1] == null) return;
        expect((parts[0]?.probability ?? -1) * parts[1].probability).toBeCloseTo(whole.probability, 12);
      }),
    );
  });
});
