import type { LapseInterval } from './lapse-interval.js';
import { seededRandom } from './seeded-random.js';

/** Any seed would do; a fixed one gives the same p for the same intervals on every machine and every day. */
const SEED = 20_240_101;

/**
 * STAT-31: which of two lapses came later after its injection: 1 the second, -1 the first, 0 where the intervals
 * overlap, so that nobody can say, or where both are exactly known and equal.
 * Source: clinical reference 2.3, Interval Mann-Kendall.
 */
export function compareLapses(first: LapseInterval, second: LapseInterval): -1 | 0 | 1 {
  if (first.lower === first.upper && second.lower === second.upper && first.lower === second.lower) return 0;
  if (first.upper !== null && second.lower >= first.upper) return 1;
  if (second.upper !== null && first.lower >= second.upper) return -1;
  return 0;
}

export interface IntervalMannKendall {
  readonly n: number;
  /** Pairs in which the later injection lasted longer, less those in which it lasted shorter. */
  readonly s: number;
  readonly pairs: number;
  /** Pairs of which it can be said which lasted longer. */
  readonly decidedPairs: number;
  /** s / pairs; null without a pair. */
  readonly tau: number | null;
  readonly p: PermutationP;
}

/**
 * Two-sided: the share of orders with |S| at least as large as the one seen. `exact` counts all n! orders; `drawn`
 * adds the order seen to the draws, so that it is never 0 (Phipson and Smyth 2010).
 */
export interface PermutationP {
  readonly value: number;
  readonly method: 'exact' | 'drawn';
  readonly asExtreme: number;
  readonly orders: number;
}

/**
 * STAT-31: Mann-Kendall for lapses that are known as intervals, in the order of the injections, with a permutation p.
 * All orders are counted up to `exactUpTo` lapses, else `draws` are drawn with a fixed seed.
 * Time: 2^n n S up to `exactUpTo`, beyond it draws times n². Source: clinical reference 2.3.
 */
export function intervalMannKendall(
  lapses: readonly LapseInterval[],
  { exactUpTo, draws }: { readonly exactUpTo: number; readonly draws: number },
): IntervalMannKendall {
  const n = lapses.length;
  const scores = lapses.map((first) => Int8Array.from(lapses, (second) => compareLapses(first, second)));
  const order = Uint32Array.from(lapses, (_, index) => index);
  const s = sumInOrder(scores, order);
  const pairs = (n * (n - 1)) / 2;
  let decidedPairs = 0;
  for (const [index, row] of scores.entries())
    for (const score of row.subarray(index + 1)) if (score !== 0) decidedPairs += 1;
  return {
    n,
    s,
    pairs,
    decidedPairs,
    tau: pairs === 0 ? null : s / pairs,
    p: n <= exactUpTo ? countOrders(scores, s) : drawOrders(scores, s, draws),
  };
}

function sumInOrder(scores: readonly Int8Array[], order: Uint32Array): number {
  let sum = 0;
  for (let later = 1; later < order.length; later += 1) {
    const second = order[later] ?? 0;
    for (let earlier = 0; earlier < later; earlier += 1) sum += scores[order[earlier] ?? 0]?.[second] ?? 0;
  }
  return sum;
}

/**
 * Counts all orders without walking through them: for every set of lapses placed first, how many of its orders have
 * which sum. A lapse placed next adds its scores against the set, whatever the order within the set.
 */
function countOrders(scores: readonly Int8Array[], s: number): PermutationP {
  const n = scores.length;
  let sums = new Map<number, Map<number, number>>([[0, new Map([[0, 1]])]]);
  for (let placed = 0; placed < n; placed += 1) {
    const larger = new Map<number, Map<number, number>>();
    for (const [set, counts] of sums) {
      for (let next = 0; next < n; next += 1) {
        if ((set & (1 << next)) !== 0) continue;
        let added = 0;
        for (let before = 0; before < n; before += 1)
          if ((set & (1 << before)) !== 0) added += scores[before]?.[next] ?? 0;
        const grown = larger.get(set | (1 << next)) ?? new Map<number, number>();
        for (const [sum, count] of counts) grown.set(sum + added, (grown.get(sum + added) ?? 0) + count);
        larger.set(set | (1 << next), grown);
      }
    }
    sums = larger;
  }
  let asExtreme = 0;
  let orders = 0;
  for (const counts of sums.values()) {
    for (const [sum, count] of counts) {
      orders += count;
      if (Math.abs(sum) >= Math.abs(s)) asExtreme += count;
    }
  }
  return { value: asExtreme / orders, method: 'exact', asExtreme, orders };
}

function drawOrders(scores: readonly Int8Array[], s: number, draws: number): PermutationP {
  const random = seededRandom(SEED);
  const order = Uint32Array.from(scores, (_, index) => index);
  let asExtreme = 1;
  for (let draw = 0; draw < draws; draw += 1) {
    for (let last = order.length - 1; last > 0; last -= 1) {
      const chosen = Math.floor(random() * (last + 1));
      const kept = order[last] ?? 0;
      order[last] = order[chosen] ?? 0;
      order[chosen] = kept;
    }
    if (Math.abs(sumInOrder(scores, order)) >= Math.abs(s)) asExtreme += 1;
  }
  return { value: asExtreme / (draws + 1), method: 'drawn', asExtreme, orders: draws + 1 };
}
