import type { LapseInterval, OwnLapse } from './lapse-interval.js';

/** One patient's lapses, on log days; `x` is the ordinal less one. */
export interface PatientRows {
  readonly exact: readonly { readonly x: number; readonly y: number }[];
  /** `lower` -Infinity or `upper` Infinity where only the other bound is known. */
  readonly bounded: readonly { readonly x: number; readonly lower: number; readonly upper: number }[];
}

/** Relative width below which an interval is a point: a minute in a year is wider. */
const POINT_WIDTH = 1e-6;

/** No relief at all: its logarithm does not exist, so it belongs to the hurdle and not to the durations. */
function isZero({ lower, upper }: LapseInterval): boolean {
  return lower === 0 && upper === 0;
}

/** Whether an interval tells anything of how long relief lasted, given that there was any. */
export function tellsDuration(lapse: LapseInterval): boolean {
  return !isZero(lapse) && !(lapse.lower === 0 && lapse.upper === null);
}

/**
 * The injections whose relief was seen at `sustainedFromDays` or later, and so was not the anaesthetic's; with 0, all
 * that tell anything of a duration.
 */
export function sustainedLapses<T extends LapseInterval>(
  lapses: readonly T[],
  sustainedFromDays: number,
): readonly T[] {
  if (sustainedFromDays === 0) return lapses.filter(tellsDuration);
  return lapses.filter(({ lower }) => lower >= sustainedFromDays);
}

/** The rows of one patient; those that tell nothing of a duration are left out. `trendUpTo` caps the ordinal. */
export function patientRows(lapses: readonly OwnLapse[], trendUpTo = Infinity): PatientRows {
  const exact: { x: number; y: number }[] = [];
  const bounded: { x: number; lower: number; upper: number }[] = [];
  for (const { ordinal, lower, upper } of lapses.filter(tellsDuration)) {
    const x = Math.min(ordinal, trendUpTo) - 1;
    if (upper !== null && upper - lower <= POINT_WIDTH * upper)
      exact.push({ x, y: Math.log((lower + upper) / 2) });
    else bounded.push({ x, lower: Math.log(lower), upper: Math.log(upper ?? Infinity) });
  }
  return { exact, bounded };
}
