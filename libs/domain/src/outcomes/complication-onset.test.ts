import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onsetClass } from './complication-onset.js';

const hour = 3_600_000;
const t0 = Date.UTC(2026, 10, 23, 14);

describe('When a complication began', () => {
  it.each([
    ['while the needle was still in', -10 * 60_000, 'immediate'],
    ['within the first hour', hour - 1, 'immediate'],
    ['at one hour', hour, 'early'],
    ['on the third day, at 72 hours', 72 * hour, 'early'],
    ['just after 72 hours', 72 * hour + 1, 'late'],
    ['on day 30', 30 * 24 * hour, 'late'],
    ['after day 30', 30 * 24 * hour + 1, 'beyond'],
  ] as const)('%s', (_, after, expected) => {
    expect(onsetClass(t0, t0 + after)).toBe(expected);
  });

  it('is not classed while either instant is not known', () => {
    expect(onsetClass(null, t0)).toBeNull();
    expect(onsetClass(t0, null)).toBeNull();
  });

  it('never comes to an earlier class by beginning later', () => {
    const order = ['immediate', 'early', 'late', 'beyond'];
    const after = fc.integer({ min: -hour, max: 40 * 24 * hour });
    fc.assert(
      fc.property(after, after, (one, other) => {
        const [first, second] = [Math.min(one, other), Math.max(one, other)].map((each) =>
          order.indexOf(onsetClass(t0, t0 + each) ?? ''),
        );
        expect(first).toBeLessThanOrEqual(second ?? -1);
      }),
    );
  });
});
