import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { Database } from '../../platform/database/database.js';
import type { SystemPrincipal } from '../../platform/database/principal.js';
import { MessageChannels, type HandedOver } from './message-channels.js';
import { StaffOutboxRepository } from './staff-outbox.repository.js';
import { staffText } from './staff-texts.js';

const mostAttempts = 5;
const firstPauseMs = 30_000;

/**
 * Mail to members, by the same channel and the same care as mail to patients (ADR 13): leased in one transaction, handed
 * over after its commit, and what became of it written down in another. Without an SMTP server nothing leaves, and
 * whoever made the link hands it over in person.
 */
@Injectable()
export class StaffOutbox {
  constructor(
    private readonly database: Database,
    private readonly door: AuthDatabase,
    private readonly messages: StaffOutboxRepository,
    private readonly channels: MessageChannels,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Sends what is due, one after the other, until nothing is or `stopped` says so. */
  async drain(stopped: () => boolean): Promise<void> {
    const practices = await this.door.rows<{ practice_id: string }>(
      `SELECT DISTINCT practice_id FROM staff_message
        WHERE (state = 'pending' AND due_at <= clock_timestamp()) OR (state = 'leased' AND lease_until < clock_timestamp())`,
    );
    for (const { practice_id: practiceId } of practices) while (!stopped() && (await this.one(practiceId)));
  }

  private async one(practiceId: string): Promise<boolean> {
    const principal: SystemPrincipal = { kind: 'system', practiceId, purpose: 'messages' };
    const leased = await this.database.run(principal, (tx) =>
      this.messages.lease(tx, this.config.messages.leaseSeconds),
    );
    if (leased === undefined) return false;
    const { id, token, address, practice, attempts } = leased;
    const transport = this.channels.transport('email') ?? 'mailbox';
    const ended: HandedOver =
      transport === 'mailbox'
        ? 'taken'
        : await this.channels.handOver('email', {
            key: `staff:${id}`,
            address,
            clinic: practice,
            ...staffText(leased),
            calendar: null,
          });
    await this.database.run(principal, (tx) => {
      if (ended === 'taken') return this.messages.record(tx, id, token, { state: 'sent', transport });
      if (ended === 'refused')
        return this.messages.record(tx, id, token, { state: 'failed', reason: 'refused' });
      if (ended === 'unknown')
        return this.messages.record(tx, id, token, { state: 'unknown', reason: 'no-answer' });
      if (attempts >= mostAttempts)
        return this.messages.record(tx, id, token, { state: 'failed', reason: 'no-connection' });
      const dueAt = tx.now.epochMilliseconds + firstPauseMs * 2 ** (attempts - 1);
      return this.messages.record(tx, id, token, { state: 'pending', reason: 'try-again', dueAt });
    });
    return true;
  }
}
