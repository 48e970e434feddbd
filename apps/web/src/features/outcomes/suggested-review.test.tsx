import type { LapseForecastView, SeriesReviewView } from '@lull/contracts';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { SuggestedReview } from './suggested-review.js';

const zone = 'America/New_York';
const forecast: LapseForecastView = {
  of: 'last-injection',
  ordinal: 3,
  from: Date.parse('2026-03-01T15:00:00Z'),
  days50: [15.2, 24.6],
  days80: [9, 40],
  basis: 'clinic',
  patients: 40,
  injections: 120,
  ownInjections: 3,
  policyVersion: '1',
  sentence: '',
  reviewBetween: { from: '2026-03-16', to: '2026-03-25' },
};
const reviewOf = (more: Partial<LapseForecastView> | null): SeriesReviewView => ({
  seriesId: 'series',
  targets: [
    {
      side: 'left',
      byThreshold: ([50, 30] as const).map((threshold) => ({
        threshold,
        trend: { kind: 'too-few', injections: 2, needed: 3 },
        trendSentence: '',
        forecast: more === null ? null : { ...forecast, ...more },
      })),
    },
  ],
});
const shown = (more: Partial<LapseForecastView> | null, next: string | null) => {
  render(
    <SuggestedReview
      review={reviewOf(more)}
      nextSessionAt={next === null ? null : Date.parse(next)}
      zone={zone}
    />,
  );
  return screen.queryByRole('region', { name: 'Suggested review' })?.textContent ?? null;
};
const range =
  'A review would be well placed between Mon 16 Mar 2026 and Wed 25 Mar 2026. It is information: nothing is booked by it.';

describe('H14: the suggested review beside a decision', () => {
  it.each<[string, Partial<LapseForecastView> | null, string | null, string | null]>([
    ['is a range, never a date, and books nothing', {}, null, `${range} `],
    [
      'says that the next session comes before it',
      {},
      '2026-03-15T14:00:00Z',
      `${range} The next session, Sun 15 Mar 2026, lies before it.`,
    ],
    [
      'within it, by the calendar of the clinic: on its last evening',
      {},
      '2026-03-26T01:00:00Z',
      `${range} The next session, Wed 25 Mar 2026, lies within it.`,
    ],
    ['or after it', {}, '2026-03-26T14:00:00Z', `${range} The next session, Thu 26 Mar 2026, lies after it.`],
    [
      'counts from the next injection where relief has ended, in whole days away from the middle',
      { of: 'next-injection', ordinal: 4, from: null, reviewBetween: null },
      null,
      'A review would be well placed 15 to 25 days after #4, which has no session yet. It is information: nothing is booked by it. ',
    ],
    [
      'asks for the patient when that time is over',
      { reviewBetween: null },
      null,
      'By this prediction relief has probably ended by now: ask the patient. ',
    ],
    [
      'names a prior as what it is',
      { basis: 'prior' },
      null,
      `${range} Made from a prior, not your clinic’s data. `,
    ],
    ['is silent where nothing is predicted', null, null, null],
  ])('%s', (_story, more, next, text) => {
    expect(shown(more, next)).toBe(text);
  });
});
