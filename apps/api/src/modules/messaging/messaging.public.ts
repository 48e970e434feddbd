import { Injectable } from '@nestjs/common';
import { messageTemplates, minuteMs, type SaidKind } from '@lull/domain';
import { v4 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { preparationOf, readinessDoor } from '../readiness/readiness.public.js';
import { writeMessage } from './envelope.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { Outbox } from './outbox.js';
import { OutboxRepository } from './outbox.repository.js';
import { PlanRepository, type FormerMessage } from './plan.repository.js';

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
    private readonly messages: OutboxRepository,
    private readonly outbox: Outbox,
  ) {}

  /**
   * Sends the patient her personal link on every channel that she agreed to, at once but for quiet hours. False: none
   * reaches her, so nothing is written down.
   */
  async inviteToDiary(tx: Tx, { patientId, clinicId, link }: DiaryInvitation): Promise<boolean> {
    if (!this.outbox.reaches(await this.messages.people(tx, { patientId, clinicId }))) return false;
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
    return true;
  }
}

export interface SentBefore {
  readonly sessionId: string;
  readonly patientId: string;
  readonly clinicId: string;
  readonly kind: Extract<SaidKind, 'confirmation' | 'reminder'>;
  readonly leadMinutes: number;
  readonly sentAt: number;
}

/**
 * Messages of former days, as they would have been sent then, by e-mail: they stand in the mailbox of a demonstration
 * clinic, and nothing leaves. Whoever did not agree to e-mail has none.
 */
export async function bringInMessages(tx: Tx, sent: readonly SentBefore[]): Promise<void> {
  const outbox = new OutboxRepository();
  const judged = new Map(
    (await readinessDoor().judgedMany(tx, [...new Set(sent.map(({ sessionId }) => sessionId))])).map(
      (each) => [each.row.sessionId, each],
    ),
  );
  const former: FormerMessage[] = [];
  for (const each of sent) {
    const { sessionId, kind } = each;
    const [people, session] = [await outbox.people(tx, each), await outbox.standing(tx, sessionId)];
    const ready = judged.get(sessionId);
    if (
      !people.consentToEmail ||
      people.patientEmail === null ||
      session === undefined ||
      ready === undefined
    )
      continue;
    const preparation = preparationOf(ready, each.sentAt);
    const written = writeMessage(
      { kind, sessionId, session, preparation, was: null },
      people,
      'email',
      'appointments@lull.invalid',
    );
    former.push({
      ...each,
      key:
        kind === 'confirmation'
          ? `session:${sessionId}:v0:email`
          : `reminder:${sessionId}:${session.start}:${each.leadMinutes}:email`,
      start: session.start,
      sedation: session.sedation,
      language: written.language,
      templateVersion: messageTemplates.version,
      address: people.patientEmail,
      subject: written.subject,
      body: written.body,
      calendar: written.calendar?.text ?? null,
    });
  }
  await new PlanRepository().bringIn(tx, former);
}
