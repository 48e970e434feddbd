import type { LapseInterval } from './lapse-interval.js';

/** A smallest interval in which a lapse can be said to lie: (left, right], or exactly left where both are equal. */
export interface InnermostInterval {
  readonly left: number;
  /** null where relief may have outlasted everything that was seen. */
  readonly right: number | null;
}

/**
 * The bounds of (L, R] intervals in the order in which they lie on the line, each once, so that every question about
 * them is one of whole numbers: at one value an exact time begins first, then right bounds end (they belong to their
 * interval), then open left bounds begin (they do not). Sorted once for all draws of a bootstrap.
 */
export interface RankedIntervals {
  /** The value at a rank; Infinity for the bound of relief that still stood. */
  readonly values: Float64Array;
  /** By interval: the ranks of its bounds. */
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** The innermost intervals of some of them, and for each interval which of these it covers: first to last. */
export interface InnermostCover {
  readonly innermost: readonly InnermostInterval[];
  readonly first: Int32Array;
  readonly last: Int32Array;
}

/** @throws RangeError when an interval is upside down, negative or not a number. */
export function rankIntervals(intervals: readonly LapseInterval[]): RankedIntervals {
  const exact = new Set<number>();
  const open = new Set<number>();
  const ends = new Set<number>();
  for (const interval of intervals) {
    const right = checkedRight(interval);
    (interval.lower === right ? exact : open).add(interval.lower);
    ends.add(right);
  }
  const all = Float64Array.from(new Set([...exact, ...open, ...ends])).sort();
  const values: number[] = [];
  const exactRank = new Map<number, number>();
  const endRank = new Map<number, number>();
  const openRank = new Map<number, number>();
  for (const value of all) {
    for (const [set, ranks] of [
      [exact, exactRank],
      [ends, endRank],
      [open, openRank],
    ] as const) {
      if (set.has(value)) ranks.set(value, values.push(value) - 1);
    }
  }
  return {
    values: Float64Array.from(values),
    left: Int32Array.from(
      intervals,
      ({ lower, upper }) => (lower === upper ? exactRank : openRank).get(lower) ?? 0,
    ),
    right: Int32Array.from(intervals, ({ upper }) => endRank.get(upper ?? Infinity) ?? 0),
  };
}

function checkedRight({ lower, upper }: LapseInterval): number {
  const right = upper ?? Infinity;
  if (!(lower >= 0 && lower < Infinity && right >= lower))
    throw new RangeError(`No lapse lies after day ${lower} and up to day ${right}.`);
  return right;
}

/** A left bound that a right bound follows before any other left bound; only there can the estimate put mass. */
export function innermostCover(
  { values, left, right }: RankedIntervals,
  weights: ArrayLike<number>,
): InnermostCover {
  const begins = new Uint8Array(values.length);
  const ends = new Uint8Array(values.length);
  for (let index = 0; index < left.length; index += 1) {
    if ((weights[index] ?? 0) <= 0) continue;
    begins[left[index] ?? 0] = 1;
    ends[right[index] ?? 0] = 1;
  }
  const innermost: InnermostInterval[] = [];
  /** How many innermost intervals have ended at a rank; none that began before a left bound can end after it. */
  const endedBy = new Int32Array(values.length);
  let begun = -1;
  for (let rank = 0; rank < values.length; rank += 1) {
    if (begins[rank] === 1) begun = rank;
    if (ends[rank] === 1 && begun >= 0) {
      const end = values[rank] ?? Infinity;
      innermost.push({ left: values[begun] ?? 0, right: end === Infinity ? null : end });
      begun = -1;
    }
    endedBy[rank] = innermost.length;
  }
  return {
    innermost,
    first: left.map((rank) => endedBy[rank] ?? 0),
    last: right.map((rank) => (endedBy[rank] ?? 0) - 1),
  };
}
