import { accept, refuse, type Decision } from '../decision.js';
import type { MessageKind, MessageReason, MessageState } from './message.js';

/** Skipped, and still the patient should know: nobody could reach her, or not in time. */
const leftUntold: readonly MessageReason[] = ['unreachable', 'too-late'];
/** Time alone brought them, and what they say was said before. */
const courtesies: readonly MessageKind[] = ['reminder', 'day-after'];
/** Once it may have left, or could not, its link is gone: a new one is asked for. */
const sentOnce: readonly MessageKind[] = ['diary-invitation'];

export interface EndedMessage {
  readonly kind: MessageKind;
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  /** A person has seen to it. */
  readonly settled: boolean;
}

/** MSG-08: a message that a person has to look after: it failed, nobody knows whether it left, or nobody was reached. */
export function needsPerson({ kind, state, reason, settled }: EndedMessage): boolean {
  if (settled) return false;
  if (state === 'failed' || state === 'unknown') return true;
  return state === 'skipped' && reason !== null && leftUntold.includes(reason) && !courtesies.includes(kind);
}

/**
 * MSG-09: sending again is a person's word, never a machine's: the patient may have the message already. Only one that
 * has not arrived for sure may be sent again, and what it says is decided anew by what stands then.
 */
export function checkSendAgain(message: EndedMessage): Decision<EndedMessage> {
  const { kind, state, reason } = message;
  if (needsPerson({ ...message, settled: false }) && !sentOnce.includes(kind)) return accept(message);
  return refuse({
    code: 'messages.not-to-be-sent-again',
    facts: { kind, state, ...(reason !== null && { reason }) },
    overridable: false,
  });
}

/** MSG-08: only what waits for a person is settled by one. */
export function checkSettle(message: EndedMessage): Decision<EndedMessage> {
  if (needsPerson(message)) return accept(message);
  return refuse({ code: 'messages.needs-nobody', facts: { state: message.state }, overridable: false });
}
