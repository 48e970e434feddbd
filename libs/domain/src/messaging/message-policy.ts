import type { CivilDate, ClockTime } from '../time/zone.js';

/**
 * When messages leave: a clinic's own, versioned, so that it can be told which settings a message went by.
 * Durations in seconds or minutes, as each name says; clock times are of the clinic's zone.
 */
export interface MessagePolicy {
  readonly version: number;
  readonly author: string;
  readonly effectiveFrom: CivilDate;
  /** So long a change waits before anybody is told: what is undone within sends nothing. */
  readonly graceSeconds: number;
  /** How long before a session its reminders leave. */
  readonly reminderLeadMinutes: readonly number[];
  /** Null: there are none. They may span midnight. */
  readonly quietHours: { readonly from: ClockTime; readonly to: ClockTime } | null;
  /** When a patient is asked how she is, on the day after; null: nobody is asked. */
  readonly dayAfterAt: ClockTime | null;
  /** After so long past its time, because nothing could be sent, a message is of no use any more. */
  readonly usefulMinutes: number;
  /** About a session that begins within so long a message leaves in quiet hours, too: not to know is worse. */
  readonly urgentMinutes: number;
  /** A message that could not be handed over is tried so often before a person has to look ... */
  readonly attempts: number;
  /** ... the first time after so long, then after twice as long each time. */
  readonly retrySeconds: number;
}

const hours = (count: number): number => count * 60;
const days = (count: number): number => hours(24 * count);

/** Ours, to be confirmed by the clinic: no source gives a figure. */
export const defaultMessagePolicy: MessagePolicy = {
  version: 0,
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  graceSeconds: 60,
  reminderLeadMinutes: [days(7), days(2), days(1)],
  quietHours: { from: '21:00', to: '08:00' },
  dayAfterAt: '10:00',
  usefulMinutes: hours(12),
  urgentMinutes: hours(12),
  attempts: 5,
  retrySeconds: 60,
};
