import { describe, expect, it } from 'vitest';
import { dataQualityOf } from './data-quality.js';
import { diary } from './diary.builder.js';
import { observe } from './observations.js';
import { reliefDefinition50 } from './relief-definition.js';

const looks = (text: string) => observe(diary(text), 8, reliefDefinition50, null);

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

  it('without any relief all looks to day 14 count', () => {
    const duration = { kind: 'never', lower: 0, upper: 0, event: 1, lapseConfirmed: true } as const;
    expect(dataQualityOf(looks('1h:8 24h:8 48h:8'), duration, reliefDefinition50)).toBe('A');
  });

  it('looks after the lapse do not count', () => {
    const observations = looks('1h:2 100h:3 200h:8 201h:8 202h:8 203h:8');
    const duration = { kind: 'lapsed', lower: 6000, upper: 12000, event: 1, lapseConfirmed: true } as const;
    expect(dataQualityOf(observations, duration, reliefDefinition50)).toBe('B');
    expect(dataQualityOf(observations, null, reliefDefinition50)).toBe('A');
  });
});
