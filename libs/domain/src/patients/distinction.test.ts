import { describe, expect, it } from 'vitest';
import { checkDistinction, checkDistinctionWithdrawal, type DistinctionFacts } from './distinction.js';

const codesOf = (decision: ReturnType<typeof checkDistinction>) =>
  decision.accepted ? [] : decision.refusals.map(({ code }) => code);

describe('telling two records apart (PAT-18)', () => {
  it.each<[string, Partial<DistinctionFacts>, string[]]>([
    ['two sisters of one day', {}, []],
    ['a record and itself', { same: true, stands: true }, ['merge.same-record']],
    ['twice', { stands: true }, ['merge.told-apart-already']],
    [
      'with every reason at once',
      { joined: true, stands: true },
      ['merge.joined-already', 'merge.told-apart-already'],
    ],
  ])('%s', (_story, changes, codes) => {
    expect(codesOf(checkDistinction({ same: false, joined: false, stands: false, ...changes }))).toEqual(
      codes,
    );
  });

  it('is taken back once', () => {
    expect(checkDistinctionWithdrawal(false).accepted).toBe(true);
    expect(codesOf(checkDistinctionWithdrawal(true))).toEqual(['merge.distinction-withdrawn']);
  });
});
