import { Injectable } from '@nestjs/common';
import type {
  ListMessagesRequest,
  MessageDetailView,
  MessageFiguresView,
  MessageView,
  Page,
  SettleMessageRequest,
} from '@lull/contracts';
import { checkSendAgain, checkSettle, minuteMs, nothingLost } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { MessageChannels } from './message-channels.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { MessageRepository } from './message.repository.js';
import { messageView } from './message.view.js';

const pageSize = 50;

/** What patients were told, are about to be told, and could not be told. */
@Injectable()
export class MessageService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly messages: MessageRepository,
    private readonly policies: MessagePolicyRepository,
    private readonly channels: MessageChannels,
  ) {}

  page(member: MemberPrincipal, asked: ListMessagesRequest): Promise<Page<MessageView>> {
    return this.database.run(member, async (tx) => {
      const found = await this.messages.page(tx, asked, pageSize + 1);
      const rows = found.slice(0, pageSize).map(messageView);
      tx.read({ resource: 'message', patientIds: rows.map(({ patientId }) => patientId) });
      return { rows, next: found.length > pageSize ? (rows.at(-1)?.id ?? null) : null };
    });
  }

  one(member: MemberPrincipal, id: string): Promise<MessageDetailView> {
    return this.database.run(member, (tx) => this.view(tx, id));
  }

  figures(member: MemberPrincipal): Promise<MessageFiguresView> {
    return this.database.run(member, async (tx) => {
      const figures = await this.messages.figures(tx);
      // It names nobody; that the numbers were looked at stands in the trail all the same.
      tx.read({ resource: 'message', patientIds: [] });
      return {
        ...figures,
        nothingLost: nothingLost(figures.created, figures.states),
        transports: { email: this.channels.transport('email'), sms: this.channels.transport('sms') },
      };
    });
  }

  sendAgain(member: MemberPrincipal, once: Once, id: string, version: number): Promise<MessageDetailView> {
    return this.calls.run(member, once, async (tx) => {
      decided(checkSendAgain(await this.locked(tx, id)));
      const { usefulMinutes } = await this.policies.inForce(tx);
      await this.messages.sendAgain(tx, id, version, usefulMinutes * minuteMs);
      return this.view(tx, id);
    });
  }

  settle(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    { note }: SettleMessageRequest,
  ): Promise<MessageDetailView> {
    return this.calls.run(member, once, async (tx) => {
      decided(checkSettle(await this.locked(tx, id)));
      await this.messages.settle(tx, id, version, member.memberId, note ?? null);
      return this.view(tx, id);
    });
  }

  private async locked(tx: Tx, id: string) {
    const message = await this.messages.ended(tx, id);
    if (message === undefined) throw notFound('message');
    return message;
  }

  private async view(tx: Tx, id: string): Promise<MessageDetailView> {
    const record = await this.messages.one(tx, id);
    if (record === undefined) throw notFound('message');
    tx.read({ resource: 'message', resourceId: id, patientIds: [record.patientId] });
    return { ...messageView(record), text: await this.messages.text(tx, id) };
  }
}
