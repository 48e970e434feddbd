import { describe, expect, it } from 'vitest';
import { checkSeriesStepOf, type SeriesStepFacts } from './series-ending.js';

const judged = (changes: Partial<SeriesStepFacts>) => {
  const decision = checkSeriesStepOf({
    from: 'active',
    to: 'stopped',
    endReason: 'no-response',
    standingSessions: 0,
    ...changes,
  });
  return decision.accepted ? decision.value : decision.refusals.map((each) => each.code);
};

describe('a step of a series (SER-09)', () => {
  it.each<[string, Partial<SeriesStepFacts>, object]>([
    ['a stop keeps its reason', {}, { state: 'stopped', endReason: 'no-response' }],
    [
      'completion is a reason by itself',
      { to: 'completed', endReason: null },
      { state: 'completed', endReason: 'plan-completed' },
    ],
    [
      'completion may have another',
      { to: 'completed', endReason: 'lasting-relief' },
      { state: 'completed', endReason: 'lasting-relief' },
    ],
    [
      'a pause leaves booked sessions alone',
      { to: 'paused', endReason: null, standingSessions: 3 },
      { state: 'paused', endReason: null },
    ],
    [
      'a proposal may be stopped',
      { from: 'proposed', endReason: 'patient-choice' },
      { state: 'stopped', endReason: 'patient-choice' },
    ],
  ])('is accepted: %s', (_story, changes, step) => {
    expect(judged(changes)).toEqual(step);
  });

  it.each<[string, Partial<SeriesStepFacts>, string[]]>([
    ['a stop without a reason', { endReason: null }, ['series.end-reason-missing']],
    ['a pause with one', { to: 'paused' }, ['series.end-reason-unwanted']],
    ['an end while sessions stand', { standingSessions: 1 }, ['series.sessions-still-booked']],
    [
      'a completion while sessions stand',
      { to: 'completed', standingSessions: 2 },
      ['series.sessions-still-booked'],
    ],
    [
      'everything at once',
      { from: 'completed', endReason: null, standingSessions: 1 },
      ['series.step-not-allowed', 'series.end-reason-missing', 'series.sessions-still-booked'],
    ],
  ])('is refused: %s', (_story, changes, codes) => {
    expect(judged(changes)).toEqual(codes);
  });
});
