import { describe, expect, it } from 'vitest';
import { boundsText, daysNumber, shareWords, spanWords } from './relief-figures.js';

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

  it.each([
    [0.742, '74 %'],
    [1, '100 %'],
    [0.9995, 'more than 99 %'],
    [0.004, 'less than 1 %'],
    [0, '0 %'],
  ])('a share of %s is %s, and never all or nothing that it is not', (share, words) => {
    expect(shareWords(share)).toBe(words);
  });

  it.each([
    [9 * 1440, 11 * 1440, 'day 9 to 11'],
    [30 * 60, 3 * 1440, 'hour 30 to day 3'],
    [60 * 60, 60 * 60, 'day 2.5'],
  ])('from minute %s to %s is %s', (lower, upper, words) => {
    expect(spanWords(lower, upper)).toBe(words);
  });
});
