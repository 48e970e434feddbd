import type { ReliefDuration } from '../outcomes/relief-duration.js';

const MINUTES_PER_DAY = 1440;

/**
 * When relief ended, in days after the injection: in (lower, upper]. Exactly known where both are equal, [0, 0] where
 * there was no relief at all; `upper` null where relief still stood when it was last seen at `lower`.
 */
export interface LapseInterval {
  readonly lower: number;
  readonly upper: number | null;
}

/** The lapse after one injection of one patient and target; `ordinal` is 1, 2, ... (pre-surgical ones left out). */
export interface OwnLapse extends LapseInterval {
  readonly ordinal: number;
}

/** The same, of a clinic: `patient` is any text that is the same for all injections of one patient. */
export interface PatientLapse extends OwnLapse {
  readonly patient: string;
}

/** A judged duration (REL-07, whole minutes) as days, as the functions of this folder take it. */
export function lapseInDays(duration: ReliefDuration): LapseInterval {
  return {
    lower: duration.lower / MINUTES_PER_DAY,
    upper: duration.upper === null ? null : duration.upper / MINUTES_PER_DAY,
  };
}

/** The midpoint in days; null where relief was still there, for nobody knows when it ended. */
export function lapseMidpoint({ lower, upper }: LapseInterval): number | null {
  return upper === null ? null : (lower + upper) / 2;
}

/** In the order of the injections; equal ordinals by their intervals, so that the order of rows changes no byte. */
export function inOrder<T extends OwnLapse>(lapses: readonly T[]): readonly T[] {
  return lapses.toSorted(
    (a, b) =>
      a.ordinal - b.ordinal || a.lower - b.lower || compareBounds(a.upper ?? Infinity, b.upper ?? Infinity),
  );
}

function compareBounds(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
