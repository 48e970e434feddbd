import { describe, expect, it } from 'vitest';
import { reachableFrom } from '../states.builder.js';
import {
  checkSeriesStep,
  isOpenSeries,
  seriesEndReasons,
  seriesStates,
  seriesTransitions,
} from './series-states.js';

describe('SER-08: the states of a series', () => {
  it('are all reachable from proposed', () => {
    expect(reachableFrom('proposed', seriesTransitions)).toEqual(new Set(seriesStates));
  });

  it('end in completed or stopped, for good', () => {
    expect(seriesStates.filter((state) => !isOpenSeries(state))).toEqual(['completed', 'stopped']);
    expect(checkSeriesStep('stopped', 'active')).toMatchObject({
      accepted: false,
      refusals: [{ code: 'series.step-not-allowed' }],
    });
  });

  it('let a paused series go on, and no proposed one be completed', () => {
    expect(checkSeriesStep('paused', 'active')).toMatchObject({ accepted: true, value: 'active' });
    expect(checkSeriesStep('proposed', 'completed')).toMatchObject({
      refusals: [{ facts: { possible: 'active, stopped' } }],
    });
  });

  it("know the reasons for an end that a clinic's book uses", () => {
    expect(seriesEndReasons).toEqual(expect.arrayContaining(['plan-completed', 'no-response']));
  });
});
