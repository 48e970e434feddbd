import type { HeldTimeView } from '@lull/contracts';
import { timeText } from '../../ui/clock.js';

/** `held by Robin Park until 10:42`. */
export function heldWords({ purpose, heldBy, expiresAt }: HeldTimeView, zone: string): string {
  return `${purpose === 'offer' ? 'offered' : 'held'} by ${heldBy.name} until ${timeText(expiresAt, zone)}`;
}

/** Everything that the card shows, as one sentence. */
export function heldSentence(held: HeldTimeView, zone: string): string {
  const { patientName, start, end, procedureCode, side } = held;
  return `${patientName}, ${timeText(start, zone)} to ${timeText(end, zone)}, ${procedureCode} ${side}, ${heldWords(held, zone)}`;
}
