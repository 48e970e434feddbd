import { describe, expect, it } from 'vitest';
import { durationText, responseCounts } from './relief-words.js';
import { givenTarget } from './target.builder.js';

const first = '-1h:8clinic 24h:3 72h:3 120h:8 144h:8';
const day = 24;

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

it('A rate of response names those that were not judged', () => {
  const target = givenTarget({ injections: [0, 20 * day], scores: first });
  expect(responseCounts(target.injections, 50)).toBe(
    'Response after 0 of 1 judged; 0 uncertain, 1 not evaluable (#2 no scores); 0 not seen to end.',
  );
});
