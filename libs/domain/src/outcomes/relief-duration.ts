import type { Observation } from './observations.js';
import type { ReliefDefinition } from './relief-definition.js';
import type { ReliefPhases } from './relief-phases.js';

/** Why relief was no longer followed. Only the last confirmed relief counts, whatever the reason. */
export type CensoringReason =
  | 'next-injection'
  | 'last-contact'
  | 'surgery'
  | 'neurolysis'
  | 'stimulator'
  | 'new-analgesic'
  | 'withdrawal'
  | 'death';

/**
 * How long relief lasted, as an interval of whole minutes after t0, ready for survival estimators:
 * `lapsed` ended in (lower, upper]; `never` was not there at all, [0, 0]; `left-censored` ended in (0, upper];
 * `ongoing` was last confirmed at `lower` and is right-censored there, never at today.
 */
export type ReliefDuration =
  | {
      readonly kind: 'lapsed' | 'never' | 'left-censored';
      readonly lower: number;
      readonly upper: number;
      readonly event: 1;
      /** The look after the failing one failed too. */
      readonly lapseConfirmed: boolean;
    }
  | {
      readonly kind: 'ongoing';
      readonly lower: number;
      readonly upper: null;
      readonly event: 0;
      readonly censoredBy: CensoringReason;
    };

/** What the walk through the looks found; `duration` null where nothing may be concluded. */
export interface ReliefCourse {
  readonly duration: ReliefDuration | null;
  readonly flares: number;
  /** False where the duration, if any, is only what was seen and not yet a result. */
  readonly conclusive: boolean;
}

/**
 * REL-07: the duration of relief from the looks of one injection (clinical reference 1.6, steps 1 to 6).
 * It starts at the sustained onset, else at the first early relief. A failing look that is followed by relief
 * within `flareMaximum` is a flare; any other ends the relief. Without any relief: zero when both phases were
 * observed, left-censored when the early phase was not, and nothing (not a zero) when the sustained was not.
 * `observations` in order of time and not empty; `endOfFollowUp` names what ended it if nothing lapsed.
 */
export function walkCourse(
  observations: readonly Observation[],
  phases: ReliefPhases,
  definition: ReliefDefinition,
  endOfFollowUp: CensoringReason,
): ReliefCourse {
  const start = phases.sustainedOnset ?? phases.firstEarlyRelief;
  if (start === null) return withoutRelief(observations, phases);

  let last = observations[start]?.at ?? 0;
  let flares = 0;
  for (let index = start + 1; index < observations.length; index += 1) {
    const look = observations[index];
    if (look === undefined) break;
    if (look.relieved) {
      last = look.at;
    } else if (isFlare(look, observations[index + 1], phases, definition)) {
      flares += 1;
    } else {
      const sustainedUnseen = phases.sustained === 'unknown' && look.at < definition.sustainedFrom;
      const duration = { kind: 'lapsed', lower: last, upper: look.at, event: 1 } as const;
      const lapseConfirmed = observations[index + 1]?.relieved === false;
      return { duration: { ...duration, lapseConfirmed }, flares, conclusive: !sustainedUnseen };
    }
  }
  return {
    duration: { kind: 'ongoing', lower: last, upper: null, event: 0, censoredBy: endOfFollowUp },
    flares,
    conclusive: true,
  };
}

function isFlare(
  failing: Observation,
  next: Observation | undefined,
  phases: ReliefPhases,
  definition: ReliefDefinition,
): boolean {
  if (next?.relieved !== true || next.at - failing.at > definition.flareMaximum) return false;
  return phases.sustainedOnset !== null || next.at < definition.sustainedFrom;
}

function withoutRelief(observations: readonly Observation[], phases: ReliefPhases): ReliefCourse {
  const lapseConfirmed = observations[1]?.relieved === false;
  if (phases.early === 'unknown') {
    const upper = observations[0]?.at ?? 0;
    const duration = { kind: 'left-censored', lower: 0, upper, event: 1, lapseConfirmed } as const;
    return { duration, flares: 0, conclusive: true };
  }
  if (phases.sustained === 'unknown') return { duration: null, flares: 0, conclusive: false };
  const duration = { kind: 'never', lower: 0, upper: 0, event: 1, lapseConfirmed } as const;
  return { duration, flares: 0, conclusive: true };
}

/**
 * REL-08: the one number to display, in minutes: the midpoint of the interval, or what relief lasted at least
 * (shown as ">="). Statistics use the interval. Source: clinical reference 1.6, step 7.
 */
export function displayDuration(duration: ReliefDuration): number {
  return duration.upper === null ? duration.lower : (duration.lower + duration.upper) / 2;
}

export type Response = 'responder' | 'non-responder' | 'uncertain' | 'not-evaluable';

/**
 * REL-11: whether relief lasted as long as a therapeutic injection should (`minimumTherapeutic`).
 * Uncertain where the lapse interval straddles it; not evaluable where follow-up ended before it or nothing may
 * be concluded (null). Rates are responders / (responders + non-responders) with both other counts beside them.
 * Source: clinical reference 1.6.
 */
export function responseOf(duration: ReliefDuration | null, definition: ReliefDefinition): Response {
  if (duration === null) return 'not-evaluable';
  if (duration.lower >= definition.minimumTherapeutic) return 'responder';
  if (duration.upper === null) return 'not-evaluable';
  return duration.upper <= definition.minimumTherapeutic ? 'non-responder' : 'uncertain';
}
