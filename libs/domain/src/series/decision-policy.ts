import {
  cancellationGraceSeconds,
  type FollowUpTask,
  type FollowUpTaskKind,
} from '../scheduling/cancellation.js';
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
  /** Open tasks that would call or invite a patient: after a death nobody is asked to do them any more. */
  readonly closedByDeath: readonly FollowUpTaskKind[];
}

const otherTreatment: FollowUpTask = { kind: 'other-treatment', dueInDays: 7 };

/**
 * The defaults of clinical reference 3.10 (two consecutive non-responses, no lengthening after three, review after
 * the third); seconds, minutes and days of tasks are proposed by us (D).
 */
export const decisionPolicy: DecisionPolicy = {
  version: '2',
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
    deceased: { kind: 'after-death', dueInDays: 1 },
    other: otherTreatment,
  },
  // Not among them: symptoms and reviews by a clinician, which may have to do with the death.
  closedByDeath: [
    'rebook',
    'place-again',
    'call-patient',
    'arrange-escort',
    'explain-fasting',
    'change-requested',
    'new-patient-link',
    'tell-patient',
    'other-treatment',
  ],
};

/** DEC-04: the task that a stop opens in its own transaction (S22: something else may then be needed). */
export function followUpOfStop(
  reason: SeriesEndReason,
  policy: DecisionPolicy = decisionPolicy,
): FollowUpTask | null {
  return policy.afterStop[reason];
}

/**
 * DEC-13: what somebody has to see to after a death, in words: nothing is sent to the patient's channels, tasks to call
 * the patient are closed, and what is booked in other series is for a person to cancel.
 */
export function afterDeathText(closedTasks: number, sessionsAhead: number): string {
  return [
    'The patient has died: nothing is sent to the patient any more.',
    closedTasks === 0 ? '' : `Closed with it: ${counted(closedTasks, 'task')} to call or invite the patient.`,
    sessionsAhead === 0
      ? ''
      : `Still booked in other series: ${counted(sessionsAhead, 'session')}. Stop those series.`,
    'Let the referrer and the payer know.',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
