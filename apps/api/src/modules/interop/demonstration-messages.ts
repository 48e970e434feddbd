import { minuteMs } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { bringInMessages, type SentBefore } from '../messaging/messaging.public.js';

const dayMinutes = 24 * 60;
/** When patients of the coming days were told: a confirmation two weeks before, and the reminders that are due by now. */
const confirmedBefore = 15 * dayMinutes;
const reminders = [7 * dayMinutes, 2 * dayMinutes, dayMinutes];

interface Visit {
  readonly sessionId: string;
  readonly patientId: string;
  readonly clinicId: string;
  readonly start: number;
}

/**
 * What no book tells of a demonstration clinic: who agreed to be written to, and what the patients of this week have
 * been told. Nothing leaves the machine; all of it stands in the mailbox.
 */
export async function tellDemonstration(tx: Tx): Promise<void> {
  const { practiceId } = tx.principal;
  await tx.query(
    `UPDATE patient SET consent_to_email = substr(md5(mrn), 1, 1) < 'd', consent_to_sms = substr(md5(mrn), 2, 1) < '9'
      WHERE practice_id = $1`,
    [practiceId],
  );
  const visits = await tx.query<Visit>(
    `SELECT id AS "sessionId", patient_id AS "patientId", clinic_id AS "clinicId", ${epochMs('starts_at')}::float8 AS start
       FROM session WHERE practice_id = $1 AND state IN ('booked','confirmed')
        AND starts_at > now() AND starts_at < now() + interval '8 days' ORDER BY starts_at, id`,
    [practiceId],
  );
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
