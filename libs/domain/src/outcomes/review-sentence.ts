import { ordinalWords, momentWords, shareWords, boundsText, spanWords } from './relief-figures.js';
import { compareRelief, type ReliefEnd, type ReliefComparison } from './compare-relief.js';
import {
  reviewFinding,
  type ReviewedCoverage,
  type ReviewedInjection,
  type ReviewFinding,
  type Unjudged,
} from './review-finding.js';

/** By which definition relief is judged: pain in percent of the baseline, sweating in steps of the HDSS. */
export type ReliefThreshold = 50 | 30 | 'two-steps' | 'one-step';

/** The relief that a definition speaks of, in words. */
export const reliefBy: Readonly<Record<ReliefThreshold, string>> = {
  50: 'relief by half',
  30: 'relief by 30 %',
  'two-steps': 'relief of sweating by two steps of the HDSS',
  'one-step': 'relief of sweating by one step of the HDSS',
};

/**
 * REV-03: the plain sentence above the picture: "Relief by half after #4 lasted until day 9 to 11; longer than after
 * each earlier one; 74 % of the interval was relieved." Made from `reviewFinding` alone. Bounds are rounded away from
 * the middle, a share of an interval that is not wholly known says so, and what cannot be judged is named with its
 * reason. In English, for staff.
 */
export function reviewSentence(injections: readonly ReviewedInjection[], threshold: ReliefThreshold): string {
  if (injections.length === 0) return 'No injection of this series has been recorded yet.';
  const { judged, notYet } = reviewFinding(injections);
  const silence = notYet.length === 0 ? null : silenceSentence(notYet, judged === null);
  if (judged === null) return silence ?? '';
  const clauses = [
    capital(lastedClause(judged.ordinal, judged.lapse, threshold)),
    comparisonClause(judged),
    coverageClause(judged.coverage, judged.intervalOver),
  ];
  const sentence = `${clauses.filter((clause) => clause !== null).join('; ')}.`;
  return silence === null ? sentence : `${sentence} ${silence}`;
}

function lastedClause(ordinal: number, { lower, upper }: ReliefEnd, threshold: ReliefThreshold): string {
  const relief = `${reliefBy[threshold]} after #${ordinal}`;
  if (upper === null)
    return `${relief} was still there when last confirmed, on ${momentWords(lower, Math.floor)}`;
  if (upper === 0) return `there was no ${relief}`;
  if (lower === 0) return `${relief}, if there was any, had ended by ${momentWords(upper, Math.ceil)}`;
  return `${relief} lasted until ${spanWords(lower, upper)}`;
}

const comparisons: readonly (readonly [Exclude<ReliefComparison, 'open'>, string])[] = [
  ['longer', 'longer than after'],
  ['shorter', 'shorter than after'],
  ['none-either', 'nor was there any after'],
];

function comparisonClause({ against, earlierUnjudged }: ReviewFinding): string | null {
  const judged = [...against.longer, ...against.shorter, ...against['none-either'], ...against.open];
  if (judged.length === 0)
    return earlierUnjudged.length === 0
      ? null
      : `nothing to compare it with: ${unjudgedList(earlierUnjudged)} cannot be judged`;
  const all = judged.length > 1 && earlierUnjudged.length === 0;
  const named = (ordinals: readonly number[]): string =>
    all && ordinals.length === judged.length ? 'each earlier one' : ordinalWords(ordinals);
  const parts = comparisons.flatMap(([comparison, words]) =>
    against[comparison].length === 0 ? [] : [`${words} ${named(against[comparison])}`],
  );
  if (against.open.length > 0) parts.push(`whether longer than after ${named(against.open)} cannot be told`);
  if (earlierUnjudged.length > 0) parts.push(`${unjudgedList(earlierUnjudged)} cannot be judged`);
  return parts.join(', ');
}

function coverageClause(coverage: ReviewedCoverage | null, intervalOver: boolean): string | null {
  if (coverage === null) return null;
  const { point, knownFraction } = coverage;
  const whole = intervalOver ? 'the interval' : 'the time until the last score';
  if (point === null)
    return `between ${boundsText(coverage).replace(' to ', ' and ')} of ${whole} was relieved: too little is known to say more`;
  if (knownFraction >= 1) return `${shareWords(point)} of ${whole} was relieved`;
  return `${shareWords(point)} of the known time was relieved (${shareWords(knownFraction)} of ${whole} is known)`;
}

function silenceSentence(unjudged: readonly Unjudged[], alone: boolean): string {
  return `Relief after ${unjudgedList(unjudged)} cannot be judged${alone ? '' : ' yet'}.`;
}

/** `#2 and #3 (no scores)`, `#1 (no baseline) and #2 (no scores)`: each reason once. */
function unjudgedList(unjudged: readonly Unjudged[]): string {
  const byReason = new Map<string, number[]>();
  for (const { ordinal, why } of unjudged) byReason.set(why, [...(byReason.get(why) ?? []), ordinal]);
  return [...byReason].map(([why, ordinals]) => `${ordinalWords(ordinals)} (${why})`).join(' and ');
}

/**
 * REV-04: whether relief lasted longer after one injection than after another: the answer to "Is #4 better than #2?"
 * by duration alone, with both durations in it. One that cannot be judged is named with its reason.
 */
export function comparisonSentence(
  one: ReviewedInjection,
  other: ReviewedInjection,
  threshold: ReliefThreshold,
): string {
  const [earlier, later] = one.ordinal < other.ordinal ? [one, other] : [other, one];
  const relief = reliefBy[threshold];
  const { judged, notYet } = reviewFinding([earlier, later]);
  const unjudged = [...(judged?.earlierUnjudged ?? []), ...notYet];
  const [ours, theirs] = [one.relief.lapse, other.relief.lapse];
  if (unjudged.length > 0 || ours === null || theirs === null)
    return `${capital(relief)} cannot be compared: ${unjudgedList(unjudged)} cannot be judged.`;
  const pair = `after #${one.ordinal} than after #${other.ordinal}`;
  const figures = `after #${one.ordinal} ${untilWords(ours)}, after #${other.ordinal} ${untilWords(theirs)}`;
  switch (compareRelief(ours, theirs)) {
    case 'longer':
      return `${capital(relief)} lasted longer ${pair}: ${figures}.`;
    case 'shorter':
      return `${capital(relief)} lasted less long ${pair}: ${figures}.`;
    case 'none-either':
      return `There was no ${relief}, neither after #${one.ordinal} nor after #${other.ordinal}.`;
    case 'open':
      return `Whether ${relief} lasted longer ${pair} cannot be told: ${figures}.`;
  }
}

function untilWords({ lower, upper }: ReliefEnd): string {
  if (upper === null) return `still there on ${momentWords(lower, Math.floor)}`;
  if (upper === 0) return 'none';
  if (lower === 0) return `over by ${momentWords(upper, Math.ceil)}, if there was any`;
  return `until ${spanWords(lower, upper)}`;
}

/** A clause as the beginning of a sentence. */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
