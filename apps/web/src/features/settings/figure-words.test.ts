import { figureDifferences, figureList, figuresOf, readinessPolicies } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import { figureAt, figureFields, figureText, withFigure } from './figure-words.js';

const figures = figuresOf(readinessPolicies[0]);

describe('the figures of the readiness policy', () => {
  it('have a field each: none can be changed by nobody, and no field is about none', () => {
    expect(figureFields.map(({ figure }) => figure).toSorted()).toEqual(
      figureList(figures)
        .map(([figure]) => figure)
        .toSorted(),
    );
  });

  it('are changed one at a time', () => {
    const after = withFigure(figures, 'fasting.minutes.clear-liquids', 180);
    expect(figureDifferences(figures, after)).toEqual([
      { figure: 'fasting.minutes.clear-liquids', before: 120, after: 180 },
    ]);
    expect(figureAt(after, 'fasting.minutes.clear-liquids')).toBe(180);
  });

  it.each([
    ['lead.authorisation', 10_080, '7 days'],
    ['fasting.minutes.light-meal', 360, '6 hours'],
    ['fasting.minutes.light-meal', 390, '390 minutes'],
    ['fasting.minutes.clear-liquids', 0, '0 minutes'],
    ['lead.onTheDay', 60, '1 hour'],
    ['valid.consent', null, 'does not grow old'],
    ['fasting.guideline', 'asipp', 'ASIPP'],
    ['pregnancyTestAges.least', 12, '12 years'],
    ['inrMaximum', 1.2, '1.2'],
    ['substances.withContrast', '', 'nothing'],
  ])('are read as people say them: %s of %s', (path, value, text) => {
    const field = figureFields.find(({ figure }) => figure === path);
    expect(field && figureText(field, value)).toBe(text);
  });
});
