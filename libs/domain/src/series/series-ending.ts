import { accept, type Decision, type Refusal } from '../decision.js';
import {
  checkSeriesStep,
  isOpenSeries,
  seriesEndReasons,
  type SeriesEndReason,
  type SeriesState,
} from './series-states.js';

export interface SeriesStepFacts {
  readonly from: SeriesState;
  readonly to: SeriesState;
  readonly endReason: SeriesEndReason | null;
  /** Sessions of the series that are neither discharged, cancelled nor missed. */
  readonly standingSessions: number;
}

export interface SeriesStep {
  readonly state: SeriesState;
  readonly endReason: SeriesEndReason | null;
}

/**
 * SER-09: may the series take this step? As the table says; a stop names its reason, completion is one
 * by itself, and what goes on has none; and a series does not end while sessions of it still stand,
 * because their resources would stay held for nothing (product rule 7).
 */
export function checkSeriesStepOf({
  from,
  to,
  endReason,
  standingSessions,
}: SeriesStepFacts): Decision<SeriesStep> {
  const step = checkSeriesStep(from, to);
  const refusals: Refusal[] = step.accepted ? [] : [...step.refusals];
  const ends = !isOpenSeries(to);
  if (to === 'stopped' && endReason === null) {
    refusals.push(endReasonRefusal('series.end-reason-missing', { reasons: seriesEndReasons.join(', ') }));
  }
  if (!ends && endReason !== null) refusals.push(endReasonRefusal('series.end-reason-unwanted', { to }));
  if (ends && standingSessions > 0) {
    refusals.push({
      code: 'series.sessions-still-booked',
      facts: { count: standingSessions },
      overridable: false,
    });
  }
  if (refusals.length > 0) return { accepted: false, refusals };
  return accept({ state: to, endReason: to === 'completed' ? (endReason ?? 'plan-completed') : endReason });
}

function endReasonRefusal(code: Refusal['code'], facts: Refusal['facts']): Refusal {
  return {
    code,
    facts,
    overridable: false,
    remedy: { code: 'correct-entry', facts: { entry: 'endReason' } },
  };
}
