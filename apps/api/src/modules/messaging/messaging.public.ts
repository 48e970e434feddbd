import { Injectable } from '@nestjs/common';
import { minuteMs } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { PlanRepository } from './plan.repository.js';

export interface DiaryInvitation {
  readonly patientId: string;
  /** Whose name and number the message carries. */
  readonly clinicId: string;
  /** The patient's personal link, whole. It is kept until it is sent, and no longer. */
  readonly link: string;
}

/** What other modules may ask of messages. Of sessions and offers they need ask nothing: those tell of themselves. */
@Injectable()
export class Messages {
  constructor(
    private readonly plans: PlanRepository,
    private readonly policies: MessagePolicyRepository,
  ) {}

  /** Sends the patient her personal link on every channel that she agreed to, at once but for quiet hours. */
  async inviteToDiary(tx: Tx, { patientId, clinicId, link }: DiaryInvitation): Promise<void> {
    const { usefulMinutes } = await this.policies.inForce(tx);
    const now = tx.now.epochMilliseconds;
    const written = await this.plans.writeDown(tx, [
      {
        key: `diary-invitation:${uuid()}`,
        kind: 'diary-invitation',
        sessionId: null,
        patientId,
        clinicId,
        aboutStart: null,
        dueAt: now,
        notAfter: now + usefulMinutes * minuteMs,
      },
    ]);
    for (const id of written) await this.plans.keepLink(tx, id, link);
  }
}
