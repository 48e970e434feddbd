import { describe, expect, it } from 'vitest';
import type { ReliefDuration, Response } from '../outcomes/relief-duration.js';
import { decisionPolicy } from './decision-policy.js';
import {
  gapPrompt,
  noLengtheningPrompt,
  nonResponsePrompt,
  responsePrompts,
  reviewPrompt,
} from './response-prompts.js';

const day = 86_400_000;
const now = Date.parse('2026-06-01T12:00Z');

const lapsed = (lower: number, upper: number): ReliefDuration => ({
  kind: 'lapsed',
  lower: lower * 1440,
  upper: upper * 1440,
  event: 1,
  lapseConfirmed: true,
});
const ongoing = (lower: number): ReliefDuration => ({
  kind: 'ongoing',
  lower: lower * 1440,
  upper: null,
  event: 0,
  censoredBy: 'next-injection',
});
const given = (...each: readonly (Response | ReliefDuration | null)[]) =>
  each.map((went, index) => ({
    ordinal: index + 1,
    injectedAt: now - (each.length - index) * 21 * day,
    response: typeof went === 'string' ? went : ('responder' as const),
    duration: typeof went === 'string' ? null : went,
  }));

describe('no response again (DEC-06)', () => {
  it.each<[string, Response[], object | null]>([
    ['once is no reason to ask', ['responder', 'non-responder'], null],
    [
      'twice in a row asks',
      ['responder', 'non-responder', 'non-responder'],
      { count: 2, ordinals: '#2, #3', notJudged: 0 },
    ],
    ['a response between ends the row', ['non-responder', 'responder', 'non-responder'], null],
    ['and one after it', ['non-responder', 'non-responder', 'responder'], null],
    [
      'what cannot be judged neither counts nor ends it, and is said',
      ['non-responder', 'not-evaluable', 'non-responder', 'uncertain'],
      { count: 2, ordinals: '#1, #3', notJudged: 2 },
    ],
    ['missing is missing: never a non-response', ['not-evaluable', 'not-evaluable', 'uncertain'], null],
    ['nothing was given', [], null],
  ])('%s', (_story, responses, facts) => {
    expect(nonResponsePrompt(given(...responses))?.facts ?? null).toEqual(facts);
  });

  it('asks after the number that the policy in force says', () => {
    const twice = given('non-responder', 'non-responder');
    expect(nonResponsePrompt(twice, { ...decisionPolicy, nonResponses: 3 })).toBeNull();
    expect(nonResponsePrompt(twice.slice(1), { ...decisionPolicy, nonResponses: 1 })).not.toBeNull();
  });
});

describe('no lengthening (DEC-07)', () => {
  it.each<[string, (ReliefDuration | null)[], object | null]>([
    ['shorter each time', [lapsed(9, 11), lapsed(7, 9), lapsed(5, 7)], { from: 1, to: 3 }],
    ['the same each time', [lapsed(9, 11), lapsed(9, 11), lapsed(9, 11)], { from: 1, to: 3 }],
    ['the last longer', [lapsed(9, 11), lapsed(7, 9), lapsed(12, 14)], null],
    ['one between longer', [lapsed(9, 11), lapsed(12, 14), lapsed(5, 7)], null],
    ['the last perhaps longer', [lapsed(9, 11), lapsed(9, 11), lapsed(10, 12)], null],
    ['the last ongoing', [lapsed(9, 11), lapsed(9, 11), ongoing(3)], null],
    ['the first ongoing when the next was given', [ongoing(20), lapsed(9, 11), lapsed(9, 11)], null],
    ['two are too few', [lapsed(9, 11), lapsed(7, 9)], null],
    ['what cannot be judged is none of the three', [lapsed(9, 11), null, lapsed(7, 9)], null],
    ['the last three of four', [lapsed(1, 2), lapsed(9, 11), lapsed(7, 9), lapsed(5, 7)], { from: 2, to: 4 }],
  ])('%s', (_story, durations, facts) => {
    expect(noLengtheningPrompt(given(...durations))?.facts ?? null).toEqual(facts);
  });
});

describe('a gap that is too long (DEC-08)', () => {
  const facts = {
    injections: given('responder'),
    maximumIntervalDays: 21,
    nextStart: null,
    now,
    zone: 'America/New_York',
  };
  it.each([
    ['just as long as planned', facts, null],
    [
      'a day longer, and nothing is booked',
      { ...facts, maximumIntervalDays: 20 },
      { days: 21, booked: false },
    ],
    ['the next session lies beyond it', { ...facts, nextStart: now + day }, { days: 22, booked: true }],
    ['nothing was given yet', { ...facts, injections: [] }, null],
  ])('%s', (_story, given_, found) => {
    const prompt = gapPrompt(given_);
    if (found === null) expect(prompt).toBeNull();
    else expect(prompt?.facts).toMatchObject(found);
  });
});

it('DEC-09: the review is due after the third injection, not before and not again', () => {
  const after = (count: number) =>
    reviewPrompt(given(...Array.from({ length: count }, () => 'responder' as const)));
  expect([1, 2, 3, 4].map((count) => after(count)?.facts ?? null)).toEqual([
    null,
    null,
    { ordinal: 3 },
    null,
  ]);
});

it('everything that asks for a look is said at once, the gravest first', () => {
  const injections = given('non-responder', 'non-responder', 'non-responder');
  const codes = responsePrompts({ injections, maximumIntervalDays: 7, nextStart: null, now, zone: 'UTC' });
  expect(codes.map(({ code }) => code)).toEqual([
    'series.non-response-repeated',
    'series.gap-too-long',
    'series.review-due',
  ]);
});
