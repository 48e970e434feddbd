import { accept, refuse, type Decision } from '../decision.js';
import type { SessionState } from './session-states.js';

/** Why a session was cancelled. A closed list, because causes are counted (product.md, journey 7). */
export const cancelReasons = [
  'patient-request',
  'patient-ill',
  'infection',
  'no-escort',
  'not-fasted',
  'no-authorisation',
  'anticoagulant-not-held',
  'pregnancy-possible',
  'glucose-too-high',
  'consent-missing',
  'clinic-closed',
  'physician-unavailable',
  'staff-unavailable',
  'place-unavailable',
  'equipment-failure',
  'series-stopped',
  'series-replanned',
  'booked-in-error',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Reasons that tell something of a person's health: not for who sees no clinical detail of a person (product.md 3). */
export const clinicalCancelReasons: readonly CancelReason[] = [
  'patient-ill',
  'infection',
  'anticoagulant-not-held',
  'pregnancy-possible',
  'glucose-too-high',
];

/** What somebody must do after a session fell out, so that nobody is lost (product rule 10). */
export const followUpTaskKinds = [
  'rebook',
  'place-again',
  'call-patient',
  'arrange-escort',
  'explain-fasting',
  'obtain-authorisation',
  'obtain-hold-decision',
  'physician-review',
  'clinician-review',
  'symptom-emergency',
  'symptom-same-day',
  'change-requested',
  'new-patient-link',
  'tell-patient',
  'other-treatment',
  'after-death',
] as const;
export type FollowUpTaskKind = (typeof followUpTaskKinds)[number];

export interface FollowUpTask {
  readonly kind: FollowUpTaskKind;
  /** Calendar days of the clinic after the cancellation. */
  readonly dueInDays: number;
}

/**
 * BOOK-21: the follow-up task a cancellation creates in the same transaction; null only where there is
 * nothing left to follow up: the physician has ended or changed the plan, or the entry was a mistake.
 * An anticoagulant is a matter for its prescriber: the task asks for a decision, it tells nobody to
 * stop a drug (clinical.md 3.5). Days are defaults.
 */
export const followUpTasks: Readonly<Record<CancelReason, FollowUpTask | null>> = {
  'patient-request': { kind: 'rebook', dueInDays: 2 },
  'patient-ill': { kind: 'call-patient', dueInDays: 3 },
  infection: { kind: 'physician-review', dueInDays: 2 },
  'no-escort': { kind: 'arrange-escort', dueInDays: 2 },
  'not-fasted': { kind: 'explain-fasting', dueInDays: 1 },
  'no-authorisation': { kind: 'obtain-authorisation', dueInDays: 2 },
  'anticoagulant-not-held': { kind: 'obtain-hold-decision', dueInDays: 1 },
  'pregnancy-possible': { kind: 'physician-review', dueInDays: 1 },
  'glucose-too-high': { kind: 'physician-review', dueInDays: 1 },
  'consent-missing': { kind: 'physician-review', dueInDays: 2 },
  'clinic-closed': { kind: 'rebook', dueInDays: 1 },
  'physician-unavailable': { kind: 'rebook', dueInDays: 1 },
  'staff-unavailable': { kind: 'rebook', dueInDays: 1 },
  'place-unavailable': { kind: 'rebook', dueInDays: 1 },
  'equipment-failure': { kind: 'rebook', dueInDays: 1 },
  'series-stopped': null,
  'series-replanned': null,
  'booked-in-error': null,
  other: { kind: 'call-patient', dueInDays: 2 },
};

/** CAL-11: who lost a place, because block time was changed or released or something failed, is offered another. Days are a default. */
export const placeAgainFollowUp: FollowUpTask = { kind: 'place-again', dueInDays: 1 };

/** BOOK-22: who did not come is telephoned the next day: the pain may have gone, or something may be wrong. */
export const noShowFollowUp: FollowUpTask = { kind: 'call-patient', dueInDays: 1 };

/** For so long a cancellation can be taken back: as long as nothing has been sent to the patient. */
export const cancellationGraceSeconds = 60;

export interface CancellationUndoFacts {
  readonly state: SessionState;
  /** When it was cancelled; null for a session that was not. */
  readonly endedAt: number | null;
  readonly now: number;
}

/**
 * MOVE-09: a cancellation that has just been made can be taken back; the session then stands in the book
 * again by the same rules as any booking, if its time is still free. Later it is booked anew, because the
 * patient may have been told. Not overridable.
 */
export function checkCancellationUndo({ state, endedAt, now }: CancellationUndoFacts): Decision<'cancelled'> {
  if (state !== 'cancelled' || endedAt === null)
    return refuse({ code: 'scheduling.not-cancelled', facts: { state }, overridable: false });
  if (now - endedAt <= cancellationGraceSeconds * 1000) return accept(state);
  return refuse({
    code: 'scheduling.cancellation-final',
    facts: { endedAt, graceSeconds: cancellationGraceSeconds },
    overridable: false,
  });
}
