import { describe, expect, it } from 'vitest';
import { diary } from './diary.builder.js';
import { observe } from './observations.js';
import { dataQualityOf } from './data-quality.js';
import { coverageOf } from './relief-coverage.js';
import { reliefDefinition50 } from './relief-definition.js';

const looks = (text: string) => observe(diary(text), 8, reliefDefinition50, null);

describe('REL-09 coverage', () => {
  it.each([
    [
      'relief up to 168 h apart is bridged',
      '1h:2 169h:2',
      169,
      { timeInRelief: 168.5 * 60, knownFraction: 1 },
    ],
    ['further apart it is unknown', '1h:2 170h:2', 170, { timeInRelief: 30, knownFraction: 1 / 170 }],
    ['a first failure at 24 h says there was none before', '24h:8', 24, { point: 0, knownFraction: 1 }],
    [
      'later it leaves the time before unknown, and no point value',
      '25h:8',
      25,
      { point: null, knownFraction: 0, low: 0, high: 1 },
    ],
    ['after the last look nothing is known', '1h:2 50h:2', 100, { knownFraction: 0.5, pointReliable: false }],
    [
      'four fifths known are enough to show the point',
      '1h:2 80h:2',
      100,
      { knownFraction: 0.8, pointReliable: true },
    ],
  ])('%s', (_story, text, untilHour, expected) => {
    expect(coverageOf(looks(text), reliefDefinition50, untilHour * 60)).toMatchObject(expected);
  });
});

describe('REL-12 data quality', () => {
  it.each([
    ['a look every other day is A', '1h:2 48h:3 96h:3 144h:3', 'A'],
    ['a look a week is B', '1h:2 168h:3 336h:3', 'B'],
    ['one look has no gap and is B', '1h:2', 'B'],
    ['percent relief alone is C', '24h:80% 48h:60%', 'C'],
    ['looks after day 14 do not count', '1h:2 168h:3 336h:3 337h:3 338h:3 339h:3 340h:3', 'B'],
  ] as const)('%s', (_story, text, expected) => {
    expect(dataQualityOf(looks(text), null, reliefDefinition50)).toBe(expected);
  });

  it('looks after the lapse do not count', () => {
    const observations = looks('1h:2 100h:3 200h:8 201h:8 202h:8 203h:8');
    const duration = { kind: 'lapsed', lower: 6000, upper: 12000, event: 1, lapseConfirmed: true } as const;
    expect(dataQualityOf(observations, duration, reliefDefinition50)).toBe('B');
    expect(dataQualityOf(observations, null, reliefDefinition50)).toBe('A');
  });
});
