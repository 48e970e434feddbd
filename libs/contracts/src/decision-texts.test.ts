import { describe, expect, it } from 'vitest';
import { repeatCriterionTexts } from './decision-texts.js';

describe('what a payer asks for before a repeat, in words', () => {
  it.each([
    ['a mean of thirds has one decimal', { before: 28 / 3, after: 11 / 3 }, 'PEG 9.3, then 3.7'],
    ['a whole number has none', { before: 9, after: 4 }, 'PEG 9, then 4'],
    ['nothing is made of what was not asked', {}, 'PEG not asked before, then not asked since'],
  ])('function: %s', (_story, facts, words) => {
    expect(repeatCriterionTexts.function(facts)).toBe(`Function better: ${words}`);
  });

  it.each([
    [
      'pain',
      { symptom: 'pain', percent: 50, days: 7 },
      'At least 50 % relief for 7 days after the last injection',
    ],
    [
      'sweating',
      { symptom: 'sweating', steps: 2, percent: 50, days: 7 },
      'Sweating at least 2 steps lower on the HDSS for 7 days after the last injection (the payer asks for 50 % relief; the HDSS counts steps)',
    ],
    [
      'sweating, where the payer names days alone',
      { symptom: 'sweating', steps: 2, days: 1 },
      'Sweating at least 2 steps lower on the HDSS for 1 day after the last injection',
    ],
    [
      'blood flow',
      { symptom: 'perfusion', percent: 50 },
      'At least 50 % relief after the last injection; blood flow is measured and not judged',
    ],
  ])('relief of %s', (_story, facts, words) => {
    expect(repeatCriterionTexts.relief(facts)).toBe(words);
  });

  it('function where pain is not treated', () => {
    expect(repeatCriterionTexts.function({ symptom: 'sweating' })).toBe(
      'Function better: PEG asks about pain, which this series does not treat',
    );
  });
});
