import { describe, expect, it } from 'vitest';
import { checkClinicalFlag, readinessKinds, type ActiveFlag, type FlagFacts } from './clinical-flags.js';

const allergy = (state: 'none-known' | 'listed', substance: string | null = null): FlagFacts => ({
  kind: 'allergy',
  state,
  substance,
});
const anticoagulant = (state: 'present' | 'absent', substance: string | null = null): FlagFacts => ({
  kind: 'anticoagulant',
  state,
  substance,
});
const standing = (...flags: FlagFacts[]): ActiveFlag[] =>
  flags.map((flag, index) => ({ ...flag, id: `flag-${index}` }));
const judged = (flag: FlagFacts, active: readonly ActiveFlag[]) => {
  const decision = checkClinicalFlag(flag, active);
  return decision.accepted ? decision.value.replaces : decision.refusals.map((each) => each.code);
};

describe('a clinical flag (PAT-10)', () => {
  it.each<[string, FlagFacts, ActiveFlag[], string[]]>([
    ['the first of its kind replaces nothing', allergy('none-known'), [], []],
    [
      'a finding replaces the denial',
      allergy('listed', 'iodine'),
      standing(allergy('none-known')),
      ['flag-0'],
    ],
    [
      'a denial said again replaces itself',
      allergy('none-known'),
      standing(allergy('none-known')),
      ['flag-0'],
    ],
    [
      'the same finding replaces itself',
      anticoagulant('present', ' Warfarin'),
      standing(anticoagulant('present', 'warfarin')),
      ['flag-0'],
    ],
    [
      'another substance stands beside it',
      allergy('listed', 'latex'),
      standing(allergy('listed', 'iodine')),
      [],
    ],
    [
      'another kind is not touched',
      anticoagulant('present', 'warfarin'),
      standing(allergy('none-known')),
      [],
    ],
  ])('%s', (_story, flag, active, replaces) => {
    expect(judged(flag, active)).toEqual(replaces);
  });

  it.each<[string, FlagFacts, ActiveFlag[], string[]]>([
    [
      'a denial beside a finding',
      allergy('none-known'),
      standing(allergy('listed', 'iodine')),
      ['patients.flag-contradicts-finding'],
    ],
    [
      'a listed allergy to nothing',
      allergy('listed', ' '),
      [],
      ['patients.allergies-listed-without-substance'],
    ],
    [
      'an allergy that is present',
      { kind: 'allergy', state: 'present', substance: null },
      [],
      ['patients.flag-state-of-another-kind'],
    ],
    [
      'a diabetes that is none known, against one that is present',
      { kind: 'diabetes', state: 'none-known', substance: null },
      standing({ kind: 'diabetes', state: 'present', substance: null }),
      ['patients.flag-state-of-another-kind', 'patients.flag-contradicts-finding'],
    ],
  ])('is refused: %s', (_story, flag, active, codes) => {
    expect(judged(flag, active)).toEqual(codes);
  });
});

describe('what booking needs to know of the flags (PAT-11)', () => {
  it.each<[string, FlagFacts[], string[]]>([
    ['silence is not "none known"', [], ['allergy-not-asked']],
    ['none known is nothing to know', [allergy('none-known')], []],
    [
      'listed allergies, without their substances',
      [allergy('listed', 'iodine'), allergy('listed', 'latex')],
      ['allergy-listed'],
    ],
    [
      'findings by kind, each once',
      [allergy('none-known'), anticoagulant('present', 'warfarin'), anticoagulant('present', 'aspirin')],
      ['anticoagulant'],
    ],
    ['what is absent is not said', [allergy('none-known'), anticoagulant('absent')], []],
  ])('%s', (_story, flags, kinds) => {
    expect(readinessKinds(flags)).toEqual(kinds);
  });
});
