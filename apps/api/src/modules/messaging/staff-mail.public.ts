import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { MessageChannels } from './message-channels.js';
import {
  StaffOutboxRepository,
  type NewStaffMessage,
  type StaffMessageState,
} from './staff-outbox.repository.js';

/** What other modules may ask of mail to members. */
@Injectable()
export class StaffMail {
  constructor(
    private readonly messages: StaffOutboxRepository,
    private readonly channels: MessageChannels,
  ) {}

  /** Whether e-mail leaves this installation at all. */
  leaves(): boolean {
    return this.channels.transport('email') === 'smtp';
  }

  /** Owed from the moment that the transaction commits; an older one about the same that has not left is dropped. */
  write(tx: Tx, message: NewStaffMessage): Promise<void> {
    return this.messages.write(tx, message);
  }

  /** Its link was taken back before it left. */
  drop(tx: Tx, aboutId: string): Promise<void> {
    return this.messages.drop(tx, aboutId);
  }

  states(tx: Tx, aboutIds: readonly string[]): Promise<ReadonlyMap<string, StaffMessageState>> {
    return this.messages.states(tx, aboutIds);
  }
}
