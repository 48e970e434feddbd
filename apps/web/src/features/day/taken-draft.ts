import type { LastTakenRequest, LastTakenView } from '@lull/contracts';
import { addCivilDays, civilDateAt, instantOf } from '@lull/domain';
import { dateText, timeText } from '../../ui/clock.js';

/** A last meal, drink or analgesic while it is being asked; nothing is filled in. */
export interface TakenDraft {
  readonly said: 'at' | 'none-since' | null;
  /** Days before today. */
  readonly day: '0' | '1' | '2' | null;
  readonly time: string;
}

export const notAsked: TakenDraft = { said: null, day: null, time: '' };

/** As a request says it; null: nobody asked. A half answer is a fault. */
export function readTaken(
  { said, day, time }: TakenDraft,
  now: number,
  zone: string,
): { readonly taken: LastTakenRequest | null; readonly fault: string | null } {
  if (said === null) return { taken: null, fault: null };
  if (day === null || time === '') return { taken: null, fault: 'Choose the day and enter the time.' };
  const date = addCivilDays(civilDateAt(now, zone), -Number(day));
  const instant = instantOf(`${date}T${time}`, zone);
  if (!instant.accepted) return { taken: null, fault: 'This time cannot be read.' };
  return { taken: { said, at: new Date(instant.value).toISOString() }, fault: null };
}

/** `Tue 1 Dec 2026, 07:10`, `none since ...`, or that nobody asked. */
export function takenText(taken: LastTakenView | null, zone: string): string {
  if (taken === null) return 'not asked';
  const when = `${dateText(civilDateAt(taken.at, zone))}, ${timeText(taken.at, zone)}`;
  return taken.said === 'at' ? when : `none since ${when}`;
}
