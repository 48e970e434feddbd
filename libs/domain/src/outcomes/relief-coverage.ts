import type { Observation } from './observations.js';
import type { ReliefDefinition } from './relief-definition.js';

/** How much of the time after an injection was relieved. Times in minutes, shares from 0 to 1. */
export interface ReliefCoverage {
  readonly timeInRelief: number;
  /** Up to the next injection (or the end of follow-up), else to the last look. */
  readonly horizon: number;
  readonly knownFraction: number;
  /** Time in relief / known time; null when no time is known. */
  readonly point: number | null;
  readonly low: number;
  readonly high: number;
  /** Enough is known to show the point value; otherwise only the bounds may be shown. */
  readonly pointReliable: boolean;
}

/**
 * REL-09: time in relief and coverage of the interval, with bounds (clinical reference 1.6).
 * Between two relieved looks counts in full, unless they are further apart than `bridgeMaximum` (unknown);
 * a change counts half; between two failing looks nothing. t0 counts as a failing look, but before a first
 * failing look later than `firstFailureKnownWithin`, and after the last look, the time is unknown.
 * Bounds: changes and unknown time as nothing, or as full, over the whole interval.
 * `observations` in order of time, the last not after `until`.
 */
export function coverageOf(
  observations: readonly Observation[],
  definition: ReliefDefinition,
  until: number | null,
): ReliefCoverage {
  let full = 0;
  let mixed = 0;
  let unknown = 0;
  let previous: Observation = { at: 0, relieved: false, recall: false };
  observations.forEach((look, index) => {
    const gap = look.at - previous.at;
    if (look.relieved !== previous.relieved) mixed += gap;
    else if (look.relieved && gap > definition.bridgeMaximum) unknown += gap;
    else if (look.relieved) full += gap;
    else if (index === 0 && gap > definition.firstFailureKnownWithin) unknown += gap;
    previous = look;
  });
  const horizon = until ?? previous.at;
  unknown += horizon - previous.at;

  const timeInRelief = full + mixed / 2;
  const known = horizon - unknown;
  const knownFraction = horizon === 0 ? 0 : known / horizon;
  return {
    timeInRelief,
    horizon,
    knownFraction,
    point: known === 0 ? null : timeInRelief / known,
    low: horizon === 0 ? 0 : full / horizon,
    high: horizon === 0 ? 1 : (full + mixed + unknown) / horizon,
    pointReliable: known > 0 && knownFraction >= definition.minimumKnownFraction,
  };
}
