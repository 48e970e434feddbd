import type { MessageChannel, MessageKind, MessageReason, MessageState, RefusalCode } from '@lull/domain';
import { say, type ProblemText } from './problem-text.js';

type MessagesRefusalCode = Extract<RefusalCode, `messages.${string}`>;

/** Why a message was not sent again, or not settled. */
export const messagesRefusalTexts: Readonly<Record<MessagesRefusalCode, ProblemText>> = {
  'messages.not-to-be-sent-again': say('Not to be sent again', (f) =>
    f['kind'] === 'diary-invitation'
      ? 'The link of this invitation is gone. Make a new one on the page of the patient.'
      : f['state'] === 'sent'
        ? 'This message was sent. A patient is not told the same thing twice.'
        : 'Only a message that did not arrive, or of which nobody knows it, is sent again.',
  ),
  'messages.needs-nobody': say('Nothing to settle', 'This message does not wait for a person.'),
};

export const messageKindWords: Readonly<Record<MessageKind, string>> = {
  change: 'Change, not told yet',
  confirmation: 'Confirmation',
  moved: 'New time',
  cancelled: 'Cancellation',
  preparation: 'New preparation',
  reminder: 'Reminder',
  'day-after': 'Day after',
  offer: 'Offer',
  'diary-invitation': 'Diary invitation',
};

export const messageChannelWords: Readonly<Record<MessageChannel, string>> = {
  email: 'e-mail',
  sms: 'text message',
};

export const messageStateWords: Readonly<Record<MessageState, string>> = {
  pending: 'Waiting',
  leased: 'Being sent',
  sent: 'Sent',
  skipped: 'Not sent',
  failed: 'Failed',
  unknown: 'Not known',
};

/** Why a message stands where it stands, as a scheduler reads it. */
export const messageReasonTexts: Readonly<Record<MessageReason, string>> = {
  superseded: 'a later change took its place',
  undone: 'nothing to tell: the patient knows what stands, or was never told otherwise',
  tentative: 'the session is tentative; it is told when it is booked',
  over: 'the session has begun or is over',
  'moved-meanwhile': 'the session was moved',
  'cancelled-meanwhile': 'the session was cancelled',
  'offer-over': 'the offer was answered or is over',
  'told-otherwise': 'settled by a person',
  'no-consent': 'the patient has not agreed to this channel',
  'no-address': 'there is no address or number for this channel',
  unreachable: 'the patient is reached by no channel: please call',
  'channel-off': 'this channel is not set up',
  'too-late': 'nothing could be sent in time: please call',
  'quiet-hours': 'quiet hours',
  'try-again': 'could not be handed over; it is tried again',
  refused: 'refused by the other side: check the address',
  'no-connection': 'could not be handed over, often enough',
  'lease-lost': 'the process that sent it stopped; it may have left',
  'no-answer': 'handed over, but the answer was lost; it may have left',
  'no-text': 'a fact is missing that the text needs',
  'link-gone': 'its link is gone',
  'patient-died': 'the patient is reported to have died',
};
