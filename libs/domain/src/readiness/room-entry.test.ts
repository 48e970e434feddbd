import { describe, expect, it } from 'vitest';
import { at } from '../scheduling/booking.builder.js';
import { readinessOf } from './readiness.js';
import { policyOn } from './readiness-policy.js';
import { allMet, flags, visit } from './readiness.builder.js';
import { requirementsFor } from './requirements-for.js';
import { asItStands, givenByEntry, type JudgedFacts } from './room-entry.js';

const enteredAt = at('2026-06-08T13:00');

function judged(infection: 'absent' | 'present', now: number): JudgedFacts {
  const facts = { visit: visit(), flags: flags({ infection }), policy: policyOn('2026-06-08'), cutOffs: [] };
  const requirements = requirementsFor(facts.visit, facts.flags, facts.policy);
  return { ...facts, readiness: readinessOf(requirements, allMet(requirements), now) };
}

describe('READY-53: readiness stands as it was at the door of the room', () => {
  const atTheDoor = judged('absent', enteredAt);
  const weekLater = judged('present', enteredAt + 7 * 24 * 60 * 60_000);

  it('is not judged by what is found afterwards', () => {
    expect(weekLater.readiness.verdict).toBe('no-go');
    expect(asItStands(weekLater, atTheDoor)).toEqual(atTheDoor);
  });

  it('is judged anew of who has not entered, or whose step was taken back', () => {
    expect(asItStands(weekLater, null)).toBe(weekLater);
  });

  it.each([
    ['before the door', -1, true],
    ['at the door', 0, true],
    ['in the room', 1, false],
  ])('tells evidence that was given %s', (_when, later, counts) => {
    expect(givenByEntry({ at: enteredAt + later }, enteredAt)).toBe(counts);
    expect(givenByEntry({ at: enteredAt + later }, null)).toBe(true);
  });
});
