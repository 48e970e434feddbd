import { describe, expect, it } from 'vitest';
import { predictNextLapse } from '../statistics/predict-lapse.js';
import { reliefModel } from '../statistics/relief-model.js';
import { forecastSentence, forecastSubject, suggestedReview, type GivenInjection } from './lapse-forecast.js';

const dayMs = 86_400_000;
const day = 1440;
const injection = (ordinal: number, end: GivenInjection['end']): GivenInjection => ({
  ordinal,
  at: ordinal * 30 * dayMs,
  end,
});
const coldStart = reliefModel([]);
const noBook = { patients: 0, injections: 0 };

describe('REV-07: whose lapse is predicted', () => {
  it.each<readonly [string, readonly GivenInjection[], number | null, ReturnType<typeof forecastSubject>]>([
    ['nobody’s before the first injection', [], null, null],
    [
      'the last one’s while its relief stands, given for how long it was confirmed',
      [injection(1, { lower: 12 * day, upper: null })],
      999,
      { of: 'last-injection', ordinal: 1, from: 30 * dayMs, relievedForDays: 12 },
    ],
    [
      'the last one’s while nothing is known of it',
      [injection(1, { lower: 1, upper: 2 }), injection(2, null)],
      null,
      { of: 'last-injection', ordinal: 2, from: 60 * dayMs, relievedForDays: 0 },
    ],
    [
      'the next one’s once relief has ended, from its session on',
      [injection(1, { lower: 3 * day, upper: 5 * day })],
      77,
      { of: 'next-injection', ordinal: 2, from: 77, relievedForDays: 0 },
    ],
    [
      'the next one’s without a session, in days alone',
      [injection(1, { lower: 0, upper: 0 })],
      null,
      { of: 'next-injection', ordinal: 2, from: null, relievedForDays: 0 },
    ],
  ])('%s', (_story, injections, nextSessionAt, subject) => {
    expect(forecastSubject(injections, nextSessionAt)).toEqual(subject);
  });
});

describe('REV-08: the suggested review', () => {
  const within50 = { fromDay: 10, toDay: 20 };

  it.each([
    ['is a range', 0, { from: 10 * dayMs, to: 20 * dayMs }],
    ['does not begin in the past', 15 * dayMs, { from: 15 * dayMs, to: 20 * dayMs }],
    ['is not said when it is over', 20 * dayMs, null],
  ])('%s', (_story, now, range) => {
    expect(suggestedReview({ from: 0 }, { within50 }, now)).toEqual(range);
  });

  it('is not said where nobody knows when the next injection is', () => {
    expect(suggestedReview({ from: null }, { within50 }, 0)).toBeNull();
  });
});

describe('REV-09, H14: a prediction in words', () => {
  const subject = { of: 'last-injection', ordinal: 1, from: 0, relievedForDays: 0 } as const;

  it('says of the prior that it is not the clinic’s data', () => {
    expect(forecastSentence(subject, predictNextLapse(coldStart, [], subject), noBook, 50)).toBe(
      'Relief by half after #1, if it outlasts the anaesthetic, will probably end between day 5 and 19 (1 in 2) or day 3 and 33 (4 in 5). Made from a prior, not your clinic’s data, and none of this patient’s own yet.',
    );
  });

  it('never says a day of the past for relief that still stands', () => {
    const standing = { ...subject, relievedForDays: 30 };
    const text = forecastSentence(standing, predictNextLapse(coldStart, [], standing), noBook, 50);
    expect(text).toMatch(/^Relief by half after #1, confirmed until day 30, will probably have ended/);
    const days = [...text.matchAll(/day (\d+) and (\d+)/g)].flatMap(([, from, to]) => [
      Number(from),
      Number(to),
    ]);
    expect(Math.min(...days)).toBeGreaterThanOrEqual(30);
  });

  it('asks of relief that may still be the anaesthetic’s how often it lasts, and of no other', () => {
    const hurdle = [
      { lower: 0.2, upper: 1 },
      { lower: 3, upper: 5 },
    ].map((lapse) => ({
      ...lapse,
      patient: 'P1',
      ordinal: 1,
    }));
    const clinic = reliefModel(hurdle);
    const text = (relievedForDays: number): string => {
      const given = { ...subject, relievedForDays };
      return forecastSentence(given, predictNextLapse(clinic, [], given), noBook, 50);
    };
    expect(text(0.5)).toContain('if it outlasts the anaesthetic (50 % of 2 injections did, 95 %');
    expect(text(2)).toContain('confirmed until day 2, will probably have ended');
  });

  it('counts the patient’s own injections and the clinic’s apart', () => {
    const own = [3, 6].map((days, index) => ({ ordinal: index + 1, lower: days, upper: days }));
    const next = { of: 'next-injection', ordinal: 3, from: null, relievedForDays: 0 } as const;
    const prediction = { ...predictNextLapse(coldStart, own, next), basis: 'clinic' as const };
    expect(forecastSentence(next, prediction, { patients: 64, injections: 212 }, 30)).toContain(
      'Made from 212 injections of 64 patients of this clinic, and 2 of this patient’s own injections.',
    );
  });

  it('is always two ranges, and has no single day in it', () => {
    const text = forecastSentence(subject, predictNextLapse(coldStart, [], subject), noBook, 50);
    expect(text.match(/day \d+ and \d+/g)).toHaveLength(2);
    expect(text.match(/day \d+/g)).toHaveLength(2);
  });
});
