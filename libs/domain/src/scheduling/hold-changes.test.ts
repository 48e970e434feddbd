import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minuteMs } from '../time/zone.js';
import { at, booking, plannedBy, profileFor } from './booking.builder.js';
import { areHoldsOf, holdChanges, type StageHold } from './hold-changes.js';
import type { PlannedHold } from './resource-profile.js';

const heldBy = (holds: readonly PlannedHold[]): StageHold[] =>
  holds.map(({ resourceId, resourceKind, stage, interval }) => ({
    resourceId,
    kind: resourceKind,
    stage,
    start: interval.start,
    end: interval.end,
  }));
const holdsAt = (sedation: 'none' | 'minimal' | 'moderate' | 'deep') =>
  heldBy(plannedBy(booking({ profile: profileFor(sedation) })).value.holds);
const wordsOf = (changes: ReturnType<typeof holdChanges>) =>
  changes
    .filter(({ change }) => change !== 'same')
    .map(({ change, before, after }) => `${change} ${(after ?? before)?.stage} ${(after ?? before)?.kind}`);

describe('HOLD-01: what becomes of each hold', () => {
  it.each([
    ['none', 'none', []],
    [
      'none',
      'moderate',
      ['longer recover patient', 'longer recover recovery-bay', 'added procedure sedation-nurse'],
    ],
    [
      'moderate',
      'none',
      ['dropped procedure sedation-nurse', 'shorter recover patient', 'shorter recover recovery-bay'],
    ],
    ['moderate', 'deep', []],
  ] as const)('from %s to %s', (from, to, words) => {
    expect(wordsOf(holdChanges(holdsAt(from), holdsAt(to)))).toEqual(words);
  });

  it('another bay for the same time is exchanged, the same bay at another time moved', () => {
    const bay = { kind: 'recovery-bay', stage: 'recover', start: 0, end: 60 } as const;
    const [one, two] = [
      { ...bay, resourceId: 'bay-1' },
      { ...bay, resourceId: 'bay-2' },
    ];
    expect(holdChanges([one], [two]).map(({ change }) => change)).toEqual(['exchanged']);
    expect(holdChanges([one], [{ ...one, start: 5, end: 65 }]).map(({ change }) => change)).toEqual([
      'moved',
    ]);
    expect(holdChanges([one, two], [two]).map(({ change }) => change)).toEqual(['dropped', 'same']);
  });

  const hold: fc.Arbitrary<StageHold> = fc.record({
    resourceId: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('room', 'nurse', 'recovery-bay'),
    stage: fc.constantFrom('prepare', 'recover'),
    start: fc.constantFrom(0, 5),
    end: fc.constantFrom(30, 60),
  });
  it('together they name every hold of both sides exactly once', () => {
    fc.assert(
      fc.property(fc.array(hold), fc.array(hold), (before, after) => {
        const changes = holdChanges(before, after);
        const sorted = (holds: readonly (StageHold | null)[]) =>
          holds.flatMap((each) => (each === null ? [] : JSON.stringify(each))).toSorted();
        expect(sorted(changes.map((each) => each.before))).toEqual(sorted(before));
        expect(sorted(changes.map((each) => each.after))).toEqual(sorted(after));
      }),
    );
  });
});

describe('HOLD-02: who holds by which profile', () => {
  const session = { start: at('2026-06-08T09:00'), durationMinutes: 30 };

  it('whoever was booked by it does, by whichever members of the pools', () => {
    for (const sedation of ['none', 'minimal', 'moderate', 'deep'] as const) {
      const others = holdsAt(sedation).map((each) => ({ ...each, resourceId: `other ${each.resourceId}` }));
      expect(areHoldsOf(profileFor(sedation), session, others)).toBe(true);
    }
  });

  it('a minute more of recovery, or a nurse less, and nobody does who stood before', () => {
    const holds = holdsAt('moderate');
    const longer = {
      stages: profileFor('moderate').stages.map((stage) =>
        stage.kind === 'recover' ? { ...stage, to: { ...stage.to, minutes: 61 } } : stage,
      ),
    };
    expect(areHoldsOf(longer, session, holds)).toBe(false);
    expect(areHoldsOf(profileFor('moderate'), session, holds.slice(1))).toBe(false);
    expect(areHoldsOf(profileFor('moderate'), { ...session, start: session.start + minuteMs }, holds)).toBe(
      false,
    );
  });
});
