import { median } from './exact.js';
import type { BaselineWindows } from './relief-definition.js';

export type BaselineSource =
  'carried-forward' | 'diary-median-7d' | 'check-in' | 'clinic-14d' | 'series-baseline' | 'missing';

/** The reference value that relief is measured against, in points, and where it came from. */
export interface Baseline {
  readonly value: number | null;
  readonly source: BaselineSource;
}

/** What is known before one injection; all scores in points of the scale. */
export interface BaselineFacts {
  /** The last look after the previous injection was relieved, and at most 24 h before this one. */
  readonly previousReliefPersists: boolean;
  /** The `avg24h` entries of the days before. */
  readonly diaryScores: readonly number[];
  /** The score taken at the clinic on the day, before the injection. */
  readonly checkIn: number | null;
  /** The last score taken at the clinic in the weeks before. */
  readonly clinicScore: number | null;
}

const missing: Baseline = { value: null, source: 'missing' };

/**
 * BAS-01: the baseline of one injection: the first of six rules that applies, never an imputed mean
 * (clinical reference 1.3). `earlier` are the baselines of the injections before it, in order.
 *
 * Carrying forward comes first because an injection that works lowers the scores before its successor, which
 * could then never respond. It carries a missing value too: the scores during relief are no baseline.
 */
export function baselineOf(
  facts: BaselineFacts,
  earlier: readonly Baseline[],
  windows: Pick<BaselineWindows, 'diaryMinimumEntries'>,
): Baseline {
  const previous = earlier.at(-1);
  if (previous !== undefined && facts.previousReliefPersists) {
    return previous.value === null ? missing : { value: previous.value, source: 'carried-forward' };
  }
  if (facts.diaryScores.length >= windows.diaryMinimumEntries) {
    const value = median(facts.diaryScores);
    if (value !== null) return { value, source: 'diary-median-7d' };
  }
  if (facts.checkIn !== null) return { value: facts.checkIn, source: 'check-in' };
  if (facts.clinicScore !== null) return { value: facts.clinicScore, source: 'clinic-14d' };
  const first = earlier[0]?.value ?? null;
  return first === null ? missing : { value: first, source: 'series-baseline' };
}

/** BAS-01 for the injections of one target in order: one baseline each. */
export function baselinesOf(
  injections: readonly BaselineFacts[],
  windows: Pick<BaselineWindows, 'diaryMinimumEntries'>,
): readonly Baseline[] {
  const baselines: Baseline[] = [];
  for (const facts of injections) baselines.push(baselineOf(facts, baselines, windows));
  return baselines;
}
