import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkLifting,
  checkOpening,
  checkOpeningReview,
  checkRestriction,
  openingPolicy,
  openingVerdicts,
  type OpeningReviewFacts,
} from './restricted-record.js';

const codesOf = (decision: ReturnType<typeof checkOpeningReview> | ReturnType<typeof checkOpening>) =>
  decision.accepted ? [] : decision.refusals.map(({ code }) => code);

describe('a restricted record (PAT-15)', () => {
  it('is restricted once, and freed once', () => {
    expect(checkRestriction(false).accepted).toBe(true);
    expect(codesOf(checkRestriction(true))).toEqual(['records.restricted-already']);
    expect(checkLifting(true).accepted).toBe(true);
    expect(codesOf(checkLifting(false))).toEqual(['records.restriction-lifted']);
  });
});

describe('opening it (PAT-16)', () => {
  it.each<[string, { restricted: boolean; open: boolean }, string[]]>([
    ['a restricted record opens', { restricted: true, open: false }, []],
    [
      'one that everybody may read needs no opening',
      { restricted: false, open: false },
      ['records.not-restricted'],
    ],
    ['one that is open is not opened again', { restricted: true, open: true }, ['records.open-already']],
    ['one that was freed meanwhile is free', { restricted: false, open: true }, ['records.not-restricted']],
  ])('%s', (_story, facts, codes) => {
    expect(codesOf(checkOpening(facts))).toEqual(codes);
  });

  it('lasts as long as the policy says, and no longer', () => {
    const decision = checkOpening({ restricted: true, open: false });
    expect(decision.accepted && decision.value.minutes).toBe(60);
    expect(openingPolicy.minutes).toBe(60);
  });
});

describe('its review (PAT-17)', () => {
  const facts = (changes: Partial<OpeningReviewFacts> = {}): OpeningReviewFacts => ({
    openedBy: 'ito',
    reviewer: 'vale',
    reviewed: false,
    verdict: 'justified',
    note: '',
    ...changes,
  });
  it.each<[string, Partial<OpeningReviewFacts>, string[]]>([
    ['justified needs no words', {}, []],
    ['not justified says why', { verdict: 'not-justified', note: ' ' }, ['records.review-unexplained']],
    ['not justified, with words', { verdict: 'not-justified', note: 'Does not treat her.' }, []],
    ['nobody judges their own', { reviewer: 'ito' }, ['records.own-opening']],
    [
      'every reason at once',
      { reviewer: 'ito', reviewed: true, verdict: 'not-justified' },
      ['records.own-opening', 'records.reviewed-already', 'records.review-unexplained'],
    ],
  ])('%s', (_story, changes, codes) => {
    expect(codesOf(checkOpeningReview(facts(changes)))).toEqual(codes);
  });

  it('never lets a second judgement through, or one by whoever opened it', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('ito', 'vale'),
        fc.constantFrom('ito', 'vale'),
        fc.boolean(),
        fc.constantFrom(...openingVerdicts),
        fc.string(),
        (openedBy, reviewer, reviewed, verdict, note) => {
          const { accepted } = checkOpeningReview({ openedBy, reviewer, reviewed, verdict, note });
          if (accepted) expect(openedBy !== reviewer && !reviewed).toBe(true);
        },
      ),
    );
  });
});
