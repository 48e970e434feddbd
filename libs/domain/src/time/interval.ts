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

/** Whether every millisecond of `inner` lies in `outer`. */
export function covers(outer: Interval, inner: Interval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * The same stretch of time as sorted, disjoint intervals that do not touch: the *normal form*
 * which the functions below expect and give back. Empty and backward intervals are dropped.
 */
export function normalise(intervals: readonly Interval[]): Interval[] {
  return joined(intervals.filter((each) => each.start < each.end).sort((a, b) => a.start - b.start));
}

/** As `normalise`, of intervals that are sorted already and none of which is empty or backward. */
export function joined(sorted: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const each of sorted) {
    const last = merged.at(-1);
    if (last === undefined || each.start > last.end) merged.push(each);
    else if (each.end > last.end) merged[merged.length - 1] = { start: last.start, end: each.end };
  }
  return merged;
}

/** Time in `a`, in `b` or in both. Precondition: none; gives the normal form. */
export function union(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  return normalise([...a, ...b]);
}

/** Time in both. Precondition: `a` and `b` in normal form; gives the normal form in one sweep. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const shared: Interval[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left === undefined || right === undefined) return shared;
    const start = Math.max(left.start, right.start);
    const end = Math.min(left.end, right.end);
    if (start < end) shared.push({ start, end });
    if (left.end < right.end) i += 1;
    else j += 1;
  }
}

/** Time in `from` that is not in `taken`. Precondition: both in normal form; gives the normal form. */
export function subtract(from: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const left: Interval[] = [];
  let j = 0;
  for (const each of from) {
    let start = each.start;
    while ((taken[j]?.end ?? Infinity) <= start) j += 1;
    for (let k = j; start < each.end; k += 1) {
      const next = taken[k];
      if (next === undefined || next.start >= each.end) break;
      if (start < next.start) left.push({ start, end: next.start });
      start = next.end;
    }
    if (start < each.end) left.push({ start, end: each.end });
  }
  return left;
}

/** Time in at least `count` of the lists. Precondition: each list in normal form; gives the normal form. */
export function atLeast(count: number, lists: readonly (readonly Interval[])[]): Interval[] {
  if (count === 1) return normalise(lists.flat());
  const edges = lists.flat().flatMap((each) => [
    { at: each.start, step: 1 },
    { at: each.end, step: -1 },
  ]);
  // Beginnings first: where one list ends and another begins, the time goes on without a break.
  edges.sort((a, b) => a.at - b.at || b.step - a.step);
  const enough: Interval[] = [];
  let depth = 0;
  let start: number | null = null;
  for (const { at, step } of edges) {
    depth += step;
    if (start === null && depth >= count) start = at;
    else if (start !== null && depth < count) {
      enough.push({ start, end: at });
      start = null;
    }
  }
  return normalise(enough);
}
