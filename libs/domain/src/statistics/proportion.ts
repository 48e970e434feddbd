import { Z_95 } from './normal.js';
import type { Bounds } from './survival-curve.js';

/** Half of what a 95 % interval leaves out. */
const ONE_SIDE = 0.025;

/**
 * STAT-20: the 95 % interval of a share of `of` by Wilson's score, the one that is shown beside every rate.
 * @throws RangeError when the count is not a whole number from 0 to `of`, or `of` is not above 0.
 * Source: clinical reference 2.1; Wilson 1927.
 */
export function wilsonInterval(count: number, of: number): Bounds {
  checkCount(count, of);
  const share = count / of;
  const square = Z_95 * Z_95;
  const centre = (share + square / (2 * of)) / (1 + square / of);
  const reach = (Z_95 * Math.sqrt((share * (1 - share)) / of + square / (4 * of * of))) / (1 + square / of);
  return { lower: Math.max(0, centre - reach), upper: Math.min(1, centre + reach) };
}

/**
 * STAT-21: the exact interval by Clopper and Pearson, which some payers ask for; wider than Wilson's.
 * Its bounds are quantiles of beta distributions, found by halving. @throws RangeError as `wilsonInterval`.
 */
export function exactInterval(count: number, of: number): Bounds {
  checkCount(count, of);
  return {
    lower: count === 0 ? 0 : betaQuantile(ONE_SIDE, count, of - count + 1),
    upper: count === of ? 1 : betaQuantile(1 - ONE_SIDE, count + 1, of - count),
  };
}

/** STAT-22: the mean of the share after `count` of `of`, when every share was equally likely before (beta prior 1, 1). */
export function posteriorShare(count: number, of: number): number {
  checkCount(count, of);
  return (count + 1) / (of + 2);
}

function checkCount(count: number, of: number): void {
  if (!(Number.isSafeInteger(count) && Number.isSafeInteger(of) && of > 0 && count >= 0 && count <= of))
    throw new RangeError(`${count} of ${of} is no share.`);
}

function betaQuantile(p: number, a: number, b: number): number {
  const logBeta = logFactorial(a - 1) + logFactorial(b - 1) - logFactorial(a + b - 1);
  let lower = 0;
  let upper = 1;
  while (true) {
    const middle = (lower + upper) / 2;
    if (middle <= lower || middle >= upper) return middle;
    if (betaCdf(middle, a, b, logBeta) < p) lower = middle;
    else upper = middle;
  }
}

function betaCdf(x: number, a: number, b: number, logBeta: number): number {
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta);
  return x < (a + 1) / (a + b + 2)
    ? (front * betaFraction(x, a, b)) / a
    : 1 - (front * betaFraction(1 - x, b, a)) / b;
}

/** The continued fraction of the incomplete beta function by Lentz's method (Abramowitz and Stegun 26.5.8). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let fraction = d;
  for (let m = 1; m < 10_000; m += 1) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d);
    c = 1 + even / c;
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d);
    c = 1 + odd / c;
    fraction *= d * c;
    if (Math.abs(d * c - 1) < Number.EPSILON) break;
  }
  return fraction;
}

/** ln n! by Stirling's series, from 20 on; below, the product is exact. */
function logFactorial(n: number): number {
  if (n < 20) {
    let product = 1;
    for (let factor = 2; factor <= n; factor += 1) product *= factor;
    return Math.log(product);
  }
  const x = n + 1;
  const square = x * x;
  const series = (1 / 12 - (1 / 360 - (1 / 1260 - 1 / (1680 * square)) / square) / square) / x;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
}
