import { unjudgedWords, type ReviewedInjection, type Unjudged } from './review-finding.js';
import type { Response } from './relief-duration.js';

/** How many injections of a target stand behind its figures; the sums are over one definition. */
export interface ReliefCounts {
  readonly injections: number;
  readonly responders: number;
  readonly nonResponders: number;
  readonly uncertain: number;
  /** Relief was not seen to end: the duration is a lower bound. */
  readonly censored: number;
  /** Neither a response nor the lack of one, with the reason. */
  readonly notEvaluable: readonly Unjudged[];
}

export interface AnsweredInjection extends ReviewedInjection {
  readonly relief: ReviewedInjection['relief'] & { readonly response: Response | null };
}

/**
 * REV-05: the counts that stand beside every figure of a series, so that no rate stands alone: responders,
 * non-responders, uncertain ones, those not evaluable with the reason, and how many durations are censored.
 * Responders, non-responders, uncertain and not evaluable add up to the injections (clinical reference 1.6).
 */
export function reliefCounts(injections: readonly AnsweredInjection[]): ReliefCounts {
  const count = (response: Response): number =>
    injections.filter(({ relief }) => relief.response === response).length;
  return {
    injections: injections.length,
    responders: count('responder'),
    nonResponders: count('non-responder'),
    uncertain: count('uncertain'),
    censored: injections.filter(
      ({ relief }) => relief.status === 'evaluable' && relief.lapse !== null && relief.lapse.upper === null,
    ).length,
    notEvaluable: injections
      .filter(({ relief }) => relief.response === null || relief.response === 'not-evaluable')
      .map(({ ordinal, relief }) => ({
        ordinal,
        why:
          relief.status === 'evaluable'
            ? 'relief not followed until a response could be judged'
            : unjudgedWords(relief.status, relief.reason),
      })),
  };
}
