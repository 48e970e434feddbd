import type { PermutationP } from '../statistics/interval-mann-kendall.js';
import type { TrendSlope, TrendWithin } from '../statistics/trend-within.js';
import { daysNumber } from './relief-figures.js';
import { reliefBy, type ReliefThreshold } from './review-sentence.js';

/** From how many injections a p value is given, to be said where there are fewer. */
interface TrendLimits {
  readonly pFrom: number;
}

/**
 * REV-06: the trend within the patient in a sentence: how many pairs of injections point which way, of those that can
 * be told apart, with the p value beside it. It calls nothing significant: the figures are for the physician to weigh.
 * Below the limits it says "too few to judge", for the direction and for p apart (clinical reference 2.1).
 */
export function trendSentence(
  trend: TrendWithin,
  threshold: ReliefThreshold,
  { pFrom }: TrendLimits,
): string {
  const relief = reliefBy[threshold];
  if (trend.kind === 'too-few')
    return `Too few to judge whether ${relief} grows longer: ${countWords(trend.injections)} can be judged, ${trend.needed} are needed.`;
  const { s, pairs, decidedPairs, p, slope } = trend;
  if (decidedPairs === 0)
    return `Whether ${relief} grows longer cannot be told: none of the ${pairs} pairs of injections can be told apart.`;
  const [longer, shorter] = [(decidedPairs + s) / 2, (decidedPairs - s) / 2];
  const direction =
    longer === shorter
      ? `${relief} was longer after the later injection as often as it was shorter (${longer === 1 ? '1 pair' : `${longer} pairs`} each)`
      : `${relief} was ${longer > shorter ? 'longer' : 'shorter'} after the later of two injections in ${Math.max(longer, shorter)} of ${decidedPairs} pairs`;
  const told = decidedPairs === pairs ? '' : ` that can be told apart (${pairs} in all)`;
  const certainty = p === null ? `too few for a p value (${pFrom} injections are needed)` : pWords(p);
  return `Over ${countWords(trend.injections)}, ${direction}${told}; ${certainty}${slope === null ? '' : `; ${slopeWords(slope)}`}.`;
}

function countWords(injections: number): string {
  return injections === 1 ? '1 injection' : `${injections} injections`;
}

function pWords({ value, method, orders }: PermutationP): string {
  const figure = value < 0.001 ? 'p < 0.001' : `p = ${Number(value.toPrecision(2))}`;
  const count = orders.toLocaleString('en-US');
  return method === 'exact' ? `exact ${figure} (all ${count} orders)` : `${figure} (${count} drawn orders)`;
}

function slopeWords({ daysPerInjection, interval, lapses, leftOut }: TrendSlope): string {
  const bounds =
    interval === null
      ? ''
      : ` (95 % ${signed(interval.lower, Math.floor)} to ${signed(interval.upper, Math.ceil)})`;
  const left = leftOut === 0 ? '' : `, ${leftOut} not seen to end left out`;
  return `${signed(daysPerInjection, Math.round)} days per injection${bounds}, over ${lapses} that were seen to end${left}`;
}

function signed(days: number, round: (figure: number) => number): string {
  const text = daysNumber(Math.abs(days), days < 0 ? opposite(round) : round);
  return text === '0' ? '0' : `${days < 0 ? '−' : '+'}${text}`;
}

/** Away from the middle is towards zero on the other side of it. */
function opposite(round: (figure: number) => number): (figure: number) => number {
  if (round === Math.floor) return Math.ceil;
  return round === Math.ceil ? Math.floor : round;
}
