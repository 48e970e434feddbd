import {
  worklistKinds,
  type ReadinessAction,
  type RequirementKind,
  type RequirementOwner,
  type Response,
  type Standing,
  type WorklistKind,
  type WorklistReason,
} from '@lull/domain';
import { IsIn, IsString, Length } from 'class-validator';
import { IsCivilDate, IsId, IsOmittable } from './field-rules.js';
import type { ClockTime } from './clock-time.js';
import type { SessionStateName, Sedation } from './values.js';

export const worklistOwners = ['scheduler', 'nurse', 'physician'] as const;
export const worklistSorts = ['due', 'session', 'patient'] as const;
export const worklistDues = ['overdue', 'today'] as const;

/** GET /worklists: how much stands on each list that the member may see. */
export class WorklistCountsQuery {
  @IsId()
  clinicId!: string;

  /** The last day of sessions that are looked at; absent: a week from today. */
  @IsOmittable()
  @IsCivilDate()
  until?: string;
}

/** The list without its pages: what a file of it is asked for by. */
export class WorklistRowsQuery extends WorklistCountsQuery {
  @IsOmittable()
  @IsIn(worklistOwners)
  owner?: RequirementOwner;

  /** Only what is due by now, or by the end of today. */
  @IsOmittable()
  @IsIn(worklistDues)
  due?: (typeof worklistDues)[number];

  @IsOmittable()
  @IsIn(worklistSorts)
  sort?: (typeof worklistSorts)[number];
}

/** GET /worklists/:kind, a page of a hundred rows. */
export class WorklistQuery extends WorklistRowsQuery {
  /** `next` of the page before. */
  @IsOmittable()
  @IsString()
  @Length(1, 200)
  cursor?: string;
}

/** What stands on a list of task kinds instead is counted beside them, and read there. */
export interface WorklistCountsView {
  readonly until: string;
  /** Without the lists that the member may not see. */
  readonly counts: { readonly [Kind in WorklistKind]?: number };
  /** Open follow-up tasks by kind, for those who may read them. */
  readonly tasks: readonly {
    readonly kind: string;
    readonly open: number;
    /** The earliest hour of them; null: none of them has one. */
    readonly firstDueAt: number | null;
  }[];
}

export interface WorklistSessionView {
  readonly id: string;
  readonly start: ClockTime;
  /** The civil day of the clinic. */
  readonly date: string;
  readonly state: SessionStateName;
  readonly roomName: string | null;
  readonly procedureCode: string;
  readonly sedation: Sedation;
}

export interface WorklistRowView {
  /** Of the row, within its list. */
  readonly id: string;
  readonly due: ClockTime;
  readonly overdue: boolean;
  readonly patientId: string;
  readonly patientName: string;
  /** Reported to have died: what is left is somebody's to end, not to ask the patient. */
  readonly died: boolean;
  readonly phone: string | null;
  readonly seriesId: string | null;
  readonly session: WorklistSessionView | null;
  /** What is missing, in words. */
  readonly missing: string;
  readonly requirement: {
    readonly kind: RequirementKind;
    readonly standing: Standing;
    readonly action: ReadinessAction;
    /** Only a change of the record settles it. */
    readonly byRecord: boolean;
    readonly needs: readonly string[];
    readonly mayRecord: boolean;
    /** Who was named for this time and waits to be confirmed. */
    readonly named: { readonly name: string; readonly phone: string } | null;
  } | null;
  /** Null where a requirement puts it on the list. */
  readonly reason: WorklistReason | null;
  /** What the last injection did, where its decision waits; of two sides the graver. Null: nothing is asked about it. */
  readonly response: Response | null;
  readonly owner: RequirementOwner;
  readonly actionText: string;
}

export interface WorklistView {
  readonly kind: WorklistKind;
  readonly until: string;
  readonly total: number;
  readonly rows: readonly WorklistRowView[];
  /** Null: the list ends here. */
  readonly next: string | null;
}

export function isWorklistKind(text: string): text is WorklistKind {
  return (worklistKinds as readonly string[]).includes(text);
}
