import { describe, expect, it } from 'vitest';
import { hurdleOf } from './hurdle.js';

describe('STAT-35: whether there is any relief at all', () => {
  it('counts zeros and reliefs; what was looked at too late is neither', () => {
    const hurdle = hurdleOf([
      { lower: 0, upper: 0 },
      { lower: 3, upper: 5 },
      { lower: 7, upper: null },
      { lower: 2, upper: 2 },
      // Gone at the first contact: there may have been relief before, or never any.
      { lower: 0, upper: 3 },
      { lower: 0, upper: null },
    ]);
    expect(hurdle).toMatchObject({ injections: 4, withRelief: 3, unknown: 2, share: 0.75 });
    // 3 of 4 by Wilson, published.
    expect(hurdle?.interval.lower).toBeCloseTo(0.3006418425824, 12);
    expect(hurdle?.interval.upper).toBeCloseTo(0.9544127391903, 12);
  });

  it('counts relief that the anaesthetic gave as none, and what nobody looked at in time as neither', () => {
    const hurdle = hurdleOf(
      [
        { lower: 0, upper: 0 },
        { lower: 0.25, upper: 0.5 },
        { lower: 0.5, upper: 2 },
        { lower: 2, upper: 4 },
        { lower: 2, upper: 2 },
        { lower: 7, upper: null },
        { lower: 0.5, upper: 3 },
        { lower: 1, upper: null },
        { lower: 0, upper: 3 },
      ],
      2,
    );
    expect(hurdle).toMatchObject({ injections: 6, withRelief: 3, unknown: 3, share: 0.5 });
  });

  it('is unknown where nothing is known of any injection', () => {
    expect(hurdleOf([])).toBeNull();
    expect(hurdleOf([{ lower: 0, upper: 3 }])).toBeNull();
  });
});
