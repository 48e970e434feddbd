import type { Observation } from './observations.js';
import type { ReliefDefinition } from './relief-definition.js';

export type PhaseFinding = 'relief' | 'no-relief' | 'unknown';

export type ReliefPattern =
  | 'continuous'
  | 'biphasic'
  | 'anaesthetic-only'
  | 'delayed'
  | 'none'
  | 'sustained-early-unknown'
  | 'none-early-unknown'
  | 'early-only-observed'
  | 'indeterminate';

/** What was seen in the two phases; indexes point into the observations that were read. */
export interface ReliefPhases {
  readonly early: PhaseFinding;
  readonly sustained: PhaseFinding;
  /** Nobody looked while the sustained onset was due; the first later look was relieved. */
  readonly lateFirstLook: boolean;
  readonly firstEarlyRelief: number | null;
  readonly sustainedOnset: number | null;
}

/**
 * REL-04: what the looks show in the early phase (0 < t < `sustainedFrom`) and in the sustained phase, whose
 * onset is due from `sustainedFrom` to `sustainedBy`. A phase in which nobody looked is `unknown`; a first look
 * after the due time can show sustained relief, but its failure does not show that there was none.
 * `observations` in order of time. Source: clinical reference 1.5 and 1.6, step 1.
 */
export function readPhases(observations: readonly Observation[], definition: ReliefDefinition): ReliefPhases {
  const { sustainedFrom, sustainedBy } = definition;
  const firstLater = indexOrNull(observations.findIndex((look) => look.at >= sustainedFrom));
  const earlyCount = firstLater ?? observations.length;
  const firstRelief = indexOrNull(observations.findIndex((look) => look.relieved));
  const firstEarlyRelief = firstRelief !== null && firstRelief < earlyCount ? firstRelief : null;
  const early = earlyCount === 0 ? 'unknown' : firstEarlyRelief === null ? 'no-relief' : 'relief';

  const later = firstLater === null ? undefined : observations[firstLater];
  if (firstLater === null || later === undefined) {
    return { early, sustained: 'unknown', lateFirstLook: false, firstEarlyRelief, sustainedOnset: null };
  }
  if (later.at > sustainedBy) {
    return {
      early,
      sustained: later.relieved ? 'relief' : 'unknown',
      lateFirstLook: later.relieved,
      firstEarlyRelief,
      sustainedOnset: later.relieved ? firstLater : null,
    };
  }
  const sustainedOnset = indexOrNull(
    observations.findIndex((look) => look.relieved && look.at >= sustainedFrom && look.at <= sustainedBy),
  );
  return {
    early,
    sustained: sustainedOnset === null ? 'no-relief' : 'relief',
    lateFirstLook: false,
    firstEarlyRelief,
    sustainedOnset,
  };
}

function indexOrNull(index: number): number | null {
  return index < 0 ? null : index;
}

/** REL-05: the name of the course that the phases show (clinical reference 1.5). */
export function patternOf(observations: readonly Observation[], phases: ReliefPhases): ReliefPattern {
  switch (phases.early) {
    case 'relief':
      if (phases.sustained === 'unknown') return 'early-only-observed';
      if (phases.sustained === 'no-relief') return 'anaesthetic-only';
      return painCameBetween(observations, phases) ? 'biphasic' : 'continuous';
    case 'no-relief':
      if (phases.sustained === 'unknown') return 'indeterminate';
      return phases.sustained === 'relief' ? 'delayed' : 'none';
    case 'unknown':
      return phases.sustained === 'relief' ? 'sustained-early-unknown' : 'none-early-unknown';
  }
}

function painCameBetween(observations: readonly Observation[], phases: ReliefPhases): boolean {
  if (phases.firstEarlyRelief === null || phases.sustainedOnset === null) return false;
  return observations.slice(phases.firstEarlyRelief, phases.sustainedOnset).some((look) => !look.relieved);
}

/** A stretch (lower, upper] in whole minutes after t0 in which something happened. */
export interface OnsetInterval {
  readonly lower: number;
  readonly upper: number;
}

/** REL-06: the onset seen at `index`: after the look before it (or t0), by that look (clinical reference 1.6). */
export function onsetAt(observations: readonly Observation[], index: number | null): OnsetInterval | null {
  const look = index === null ? undefined : observations[index];
  if (index === null || look === undefined) return null;
  return { lower: observations[index - 1]?.at ?? 0, upper: look.at };
}
