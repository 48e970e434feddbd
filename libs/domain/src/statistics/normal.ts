/**
 * The standard normal distribution in double precision. The cdf is W. J. Cody's rational Chebyshev approximation of
 * erf and erfc (Math. Comp. 23, 1969, 631-637; in the form of his ANORM, ACM TOMS 19, 1993, algorithm 715), the
 * quantile M. J. Wichura's AS 241, PPND16 (Applied Statistics 37, 1988, 477-484). Arguments and results have no unit.
 */

const SQRT_TWO_PI = 2.5066282746310007;
const INVERSE_SQRT_TWO_PI = 0.3989422804014327;
const LOG_SQRT_TWO_PI = 0.9189385332046728;

/** The z of every two-sided 95 % interval of this folder: the quantile of 0.975. */
export const Z_95 = 1.959963984540054;

/** Below this the cdf is 0.5 and an odd function of x. */
const CENTRAL = 0.67448975;
const MIDDLE = 5.656854249492381;

/** Coefficients from the highest power down, numerators first. */
const CENTRAL_NUMERATOR = [
  0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356,
] as const;
const CENTRAL_DENOMINATOR = [
  1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673,
] as const;
const MIDDLE_NUMERATOR = [
  1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
  2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
] as const;
const MIDDLE_DENOMINATOR = [
  1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
  34900.95272114598, 38912.00328609327, 19685.429676859992,
] as const;
const TAIL_NUMERATOR = [
  0.023073441764940174, 0.215898534057957, 0.12740116116024736, 0.022235277870649807, 0.0014216191932278934,
  2.9112874951168793e-5,
] as const;
const TAIL_DENOMINATOR = [
  1, 1.284260096144911, 0.4682382124808651, 0.06598813786892856, 0.0037823963320275824, 7.297515550839662e-5,
] as const;

/** Horner's rule, highest power first. */
function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/** Φ(x) - 0.5 for |x| up to 0.67449. */
function centralPart(x: number): number {
  const square = x * x;
  return (x * polynomial(CENTRAL_NUMERATOR, square)) / polynomial(CENTRAL_DENOMINATOR, square);
}

/** Mills' ratio over √2π for y above 0.67449: the upper tail at y is this times exp(-y²/2). */
function scaledTail(y: number): number {
  if (y <= MIDDLE) return polynomial(MIDDLE_NUMERATOR, y) / polynomial(MIDDLE_DENOMINATOR, y);
  const inverseSquare = 1 / (y * y);
  const correction =
    (inverseSquare * polynomial(TAIL_NUMERATOR, inverseSquare)) / polynomial(TAIL_DENOMINATOR, inverseSquare);
  return (INVERSE_SQRT_TWO_PI - correction) / y;
}

/** exp(-y²/2), with y split at a sixteenth so that the rounding of the square is not magnified. */
function halfSquareExponential(y: number): number {
  const coarse = Math.trunc(y * 16) / 16;
  return Math.exp(-coarse * coarse * 0.5) * Math.exp(-(y - coarse) * (y + coarse) * 0.5);
}

/** P(Z > y) for y above 0.67449. Beyond 38.6 it is smaller than every double and 0. */
function tail(y: number): number {
  return y > 40 ? 0 : halfSquareExponential(y) * scaledTail(y);
}

/** The density of the standard normal at `x`; 0 where it is smaller than every double. */
export function normalDensity(x: number): number {
  const y = Math.abs(x);
  return y > 40 ? 0 : halfSquareExponential(y) / SQRT_TWO_PI;
}

/** The natural logarithm of the density at `x`, exact where the density itself is already 0. */
export function normalLogDensity(x: number): number {
  return -0.5 * x * x - LOG_SQRT_TWO_PI;
}

/** STAT-01: Φ(x) = P(Z <= x), to some 1e-15 relative in both tails. NaN stays NaN. */
export function normalCdf(x: number): number {
  if (Math.abs(x) <= CENTRAL) return 0.5 + centralPart(x);
  return x < 0 ? tail(-x) : 1 - tail(x);
}

/** P(Z > x) = Φ(-x), accurate where 1 - Φ(x) would have lost its digits. */
export function normalUpperTail(x: number): number {
  return normalCdf(-x);
}

/**
 * The natural logarithm of Φ(x), also far below -38, where Φ itself is 0; likelihoods of censored durations need it.
 * The log of the upper tail at x is `normalLogCdf(-x)`.
 */
export function normalLogCdf(x: number): number {
  if (Math.abs(x) <= CENTRAL) return Math.log(0.5 + centralPart(x));
  return x < 0 ? -0.5 * x * x + Math.log(scaledTail(-x)) : Math.log1p(-tail(x));
}

const QUANTILE_CENTRAL_NUMERATOR = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946,
  1971.5909503065513, 133.14166789178438, 3.3871328727963665,
] as const;
const QUANTILE_CENTRAL_DENOMINATOR = [
  5226.495278852546, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751,
  687.1870074920579, 42.31333070160091, 1,
] as const;
const QUANTILE_NEAR_NUMERATOR = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
] as const;
const QUANTILE_NEAR_DENOMINATOR = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
] as const;
const QUANTILE_FAR_NUMERATOR = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124,
  0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103,
] as const;
const QUANTILE_FAR_DENOMINATOR = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133,
  0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1,
] as const;

/**
 * The x with Φ(x) = `p`, to some 1e-16 relative: -Infinity at 0, Infinity at 1.
 * @throws RangeError when `p` is no probability.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`${p} is no probability.`);
  const fromHalf = p - 0.5;
  if (Math.abs(fromHalf) <= 0.425) {
    const r = 0.180625 - fromHalf * fromHalf;
    return (
      (fromHalf * polynomial(QUANTILE_CENTRAL_NUMERATOR, r)) / polynomial(QUANTILE_CENTRAL_DENOMINATOR, r)
    );
  }
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  const r = Math.sqrt(-Math.log(fromHalf < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(QUANTILE_NEAR_NUMERATOR, r - 1.6) / polynomial(QUANTILE_NEAR_DENOMINATOR, r - 1.6)
      : polynomial(QUANTILE_FAR_NUMERATOR, r - 5) / polynomial(QUANTILE_FAR_DENOMINATOR, r - 5);
  return fromHalf < 0 ? -size : size;
}
