import type { WorklistKind, WorklistReason } from '@lull/domain';
import { may, type AccessAction, type AccessResource, type Role } from './access-matrix.js';

interface WorklistWords {
  readonly name: string;
  /** What an empty list says: that all is well, not that nothing was found. */
  readonly done: string;
}

export const worklistWords: Readonly<Record<WorklistKind, WorklistWords>> = {
  escorts: { name: 'Escorts', done: 'All escorts are confirmed.' },
  fasting: { name: 'Fasting', done: 'Everybody who fasts knows the times.' },
  consents: { name: 'Consents', done: 'All consents are there.' },
  anticoagulants: { name: 'Anticoagulants', done: 'Every decision about an anticoagulant is recorded.' },
  authorisations: { name: 'Authorisations', done: 'All authorisations are there, and none runs out.' },
  diary: { name: 'Diary overdue', done: 'Everybody was heard of in the last two days.' },
  decisions: { name: 'Decisions', done: 'Every injection has its decision.' },
  unreachable: { name: 'Unreachable', done: 'Everybody with a session ahead can be reached by message.' },
  'day-after': { name: 'Day-after calls', done: 'Everybody who went home was asked how it is.' },
};

export const worklistReasonTexts: Readonly<Record<WorklistReason, string>> = {
  'authorisation-ends': 'The authorisation ends soon',
  'authorisation-used-up': 'The last authorised unit',
  'diary-silent': 'Nothing heard for more than two days',
  'decision-waits': 'The last injection waits for its decision',
  'no-contact': 'Neither a telephone number nor an e-mail address',
  'no-consent-to-messages': 'No consent to messages on a channel that there is',
  'not-called-since': 'Went home, not heard of since',
};

/** What is to be done about each, in the words of whoever does it. */
export const worklistActionTexts: Readonly<Record<WorklistReason, string>> = {
  'authorisation-ends': 'Ask the payer for an extension.',
  'authorisation-used-up': 'Ask the payer for further units.',
  'diary-silent': 'Call the patient and record the pain.',
  'decision-waits': 'Look at the relief and decide.',
  'no-contact': 'Ask for a number or an address.',
  'no-consent-to-messages': 'Call the patient, and ask how to write.',
  'not-called-since': 'Call the patient and record the pain.',
};

type Cell = { [R in AccessResource]: readonly [R, AccessAction<R>] }[AccessResource];

/** The cell of the access matrix that opens each list. */
const cells: Readonly<Record<WorklistKind, Cell>> = {
  escorts: ['readiness', 'read'],
  fasting: ['readiness', 'read'],
  consents: ['readiness', 'read'],
  anticoagulants: ['readiness', 'read'],
  authorisations: ['readiness', 'read'],
  diary: ['pain-score', 'read-overdue'],
  decisions: ['relief', 'read'],
  unreachable: ['patient', 'update-contacts'],
  'day-after': ['pain-score', 'record'],
};

export function maySeeWorklist(roles: readonly Role[], kind: WorklistKind): boolean {
  const [resource, action] = cells[kind];
  return may(roles, resource, action as AccessAction<typeof resource>);
}
