import { normalUpperTail } from './normal.js';

export interface MannKendall {
  readonly n: number;
  /** Rising pairs less falling pairs. */
  readonly s: number;
  /** Of S under "no trend", corrected for ties. */
  readonly variance: number;
  /** S, one step nearer to 0 (continuity), over its standard deviation; 0 where all values are equal. */
  readonly z: number;
  /** Two-sided, from z. */
  readonly pNormal: number;
  /** Two-sided, from the counted orders; null where values are tied. */
  readonly pExact: number | null;
  /** S over all pairs; and over the untied ones in each margin (Kendall's tau-b). Null without such a pair. */
  readonly tauA: number | null;
  readonly tauB: number | null;
}

/**
 * STAT-30: the Mann-Kendall test of a rise or fall in `values`, in their order, exactly known.
 * For intervals use `intervalMannKendall`. Time n². Source: clinical reference 2.3; Kendall, Rank Correlation Methods.
 */
export function mannKendall(values: readonly number[]): MannKendall {
  const n = values.length;
  let s = 0;
  for (const [later, value] of values.entries())
    for (let earlier = 0; earlier < later; earlier += 1) s += Math.sign(value - (values[earlier] ?? value));
  const ties = tieCounts(values);
  const variance =
    (n * (n - 1) * (2 * n + 5) - sumOf(ties, (count) => count * (count - 1) * (2 * count + 5))) / 18;
  const z = variance === 0 ? 0 : (s - Math.sign(s)) / Math.sqrt(variance);
  const pairs = (n * (n - 1)) / 2;
  const untied = pairs - sumOf(ties, (count) => (count * (count - 1)) / 2);
  return {
    n,
    s,
    variance,
    z,
    pNormal: 2 * normalUpperTail(Math.abs(z)),
    pExact: untied === pairs ? exactP(n, s) : null,
    tauA: pairs === 0 ? null : s / pairs,
    tauB: untied === 0 ? null : s / Math.sqrt(pairs * untied),
  };
}

/** How often each value that occurs at all occurs. */
function tieCounts(values: readonly number[]): readonly number[] {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

function sumOf(counts: readonly number[], term: (count: number) => number): number {
  return counts.reduce((sum, count) => sum + term(count), 0);
}

/**
 * Twice the smaller tail of the number of rising pairs, at most 1, as R's cor.test has it. The share of orders with a
 * given number of rising pairs is built up value by value: the k-th adds 0 to k-1 of them, each as likely.
 */
function exactP(n: number, s: number): number {
  const pairs = (n * (n - 1)) / 2;
  let shares = new Float64Array(pairs + 1);
  shares[0] = 1;
  for (let k = 2; k <= n; k += 1) {
    const grown = new Float64Array(pairs + 1);
    let window = 0;
    for (let rising = 0; rising <= pairs; rising += 1) {
      window += (shares[rising] ?? 0) - (rising >= k ? (shares[rising - k] ?? 0) : 0);
      grown[rising] = window / k;
    }
    shares = grown;
  }
  const fewer = (pairs - Math.abs(s)) / 2;
  const tail = shares.slice(0, fewer + 1).reduce((sum, share) => sum + share, 0);
  return Math.min(1, 2 * tail);
}
