import { describe, expect, it } from 'vitest';
import { diary } from './diary.builder.js';
import { reliefDefinition30, reliefDefinition50, type RescuePolicy } from './relief-definition.js';
import { isRelief, reliefAtEntry } from './score-entry.js';

const on100 = { ...reliefDefinition30, absoluteMinimum: 20 };
const higherIsBetter = { ...reliefDefinition50, betterIs: 'higher', absoluteMinimum: 50 } as const;

describe('REL-01 relief at one score', () => {
  it.each([
    ['half of 8 is substantial relief', 8, 4, reliefDefinition50, true],
    ['just short of half is not', 8, 4.1, reliefDefinition50, false],
    ['a baseline of 8.5 needs 4.25', 8.5, 4.25, reliefDefinition50, true],
    ['4.3 of 8.5 is short of half', 8.5, 4.3, reliefDefinition50, false],
    ['70 to 49 is exactly 30 %', 70, 49, on100, true],
    ['70 to 50 is not', 70, 50, on100, false],
    ['0.7 of 1 in tenths: binary fractions would miss 30 % of 7.1', 7.1, 4.97, reliefDefinition30, true],
    ['from 3 the two points bind: 1 is relief', 3, 1, reliefDefinition50, true],
    ['from 3, 1.5 is half but only 1.5 points', 3, 1.5, reliefDefinition50, false],
    ['no change is no relief', 8, 8, reliefDefinition50, false],
    ['worse is no relief', 6, 9, reliefDefinition50, false],
    ['walking 150 m instead of 100 m is half more', 100, 150, higherIsBetter, true],
    ['walking 50 m instead of 100 m is worse', 100, 50, higherIsBetter, false],
  ])('%s', (_story, baseline, score, definition, expected) => {
    expect(isRelief(baseline, score, definition)).toBe(expected);
  });
});

describe('REL-02 an entry under rescue', () => {
  const entry = (text: string) => {
    const [first] = diary(text);
    if (first === undefined) throw new Error('empty diary');
    return first;
  };
  it.each<[string, RescuePolicy, string, boolean | null]>([
    ['composite: it never counts as relief', 'composite', '24h:1R', false],
    ['composite: percent relief neither', 'composite', '24h:90%R', false],
    ['exclude: it is left out', 'exclude', '24h:1R', null],
    ['exclude: even when it failed', 'exclude', '24h:8R', null],
    ['ignore: it is taken as it is', 'ignore', '24h:1R', true],
    ['no rescue: every policy takes it as it is', 'exclude', '24h:1', true],
  ])('%s', (_story, rescuePolicy, text, expected) => {
    expect(reliefAtEntry(entry(text), 8, { ...reliefDefinition50, rescuePolicy })).toBe(expected);
  });

  it('a score without a baseline says nothing, percent relief speaks for itself', () => {
    expect(reliefAtEntry(entry('24h:1'), null, reliefDefinition50)).toBeNull();
    expect(reliefAtEntry(entry('24h:50%'), null, reliefDefinition50)).toBe(true);
    expect(reliefAtEntry(entry('24h:49%'), null, reliefDefinition50)).toBe(false);
  });
});
