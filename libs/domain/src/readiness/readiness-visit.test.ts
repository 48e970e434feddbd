import { describe, expect, it } from 'vitest';
import { readinessFlags, type RecordedFlag } from './readiness-visit.js';

const person = { birthDate: '1966-02-03', sexAtBirth: 'male' } as const;
const flag = (
  kind: RecordedFlag['kind'],
  state: RecordedFlag['state'],
  substance: string | null = null,
  recordedAt = 5,
): RecordedFlag => ({ kind, state, substance, recordedAt });

describe('READY-05: what the flags that stand say', () => {
  it('is nothing at all where nobody has asked', () => {
    expect(readinessFlags(person, [])).toEqual({
      ...person,
      allergies: { state: 'not-asked' },
      contrastReaction: 'not-asked',
      anticoagulant: 'not-asked',
      anticoagulantAskedAt: null,
      anticoagulantDrugs: [],
      diabetes: 'not-asked',
      glp1: 'not-asked',
      pregnancyPossible: 'not-asked',
      infection: 'not-asked',
    });
  });

  it.each<[string, RecordedFlag[], object]>([
    ['none known', [flag('allergy', 'none-known')], { allergies: { state: 'none-known' } }],
    [
      'each listed substance',
      [flag('allergy', 'listed', 'latex'), flag('allergy', 'listed', ' iohexol ')],
      { allergies: { state: 'listed', substances: ['latex', 'iohexol'] } },
    ],
    [
      'drugs in small letters, as old as the oldest answer',
      [flag('anticoagulant', 'present', 'Apixaban', 9), flag('anticoagulant', 'present', 'Aspirin', 7)],
      { anticoagulant: 'present', anticoagulantDrugs: ['apixaban', 'aspirin'], anticoagulantAskedAt: 7 },
    ],
    [
      'a drug that nobody named',
      [flag('anticoagulant', 'present')],
      { anticoagulant: 'present', anticoagulantDrugs: [''] },
    ],
    [
      'no drug where the answer was no',
      [flag('anticoagulant', 'absent')],
      { anticoagulant: 'absent', anticoagulantDrugs: [] },
    ],
    [
      'a finding before a denial beside it',
      [flag('diabetes', 'absent'), flag('diabetes', 'present')],
      { diabetes: 'present' },
    ],
  ])('is %s', (_story, recorded, expected) => {
    expect(readinessFlags(person, recorded)).toMatchObject(expected);
  });
});
