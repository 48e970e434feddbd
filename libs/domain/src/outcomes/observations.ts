import type { ReliefDefinition } from './relief-definition.js';
import { isStatement, reliefAtEntry, type ScoreEntry, type StatementEntry } from './score-entry.js';

/** One look at the pain: `at` in whole minutes after t0, one per minute at most. */
export interface Observation {
  readonly at: number;
  readonly relieved: boolean;
  /** Known only from recall: percent relief as asked, or a statement. */
  readonly recall: boolean;
}

/**
 * REL-03: the looks after one injection, in order of time, from its entries in any order (minutes after t0).
 * Looks outside 0 < t <= `until` do not belong to it (`until` null: open-ended).
 *
 * - Several entries of one minute are one look: relieved only if all of them are.
 * - An `avg24h` whose 24 hours began before t0 averages pain from before the needle and is not used.
 * - "The pain came back on 3 May" is a failing look at the end of that day: by then it was back. It also says
 *   that the relief held until that day began, so where the look before it was relieved, the statement adds a
 *   relieved look at the start of the day: a weekly look becomes a lapse interval of one day. It never overrules
 *   a score: after a failing look, or with no look before, nothing is added.
 * - "The pain went on 3 May" is a relieved look at the end of that day.
 *
 * Source: clinical reference 1.1, 1.4 and 4 ("has the pain returned, and when?").
 */
export function observe(
  entries: readonly ScoreEntry[],
  baseline: number | null,
  definition: ReliefDefinition,
  until: number | null,
): readonly Observation[] {
  const looks: Observation[] = [];
  const returns: StatementEntry[] = [];
  for (const entry of entries) {
    const at = momentOf(entry, until);
    if (at <= 0 || (until !== null && at > until)) continue;
    if (entry.kind === 'avg24h' && at < definition.averageSpan) continue;
    const relieved = reliefAtEntry(entry, baseline, definition);
    if (relieved === null) continue;
    looks.push({ at, relieved, recall: isStatement(entry) || entry.kind === 'pct-relief' });
    if (entry.kind === 'pain-returned') returns.push(entry);
  }
  const merged = onePerMinute(looks);
  const held = reliefUntilReturn(merged, returns);
  return held.length === 0 ? merged : onePerMinute([...merged, ...held]);
}

function momentOf(entry: ScoreEntry, until: number | null): number {
  if (!isStatement(entry)) return entry.at;
  // A day that ends after the next injection was spoken of before it: the pain was back by then.
  return until !== null && entry.from < until ? Math.min(entry.to, until) : entry.to;
}

function onePerMinute(looks: readonly Observation[]): Observation[] {
  const merged: Observation[] = [];
  for (const look of looks.toSorted((a, b) => a.at - b.at)) {
    const last = merged.at(-1);
    if (last?.at !== look.at) {
      merged.push(look);
      continue;
    }
    merged[merged.length - 1] = {
      at: look.at,
      relieved: last.relieved && look.relieved,
      recall: last.recall && look.recall,
    };
  }
  return merged;
}

function reliefUntilReturn(
  looks: readonly Observation[],
  returns: readonly StatementEntry[],
): readonly Observation[] {
  const held: Observation[] = [];
  let next = 0;
  for (const { from, to } of returns.toSorted((a, b) => a.from - b.from)) {
    const at = from < to ? from : to - 1;
    while ((looks[next]?.at ?? Infinity) <= at) next += 1;
    if (at > 0 && looks[next - 1]?.relieved === true) held.push({ at, relieved: true, recall: true });
  }
  return held;
}
