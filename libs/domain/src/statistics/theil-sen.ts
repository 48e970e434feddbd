import { median } from '../outcomes/exact.js';
import { mannKendall } from './mann-kendall.js';
import { Z_95 } from './normal.js';
import type { Bounds } from './survival-curve.js';

export interface TheilSen {
  /** The median of the slopes of all pairs, in units of y for one of x. */
  readonly slope: number;
  /** The median of y - slope x. */
  readonly intercept: number;
  /** 95 %, by Sen's ranks; null where there are too few pairs for it. */
  readonly interval: Bounds | null;
}

export interface SlopePoint {
  readonly x: number;
  readonly y: number;
}

/**
 * STAT-32: the Theil-Sen line through `points`, in ascending order of x, no two with the same x; null below two points.
 * Sen's interval (1968) lies at the ranks (N -+ C) / 2 of the N slopes, with C = z times the standard deviation of
 * Mann-Kendall's S, corrected for ties. Time n² log n. Source: clinical reference 2.3.
 */
export function theilSen(points: readonly SlopePoint[]): TheilSen | null {
  const slopes = points
    .flatMap((later, index) =>
      points.slice(0, index).map((earlier) => (later.y - earlier.y) / (later.x - earlier.x)),
    )
    .toSorted((a, b) => a - b);
  const slope = median(slopes);
  if (slope === null) return null;
  const intercept = median(points.map(({ x, y }) => y - slope * x)) ?? 0;
  const reach = Z_95 * Math.sqrt(mannKendall(points.map(({ y }) => y)).variance);
  const lower = slopes[Math.round((slopes.length - reach) / 2) - 1];
  const upper = slopes[Math.round((slopes.length + reach) / 2)];
  const interval = lower === undefined || upper === undefined ? null : { lower, upper };
  return { slope, intercept, interval };
}
