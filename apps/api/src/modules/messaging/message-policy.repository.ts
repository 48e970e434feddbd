import { Injectable } from '@nestjs/common';
import { defaultMessagePolicy, type MessagePolicy } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';

interface Row extends Omit<MessagePolicy, 'quietHours'> {
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}

/** When messages leave, by versions; before a clinic has said so, the defaults. */
@Injectable()
export class MessagePolicyRepository {
  async inForce(tx: Tx): Promise<MessagePolicy> {
    const [row] = await tx.query<Row>(
      `SELECT p.version, m.name AS author, to_char(p.effective_from, 'YYYY-MM-DD') AS "effectiveFrom",
              p.grace_seconds AS "graceSeconds", p.reminder_lead_minutes AS "reminderLeadMinutes",
              to_char(p.quiet_from, 'HH24:MI') AS "quietFrom", to_char(p.quiet_to, 'HH24:MI') AS "quietTo",
              to_char(p.day_after_at, 'HH24:MI') AS "dayAfterAt", p.useful_minutes AS "usefulMinutes",
              p.urgent_minutes AS "urgentMinutes", p.attempts, p.retry_seconds AS "retrySeconds"
         FROM message_policy p JOIN member m ON m.practice_id = p.practice_id AND m.id = p.author_id
        WHERE p.practice_id = $1 AND p.effective_from <= now() ORDER BY p.version DESC LIMIT 1`,
      [tx.principal.practiceId],
    );
    if (row === undefined) return defaultMessagePolicy;
    const { quietFrom, quietTo, ...policy } = row;
    return {
      ...policy,
      quietHours: quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo },
    };
  }

  /** Precondition: the version is the one after the newest; the database refuses it twice. */
  async add(
    tx: Tx,
    policy: Omit<MessagePolicy, 'author' | 'effectiveFrom'>,
    authorId: string,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO message_policy (practice_id, id, version, author_id, grace_seconds, reminder_lead_minutes, quiet_from,
         quiet_to, day_after_at, useful_minutes, urgent_minutes, attempts, retry_seconds, effective_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, now())`,
      [
        tx.principal.practiceId,
        uuid(),
        policy.version,
        authorId,
        policy.graceSeconds,
        policy.reminderLeadMinutes,
        policy.quietHours?.from ?? null,
        policy.quietHours?.to ?? null,
        policy.dayAfterAt,
        policy.usefulMinutes,
        policy.urgentMinutes,
        policy.attempts,
        policy.retrySeconds,
      ],
    );
  }
}
