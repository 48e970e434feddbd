import type { Advisory } from '../decision.js';
import type { InjectionResponse } from '../outcomes/series-responses.js';
import { civilDateAt, civilDaysBetween } from '../time/zone.js';
import { decisionPolicy, type DecisionPolicy } from './decision-policy.js';

type Judged = Pick<InjectionResponse, 'ordinal' | 'injectedAt' | 'response' | 'duration'>;

export interface PromptFacts {
  /** Of one target, in the order they were given. */
  readonly injections: readonly Judged[];
  readonly maximumIntervalDays: number;
  /** When the next session begins, epoch milliseconds; null: none stands. */
  readonly nextStart: number | null;
  readonly now: number;
  /** Of the clinic, by whose calendar days are counted. */
  readonly zone: string;
}

/**
 * DEC-06: the configured number of injections in a row without a response asks for a review before the next. Only a
 * response ends the row; what is uncertain or cannot be judged neither counts nor ends it, and is said.
 * Source: clinical reference 3.10.
 */
export function nonResponsePrompt(
  injections: readonly Judged[],
  policy: DecisionPolicy = decisionPolicy,
): Advisory | null {
  const since = injections.slice(injections.findLastIndex(({ response }) => response === 'responder') + 1);
  const without = since.filter(({ response }) => response === 'non-responder');
  const last = without.at(-1);
  if (last === undefined || without.length < policy.nonResponses) return null;
  return {
    code: 'series.non-response-repeated',
    facts: {
      count: without.length,
      ordinals: without.map(({ ordinal }) => `#${ordinal}`).join(', '),
      notJudged: since.length - without.length,
    },
  };
}

/**
 * DEC-07: no lengthening over the last three judged injections: each later one had certainly ended by the time at which
 * the first of them had at the latest. Where that cannot be told (still ongoing, or bounds that overlap), nothing is said.
 * Source: clinical reference 3.10.
 */
export function noLengtheningPrompt(
  injections: readonly Judged[],
  policy: DecisionPolicy = decisionPolicy,
): Advisory | null {
  const judged = injections.filter(({ duration }) => duration !== null).slice(-policy.lengtheningOver);
  const [first, ...later] = judged;
  const mostOfFirst = first?.duration?.upper ?? null;
  if (first === undefined || mostOfFirst === null || judged.length < policy.lengtheningOver) return null;
  const last = later.at(-1);
  const none = later.every(({ duration }) => duration?.upper != null && duration.upper <= mostOfFirst);
  if (!none || last === undefined) return null;
  return { code: 'series.no-lengthening', facts: { from: first.ordinal, to: last.ordinal } };
}

/**
 * DEC-08: the gap is too long when the next session, or today where none stands, lies more civil days after the last
 * injection than the series plans at most: what comes then is hardly the same series.
 */
export function gapPrompt({
  injections,
  maximumIntervalDays,
  nextStart,
  now,
  zone,
}: PromptFacts): Advisory | null {
  const last = injections.at(-1);
  if (last === undefined) return null;
  const until = nextStart ?? now;
  const days = civilDaysBetween(civilDateAt(last.injectedAt, zone), civilDateAt(until, zone));
  if (days <= maximumIntervalDays) return null;
  return {
    code: 'series.gap-too-long',
    facts: { days, maximumDays: maximumIntervalDays, booked: nextStart !== null },
  };
}

/** DEC-09: after the configured injection the series as a whole is looked at. Source: clinical reference 3.10. */
export function reviewPrompt(
  injections: readonly Judged[],
  policy: DecisionPolicy = decisionPolicy,
): Advisory | null {
  const last = injections.at(-1);
  if (last?.ordinal !== policy.reviewAfterInjection) return null;
  return { code: 'series.review-due', facts: { ordinal: last.ordinal } };
}

/** Everything that asks for a look before the next injection, the gravest first. None of it decides. */
export function responsePrompts(facts: PromptFacts, policy: DecisionPolicy = decisionPolicy): Advisory[] {
  return [
    nonResponsePrompt(facts.injections, policy),
    noLengtheningPrompt(facts.injections, policy),
    gapPrompt(facts),
    reviewPrompt(facts.injections, policy),
  ].filter((each) => each !== null);
}
