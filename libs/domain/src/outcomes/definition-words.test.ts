import { describe, expect, it } from 'vitest';
import { definitionTitle, definitionWords } from './definition-words.js';
import { reliefDefinition30, reliefDefinition50 } from './relief-definition.js';

describe('H13: a definition on paper', () => {
  it('is traced to its name, version, date and author', () => {
    expect(definitionTitle(reliefDefinition30)).toBe(
      'relief30: relief by 30 %, version 1 of 2024-01-01 (Lull defaults, to be confirmed by the clinic)',
    );
  });

  it.each([
    ['the least change', { absoluteMinimum: 3 }, 'at least 3 points and 50 % below'],
    ['the percentage', { relativePercent: 40 }, '2 points and 40 %'],
    ['the rescue window', { rescueWindow: 240 }, 'within 4 hours of a rescue analgesic never counts'],
    ['the rescue policy', { rescuePolicy: 'exclude' as const }, 'rescue analgesic is left out'],
    ['the early phase', { sustainedFrom: 36 * 60 }, 'the first 36 hours'],
    ['the least response', { minimumTherapeutic: 10 * 1440 }, 'Response: relief for at least 10 days'],
    ['what a flare is', { flareMaximum: 24 * 60 }, 'within 24 hours is a flare'],
    ['how much must be known', { minimumKnownFraction: 0.6 }, 'below 60 % known only bounds'],
    ['what a silence is', { bridgeMaximum: 5 * 1440 }, 'more than 5 days apart'],
  ])('says %s as the definition has it', (_what, change, words) => {
    expect(definitionWords({ ...reliefDefinition50, ...change })).toContain(words);
  });

  it('is said in short where it is another one with another percentage, and only there', () => {
    expect(definitionWords(reliefDefinition30, reliefDefinition50)).toBe(
      'Relief: at least 2 points and 30 %; everything else as relief50.',
    );
    const other = { ...reliefDefinition30, flareMaximum: 24 * 60 };
    expect(definitionWords(other, reliefDefinition50)).toContain('within 24 hours is a flare');
  });
});
