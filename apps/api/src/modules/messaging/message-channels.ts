import { Inject, Injectable } from '@nestjs/common';
import type { MessageChannel } from '@lull/domain';
import { CONFIG } from '../../platform/config.token.js';
import type { Config } from '../../platform/config.js';
import { MailChannel } from './mail-channel.js';
import { SmsChannel } from './sms-channel.js';

/** One message, ready to leave. */
export interface Delivery {
  /** The same for the same message, however often it is handed over. */
  readonly key: string;
  readonly address: string;
  readonly clinic: string;
  readonly subject: string | null;
  readonly body: string;
  readonly calendar: { readonly text: string; readonly method: 'PUBLISH' | 'CANCEL' } | null;
}

/**
 * How handing over ended. `later`: it was certainly not taken, and may be tried again. `unknown`: it was handed over
 * and the answer is missing, so it may have been taken.
 */
export type HandedOver = 'taken' | 'refused' | 'later' | 'unknown';

export type Transport = 'mailbox' | 'smtp' | 'http';

/** Where messages of a channel go. With neither channel set up they stay in the mailbox of the product. */
@Injectable()
export class MessageChannels {
  private readonly mail: MailChannel | null;
  private readonly sms: SmsChannel | null;
  /** Whom a calendar file names as its sender. */
  readonly sender: string;

  constructor(@Inject(CONFIG) { messages: { smtp, sms } }: Config) {
    this.mail = smtp === null ? null : new MailChannel(smtp);
    this.sms = sms === null ? null : new SmsChannel(sms);
    this.sender = smtp?.from ?? 'appointments@lull.invalid';
  }

  transport(channel: MessageChannel): Transport | null {
    if (this.mail === null && this.sms === null) return 'mailbox';
    if (channel === 'email') return this.mail === null ? null : 'smtp';
    return this.sms === null ? null : 'http';
  }

  /** Precondition: the channel has a transport. The mailbox has the text already, and takes everything. */
  async handOver(channel: MessageChannel, delivery: Delivery): Promise<HandedOver> {
    const way = channel === 'email' ? this.mail : this.sms;
    return way === null ? 'taken' : way.handOver(delivery);
  }
}
