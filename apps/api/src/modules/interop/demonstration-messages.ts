import { minuteMs } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { bringInMessages, type SentBefore } from '../messaging/messaging.public.js';
import { askForConsents, comingVisits } from './demonstration-messages.repository.js';

const dayMinutes = 24 * 60;
/** When patients of the coming days were told: a confirmation two weeks before, and the reminders that are due by now. */
const confirmedBefore = 15 * dayMinutes;
const reminders = [7 * dayMinutes, 2 * dayMinutes, dayMinutes];

/**
 * What no book tells of a demonstration clinic: who agreed to be written to, and what the patients of this week have
 * been told. Nothing leaves the machine; all of it stands in the mailbox.
 */
export async function tellDemonstration(tx: Tx): Promise<void> {
  await askForConsents(tx);
  const visits = await comingVisits(tx);
  const now = tx.now.epochMilliseconds;
  await bringInMessages(
    tx,
    visits.flatMap(({ start, ...visit }): SentBefore[] => [
      { ...visit, kind: 'confirmation', leadMinutes: 0, sentAt: start - confirmedBefore * minuteMs },
      ...reminders
        .map((leadMinutes) => ({
          ...visit,
          kind: 'reminder' as const,
          leadMinutes,
          sentAt: start - leadMinutes * minuteMs,
        }))
        .filter(({ sentAt }) => sentAt < now),
    ]),
  );
}
