import { describe, expect, it } from 'vitest';
import { reachableFrom } from '../states.builder.js';
import { checkSessionStep, holdsResources, sessionStates, sessionTransitions } from './session-states.js';

describe('BOOK-20: the states of a session', () => {
  it('are all reachable: from tentative, and from booked, as sessions begin', () => {
    expect(reachableFrom('tentative', sessionTransitions)).toEqual(new Set(sessionStates));
    expect(reachableFrom('booked', sessionTransitions)).toEqual(new Set(sessionStates));
  });

  it('end in discharged, cancelled or no-show, and nowhere else', () => {
    const ends = sessionStates.filter((state) => sessionTransitions[state].length === 0);
    expect(ends).toEqual(['discharged', 'cancelled', 'no-show']);
  });

  it('hold resources from tentative until discharged: whatever can still go on holds, whatever has ended does not', () => {
    for (const state of sessionStates)
      expect(holdsResources(state)).toBe(sessionTransitions[state].length > 0);
  });

  it('lead through the day without turning back once the patient has arrived', () => {
    const theDay = [
      'booked',
      'confirmed',
      'arrived',
      'preparing',
      'in-room',
      'recovering',
      'discharged',
    ] as const;
    theDay.slice(1).forEach((state, index) => {
      const before = theDay[index] ?? 'booked';
      expect(checkSessionStep(before, state)).toEqual({ accepted: true, value: state, advisories: [] });
      if (index > 1) expect(checkSessionStep(state, before).accepted).toBe(false);
    });
  });

  it.each([
    ['tentative', 'arrived'],
    ['in-room', 'cancelled'],
    ['arrived', 'no-show'],
    ['cancelled', 'booked'],
  ] as const)('refuse the step from %s to %s and name those that are possible', (from, to) => {
    expect(checkSessionStep(from, to)).toMatchObject({
      accepted: false,
      refusals: [
        {
          code: 'scheduling.session-step-not-allowed',
          facts: { from, to, possible: sessionTransitions[from].join(', ') },
          overridable: false,
        },
      ],
    });
  });
});
