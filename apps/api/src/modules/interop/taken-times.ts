import { overlaps, type Interval } from '@lull/domain';

interface Taken extends Interval {
  readonly by: string;
}

/** When somebody or something is taken, and by what: sorted and disjoint per name, so that a look takes no time. */
export class TakenTimes {
  private readonly times = new Map<string, Taken[]>();

  /** By what `name` is taken somewhere in this time; null: it is free. */
  by(name: string, interval: Interval): string | null {
    const taken = this.times.get(name) ?? [];
    const next = taken[firstEndingAfter(taken, interval.start)];
    return next !== undefined && overlaps(next, interval) ? next.by : null;
  }

  /** Precondition: it is free then. */
  add(name: string, interval: Interval, by: string): void {
    const taken = this.times.get(name);
    if (taken === undefined) this.times.set(name, [{ ...interval, by }]);
    else taken.splice(firstEndingAfter(taken, interval.start), 0, { ...interval, by });
  }

  /** The same times, as the rules of the domain ask for them. */
  get busy(): ReadonlyMap<string, readonly Interval[]> {
    return this.times;
  }
}

function firstEndingAfter(taken: readonly Taken[], instant: number): number {
  let [low, high] = [0, taken.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((taken[middle]?.end ?? Infinity) <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
