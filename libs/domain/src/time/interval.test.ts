import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atLeast,
  covers,
  intersect,
  normalise,
  overlaps,
  subtract,
  union,
  type Interval,
} from './interval.js';

const horizon = 40;
const anyInterval = fc
  .tuple(fc.nat(horizon - 1), fc.integer({ min: 1, max: 12 }))
  .map(([start, length]): Interval => ({ start, end: Math.min(start + length, horizon) }));
const anyIntervals = fc.array(anyInterval, { maxLength: 8 });

/** The slow truth: for each millisecond, in how many of the intervals it lies. */
function depths(intervals: readonly Interval[]): number[] {
  return Array.from(
    { length: horizon },
    (_, at) => intervals.filter((each) => each.start <= at && at < each.end).length,
  );
}
const present = (intervals: readonly Interval[]): boolean[] => depths(intervals).map((depth) => depth > 0);

function expectNormalForm(intervals: readonly Interval[]): void {
  intervals.forEach((each, index) => {
    expect(each.start).toBeLessThan(each.end);
    const before = intervals[index - 1];
    if (before !== undefined) expect(before.end).toBeLessThan(each.start);
  });
}

describe('overlaps', () => {
  it('lets one interval begin where another ends', () => {
    expect(overlaps({ start: 0, end: 10 }, { start: 10, end: 20 })).toBe(false);
  });

  it('agrees with a shared millisecond, whichever is named first', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (a, b) => {
        expect(overlaps(a, b)).toBe(depths([a, b]).some((depth) => depth === 2));
        expect(overlaps(a, b)).toBe(overlaps(b, a));
      }),
    );
  });
});

describe('the algebra of intervals, held against counting milliseconds', () => {
  it('normalise keeps the time and gives the normal form', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const normal = normalise(intervals);
        expectNormalForm(normal);
        expect(present(normal)).toEqual(present(intervals));
      }),
    );
  });

  it('normalise drops what is empty or runs backward', () => {
    expect(
      normalise([
        { start: 5, end: 5 },
        { start: 9, end: 3 },
      ]),
    ).toEqual([]);
  });

  it('union, intersect and subtract are or, and, and not', () => {
    fc.assert(
      fc.property(anyIntervals, anyIntervals, (left, right) => {
        const [a, b] = [normalise(left), normalise(right)];
        const [inA, inB] = [present(a), present(b)];
        const expected = (rule: (inLeft: boolean, inRight: boolean) => boolean): boolean[] =>
          inA.map((each, at) => rule(each, inB[at] ?? false));
        const answers = { union: union(a, b), intersect: intersect(a, b), subtract: subtract(a, b) };
        Object.values(answers).forEach(expectNormalForm);
        expect(present(answers.union)).toEqual(expected((x, y) => x || y));
        expect(present(answers.intersect)).toEqual(expected((x, y) => x && y));
        expect(present(answers.subtract)).toEqual(expected((x, y) => x && !y));
      }),
    );
  });

  it('atLeast counts in how many lists a millisecond lies', () => {
    fc.assert(
      fc.property(
        fc.array(anyIntervals, { maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        (lists, count) => {
          const normal = lists.map(normalise);
          const enough = atLeast(count, normal);
          expectNormalForm(enough);
          expect(present(enough)).toEqual(depths(normal.flat()).map((depth) => depth >= count));
        },
      ),
    );
  });

  it('covers means that nothing of the inner is left when the outer is taken away', () => {
    fc.assert(
      fc.property(anyInterval, anyInterval, (outer, inner) => {
        expect(covers(outer, inner)).toBe(subtract([inner], [outer]).length === 0);
      }),
    );
  });
});
