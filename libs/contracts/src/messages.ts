import {
  messageKinds,
  messageLanguages,
  messageStates,
  sedationLevels,
  type MessageChannel,
  type MessageFigures,
  type MessageKind,
  type MessageLanguage,
  type MessageReason,
  type MessageState,
  type SaidKind,
  type SedationLevel,
} from '@lull/domain';
import { ArrayMaxSize, ArrayUnique, IsArray, IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { IsClockTime, IsId, IsNote, IsOmittable } from './field-rules.js';

/** GET /messages: newest first; every filter narrows. */
export class ListMessagesRequest {
  @IsOmittable()
  @IsId()
  patientId?: string;

  @IsOmittable()
  @IsId()
  sessionId?: string;

  @IsOmittable()
  @IsIn(messageKinds)
  kind?: MessageKind;

  @IsOmittable()
  @IsIn(messageStates)
  state?: MessageState;

  /** Only those that a person has to look after. */
  @IsOmittable()
  @IsIn(['1'])
  needsPerson?: '1';

  /** The id at which the page before ended. */
  @IsOmittable()
  @IsId()
  cursor?: string;
}

/** POST /messages/:id/settlements (If-Match, Idempotency-Key): a person saw to it. */
export class SettleMessageRequest {
  @IsOmittable()
  @IsNote(500)
  note?: string;
}

/** A row of GET /messages. */
export interface MessageView {
  readonly id: string;
  readonly version: number;
  readonly kind: MessageKind;
  readonly channel: MessageChannel;
  readonly state: MessageState;
  readonly reason: MessageReason | null;
  readonly patientId: string;
  readonly patientName: string;
  readonly clinicId: string;
  readonly sessionId: string | null;
  /** The time that it tells of; null while that is not decided, or where it tells of none. */
  readonly aboutStart: number | null;
  readonly language: string | null;
  readonly createdAt: number;
  /** When it leaves, or was meant to. */
  readonly dueAt: number;
  readonly sentAt: number | null;
  /** `mailbox`: it stands in the mailbox of the product, and left no machine. */
  readonly transport: 'mailbox' | 'smtp' | 'http' | null;
  readonly attempts: number;
  /** A person has to look after it, and may send it again. */
  readonly needsPerson: boolean;
  readonly maySendAgain: boolean;
  readonly settled: { readonly by: string; readonly at: number; readonly note: string | null } | null;
}

/** GET /messages/:id */
export interface MessageDetailView extends MessageView {
  /** As the patient sees it; null while it has not left, or never will. */
  readonly text: {
    readonly address: string;
    readonly subject: string | null;
    readonly body: string;
    /** The calendar file that came with it. */
    readonly calendar: string | null;
  } | null;
}

/** GET /messages/figures */
export interface MessageFiguresView {
  readonly created: number;
  readonly states: MessageFigures;
  /** Whether what was created is what stands in the states (MSG-10). */
  readonly nothingLost: boolean;
  readonly needPerson: number;
  /** For how long the oldest message has waited beyond its time; null: none has. */
  readonly overdueSeconds: number | null;
  /** Where messages of each channel go; null: the channel is not set up. */
  readonly transports: Readonly<Record<MessageChannel, 'mailbox' | 'smtp' | 'http' | null>>;
}

/** POST /message-policies (Idempotency-Key): the next version, in force at once. */
export class NewMessagePolicyRequest {
  /** The version that was read: somebody else's is not overwritten. 0: the defaults. */
  @IsInt()
  @Min(0)
  basedOnVersion!: number;

  @IsInt()
  @Min(1)
  @Max(600)
  graceSeconds!: number;

  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(30, { each: true })
  @Max(43_200, { each: true })
  reminderLeadMinutes!: number[];

  /** Null, with the other: there are no quiet hours. */
  @IsOptional()
  @IsClockTime()
  quietFrom!: string | null;

  @IsOptional()
  @IsClockTime()
  quietTo!: string | null;

  /** Null: nobody is asked on the day after. */
  @IsOptional()
  @IsClockTime()
  dayAfterAt!: string | null;
}

/** GET /message-policy */
export interface MessagePolicyView {
  readonly version: number;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly graceSeconds: number;
  readonly reminderLeadMinutes: readonly number[];
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
  readonly dayAfterAt: string | null;
}

/** GET /clinics/:clinicId/message-previews?language=es&sedation=moderate: what patients would read, of an example. */
export class MessagePreviewsQuery {
  @IsIn(messageLanguages)
  language!: MessageLanguage;

  @IsIn(sedationLevels)
  sedation!: SedationLevel;
}

export interface MessagePreviewsView {
  /** Of the words. */
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** The session that nobody has: when it would be, by the clinic's clocks. */
  readonly exampleStart: string;
  readonly messages: readonly MessagePreviewView[];
}

export interface MessagePreviewView {
  readonly kind: SaidKind;
  readonly subject: string;
  /** The mail. */
  readonly body: string;
  readonly textMessage: string;
}
