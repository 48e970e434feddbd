import {
  followUpTaskKinds,
  type Escalation,
  type EscalationMinutes,
  type FollowUpTaskKind,
} from '@lull/domain';
import { IsIn } from 'class-validator';
import { IsCivilDate, IsId, IsNote, IsOmittable } from './field-rules.js';
import type { SessionStateName } from './values.js';

export const followUpStates = ['open', 'done', 'dismissed'] as const;

/** GET /follow-up-tasks */
export class ListFollowUpTasksRequest {
  @IsOmittable()
  @IsIn(followUpStates)
  state?: (typeof followUpStates)[number];

  @IsOmittable()
  @IsIn(followUpTaskKinds)
  kind?: FollowUpTaskKind;

  /** Due on this day or later. */
  @IsOmittable()
  @IsCivilDate()
  dueFrom?: string;

  @IsOmittable()
  @IsId()
  patientId?: string;

  /** The id at which the page before ended. */
  @IsOmittable()
  @IsId()
  cursor?: string;
}

export const followUpOutcomes = ['done', 'dismissed'] as const;

/** POST /follow-up-tasks/:id/close (If-Match, Idempotency-Key) */
export class CloseFollowUpTaskRequest {
  @IsIn(followUpOutcomes)
  as!: (typeof followUpOutcomes)[number];

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** A row of GET /follow-up-tasks?state=open: a page, the most pressing first. */
export interface FollowUpTaskView {
  readonly id: string;
  readonly version: number;
  readonly kind: string;
  readonly dueOn: string;
  /** What cannot wait for the day, with the hour; such a task stands before all others. */
  readonly dueAt: number | null;
  /** What the patient reported or asked for. */
  readonly told: string | null;
  readonly state: (typeof followUpStates)[number];
  /** Null, with the name: the task is about block time. */
  readonly patientId: string | null;
  readonly patientName: string | null;
  /** The patient is reported to have died. */
  readonly died: boolean;
  readonly sessionId: string | null;
  /** What the task came from, with the cause and what was written down of it. */
  readonly session: {
    readonly clinicId: string;
    readonly start: number;
    readonly state: SessionStateName;
    readonly cancelReason: string | null;
    readonly cancelNote: string | null;
  } | null;
  readonly blockTime: {
    readonly id: string;
    readonly date: string;
    readonly physicianName: string;
    readonly roomName: string;
  } | null;
  /** What was written when the task was closed. */
  readonly note: string | null;
}

export interface SymptomEscalationView extends Escalation {
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

/**
 * GET /follow-up-tasks/escalations: symptoms past their hour of which whoever asks is told by now (HOME-06), the one that
 * has waited longest first. It names no patient: who may read the tasks finds them there, the others see to it that somebody does.
 */
export interface SymptomEscalationsView {
  /** The version of the policy that says who is told when. */
  readonly policyVersion: string;
  /** After how many minutes past the hour of its task each role is told. */
  readonly minutesPastDue: EscalationMinutes;
  readonly rows: readonly SymptomEscalationView[];
}
