import { cancelReasons, followUpTasks, type CancelReason, type FollowUpTaskKind } from '@lull/domain';

const words: Readonly<Record<CancelReason, string>> = {
  'patient-request': 'The patient asked for it',
  'patient-ill': 'The patient is ill',
  infection: 'Infection',
  'no-escort': 'No escort',
  'not-fasted': 'Not fasted',
  'no-authorisation': 'No authorisation',
  'anticoagulant-not-held': 'Anticoagulant: no hold as decided',
  'pregnancy-possible': 'Pregnancy possible',
  'glucose-too-high': 'Glucose too high',
  'consent-missing': 'Consent missing',
  'clinic-closed': 'Clinic closed',
  'physician-unavailable': 'Physician not available',
  'staff-unavailable': 'Staff not available',
  'place-unavailable': 'Room or bay not available',
  'equipment-failure': 'Equipment failure',
  'series-stopped': 'Series stopped',
  'series-replanned': 'Series planned anew',
  'booked-in-error': 'Booked in error',
  other: 'Other',
};

const taskWords: Readonly<Record<FollowUpTaskKind, string>> = {
  rebook: 'book another session',
  'place-again': 'place the session again',
  'call-patient': 'telephone the patient',
  'arrange-escort': 'arrange an escort',
  'explain-fasting': 'explain the fasting times',
  'obtain-authorisation': 'obtain the authorisation',
  'obtain-hold-decision': "ask for the prescriber's decision",
  'physician-review': 'physician to review',
  'clinician-review': 'clinician to review',
  'symptom-emergency': 'call about an emergency symptom now',
  'symptom-same-day': 'call about a symptom today',
  'change-requested': 'call about another time',
  'new-patient-link': 'give the patient a new link',
  'tell-patient': 'tell the patient, whom no message reaches',
  'other-treatment': 'look for another treatment',
  'after-death': 'see to what is left after a death',
};

const isReason = (code: string): code is CancelReason => cancelReasons.some((reason) => reason === code);

export function cancelReasonWords(code: string): string {
  return isReason(code) ? words[code] : code.replaceAll('-', ' ');
}

/** The task that the cancellation will create, so that nobody is surprised by it. */
export function followUpSentence(reason: CancelReason): string {
  const task = followUpTasks[reason];
  if (task === null) return 'No follow-up task is created.';
  return `Creates a task: ${taskWords[task.kind]}, due in ${task.dueInDays} ${task.dueInDays === 1 ? 'day' : 'days'}.`;
}

/** The task that stands now, and where. */
export function followedSentence(reason: CancelReason): string {
  const task = followUpTasks[reason];
  if (task === null) return 'No follow-up task was created.';
  return `A task stands under Tasks: ${taskWords[task.kind]}, due in ${task.dueInDays} ${task.dueInDays === 1 ? 'day' : 'days'}.`;
}
