import type { Escalation, EscalatedTaskKind, EscalationRole } from '@lull/domain';
import { minuteMs } from '@lull/domain';
import { durationText } from './clock.js';

const roleWords: Readonly<Record<EscalationRole, string>> = {
  nurse: 'the nurses',
  scheduler: 'the desk',
  physician: 'the physicians',
  administrator: 'the administrators',
};

/** What a symptom is called where nobody is named. */
export const symptomKindWords: Readonly<Record<EscalatedTaskKind, string>> = {
  'symptom-emergency': 'An emergency symptom',
  'symptom-same-day': 'A symptom of the same day',
};

/** `overdue for 25 min` */
export function overdueText({ minutesPastDue }: Escalation): string {
  return minutesPastDue === 0 ? 'overdue' : `overdue for ${durationText(minutesPastDue * minuteMs)}`;
}

/** `Told: the nurses, the desk, the physicians` */
export function toldText({ told }: Escalation): string {
  return `Told: ${told.map((role) => roleWords[role]).join(', ')}`;
}
