import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actualDurationPolicy, offeredLength, type ActualDuration } from './actual-duration.js';

const ofIto = { physicianId: 'ito', procedureTypeId: 'lsb', sedation: 'none' } as const;
const known = (changes: Partial<ActualDuration>): ActualDuration => ({
  ...ofIto,
  visits: 34,
  medianMinutes: 23,
  ...changes,
});

describe('The planned length that actual visits suggest', () => {
  it.each([
    ['the median of enough visits, up to the next five minutes', known({}), 25],
    ['a median that is a whole step stays', known({ medianMinutes: 30 }), 30],
    ['ten visits are enough', known({ visits: 10 }), 25],
    ['nine are not', known({ visits: 9 }), null],
    ['another physician tells nothing', known({ physicianId: 'okafor' }), null],
    ['another sedation tells nothing', known({ sedation: 'moderate' }), null],
  ])('%s', (_, duration, minutes) => {
    expect(offeredLength([duration], ofIto)?.minutes ?? null).toBe(minutes);
  });

  it('always names the visits and the median that it comes from', () => {
    expect(offeredLength([known({})], ofIto)).toEqual({ minutes: 25, medianMinutes: 23, visits: 34 });
  });

  it('is never shorter than the median, and less than a step longer', () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 300, noNaN: true }), (medianMinutes) => {
        const offered = offeredLength([known({ medianMinutes })], ofIto);
        expect(offered?.minutes).toBeGreaterThanOrEqual(medianMinutes);
        expect(offered?.minutes).toBeLessThan(medianMinutes + actualDurationPolicy.stepMinutes);
      }),
    );
  });
});
