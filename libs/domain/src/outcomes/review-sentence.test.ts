import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRelief, type ReliefEnd } from './compare-relief.js';
import { comparisonSentence, reviewSentence } from './review-sentence.js';
import type { ReviewedCoverage, ReviewedInjection } from './review-finding.js';

const day = 1440;
const known = (point: number): ReviewedCoverage => ({ point, low: point, high: point, knownFraction: 1 });
const judged = (
  ordinal: number,
  lower: number,
  upper: number | null,
  more: { coverage?: ReviewedCoverage; intervalDays?: number | null } = {},
): ReviewedInjection => ({
  ordinal,
  relief: { status: 'evaluable', reason: null, lapse: { lower, upper }, coverage: more.coverage ?? null },
  intervalDays: more.intervalDays ?? null,
});
const silent = (ordinal: number): ReviewedInjection => ({
  ordinal,
  relief: { status: 'no-data', reason: null, lapse: null, coverage: null },
  intervalDays: null,
});
const noBaseline = (ordinal: number): ReviewedInjection => ({
  ordinal,
  relief: { status: 'not-evaluable', reason: 'missing-baseline', lapse: null, coverage: null },
  intervalDays: null,
});
const four = (ordinal = 4) =>
  judged(ordinal, 9 * day, 11 * day, { coverage: known(0.742), intervalDays: 15 });

describe('The sentence above the picture', () => {
  it.each<readonly [string, readonly ReviewedInjection[], string]>([
    ['says that nothing has been recorded', [], 'No injection of this series has been recorded yet.'],
    [
      'says until when, against each earlier one, and how much of the interval',
      [judged(1, 2 * day, 3 * day), judged(2, 0, 0), judged(3, 5 * day, 9 * day), four()],
      'Relief by half after #4 lasted until day 9 to 11; longer than after each earlier one; 74 % of the interval was relieved.',
    ],
    [
      'says "each earlier one" only when every earlier one can be judged',
      [judged(1, 2 * day, 3 * day), noBaseline(2), judged(3, 5 * day, 9 * day), four()],
      'Relief by half after #4 lasted until day 9 to 11; longer than after #1 and #3, #2 (no baseline) cannot be judged; 74 % of the interval was relieved.',
    ],
    [
      'tells longer, shorter and open apart by name',
      [judged(1, 2 * day, 3 * day), judged(2, 20 * day, null), judged(3, 9 * day, 10 * day), four()],
      'Relief by half after #4 lasted until day 9 to 11; longer than after #1, shorter than after #2, whether longer than after #3 cannot be told; 74 % of the interval was relieved.',
    ],
    [
      'has nothing to compare the first with',
      [four(1)],
      'Relief by half after #1 lasted until day 9 to 11; 74 % of the interval was relieved.',
    ],
    [
      'has nothing to compare with where none of the others can be judged',
      [silent(1), judged(2, 9 * day, 11 * day)],
      'Relief by half after #2 lasted until day 9 to 11; nothing to compare it with: #1 (no scores) cannot be judged.',
    ],
    [
      'says when relief was last confirmed, never that it goes on',
      [judged(1, 10.9 * day, null, { coverage: known(0.9995) })],
      'Relief by half after #1 was still there when last confirmed, on day 10; more than 99 % of the time until the last score was relieved.',
    ],
    [
      'says that there was none, and none before',
      [judged(1, 0, 0), judged(2, 0, 0, { coverage: known(0), intervalDays: 7 })],
      'There was no relief by half after #2; nor was there any after #1; 0 % of the interval was relieved.',
    ],
    [
      'does not say that relief was there which nobody saw',
      [judged(1, 0, 0), judged(2, 0, 7 * day)],
      'Relief by half after #2, if there was any, had ended by day 7; whether longer than after #1 cannot be told.',
    ],
    [
      'counts the anaesthetic alone by the hour',
      [judged(1, 6 * 60, 12 * 60)],
      'Relief by half after #1 lasted until hour 6 to 12.',
    ],
    [
      'rounds bounds away from the middle',
      [judged(1, 6.98 * day, 7.02 * day)],
      'Relief by half after #1 lasted until day 6.9 to 7.1.',
    ],
    [
      'says how much is known where not all is',
      [judged(1, 9 * day, 11 * day, { coverage: { point: 0.7, low: 0.6, high: 0.75, knownFraction: 0.92 } })],
      'Relief by half after #1 lasted until day 9 to 11; 70 % of the known time was relieved (92 % of the time until the last score is known).',
    ],
    [
      'gives bounds alone where too little is known',
      [
        judged(1, 9 * day, 11 * day, {
          coverage: { point: null, low: 0.396, high: 0.994, knownFraction: 0.4 },
          intervalDays: 30,
        }),
      ],
      'Relief by half after #1 lasted until day 9 to 11; between 39 % and 100 % of the interval was relieved: too little is known to say more.',
    ],
    [
      'names the later ones that cannot be judged yet, with the reason',
      [four(1), silent(2), silent(3)],
      'Relief by half after #1 lasted until day 9 to 11; 74 % of the interval was relieved. Relief after #2 and #3 (no scores) cannot be judged yet.',
    ],
    [
      'says nothing of relief where nothing is known',
      [noBaseline(1), silent(2)],
      'Relief after #1 (no baseline) and #2 (no scores) cannot be judged.',
    ],
  ])('%s', (_story, injections, expected) => {
    expect(reviewSentence(injections, 50)).toBe(expected);
  });

  it('names the definition it was made with', () => {
    expect(reviewSentence([four(1)], 30)).toMatch(/^Relief by 30 % after #1/);
  });
});

describe('"Is #4 better than #2?"', () => {
  it.each<readonly [string, ReviewedInjection, ReviewedInjection, string]>([
    [
      'longer, with both durations',
      four(),
      judged(2, 2 * day, 3 * day),
      'Relief by half lasted longer after #4 than after #2: after #4 until day 9 to 11, after #2 until day 2 to 3.',
    ],
    [
      'less long than one that was not seen to end',
      four(),
      judged(2, 12 * day, null),
      'Relief by half lasted less long after #4 than after #2: after #4 until day 9 to 11, after #2 still there on day 12.',
    ],
    [
      'not to be told where the intervals overlap',
      four(),
      judged(2, 10 * day, 20 * day),
      'Whether relief by half lasted longer after #4 than after #2 cannot be told: after #4 until day 9 to 11, after #2 until day 10 to 20.',
    ],
    [
      'not to be told where relief was still there before the other ended',
      judged(4, 5 * day, null),
      judged(2, 6 * day, 7 * day),
      'Whether relief by half lasted longer after #4 than after #2 cannot be told: after #4 still there on day 5, after #2 until day 6 to 7.',
    ],
    [
      'none after either',
      judged(4, 0, 0),
      judged(2, 0, 0),
      'There was no relief by half, neither after #4 nor after #2.',
    ],
    [
      'why it cannot be said, whichever of the two is asked first',
      noBaseline(2),
      four(),
      'Relief by half cannot be compared: #2 (no baseline) cannot be judged.',
    ],
    [
      'why it cannot be said of either',
      silent(4),
      silent(2),
      'Relief by half cannot be compared: #2 and #4 (no scores) cannot be judged.',
    ],
  ])('%s', (_story, one, other, expected) => {
    expect(comparisonSentence(one, other, 50)).toBe(expected);
  });
});

const interval = fc
  .tuple(fc.nat(1000), fc.option(fc.nat(1000), { nil: null }))
  .map(([lower, more]): ReliefEnd => ({ lower, upper: more === null ? null : lower + more }));
/** A duration that the interval allows. */
const within = ({ lower, upper }: ReliefEnd, at: number): number =>
  upper === lower ? lower : lower + 0.001 + at * ((upper ?? lower + 5000) - lower - 0.001);

describe('REV-01: a comparison', () => {
  it('is never contradicted by any two durations that the intervals allow', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(interval, interval, part, part, (one, other, at, otherAt) => {
        const result = compareRelief(one, other);
        const [ours, theirs] = [within(one, at), within(other, otherAt)];
        if (result === 'longer') expect(ours).toBeGreaterThan(theirs);
        if (result === 'shorter') expect(ours).toBeLessThan(theirs);
        if (result === 'none-either') expect([ours, theirs]).toEqual([0, 0]);
      }),
    );
  });

  it('says the opposite the other way round', () => {
    const opposite = { longer: 'shorter', shorter: 'longer', open: 'open', 'none-either': 'none-either' };
    fc.assert(
      fc.property(interval, interval, (one, other) => {
        expect(compareRelief(other, one)).toBe(opposite[compareRelief(one, other)]);
      }),
    );
  });
});
