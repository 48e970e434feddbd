import { cancellationGraceSeconds, type FollowUpTask } from '../scheduling/cancellation.js';
import { offerMinutes } from '../scheduling/held-time.js';
import type { SeriesEndReason } from './series-states.js';

/** The numbers behind the physician's decision: clinical configuration, never loose constants. */
export interface DecisionPolicy {
  readonly version: string;
  readonly author: string;
  /** First civil day on which it applies, `YYYY-MM-DD`. */
  readonly effectiveFrom: string;
  /** So many injections in a row without a response ask whether to go on. */
  readonly nonResponses: number;
  /** From so many judged injections on, the last of them are looked at for longer relief. */
  readonly lengtheningOver: number;
  /** After this injection of a series its review is due. */
  readonly reviewAfterInjection: number;
  /** For so long a decision can be taken back: as long as nothing has been sent to the patient. */
  readonly undoSeconds: number;
  /** How long an offer of a freed time waits for its answer: nobody at the desk has asked for it, so it waits long. */
  readonly offerMinutes: number;
  /** What somebody must do when the next session does not keep the changed plan. */
  readonly placeAnew: FollowUpTask;
  /** What somebody must do after a stop, so that the patient is not left without a treatment; null: nothing is left. */
  readonly afterStop: Readonly<Record<SeriesEndReason, FollowUpTask | null>>;
}

const otherTreatment: FollowUpTask = { kind: 'other-treatment', dueInDays: 7 };

/**
 * The defaults of clinical reference 3.10 (two consecutive non-responses, no lengthening after three, review after
 * the third); seconds, minutes and days of tasks are proposed by us (D).
 */
export const decisionPolicy: DecisionPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-11-23',
  nonResponses: 2,
  lengtheningOver: 3,
  reviewAfterInjection: 3,
  undoSeconds: cancellationGraceSeconds,
  offerMinutes: offerMinutes.most,
  placeAnew: { kind: 'rebook', dueInDays: 2 },
  afterStop: {
    'plan-completed': null,
    'lasting-relief': null,
    'no-response': otherTreatment,
    'adverse-event': { kind: 'other-treatment', dueInDays: 2 },
    'patient-choice': otherTreatment,
    'diagnosis-changed': otherTreatment,
    'treatment-changed': otherTreatment,
    contraindication: otherTreatment,
    'authorisation-denied': otherTreatment,
    'lost-to-follow-up': { kind: 'call-patient', dueInDays: 7 },
    deceased: null,
    other: otherTreatment,
  },
};

/** DEC-04: the task that a stop opens in its own transaction (S22: something else may then be needed). */
export function followUpOfStop(
  reason: SeriesEndReason,
  policy: DecisionPolicy = decisionPolicy,
): FollowUpTask | null {
  return policy.afterStop[reason];
}
