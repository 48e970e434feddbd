import { describe, expect, it } from 'vitest';
import { assessRelief, type Relief } from '../outcomes/relief.js';
import type { PayerRule } from './payer-rule.js';
import { payerReliefDefinition, repeatCriteria, type RepeatFacts } from './repeat-criteria.js';

const nothing: PayerRule = {
  id: 'rule',
  payer: 'Fern Health',
  validFrom: '2026-01-01',
  writtenAt: 0,
  maxPerSeries: null,
  maxPer12Months: null,
  minIntervalDays: null,
  minReliefPct: null,
  minReliefDays: null,
  requiresFunction: false,
  requiresPhysicalTherapy: false,
  priorAuthorisation: false,
  source: 'invented',
};
const facts: RepeatFacts = {
  rule: nothing,
  symptom: 'pain',
  reliefs: [],
  peg: { before: null, after: null },
  unitsReady: null,
  seriesId: 'series',
  done: [],
  today: '2026-06-01',
};
const factsOf = (rule: Partial<PayerRule>): RepeatFacts => ({ ...facts, rule: { ...nothing, ...rule } });
const asked = (rule: Partial<PayerRule>, changes: Partial<RepeatFacts> = {}) =>
  repeatCriteria({ ...facts, rule: { ...nothing, ...rule }, ...changes }).map(({ code, status }) => [
    code,
    status,
  ]);

const hours = [0.5, 12, 24, 48, 72, 96, 120, 144, 168, 192];
const relief = (rule: Partial<PayerRule>, value: number, until = 192): Relief =>
  assessRelief(
    {
      baseline: 8,
      entries: hours
        .filter((hour) => hour <= until)
        .map((hour) => ({ kind: 'now', at: hour * 60, value, rescue: false, atClinic: false })),
      nextAt: null,
    },
    payerReliefDefinition({ ...nothing, ...rule }),
  );

describe('what a payer asks for before a repeat (DEC-12)', () => {
  it('lists nothing that the payer does not ask for', () => {
    expect(asked({})).toEqual([]);
  });

  const week = { minReliefPct: 50, minReliefDays: 7 };
  it.each<[string, Partial<PayerRule>, Relief[], string]>([
    ['half the pain gone for a week', week, [relief(week, 4)], 'met'],
    ['not half of it', week, [relief(week, 5)], 'not-met'],
    [
      'two thirds, as this payer counts',
      { ...week, minReliefPct: 66 },
      [relief({ ...week, minReliefPct: 66 }, 4)],
      'not-met',
    ],
    ['heard of for three days only', week, [relief(week, 2, 72)], 'not-known'],
    ['of two sides one not', week, [relief(week, 2), relief(week, 8)], 'not-met'],
    ['of two sides one not known', week, [relief(week, 2), relief(week, 2, 24)], 'not-known'],
    [
      'any relief, where no days are asked for',
      { minReliefPct: 50 },
      [relief({ minReliefPct: 50 }, 4, 72)],
      'met',
    ],
    ['none at all', { minReliefPct: 50 }, [relief({ minReliefPct: 50 }, 8)], 'not-met'],
    ['nothing was given', week, [], 'not-known'],
  ])('relief: %s', (_story, rule, reliefs, status) => {
    expect(asked(rule, { reliefs })).toEqual([['relief', status]]);
  });

  it.each([
    ['better', { before: 6, after: 4.5 }, 'met'],
    ['the same is not better', { before: 6, after: 6 }, 'not-met'],
    ['not asked since', { before: 6, after: null }, 'not-known'],
    ['never asked before', { before: null, after: 4 }, 'not-known'],
  ])('function: %s', (_story, peg, status) => {
    expect(asked({ requiresFunction: true }, { peg })).toEqual([['function', status]]);
  });

  it.each([
    ['pain by the payer’s percentage', 'pain', { symptom: 'pain', percent: 66, days: 7 }],
    ['sweating by steps of the HDSS', 'sweating', { symptom: 'sweating', steps: 2, percent: 66, days: 7 }],
    ['blood flow by nothing', 'perfusion', { symptom: 'perfusion', percent: 66, days: 7 }],
  ] as const)('says how %s is counted', (_story, symptom, says) => {
    const [asksFor] = repeatCriteria({
      ...factsOf({ ...week, minReliefPct: 66 }),
      symptom,
    });
    expect(asksFor).toMatchObject({ code: 'relief', facts: says });
  });

  it('function is not known of sweating: PEG asks about pain', () => {
    const peg = { before: 6, after: 4 };
    expect(asked({ requiresFunction: true }, { peg, symptom: 'sweating' })).toEqual([
      ['function', 'not-known'],
    ]);
  });

  it('physical therapy is never known: Lull keeps no record of it', () => {
    expect(asked({ requiresPhysicalTherapy: true })).toEqual([['physical-therapy', 'not-known']]);
  });

  it.each([
    ['none is recorded', null, 'not-met'],
    ['all are used', 0, 'not-met'],
    ['one is left', 1, 'met'],
  ])('authorised beforehand: %s', (_story, unitsReady, status) => {
    expect(asked({ priorAuthorisation: true }, { unitsReady })).toEqual([['prior-authorisation', status]]);
  });

  const done = [
    { id: 'a', seriesId: 'earlier', date: '2025-06-01' },
    { id: 'b', seriesId: 'series', date: '2026-05-11' },
    { id: 'c', seriesId: 'series', date: '2026-05-25' },
  ];
  it.each<[string, Partial<PayerRule>, [string, string][]]>([
    ['the third of three', { maxPerSeries: 3 }, [['sessions-of-series', 'met']]],
    ['the third of two', { maxPerSeries: 2 }, [['sessions-of-series', 'not-met']]],
    [
      'a year ago to the day is out of the twelve months',
      { maxPer12Months: 3 },
      [['sessions-of-year', 'met']],
    ],
    ['one too many in a year', { maxPer12Months: 2 }, [['sessions-of-year', 'not-met']]],
    ['seven days ago, of seven', { minIntervalDays: 7 }, [['interval', 'met']]],
    ['seven days ago, of fourteen', { minIntervalDays: 14 }, [['interval', 'not-met']]],
  ])('counts: %s', (_story, rule, criteria) => {
    expect(asked(rule, { done })).toEqual(criteria);
  });
});
