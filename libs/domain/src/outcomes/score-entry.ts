import { exact } from './exact.js';
import type { ReliefDefinition } from './relief-definition.js';

/**
 * A number the patient gave. `at` is a whole minute: after t0 for `assessRelief`, since the Unix epoch for
 * `seriesRelief`. `now` and `avg24h` are points of the scale; `pct-relief` is percent (0 to 100) as asked.
 */
export interface NumericEntry {
  readonly kind: 'now' | 'avg24h' | 'pct-relief';
  readonly at: number;
  readonly value: number;
  /** Given within the rescue window after a rescue analgesic for the target pain. */
  readonly rescue: boolean;
  /** Asked by staff in the clinic: only such a `now` can be a check-in or clinic baseline (BAS-01). */
  readonly atClinic?: boolean;
}

/**
 * What the patient said happened, without a number. A date is the minutes from local midnight to the next
 * local midnight, resolved by the caller (12:00 is never invented); an instant has `from === to`.
 */
export interface StatementEntry {
  readonly kind: 'pain-returned' | 'pain-relieved';
  readonly from: number;
  readonly to: number;
  readonly rescue: boolean;
  /** When it was said, if known: no statement speaks of the time after it. */
  readonly enteredAt?: number;
}

export type ScoreEntry = NumericEntry | StatementEntry;

export function isStatement(entry: ScoreEntry): entry is StatementEntry {
  return entry.kind === 'pain-returned' || entry.kind === 'pain-relieved';
}

/** Improvement over the baseline in ten-thousandths of a point; negative when it got worse. */
export function improvement(baseline: number, score: number, definition: ReliefDefinition): number {
  const drop = exact(baseline) - exact(score);
  return definition.betterIs === 'lower' ? drop : -drop;
}

/**
 * REL-01: is this score relief against this baseline? Both rules must hold: the least change in points and the
 * least percentage of the baseline, in integers, so that 70 to 49 is exactly 30 % (clinical reference 1.4).
 * `baseline` and `score` are points of the same scale.
 */
export function isRelief(baseline: number, score: number, definition: ReliefDefinition): boolean {
  const gain = improvement(baseline, score, definition);
  return (
    gain >= exact(definition.absoluteMinimum) &&
    100 * gain >= definition.relativePercent * Math.abs(exact(baseline))
  );
}

/**
 * What one entry says about the pain: relieved, not relieved, or null when it may not be used (a score without
 * a baseline, or an entry left out by the rescue policy, REL-02). `pct-relief` is used as it was given and needs
 * no baseline (clinical reference 1.3). A statement needs neither: "returned" is not relief, "relieved" is, at
 * every threshold, because it is the patient's own judgement of the target pain.
 */
export function reliefAtEntry(
  entry: ScoreEntry,
  baseline: number | null,
  definition: ReliefDefinition,
): boolean | null {
  if (entry.rescue && definition.rescuePolicy === 'exclude') return null;
  const relieved = judged(entry, baseline, definition);
  return relieved === true && entry.rescue && definition.rescuePolicy === 'composite' ? false : relieved;
}

function judged(entry: ScoreEntry, baseline: number | null, definition: ReliefDefinition): boolean | null {
  switch (entry.kind) {
    case 'pain-returned':
      return false;
    case 'pain-relieved':
      return true;
    case 'pct-relief':
      return entry.value >= definition.relativePercent;
    case 'now':
    case 'avg24h':
      return baseline === null ? null : isRelief(baseline, entry.value, definition);
  }
}
