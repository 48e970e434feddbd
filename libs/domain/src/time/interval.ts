/**
 * A half-open stretch of time `[start, end)` in whole milliseconds since the Unix epoch.
 * Plain numbers, because slot search and the day board compare tens of thousands of them;
 * `zone.ts` turns instants, civil dates and wall times into them and back.
 * Precondition everywhere: `start < end`.
 */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Whether two half-open intervals share at least one millisecond; touching ends do not overlap. */
export function overlaps(a: Interval, b: Interval): boolean {
  return a.start < b.end && b.start < a.end;
}
