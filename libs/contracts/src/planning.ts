import type { OccurrenceState, Weekday } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  IsCivilDate,
  IsClockTime,
  IsId,
  IsInstant,
  IsOmittable,
  IsSessionMinutes,
  IsWeekdays,
} from './field-rules.js';
import type { ProblemReason } from './problem.js';
import { sedationLevels, type Sedation } from './values.js';

/** As many as one plan takes: a year and a half every three weeks. */
export const mostPlannedSessions = 24;

/** What somebody decided about one occurrence: a time with room and physician, or to leave it out. */
export class PlanChoiceRequest {
  /** Its place in the plan; the first is 0. */
  @IsInt()
  @Min(0)
  @Max(mostPlannedSessions - 1)
  occurrence!: number;

  @IsOmittable()
  @IsBoolean()
  leaveOut?: boolean;

  @IsOmittable()
  @IsInstant()
  startsAt?: string;

  @IsOmittable()
  @IsId()
  roomId?: string;

  @IsOmittable()
  @IsId()
  physicianId?: string;
}

/** How long and with what sedation the sessions of a plan are. */
class PlannedVisitRequest {
  @IsId()
  clinicId!: string;

  @IsOmittable()
  @IsSessionMinutes()
  durationMinutes?: number;

  /** Absent: as the series plans it. */
  @IsOmittable()
  @IsIn(sedationLevels)
  sedation?: Sedation;
}

/** POST /series/:id/plans: proposes sessions; nothing is held or written. */
export class PlanSeriesRequest extends PlannedVisitRequest {
  @IsInt()
  @Min(1)
  @Max(mostPlannedSessions)
  count!: number;

  /** Preferred: proposed wherever she has time. */
  @IsId()
  physicianId!: string;

  /** Others may be proposed where she has none. */
  @IsOmittable()
  @IsBoolean()
  otherPhysicians?: boolean;

  /** Absent: when the series' interval says, or from tomorrow on. */
  @IsOmittable()
  @IsCivilDate()
  firstDate?: string;

  /** The patient's days, Monday 1 to Sunday 7; absent or empty: any. */
  @IsOmittable()
  @IsWeekdays()
  weekdays?: Weekday[];

  /** Sessions begin no earlier than this, on the clinic's clocks. */
  @IsOmittable()
  @IsClockTime()
  from?: string;

  /** And before this. */
  @IsOmittable()
  @IsClockTime()
  to?: string;

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(mostPlannedSessions)
  @ArrayUnique((choice: PlanChoiceRequest) => choice.occurrence)
  @ValidateNested({ each: true })
  @Type(() => PlanChoiceRequest)
  choices?: PlanChoiceRequest[];
}

export interface SeriesPlanView {
  readonly timeZone: string;
  /** How many sessions of the series were done or stand already. */
  readonly standing: number;
  readonly occurrences: readonly SeriesPlanOccurrenceView[];
  /** Why the series takes no session at all. */
  readonly refusals: readonly ProblemReason[];
}

export interface SeriesPlanOccurrenceView {
  /** The how-manyth session of its series this would be. */
  readonly ordinal: number;
  readonly state: OccurrenceState;
  readonly target: string;
  /** The last day that keeps the maximum interval; null where nothing stands before it. */
  readonly dueBy: string | null;
  readonly overdue: boolean;
  readonly time: PlanTimeView | null;
  /** What it would be when booked. */
  readonly sessionState: 'tentative' | 'booked' | null;
  readonly daysMoved: number;
  readonly daysSincePrevious: number | null;
  readonly chosen: boolean;
  /** Why what was chosen cannot be had any more. */
  readonly choiceRefusals: readonly ProblemReason[];
  readonly outsideWishes: boolean;
  /** Of one to place: what stands in the way, and on how many days. */
  readonly obstacles: readonly PlanObstacleView[];
  readonly alternatives: readonly PlanTimeView[];
}

export interface PlanObstacleView {
  readonly days: number;
  readonly reason: ProblemReason;
}

export interface PlanTimeView {
  readonly start: number;
  readonly roomId: string;
  readonly roomName: string;
  readonly physicianId: string;
  readonly physicianName: string;
}

class PlannedPlaceRequest {
  @IsInstant()
  startsAt!: string;

  @IsId()
  roomId!: string;

  @IsId()
  physicianId!: string;
}

/** POST /series/:id/plan-bookings (Idempotency-Key): books all of these sessions, or none. */
export class BookPlanRequest extends PlannedVisitRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(mostPlannedSessions)
  @ValidateNested({ each: true })
  @Type(() => PlannedPlaceRequest)
  sessions!: PlannedPlaceRequest[];
}

export interface BookedPlanView {
  /** In the order of the request. */
  readonly sessions: readonly BookedPlanSessionView[];
}

export interface BookedPlanSessionView {
  readonly id: string;
  readonly start: number;
  readonly state: 'tentative' | 'booked';
}
