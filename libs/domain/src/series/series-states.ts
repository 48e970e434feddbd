import { accept, refuse, type Decision } from '../decision.js';

/** The states of an injection series (product.md, "States"). The database checks the same list. */
export const seriesStates = ['proposed', 'active', 'paused', 'completed', 'stopped'] as const;
export type SeriesState = (typeof seriesStates)[number];

/** Which state may follow which. A plan ends by completion or by a stop; both are for good, a further plan is a new series. */
export const seriesTransitions: Readonly<Record<SeriesState, readonly SeriesState[]>> = {
  proposed: ['active', 'stopped'],
  active: ['paused', 'completed', 'stopped'],
  paused: ['active', 'completed', 'stopped'],
  completed: [],
  stopped: [],
};

/** Why a series ended. A stop needs one of them; a completed plan has the first. */
export const seriesEndReasons = [
  'plan-completed',
  'lasting-relief',
  'no-response',
  'adverse-event',
  'patient-choice',
  'diagnosis-changed',
  'treatment-changed',
  'contraindication',
  'authorisation-denied',
  'lost-to-follow-up',
  'deceased',
  'other',
] as const;
export type SeriesEndReason = (typeof seriesEndReasons)[number];

/** A series that is still under way: a second one for the same target deserves a look. */
export function isOpenSeries(state: SeriesState): boolean {
  return seriesTransitions[state].length > 0;
}

/** SER-08: the step from one state of a series to another, or its refusal with what is possible instead. */
export function checkSeriesStep(from: SeriesState, to: SeriesState): Decision<SeriesState> {
  const possible = seriesTransitions[from];
  if (possible.includes(to)) return accept(to);
  return refuse({
    code: 'series.step-not-allowed',
    facts: { from, to, possible: possible.join(', ') },
    overridable: false,
  });
}
