import { normalCdf, normalDensity, normalLogCdf, normalLogDensity } from './normal.js';

/**
 * The probability that a standard normal lies between two bounds, and how its logarithm changes with them:
 * `byLocation` when both move down together, `byLogScale` when both are divided by a growing scale.
 * Rewritten by every call to `normalBetween`, of which a fit makes millions.
 */
export interface BetweenTerm {
  log: number;
  byLocation: number;
  byLogScale: number;
}

/** Beyond this the probability itself may be too small for a double, and only its logarithm is used. */
const DIRECT = 35;

/** Writes the term for `lower` < `upper`, either of them infinite, into `term`; accurate in both tails. */
export function normalBetween(lower: number, upper: number, term: BetweenTerm): void {
  if (lower > 0) {
    between(-upper, -lower, term);
    term.byLocation = -term.byLocation;
  } else {
    between(lower, upper, term);
  }
}

function between(lower: number, upper: number, term: BetweenTerm): void {
  let atLower: number;
  let atUpper: number;
  if (upper > -DIRECT) {
    const probability = normalCdf(upper) - normalCdf(lower);
    term.log = Math.log(probability);
    atLower = normalDensity(lower) / probability;
    atUpper = normalDensity(upper) / probability;
  } else {
    const above = normalLogCdf(upper);
    term.log = above + Math.log(-Math.expm1(normalLogCdf(lower) - above));
    atLower = Math.exp(normalLogDensity(lower) - term.log);
    atUpper = Math.exp(normalLogDensity(upper) - term.log);
  }
  term.byLocation = atLower - atUpper;
  term.byLogScale = (atLower === 0 ? 0 : lower * atLower) - (atUpper === 0 ? 0 : upper * atUpper);
}
