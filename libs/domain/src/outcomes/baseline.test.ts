import { describe, expect, it } from 'vitest';
import { baselineOf, type BaselineFacts } from './baseline.js';
import { reliefDefinition50 } from './relief-definition.js';

const nothing: BaselineFacts = {
  previousReliefPersists: false,
  diaryScores: [],
  checkIn: null,
  clinicScore: null,
};
const all: BaselineFacts = {
  previousReliefPersists: true,
  diaryScores: [5, 9, 6],
  checkIn: 4,
  clinicScore: 3,
};
const first = { value: 8, source: 'check-in' } as const;

describe('BAS-01 the baseline', () => {
  it.each([
    ['is carried forward first of all', all, [first], 8, 'carried-forward'],
    ['of a first injection cannot be carried forward', all, [], 6, 'diary-median-7d'],
    [
      'is the diary median of three days',
      { ...all, previousReliefPersists: false },
      [first],
      6,
      'diary-median-7d',
    ],
    [
      'is the check-in when the diary has two days',
      { ...all, previousReliefPersists: false, diaryScores: [5, 9] },
      [first],
      4,
      'check-in',
    ],
    [
      'is the last clinic score when there is no check-in',
      { ...nothing, clinicScore: 3 },
      [first],
      3,
      'clinic-14d',
    ],
    ['takes a check-in of 0 for a score', { ...nothing, checkIn: 0, clinicScore: 3 }, [], 0, 'check-in'],
    [
      'is that of the first injection when nothing is known',
      nothing,
      [first, { value: 5, source: 'check-in' }],
      8,
      'series-baseline',
    ],
    [
      'is missing when the first has none either',
      nothing,
      [{ value: null, source: 'missing' }],
      null,
      'missing',
    ],
    ['is missing for a first injection without any score', nothing, [], null, 'missing'],
  ] as const)('%s', (_story, facts, earlier, value, source) => {
    expect(baselineOf(facts, earlier, reliefDefinition50.baseline)).toEqual({ value, source });
  });
});
