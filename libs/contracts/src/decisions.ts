import {
  decisionWords,
  seriesEndReasons,
  type CriterionStatus,
  type DecisionWord,
  type RepeatCriterionCode,
  type Response,
  type SeriesEndReason,
} from '@lull/domain';
import { Type } from 'class-transformer';
import { IsDefined, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { IsId, IsLine, IsNote, IsOmittable } from './field-rules.js';
import type { AdvisoryView } from './problem.js';
import { sedationLevels, type Sedation, type SeriesStateName } from './values.js';

/** What of the plan becomes another; another side is another series and has no place here. */
export class ChangedPlanRequest {
  @IsOmittable() @IsInt() @Min(1) @Max(365) minimumIntervalDays?: number;
  @IsOmittable() @IsInt() @Min(1) @Max(365) targetIntervalDays?: number;
  @IsOmittable() @IsInt() @Min(1) @Max(365) maximumIntervalDays?: number;
  @IsOmittable() @IsIn(sedationLevels) sedation?: Sedation;

  /** What the next injection shall be given, in words: the record of an injection says what was given. */
  @IsOmittable()
  @IsLine(300)
  drugs?: string;
}

/** POST /series/:id/decisions (If-Match, Idempotency-Key): the physician's word after an injection. */
export class DecideRequest {
  @IsIn(decisionWords)
  word!: DecisionWord;

  /** The last injection that was looked at; absent: there is none. A newer one refuses the decision. */
  @IsOmittable()
  @IsId()
  injectionId?: string;

  /** Wanted for a stop. */
  @IsOmittable()
  @IsIn(seriesEndReasons, { message: 'Choose the reason for which the series ends.' })
  endReason?: SeriesEndReason;

  /** Wanted for a change. */
  @IsOmittable()
  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ChangedPlanRequest)
  plan?: ChangedPlanRequest;

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** What the last injection of one side did. */
export interface LastResponseView {
  readonly side: 'left' | 'right';
  readonly injectionId: string;
  readonly ordinal: number;
  readonly injectedAt: number;
  readonly response: Response;
  /** Whole minutes after the injection between which relief ended; upper null: still there when last looked. */
  readonly duration: { readonly lower: number; readonly upper: number | null } | null;
  /** Before this instant no response can be told. */
  readonly judgedFrom: number;
  /** What it was judged against, and how far its looks can be trusted; null: nobody looked. */
  readonly baseline: { readonly value: number | null; readonly source: string };
  readonly quality: 'A' | 'B' | 'C' | null;
  /** Why nothing may be concluded; null: it may. */
  readonly unjudged: string | null;
}

/** A decision that was made. It is never changed: one that was taken back stays and says so. */
export interface DecisionView {
  readonly id: string;
  readonly word: DecisionWord;
  readonly reason: string;
  readonly endReason: SeriesEndReason | null;
  readonly injectionId: string | null;
  /** What the injection did as it was judged then; empty: nobody had looked. */
  readonly responses: readonly {
    readonly side: 'left' | 'right';
    readonly ordinal: number;
    readonly response: Response;
  }[];
  readonly definition: string | null;
  readonly policy: string | null;
  /** By field of the plan: before and after. */
  readonly changes: { readonly [field: string]: readonly [string | number | null, string | number | null] };
  readonly drugs: string | null;
  /** How many sessions it freed or confirmed. */
  readonly sessions: number;
  readonly decidedBy: string;
  readonly decidedAt: number;
  readonly takenBack: { readonly by: string; readonly at: number } | null;
}

interface DecidedSessionView {
  readonly id: string;
  readonly start: number;
  readonly clinicId: string;
}

interface NextSessionView extends DecidedSessionView {
  readonly fate: 'confirmed' | 'stands';
}

/** What the payer asks for before another injection. */
export interface RepeatCriteriaView {
  readonly payer: string;
  /** Null: the clinic has written no rule of this payer. */
  readonly rule: { readonly validFrom: string; readonly source: string } | null;
  readonly criteria: readonly {
    readonly code: RepeatCriterionCode;
    readonly status: CriterionStatus;
    readonly detail: string;
  }[];
}

/** GET /series/:id/decisions: everything that the decision after the last injection rests on, and what each word would do. */
export interface SeriesDecisionsView {
  readonly seriesId: string;
  /** Of the series, for If-Match. */
  readonly version: number;
  readonly state: SeriesStateName;
  /** By the definition named; one for each side that was injected. */
  readonly last: readonly LastResponseView[];
  readonly definition: string;
  readonly policy: { readonly version: string; readonly author: string; readonly effectiveFrom: string };
  /** Since when and until when the decision is asked for; null: nothing waits. */
  readonly waits: { readonly dueAt: number } | null;
  readonly prompts: readonly AdvisoryView[];
  /** Null: no authorisation tells who pays. */
  readonly repeat: RepeatCriteriaView | null;
  /** What going on does with the next session. */
  readonly next: NextSessionView | null;
  /** What a stop frees. */
  readonly freed: readonly DecidedSessionView[];
  /** The task that each reason of a stop opens, days from today; a reason that opens none is not named. */
  readonly afterStop: {
    readonly [Reason in SeriesEndReason]?: { readonly kind: string; readonly dueInDays: number };
  };
  /** The latest first. */
  readonly decisions: readonly DecisionView[];
  /** The latest can be taken back until then; null: it cannot. */
  readonly undoUntil: number | null;
}
