import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectedCoverages } from './coverage-curve.js';
import { intervalMannKendall } from './interval-mann-kendall.js';
import { kaplanMeier } from './kaplan-meier.js';
import type { LapseInterval, OwnLapse } from './lapse-interval.js';
import { normalBetween } from './normal-between.js';
import { expectedCoverage, restrictedMean } from './restricted-mean.js';
import { survivalAt } from './survival-curve.js';
import { anyDurations, anyIntervals, shuffled } from './survival.builder.js';
import { trendWithin } from './trend-within.js';
import { turnbull } from './turnbull.js';

/*
 * What must not change when the facts are told otherwise: all times shifted, a patient added of whom nothing was seen,
 * an interval split, the rows in another order. docs/statistics.md says which test shows which of them; here stand those
 * that no other file has.
 */

const anyOwn: fc.Arbitrary<readonly OwnLapse[]> = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 10 }))), {
    minLength: 3,
    maxLength: 7,
  })
  .map((own) =>
    own.map(([lower, width], index) => ({
      ordinal: index + 1,
      lower,
      upper: width === null ? null : lower + width,
    })),
  );

const shifted = <Lapse extends LapseInterval>(lapse: Lapse, days: number): Lapse => ({
  ...lapse,
  lower: lapse.lower + days,
  upper: lapse.upper === null ? null : lapse.upper + days,
});

/** A look at which relief still stood, so soon after the lower bound that no bound of another row lies in between. */
const lookedAgain = <Lapse extends LapseInterval>(lapse: Lapse, after: number): Lapse =>
  lapse.upper === lapse.lower ? lapse : { ...lapse, lower: lapse.lower + after };

describe('Kaplan and Meier', () => {
  it('splitting the time: to relief beyond a day lead relief to it, and beyond it among those still followed', () => {
    fc.assert(
      fc.property(anyDurations, fc.integer({ min: 0, max: 79 }), (rows, quarter) => {
        // Between two quarter days, so that nothing happens on the day of the split.
        const split = quarter / 4 + 1 / 8;
        const later = kaplanMeier(rows.filter(({ days }) => days > split));
        const whole = kaplanMeier(rows);
        const early = kaplanMeier(
          rows.map((row) => (row.days > split ? { ...row, days: split, lapsed: false } : row)),
        );
        for (const { days, survival, atRisk } of whole.steps) {
          if (days < split) expect(survivalAt(early, days)).toBeCloseTo(survival, 12);
          else {
            expect(survivalAt(early, split) * survivalAt(later, days)).toBeCloseTo(survival, 12);
            expect(later.steps.find((step) => step.days === days)?.atRisk).toBe(atRisk);
          }
        }
      }),
    );
  });
});

describe('Turnbull', () => {
  it('splitting the intervals by a look between the bounds moves where the masses begin, and no mass', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        // Exact times are apart from the bounds of others, so that no look comes between them and a bound.
        const apart = intervals.map((each) => (each.lower === each.upper ? shifted(each, 1 / 16) : each));
        const before = turnbull(apart);
        const after = turnbull(apart.map((each) => lookedAgain(each, 1 / 32)));
        expect(after.masses.map(({ right }) => right)).toEqual(before.masses.map(({ right }) => right));
        for (const [index, { mass }] of before.masses.entries())
          expect(after.masses[index]?.mass).toBeCloseTo(mass, 8);
      }),
    );
  });
});

describe('RMST and expected coverage', () => {
  const until = fc.integer({ min: 1, max: 30 });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyDurations, until, fc.nat(10_000), (rows, days, by) => {
        expect(restrictedMean(kaplanMeier(shuffled(rows, by)), days)).toEqual(
          restrictedMean(kaplanMeier(rows), days),
        );
      }),
    );
  });

  it('are left as they were by a patient who was not seen until the first lapse', () => {
    fc.assert(
      fc.property(anyDurations, until, (rows, days) => {
        const later = rows.map((row) => ({ ...row, days: row.days + 1 }));
        const more = [...later, { days: 0.5, lapsed: false }];
        expect(restrictedMean(kaplanMeier(more), days)).toEqual(restrictedMean(kaplanMeier(later), days));
      }),
    );
  });

  it('are the same of many intervals in one pass as of each alone', () => {
    fc.assert(
      fc.property(anyDurations, fc.uniqueArray(until, { minLength: 1 }), (rows, days) => {
        const curve = kaplanMeier(rows);
        const rising = days.toSorted((a, b) => a - b);
        const found = expectedCoverages(curve, rising);
        expect(found.map(({ intervalDays }) => intervalDays)).toEqual(rising);
        for (const each of found) {
          const alone = expectedCoverage(curve, each.intervalDays);
          expect(each.coverage).toBeCloseTo(alone?.coverage ?? -1, 12);
          // A root of a difference of sums keeps half of the digits where nothing varies.
          expect(each.standardError).toBeCloseTo(alone?.standardError ?? -1, 6);
          expect(each.beyondLast).toBe(alone?.beyondLast);
        }
      }),
    );
  });

  it.each([
    ['an interval of no days', [0]],
    ['an interval before the one before it', [14, 7]],
    ['the same interval twice', [7, 7]],
    ['an endless one', [Infinity]],
  ])('refuse %s', (_story, days) => {
    expect(() => expectedCoverages(kaplanMeier([{ days: 3, lapsed: true }]), days)).toThrow(RangeError);
  });

  it('are no figures of no injections', () => {
    expect(expectedCoverages(kaplanMeier([]), [7, 14])).toEqual([]);
  });
});

describe('the trend within a patient', () => {
  it('shifting: when all relief lasts a week longer, it is the same trend', () => {
    fc.assert(
      fc.property(anyOwn, fc.nat(20), (own, days) => {
        const [before, after] = [trendWithin(own), trendWithin(own.map((lapse) => shifted(lapse, days)))];
        expect(after).toEqual(before);
      }),
    );
  });

  it('splitting the intervals by a look between the bounds decides no pair otherwise', () => {
    fc.assert(
      fc.property(anyOwn, (own) => {
        const [before, after] = [
          trendWithin(own),
          trendWithin(own.map((lapse) => lookedAgain(lapse, 1 / 8))),
        ];
        if (before.kind !== 'judged' || after.kind !== 'judged') throw new Error('too few');
        expect({ s: after.s, decidedPairs: after.decidedPairs, p: after.p }).toEqual({
          s: before.s,
          decidedPairs: before.decidedPairs,
          p: before.p,
        });
      }),
    );
  });

  it('an injection of which nothing was seen decides nothing, and leaves S and p as they were', () => {
    fc.assert(
      fc.property(anyOwn, fc.nat(7), (any, at) => {
        // Relief that ended at all lasted longer than none, so nobody here is without any.
        const own = any.map((lapse) => shifted(lapse, 1));
        const limits = { exactUpTo: 8, draws: 100 };
        const nothing = { ordinal: 0, lower: 0, upper: null };
        const before = intervalMannKendall(own, limits);
        const after = intervalMannKendall(own.toSpliced(Math.min(at, own.length), 0, nothing), limits);
        expect([after.s, after.decidedPairs]).toEqual([before.s, before.decidedPairs]);
        expect(after.p.value).toBeCloseTo(before.p.value, 12);
      }),
      { numRuns: 40 },
    );
  });
});

describe('the trend of a clinic', () => {
  it('splitting an interval splits its likelihood: the two parts add up to the whole', () => {
    const probability = (lower: number, upper: number): number => {
      const term = { log: 0, byLocation: 0, byLogScale: 0 };
      normalBetween(lower, upper, term);
      return Math.exp(term.log);
    };
    const width = fc.double({ min: 0.01, max: 4, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), width, width, (lower, first, second) => {
        const [middle, upper] = [lower + first, lower + first + second];
        const whole = probability(lower, upper);
        const parts = probability(lower, middle) + probability(middle, upper);
        expect(parts / whole).toBeCloseTo(1, 9);
      }),
    );
  });
});
