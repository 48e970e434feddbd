import { describe, expect, it } from 'vitest';
import type { ProblemFacts } from './problem-codes.js';
import { exclusionTitle, slotReasonTexts } from './slot-texts.js';

const sentences: readonly [code: keyof typeof slotReasonTexts, facts: ProblemFacts, sentence: string][] = [
  ['slot.near-target', { days: 15, targetDays: 14 }, '15 days after the one before, target 14'],
  ['slot.before-target', { days: 1, targetDays: 14 }, '1 day after the one before, target 14'],
  ['slot.leaves-gap', { minutes: 20 }, 'leaves 20 min in the room that nobody can use'],
  ['slot.same-physician', { physicianName: 'Dr. Ito', before: true }, 'Dr. Ito, as before'],
  ['slot.same-physician', { physicianName: 'Dr. Ito', before: false }, 'Dr. Ito, who plans the series'],
  [
    'slot.other-physician',
    { physicianName: 'Dr. Sol', before: true },
    'another physician than before: Dr. Sol',
  ],
];

describe('Why a slot stands where it does', () => {
  it.each(sentences)('%s %#', (code, facts, sentence) => {
    expect(slotReasonTexts[code].detail(facts)).toBe(sentence);
  });

  it('and what was excluded, in two or three words that name the kind of resource', () => {
    expect(exclusionTitle('scheduling.resource-busy', 'room')).toBe('Room taken');
    expect(exclusionTitle('scheduling.resource-busy', 'physician')).toBe('Physician taken');
    expect(exclusionTitle('scheduling.none-free', 'recovery-bay')).toBe('No recovery bay free');
    expect(exclusionTitle('series.interval-too-short', null)).toBe('Too soon');
  });
});
