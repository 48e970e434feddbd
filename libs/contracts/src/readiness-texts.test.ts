import { describe, expect, it } from 'vitest';
import type { ProblemFacts } from './problem-codes.js';
import { readinessActionTexts, readinessRefusalTexts } from './readiness-texts.js';
import { remedyTexts } from './remedy-texts.js';

const sentences: readonly [
  code: keyof typeof readinessRefusalTexts,
  facts: ProblemFacts,
  sentence: string,
][] = [
  [
    'readiness.side-disagrees',
    { disagreeing: 'plan, diagnosis' },
    'Another side stands in: plan, diagnosis.',
  ],
  ['readiness.side-disagrees', {}, 'The side is not entered.'],
  [
    'readiness.not-fasted',
    { timeZone: 'America/New_York', intake: 'light-meal', lastAt: Date.UTC(2026, 5, 8, 11) },
    'The last was allowed so: light meal at 07:00 on Mon 8 Jun.',
  ],
  [
    'readiness.fasting-not-kept',
    { standing: 'failed' },
    'The patient ate or drank too late for a sedative at this time.',
  ],
  ['readiness.evidence-incomplete', { missing: 'name, phone' }, 'Missing: name, phone.'],
];

describe('What staff read about readiness', () => {
  it.each(sentences)('%s %#', (code, facts, sentence) => {
    expect(readinessRefusalTexts[code].detail(facts)).toBe(sentence);
  });

  it('a refused step says what to do next', () => {
    expect(remedyTexts['settle-requirement'].detail({ action: 'obtain-consent' })).toBe(
      readinessActionTexts['obtain-consent'],
    );
  });

  it('no text has anybody do without a drug', () => {
    const orders = /\b(stop|hold|skip|omit|pause|discontinue|withhold|interrupt|do not take|leave out)\b/i;
    const texts = [
      ...Object.values(readinessActionTexts),
      ...Object.values(readinessRefusalTexts).map((each) => each.detail({})),
    ];
    for (const text of texts) expect(text).not.toMatch(orders);
  });
});
