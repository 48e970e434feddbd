import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnLapse } from './lapse-interval.js';
import { trendWithin } from './trend-within.js';

const lapses = (...intervals: readonly (readonly [number, number | null])[]): readonly OwnLapse[] =>
  intervals.map(([lower, upper], index) => ({ ordinal: index + 1, lower, upper }));
const p01 = lapses([2, 4], [5, 7], [9, 10], [13, 15], [21, null]);

describe('STAT-33: the trend within one patient', () => {
  it('is not judged below three injections, whatever they show', () => {
    for (const own of [lapses(), lapses([3, 3]), lapses([1, 1], [40, 40])])
      expect(trendWithin(own)).toEqual({ kind: 'too-few', injections: own.length, needed: 3 });
  });

  it('has a direction but no p value with three or four injections', () => {
    for (const own of [lapses([2, 4], [5, 7], [9, 10]), lapses([2, 4], [5, 7], [9, 10], [13, 15])])
      expect(trendWithin(own)).toMatchObject({ kind: 'judged', direction: 'longer', p: null });
  });

  it('has an exact p value from five injections on: P01, 2 of 120 orders', () => {
    expect(trendWithin(p01)).toMatchObject({
      kind: 'judged',
      injections: 5,
      direction: 'longer',
      s: 10,
      decidedPairs: 10,
      pairs: 10,
      p: { value: 2 / 120, method: 'exact' },
    });
  });

  it('says how many days are gained, from lapses that were seen: relief that still stands has no midpoint', () => {
    expect(trendWithin(p01)).toMatchObject({
      slope: { daysPerInjection: (3.5 + 11 / 3) / 2, lapses: 4, leftOut: 1 },
    });
    expect(trendWithin(lapses([2, 4], [9, null], [21, null]))).toMatchObject({ slope: null });
  });

  it('counts days per injection, also where one in between gave no evaluable relief', () => {
    const withGap = [
      { ordinal: 1, lower: 4, upper: 4 },
      { ordinal: 3, lower: 8, upper: 8 },
      { ordinal: 4, lower: 10, upper: 10 },
    ];
    expect(trendWithin(withGap)).toMatchObject({ slope: { daysPerInjection: 2 } });
  });

  it('has no direction where as many pairs show the one as the other, or none can be told apart', () => {
    expect(trendWithin(lapses([5, 5], [9, 9], [5, 5]))).toMatchObject({ direction: 'none', s: 0 });
    expect(trendWithin(lapses([0, 14], [3, 20], [7, null]))).toMatchObject({
      direction: 'none',
      decidedPairs: 0,
    });
  });

  it('takes an injection without any relief for the shortest of all', () => {
    expect(trendWithin(lapses([0, 0], [0, 2], [4, 6]))).toMatchObject({ direction: 'longer', s: 3 });
  });

  const anyLapse = fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.option(fc.integer({ min: 0, max: 10 })))
    .map(([lower, width]) => ({ lower, upper: width === null ? null : lower + width }));
  const anyOwn = fc
    .array(anyLapse, { minLength: 3, maxLength: 7 })
    .map((own) => own.map((lapse, index) => ({ ...lapse, ordinal: index + 1 })));

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(
        anyOwn.chain((own) =>
          fc.tuple(fc.constant(own), fc.shuffledSubarray(own, { minLength: own.length })),
        ),
        ([own, shuffled]) => {
          expect(trendWithin(shuffled)).toEqual(trendWithin(own));
        },
      ),
    );
  });

  it('depends on which lasted longer only: stretching all times stretches the slope and nothing else', () => {
    fc.assert(
      fc.property(anyOwn, (own) => {
        const before = trendWithin(own);
        const after = trendWithin(
          own.map((lapse) => ({
            ...lapse,
            lower: lapse.lower * 2,
            upper: lapse.upper === null ? null : lapse.upper * 2,
          })),
        );
        expect({ ...after, slope: null }).toEqual({ ...before, slope: null });
        if (before.kind === 'judged' && after.kind === 'judged')
          expect(after.slope?.daysPerInjection).toBe(
            before.slope === null ? undefined : before.slope.daysPerInjection * 2,
          );
      }),
    );
  });

  it('turns round when the series is read backwards', () => {
    fc.assert(
      fc.property(anyOwn, (own) => {
        const backwards = own.map((lapse) => ({ ...lapse, ordinal: own.length + 1 - lapse.ordinal }));
        const [before, after] = [trendWithin(own), trendWithin(backwards)];
        if (before.kind !== 'judged' || after.kind !== 'judged') throw new Error('too few');
        expect(after.s + before.s).toBe(0);
        expect(after.p).toEqual(before.p);
      }),
    );
  });
});
