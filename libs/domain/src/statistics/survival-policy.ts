import type { LapseInterval } from './lapse-interval.js';
import type { SurvivalCurve } from './survival-curve.js';

/** The versioned configuration of what is shown of a curve. Source: clinical reference 2.1, the column "Show when". */
export interface SurvivalPolicy {
  readonly version: string;
  readonly author: string;
  /** First civil day on which the policy applies, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  /** A curve has its interval from so many injections and so many lapses on. */
  readonly interval: { readonly injections: number; readonly lapses: number };
  /** Diaries are sparse when more than this share of the lapses is known only within more than these days. */
  readonly sparse: { readonly share: number; readonly days: number };
}

export const survivalPolicy: SurvivalPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  interval: { injections: 5, lapses: 3 },
  sparse: { share: 0.2, days: 3 },
};

/** STAT-13: whether the interval of a curve says anything; below, only the curve and its counts are shown. */
export function showsInterval(
  { injections, lapses }: Pick<SurvivalCurve, 'injections' | 'lapses'>,
  { interval }: Pick<SurvivalPolicy, 'interval'>,
): boolean {
  return injections >= interval.injections && lapses >= interval.lapses;
}

/**
 * STAT-14: whether Turnbull's estimate is shown and not Kaplan and Meier's, which takes each lapse for known. Relief
 * that still stood is no lapse and not counted; without a lapse diaries are not sparse.
 */
export function diariesSparse(
  intervals: readonly LapseInterval[],
  { sparse }: Pick<SurvivalPolicy, 'sparse'>,
): boolean {
  const widths = intervals.flatMap(({ lower, upper }) => (upper === null ? [] : [upper - lower]));
  const wide = widths.filter((width) => width > sparse.days).length;
  return wide > sparse.share * widths.length;
}
