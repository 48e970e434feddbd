import { addCivilDays, civilDateAt, minuteMs, windowOn } from '../time/zone.js';
import type { MessagePolicy } from './message-policy.js';

/**
 * MSG-03: the end of the quiet hours in which an instant lies, by the clinic's clocks; null: it lies in none. A message
 * about a session that begins before anybody could read it is not held back.
 */
export function quietUntil(
  now: number,
  zone: string,
  { quietHours, urgentMinutes }: Pick<MessagePolicy, 'quietHours' | 'urgentMinutes'>,
  sessionStart: number | null,
): number | null {
  if (quietHours === null) return null;
  if (sessionStart !== null && sessionStart - now <= urgentMinutes * minuteMs) return null;
  const today = civilDateAt(now, zone);
  const { from, to } = quietHours;
  const spans =
    from < to
      ? [windowOn(today, from, to, zone)]
      : [-1, 0].map((days) => {
          const evening = addCivilDays(today, days);
          const begins = windowOn(evening, from, '24:00', zone);
          const ends = windowOn(addCivilDays(evening, 1), '00:00', to, zone);
          return begins === null ? null : { start: begins.start, end: ends?.end ?? begins.end };
        });
  return spans.find((span) => span !== null && span.start <= now && now < span.end)?.end ?? null;
}

export interface DueReminder {
  readonly leadMinutes: number;
  readonly dueAt: number;
  /** Later than this it would come too late, or beside the next one. */
  readonly notAfter: number;
}

/**
 * MSG-04: the reminders of a session: one for each lead time, but none that would have been due before the session
 * took its place, because the confirmation says the same. Elapsed time: a day before is 24 hours before.
 */
export function remindersOf(
  session: { readonly start: number; readonly placedAt: number },
  { reminderLeadMinutes, usefulMinutes }: Pick<MessagePolicy, 'reminderLeadMinutes' | 'usefulMinutes'>,
): DueReminder[] {
  return reminderLeadMinutes
    .map((leadMinutes) => {
      const dueAt = session.start - leadMinutes * minuteMs;
      return {
        leadMinutes,
        dueAt,
        notAfter: Math.min(dueAt + usefulMinutes * minuteMs, session.start),
      };
    })
    .filter(({ dueAt }) => dueAt > session.placedAt)
    .sort((a, b) => a.dueAt - b.dueAt);
}

/** MSG-05: when the patient of a session that is over is asked how she is: at that hour of the next day; null: she is not. */
export function dayAfterDue(
  dischargedAt: number,
  zone: string,
  { dayAfterAt }: Pick<MessagePolicy, 'dayAfterAt'>,
): number | null {
  if (dayAfterAt === null) return null;
  const next = addCivilDays(civilDateAt(dischargedAt, zone), 1);
  return windowOn(next, dayAfterAt, '24:00', zone)?.start ?? null;
}

/**
 * MSG-06: when a message that could not be handed over is tried again: after the clinic's pause, then after twice as long each
 * time; null: it was tried often enough, and a person has to look. Precondition: it was tried at least once.
 */
export function nextAttemptAt(
  now: number,
  attemptsMade: number,
  { attempts, retrySeconds }: Pick<MessagePolicy, 'attempts' | 'retrySeconds'>,
): number | null {
  return attemptsMade >= attempts ? null : now + 2 ** (attemptsMade - 1) * retrySeconds * 1_000;
}
