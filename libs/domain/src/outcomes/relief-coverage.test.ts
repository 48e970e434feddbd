import { describe, expect, it } from 'vitest';
import { diary } from './diary.builder.js';
import { observe } from './observations.js';
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
