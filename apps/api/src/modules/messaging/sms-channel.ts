import type { SmsConfig } from '../../platform/message-config.js';
import type { Delivery, HandedOver } from './message-channels.js';

const answerMs = 10_000;

/** The answers by which a gateway says that it has certainly not taken a message, and may take it later. */
const later = new Set([401, 403, 408, 425, 429, 503]);
/** ... and by which it says that it never will. */
const never = new Set([400, 404, 406, 410, 413, 415, 422]);
/** The connection did not come about, so nothing was said over it. */
const notConnected = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Text messages by a gateway's HTTP interface; the contract stands in docs/operations.md. */
export class SmsChannel {
  constructor(private readonly config: SmsConfig) {}

  async handOver({ key, address, body }: Delivery): Promise<HandedOver> {
    try {
      const answer = await fetch(this.config.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${this.config.token}`,
          'Idempotency-Key': key,
        },
        body: JSON.stringify({ to: address, text: body, reference: key }),
        redirect: 'error',
        signal: AbortSignal.timeout(answerMs),
      });
      await answer.body?.cancel();
      // 409: it was taken before, under the same key.
      if (answer.ok || answer.status === 409) return 'taken';
      if (never.has(answer.status)) return 'refused';
      return later.has(answer.status) ? 'later' : 'unknown';
    } catch (error) {
      return notConnected.has(causeCode(error)) ? 'later' : 'unknown';
    }
  }
}

function causeCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
}
