import { PassThrough } from 'node:stream';
import { createTransport, type Transporter } from 'nodemailer';
import type { SmtpConfig } from '../../platform/message-config.js';
import type { Delivery, HandedOver } from './message-channels.js';

const connectMs = 5_000;
const silenceMs = 10_000;

/** E-mail by SMTP, one connection for each message: what became of it is then told by this conversation alone. */
export class MailChannel {
  private readonly transporter: Transporter;

  constructor(private readonly config: SmtpConfig) {
    const { host, port, secure, requireTls, user, password } = config;
    this.transporter = createTransport({
      host,
      port,
      secure,
      requireTLS: requireTls,
      ...(user !== null && { auth: { user, pass: password ?? '' } }),
      connectionTimeout: connectMs,
      greetingTimeout: connectMs,
      socketTimeout: silenceMs,
      // Nothing in a message may make the server fetch a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.transporter.use('stream', (mail, done) => {
      const { onLastByte } = mail.data as { onLastByte?: () => void };
      mail.message.transform(() => new PassThrough({ final: (end) => (onLastByte?.(), end()) }));
      done();
    });
  }

  async handOver({ key, address, clinic, subject, body, calendar }: Delivery): Promise<HandedOver> {
    // Before its last byte nobody can have taken a message; after it only the server's answer tells.
    let whole = false;
    try {
      const message = {
        from: { name: clinic, address: this.config.from },
        to: address,
        subject: subject ?? clinic,
        text: body,
        messageId: messageIdOf(key, this.config.from),
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(calendar !== null && {
          icalEvent: { method: calendar.method, filename: 'appointment.ics', content: calendar.text },
        }),
        // Not part of the message: for the transformation above.
        onLastByte: () => {
          whole = true;
        },
      };
      await this.transporter.sendMail(message);
      return 'taken';
    } catch (error) {
      const code = answerCode(error);
      if (code !== null) return code >= 500 && isAboutMessage(error) ? 'refused' : 'later';
      return whole ? 'unknown' : 'later';
    }
  }
}

/** A sink that honours it takes the same message once. */
export function messageIdOf(key: string, from: string): string {
  return `<${key.replaceAll(':', '.')}@${from.slice(from.indexOf('@') + 1)}>`;
}

/** The number with which the server answered; null: it did not. */
function answerCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('responseCode' in error)) return null;
  return typeof error.responseCode === 'number' ? error.responseCode : null;
}

/** A refusal of the sender or of the sign-in is our own affair, to be put right; the message is not lost over it. */
function isAboutMessage(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EENVELOPE' || error.code === 'EMESSAGE')
  );
}
