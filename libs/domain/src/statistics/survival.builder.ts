import fc from 'fast-check';
import type { PatientInterval } from './turnbull-bootstrap.js';
import type { PatientDuration } from './survival-curve.js';

/** Quarter days, so that shifting and doubling them rounds nothing, few enough for ties; some patients with several. */
const quarterDays = fc.integer({ min: 0, max: 80 }).map((quarters) => quarters / 4);
const patient = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');

export const anyDurations: fc.Arbitrary<readonly PatientDuration[]> = fc.array(
  fc.record({ days: quarterDays, lapsed: fc.boolean(), patient }),
  { minLength: 1, maxLength: 40 },
);

/** Exact, left-censored, between two looks, and right-censored. */
export const anyIntervals: fc.Arbitrary<readonly PatientInterval[]> = fc.array(
  fc
    .record({ lower: quarterDays, width: fc.constantFrom(0, 0.25, 1, 3, 7, null), patient })
    .map(({ lower, width, patient: name }) => ({
      lower,
      upper: width === null ? null : lower + width,
      patient: name,
    })),
  { minLength: 1, maxLength: 30 },
);

/** The rows in another order, told by a number. */
export function shuffled<T>(rows: readonly T[], by: number): readonly T[] {
  return rows
    .map((row, index) => ({ row, key: ((index + 1) * (by * 2 + 7919)) % 104_729 }))
    .sort((a, b) => a.key - b.key)
    .map(({ row }) => row);
}

/** `4 7+ 7`: lapsed on day 4, still relieved when last seen on day 7, lapsed on day 7. */
export function durations(text: string): readonly PatientDuration[] {
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index) => ({
      days: Number(word.replace('+', '')),
      lapsed: !word.endsWith('+'),
      patient: String(index),
    }));
}
