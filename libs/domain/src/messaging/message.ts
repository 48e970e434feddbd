/** How a patient is reached; each asks for a consent of its own. */
export const messageChannels = ['email', 'sms'] as const;
export type MessageChannel = (typeof messageChannels)[number];

/** `change`: a session changed; what is said of it is decided when the message is due (MSG-01). */
export const messageKinds = [
  'change',
  'confirmation',
  'moved',
  'cancelled',
  'preparation',
  'reminder',
  'day-after',
  'offer',
  'diary-invitation',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What a patient may be told of a session's time; the last of them is what she knows. */
export const sessionNewsKinds = ['confirmation', 'moved', 'cancelled', 'preparation'] as const;
export type SessionNewsKind = (typeof sessionNewsKinds)[number];

/**
 * A message is pending until it is due, leased while a process sends it, and then one of the four others, for good
 * but for a person's word. `unknown`: nobody can say whether it left.
 */
export const messageStates = ['pending', 'leased', 'sent', 'skipped', 'failed', 'unknown'] as const;
export type MessageState = (typeof messageStates)[number];

/** Why a message was skipped, has failed, is unknown or waits longer than it was meant to. */
export const messageReasons = [
  'superseded',
  'undone',
  'tentative',
  'over',
  'moved-meanwhile',
  'cancelled-meanwhile',
  'offer-over',
  'told-otherwise',
  'no-consent',
  'no-address',
  'unreachable',
  'channel-off',
  'too-late',
  'quiet-hours',
  'try-again',
  'refused',
  'no-connection',
  'lease-lost',
  'no-answer',
  'no-text',
  'link-gone',
  'patient-died',
] as const;
export type MessageReason = (typeof messageReasons)[number];

/** How many messages stand in each state. */
export type MessageFigures = Readonly<Record<MessageState, number>>;

/** MSG-10: what was created is what was sent, skipped, failed, unknown, pending or leased: nothing falls out of the list. */
export function nothingLost(created: number, figures: MessageFigures): boolean {
  return created === messageStates.reduce((sum, state) => sum + figures[state], 0);
}
