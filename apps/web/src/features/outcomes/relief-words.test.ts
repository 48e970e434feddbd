import { describe, expect, it } from 'vitest';
import {
  boundsText,
  daysNumber,
  diagnosticText,
  durationText,
  reliefSentence,
  responseCounts,
} from './relief-words.js';
import { givenTarget } from './target.builder.js';

const sentence = (injections: readonly number[], scores: string): string =>
  reliefSentence(givenTarget({ injections, scores }).injections, 50);
const first = '-1h:8clinic 24h:3 72h:3 120h:8 144h:8';
const day = 24;

describe('The sentence above the time line', () => {
  it.each([
    ['says that nothing has been recorded', [], '', 'No injection of this series has been recorded yet.'],
    [
      'names the days between which relief ended, and how much was relieved',
      [0],
      first,
      'Relief after #1 ended between day 3 and day 5; 58 % of the known time was relieved.',
    ],
    [
      'says when relief was last confirmed, never that it goes on',
      [0],
      '-1h:8clinic 24h:3 72h:3 240h:3',
      'Relief after #1 was still there when last confirmed, on day 10; 95 % of the known time was relieved.',
    ],
    [
      'says that there was none',
      [0],
      '-1h:6clinic 24h:6 72h:6',
      'There was no relief after #1; 0 % of the known time was relieved.',
    ],
    ['says why nothing is known', [0], '', 'Relief after #1 is not known yet (no scores).'],
    [
      'says that a missing baseline is the reason',
      [0],
      '24h:3 72h:3',
      'Relief after #1 is not known yet (no baseline).',
    ],
  ])('%s', (_story, injections, scores, expected) => {
    expect(sentence(injections, scores)).toBe(expected);
  });

  it('says "longer" only when the two intervals do not overlap', () => {
    const second = (hours: number) => hours + 20 * day;
    const longer = `${first} ${second(-1)}h:8clinic ${second(24)}h:3 ${second(72)}h:3 ${second(168)}h:3 ${second(192)}h:8 ${second(216)}h:8`;
    expect(sentence([0, second(0)], longer)).toContain('longer than after #1');
    const same = `${first} ${second(-1)}h:8clinic ${second(24)}h:3 ${second(72)}h:3 ${second(120)}h:8 ${second(144)}h:8`;
    expect(sentence([0, second(0)], same)).toContain('whether longer than after #1 cannot be told');
  });

  it('gives bounds instead of a share when too little is known', () => {
    expect(sentence([0, 40 * day], first)).toMatch(/between \d+ % and \d+ % of the time was relieved/);
  });
});

describe('A duration in words', () => {
  const text = (scores: string) => {
    const [judged] = givenTarget({ injections: [0], scores }).injections;
    return judged === undefined ? null : durationText(judged.relief50);
  };
  it.each([
    ['an interval in days', first, '3–5 d'],
    ['a lower bound where relief was not seen to end', '-1h:8clinic 24h:3 72h:3 240h:3', '≥ 10 d'],
    ['none where it was looked for and not there', '-1h:6clinic 24h:6 72h:6', 'none'],
    ['hours for the anaesthetic alone', '-1h:7clinic 3h:2 6h:3 12h:7 72h:7', '6–12 h'],
    [
      'never rounded up to the week that makes a response',
      '-1h:8clinic 24h:3 72h:3 167h:3 184h:8 200h:8',
      '6.9–7.7 d',
    ],
    [
      'never rounded down to a week that may be over',
      '-1h:8clinic 24h:3 72h:3 120h:3 169h:8 200h:8',
      '5–7.1 d',
    ],
    ['nothing where nothing is known', '', null],
  ])('is %s', (_story, scores, expected) => {
    expect(text(scores)).toBe(expected);
  });
});

describe('Figures', () => {
  it.each([
    [6.98, Math.floor, '6.9'],
    [6.98, Math.ceil, '7'],
    [6.98, undefined, '7'],
    [12.2, Math.floor, '12'],
    [12.2, Math.ceil, '13'],
    [8.7, Math.floor, '8.7'],
    [0, Math.ceil, '0'],
  ])('%s days, rounded by %o, are %s', (days, round, text) => {
    expect(daysNumber(days, round)).toBe(text);
  });

  it('bounds of a share are rounded away from the middle', () => {
    expect(boundsText({ low: 0.396, high: 0.994 })).toBe('39 % to 100 %');
    expect(boundsText({ low: 0.57, high: 0.57 })).toBe('57 % to 57 %');
  });
});

it('A rate of response names those that were not judged', () => {
  const target = givenTarget({ injections: [0, 20 * day], scores: first });
  expect(responseCounts(target.injections, 50)).toBe(
    'Response after 0 of 1 judged; 0 uncertain, 1 not evaluable.',
  );
});

describe('The result of a diagnostic injection', () => {
  const result = (diagnosticResult: string | null, ...diagnosticConfounders: string[]) =>
    diagnosticText({ diagnosticResult, diagnosticConfounders });

  it.each([
    ['is absent from a therapeutic one', result(null), null],
    [
      'is never more than supported',
      result('sympathetically-maintained-supported'),
      'sympathetically maintained pain supported',
    ],
    [
      'names whatever relieves pain by itself',
      result('sympathetically-maintained-supported', 'opioid', 'sensory-motor-loss'),
      'sympathetically maintained pain supported; confounded by an opioid and loss of feeling or strength: relief is no proof',
    ],
  ])('%s', (_story, text, expected) => {
    expect(text).toBe(expected);
  });
});
