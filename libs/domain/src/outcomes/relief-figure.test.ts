import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diary, painReturned, shiftedBy } from './diary.builder.js';
import {
  currentReliefDefinitions,
  daysAnswered,
  daysToAnswer,
  reliefDefinitionVersions,
  reliefFigures,
} from './relief-figure.js';
import type { ScoreEntry } from './score-entry.js';

const start = 100 * 1440 + 900;
const injection = (id: string, at: number) => ({
  id,
  at,
  dayStartsAt: at - (at % 1440),
  purpose: 'therapeutic' as const,
});
const atInjection = (value: number, at: number): ScoreEntry => ({
  kind: 'now',
  at,
  value,
  rescue: false,
  atClinic: true,
});
const course = (text: string): ScoreEntry[] => [atInjection(8, start - 10), ...shiftedBy(diary(text), start)];

describe('the figures of an injection', () => {
  it('are those of vector V01 by both definitions, each with its name and version', () => {
    const entries = course('0.5h:2 24h:3 48h:3 96h:2 168h:4 192h:4 216h:6 240h:7 336h:8');
    const [first] = reliefFigures({ injections: [injection('a', start)], entries });
    expect(first?.figures[0]).toEqual({
      definition: 'relief50',
      version: '1',
      status: 'evaluable',
      reason: null,
      baseline: 8,
      baselineSource: 'check-in',
      pattern: 'continuous',
      lower: 192 * 60,
      upper: 216 * 60,
      event: 1,
      lapseConfirmed: true,
      censoredBy: null,
      response: 'responder',
      flares: 0,
      persistedAtNext: null,
      coveragePoint: expect.closeTo(0.6064, 4),
      coverageLow: expect.any(Number),
      coverageHigh: expect.any(Number),
      knownFraction: 1,
      quality: 'A',
    });
    expect(first?.figures[1].definition).toBe('relief30');
  });

  it.each([
    ['without entries there is no result', [], 'no-data', null],
    [
      'without a baseline the reason is said',
      shiftedBy(diary('24h:2 72h:3'), start),
      'not-evaluable',
      'missing-baseline',
    ],
    [
      'with a low one as well',
      [atInjection(1, start - 10), ...shiftedBy(diary('24h:0'), start)],
      'not-evaluable',
      'low-baseline',
    ],
    ['an early failure that nobody followed is no zero', course('0.5h:7 24h:8'), 'indeterminate', null],
  ] as const)('%s', (_story, entries, status, reason) => {
    const [first] = reliefFigures({ injections: [injection('a', start)], entries });
    expect(first?.figures[0]).toMatchObject({ status, reason, lower: null, upper: null, event: null });
  });

  it('do not depend on the order in which scores arrived', () => {
    const entries = course('0.5h:2 24h:3 48h:7 72h:3 168h:4 216h:6 480h:3 510h:2 600h:8');
    const injections = [injection('a', start), injection('b', start + 500 * 60)];
    const expected = JSON.stringify(reliefFigures({ injections, entries }));
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(JSON.stringify(reliefFigures({ injections, entries: shuffled }))).toBe(expected);
      }),
    );
  });

  it.each(reliefDefinitionVersions.map((each) => [each.primary.version, each] as const))(
    'of version %s are made as they always were: another number in it is another version',
    (version, definitions) => {
      expect(definitions.secondary.version).toBe(version);
      const digest = createHash('sha256').update(JSON.stringify(definitions)).digest('hex').slice(0, 16);
      expect(digest).toBe(digests[version]);
    },
  );

  it('are made with the last version that there is', () => {
    expect(reliefDefinitionVersions.at(-1)).toEqual(currentReliefDefinitions);
  });
});

/** Of each version that ever was; to change one means to add the next. */
const digests: Readonly<Record<string, string>> = { '1': '1bb986676505788c' };

describe('days on which a diary was answered', () => {
  it.each<[string, readonly ScoreEntry[], number | null, number]>([
    ['each day counts once', diary('1h:2 20h:3 25h:3'), null, 2],
    ['none after the fourteenth', diary('12h:2 335h:3 337h:3'), null, 2],
    ['none after the next injection', diary('12h:2 60h:3'), 48 * 60, 1],
    ['a date without the day on which it was said tells nothing', [painReturned(24, 48)], null, 0],
  ])('%s', (_story, entries, nextAt, expected) => {
    expect(daysAnswered(entries, nextAt)).toBe(expected);
  });
});

describe('days on which a diary could have been answered (REL-19)', () => {
  const days = 1440;
  it.each([
    ['none before the first has passed', null, days - 1, 0],
    ['those that have passed', null, 3.5 * days, 3],
    ['at most the daily ones', null, 90 * days, 14],
    ['none after the next injection', 10 * days, 90 * days, 10],
    ['and none that are still to come before it', 10 * days, 4 * days, 4],
    ['an injection that is still to come asks nothing', null, -days, 0],
  ])('%s', (_story, nextAt, since, expected) => {
    expect(daysToAnswer(nextAt, since)).toBe(expected);
  });
});
