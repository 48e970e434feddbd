import { isStatement, type NumericEntry, type ScoreEntry, type StatementEntry } from './score-entry.js';

/** The scores of one target, placed: per injection those after it (minutes after its t0), and all numbers. */
export interface ScoreTimeline {
  readonly afterInjection: readonly (readonly ScoreEntry[])[];
  /** Every `now` and `avg24h` in order of time (minutes since the epoch), to look for baselines in. */
  readonly scores: readonly NumericEntry[];
}

/**
 * REL-13: which injection an entry speaks of: the last one before it. A score at the very minute of an injection
 * was given before it. A date that an injection divides is placed by when it was said: said before, it ends there
 * and belongs to the injection before; said after, to the injection of that day. Not known when: to the one
 * before, because a return of pain presupposes relief, or to the first if there is none.
 * `starts` are the t0 in ascending order, all times minutes since the epoch; entries in any order.
 */
export function placeEntries(starts: readonly number[], entries: readonly ScoreEntry[]): ScoreTimeline {
  const afterInjection: ScoreEntry[][] = starts.map(() => []);
  const scores: NumericEntry[] = [];
  for (const entry of entries) {
    const known = isStatement(entry) ? untilSaid(entry) : entry;
    if (!isStatement(known) && known.kind !== 'pct-relief') scores.push(known);
    const owner = ownerOf(known, starts);
    const start = starts[owner];
    if (start !== undefined) afterInjection[owner]?.push(shifted(known, start));
  }
  return { afterInjection, scores: scores.toSorted((a, b) => a.at - b.at) };
}

/** How many of the ascending `times` lie before `moment`. */
export function countBefore(times: readonly number[], moment: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] ?? Infinity) < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}

function untilSaid(statement: StatementEntry): StatementEntry {
  const { from, to, enteredAt } = statement;
  if (enteredAt === undefined || enteredAt >= to || enteredAt < from) return statement;
  return { ...statement, to: enteredAt };
}

function ownerOf(entry: ScoreEntry, starts: readonly number[]): number {
  if (!isStatement(entry)) return countBefore(starts, entry.at) - 1;
  const owner = countBefore(starts, entry.to) - 1;
  const divided = entry.from < (starts[owner] ?? -Infinity);
  return divided && entry.enteredAt === undefined && owner > 0 ? owner - 1 : owner;
}

function shifted(entry: ScoreEntry, start: number): ScoreEntry {
  if (!isStatement(entry)) return { ...entry, at: entry.at - start };
  return { ...entry, from: Math.max(0, entry.from - start), to: entry.to - start };
}
