import type { FollowUpTaskView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';

/** `call-patient` as one reads it: Call patient. The kinds are the domain's. */
export function taskWord(kind: string): string {
  const plain = kind.replaceAll('-', ' ');
  return plain.slice(0, 1).toUpperCase() + plain.slice(1);
}

/** Whom or what a task is about. */
export function aboutOf({ patientName, blockTime }: FollowUpTaskView): string {
  if (blockTime !== null)
    return `${blockTime.physicianName}, ${blockTime.roomName}, ${dateText(blockTime.date)}`;
  return patientName ?? '';
}
