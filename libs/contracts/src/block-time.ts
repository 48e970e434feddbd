import { blockTimeScopes, type BlockTimeScope } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate, IsClockTime, IsId, IsLine, IsOmittable } from './field-rules.js';
import type { ProblemReason } from './problem.js';
import type { TimeRange } from './holds.js';
import { OtherPlaceRequest, type FreeTimeView } from './scheduling.js';

export const blockTimeRepeats = ['weekly', 'every-n-weeks', 'nth-weekdays'] as const;
export type BlockTimeRepeats = (typeof blockTimeRepeats)[number];

/** GET /clinics/:clinicId/block-times: the patterns that stand or are to come. Times are wall times of the clinic. */
export interface BlockTimePatternView {
  readonly id: string;
  readonly version: number;
  readonly physicianId: string;
  readonly roomId: string;
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
  readonly repeats: BlockTimeRepeats;
  /** Every so many weeks, counted from the week of `anchorDate`. */
  readonly everyWeeks: number | null;
  readonly anchorDate: string | null;
  /** Such as the first and the third of the month: 1, 3. */
  readonly nths: readonly number[];
  /** Empty: every procedure type. */
  readonly procedureTypeIds: readonly string[];
  readonly mostSessions: number | null;
  /** Null: never released by itself. */
  readonly releaseLeadDays: number | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** GET /clinics/:clinicId/block-times/occurrences?from=2026-12-01&to=2026-12-07: at most twelve weeks. */
export class BlockTimeOccurrencesQuery {
  @IsCivilDate()
  from!: string;

  @IsCivilDate()
  to!: string;
}

export interface BlockTimeOccurrenceView extends TimeRange {
  readonly blockTimeId: string;
  readonly version: number;
  readonly date: string;
  readonly physicianId: string;
  readonly roomId: string;
  readonly mostSessions: number | null;
  readonly state: 'owned' | 'released' | 'not-this-week';
  /** It is otherwise on other days. */
  readonly thisWeekOnly: boolean;
  /** By hand, or because its lead time has come; null: not released. */
  readonly releasedHow: 'automatic' | 'by-hand' | null;
  /** The day on which it is released by itself; null: it is not, or has been. */
  readonly releasesOn: string | null;
  readonly kept: boolean;
  /** Whether who asks may release, keep and reclaim it. */
  readonly mayRelease: boolean;
  readonly sessions: number;
  readonly sessionsOfOthers: number;
  readonly usedMinutes: number;
}

export const rehousingWays = ['keep', 'move', 'waitlist'] as const;
export type RehousingWay = (typeof rehousingWays)[number];

/** What becomes of one session that loses its place; to move it a time is needed. */
export class RehousingRequest extends OtherPlaceRequest {
  @IsId()
  sessionId!: string;

  /** The session's version as the preview showed it. */
  @IsInt()
  @Min(1)
  version!: number;

  @IsIn(rehousingWays)
  how!: RehousingWay;

  /** Why it may stay; needed to keep it. */
  @IsOmittable()
  @IsLine(500)
  reason?: string;
}

class Rehousing {
  /** One for every session that the preview named. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RehousingRequest)
  rehousings?: RehousingRequest[];
}

/** What block time need not say, and what of it a change may clear with null. */
class BlockTimeOptions extends Rehousing {
  @IsOptional() @IsInt() @Min(2) @Max(12) everyWeeks?: number | null;
  @IsOptional() @IsCivilDate() anchorDate?: string | null;

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(5)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(5, { each: true })
  nths?: number[];

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(50)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  procedureTypeIds?: string[];

  @IsOptional() @IsInt() @Min(1) @Max(100) mostSessions?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(60) releaseLeadDays?: number | null;
  @IsOptional() @IsCivilDate() validTo?: string | null;
}

/** POST /clinics/:clinicId/block-times (Idempotency-Key), and .../previews. */
export class CreateBlockTimeRequest extends BlockTimeOptions {
  @IsId() physicianId!: string;
  @IsId() roomId!: string;
  @IsInt() @Min(1) @Max(7) weekday!: number;
  @IsClockTime() from!: string;
  @IsClockTime() to!: string;
  @IsIn(blockTimeRepeats) repeats!: BlockTimeRepeats;
  @IsCivilDate() validFrom!: string;
}

/**
 * POST /block-times/:id/changes (If-Match, Idempotency-Key), and .../change-previews (If-Match). What is absent
 * stays. `this-week-only` takes time and room alone.
 */
export class ChangeBlockTimeRequest extends BlockTimeOptions {
  @IsIn(blockTimeScopes)
  scope!: BlockTimeScope;

  /** The week that is meant, or the first that is otherwise; needed unless the whole pattern changes. */
  @IsOmittable()
  @IsCivilDate()
  date?: string;

  /** Not in that week; or from there on no more. */
  @IsOmittable()
  @IsBoolean()
  ends?: boolean;

  @IsOmittable() @IsId() physicianId?: string;
  @IsOmittable() @IsId() roomId?: string;
  @IsOmittable() @IsInt() @Min(1) @Max(7) weekday?: number;
  @IsOmittable() @IsClockTime() from?: string;
  @IsOmittable() @IsClockTime() to?: string;
  @IsOmittable() @IsIn(blockTimeRepeats) repeats?: BlockTimeRepeats;
  @IsOmittable() @IsCivilDate() validFrom?: string;
}

/** The parts that stand after a change: what stays as it was, and what follows. */
export interface BlockTimeChangedView {
  readonly parts: readonly BlockTimePatternView[];
}

/** A session that would lose its place, with what would newly stand against it. */
export interface OutsideSessionView extends TimeRange {
  readonly id: string;
  readonly version: number;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly physicianId: string;
  readonly roomId: string;
  readonly procedureCode: string;
  readonly reasons: readonly ProblemReason[];
  /** Free times on three days; those that are first for each session do not collide. */
  readonly proposals: readonly FreeTimeView[];
}

export interface PlannedOccurrenceView extends TimeRange {
  readonly date: string;
  readonly roomId: string;
  readonly sessionsOutside: number;
}

export interface BlockTimePreviewView {
  /** The first day on which anything would be otherwise. */
  readonly from: string;
  /** The occurrences of twelve weeks from then on, as they would be. */
  readonly occurrences: readonly PlannedOccurrenceView[];
  readonly sessions: readonly OutsideSessionView[];
}

/** POST /block-times/:id/release-previews */
export class PreviewReleaseRequest {
  @IsCivilDate()
  date!: string;
}

export interface ReleasePreviewView extends TimeRange {
  readonly date: string;
  /** Minutes of the occurrence, and those that no session of another physician holds. */
  readonly minutes: number;
  readonly freeMinutes: number;
  /** Patients who wait for a place: open tasks to book or place again. */
  readonly waitingPatients: number;
  /** The owner's sessions in it. */
  readonly sessions: readonly OutsideSessionView[];
}

/** POST /block-times/:id/releases (If-Match, Idempotency-Key) */
export class ReleaseBlockTimeRequest extends Rehousing {
  @IsCivilDate()
  date!: string;
}

/** POST /block-times/:id/keeps and .../reclaims (If-Match, Idempotency-Key) */
export class KeepBlockTimeRequest {
  @IsCivilDate()
  date!: string;

  @IsLine(500)
  reason!: string;
}
