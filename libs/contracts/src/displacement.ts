import type { DisplacementNeed, WaitlistPriority } from '@lull/domain';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayUnique, IsArray, IsInt, Min, ValidateNested } from 'class-validator';
import { IsCivilDate, IsClockTime, IsId, IsInstant, IsLine, IsOmittable } from './field-rules.js';
import type { PlanObstacleView, PlanTimeView } from './planning.js';
import type { ProblemReason } from './problem.js';
import type { TimeRange } from './holds.js';
import type { ResourceKindName, Sedation, SessionStateName, Side } from './values.js';

/** A day of a large clinic, and more. */
export const mostDisplaced = 200;

/**
 * GET /clinics/:clinicId/displacement?resourceId=…&from=2026-12-03&to=2026-12-03: what fails, and when by the
 * clinic's clocks. Whole days, unless times are given for the first and the last.
 */
export class DisplacementQuery {
  /** Absent: the whole clinic. */
  @IsOmittable()
  @IsId()
  resourceId?: string;

  @IsCivilDate()
  from!: string;

  /** The last day. */
  @IsCivilDate()
  to!: string;

  /** On the first day from this time on. */
  @IsOmittable()
  @IsClockTime()
  fromTime?: string;

  /** On the last day until this time. */
  @IsOmittable()
  @IsClockTime()
  toTime?: string;
}

class DisplacedSessionRequest {
  @IsId()
  sessionId!: string;

  /** The session's version as the desk showed it. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class DisplacedMoveRequest extends DisplacedSessionRequest {
  @IsInstant()
  startsAt!: string;

  @IsId()
  roomId!: string;

  @IsId()
  physicianId!: string;
}

/**
 * POST /clinics/:clinicId/displacement-settlements (Idempotency-Key): closes what failed, and does all that is
 * asked of the sessions in it, or nothing. Without any session it only closes.
 */
export class SettleDisplacementRequest extends DisplacementQuery {
  /** What boards show of the closure. */
  @IsLine(200)
  reason!: string;

  /** In the order in which they are made: as the desk gave them, each leaves room for the next. */
  @IsArray()
  @ArrayMaxSize(mostDisplaced)
  @ArrayUnique((move: DisplacedMoveRequest) => move.sessionId)
  @ValidateNested({ each: true })
  @Type(() => DisplacedMoveRequest)
  moves!: DisplacedMoveRequest[];

  @IsArray()
  @ArrayMaxSize(mostDisplaced)
  @ArrayUnique((each: DisplacedSessionRequest) => each.sessionId)
  @ValidateNested({ each: true })
  @Type(() => DisplacedSessionRequest)
  waitlist!: DisplacedSessionRequest[];

  /** Moves to take back, the last one first: the session goes where it was, by the rules of every move. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(mostDisplaced)
  @ArrayUnique((each: DisplacedSessionRequest) => each.sessionId)
  @ValidateNested({ each: true })
  @Type(() => DisplacedSessionRequest)
  back?: DisplacedSessionRequest[];
}

export interface DisplacementSettledView {
  readonly displacementId: string;
  readonly moved: number;
  readonly waitlisted: number;
  /** What takes these moves back, as the next request's `back`. */
  readonly wayBack: readonly { readonly sessionId: string; readonly version: number }[];
}

export interface DisplacementView extends TimeRange {
  readonly clinicId: string;
  readonly timeZone: string;
  /** Null: the whole clinic. */
  readonly resource: { readonly id: string; readonly kind: ResourceKindName; readonly name: string } | null;
  /** The last day on which proposals were sought. */
  readonly searchedUntil: string;
  /** The closure that stands for just this; null: nothing is closed yet. */
  readonly standing: StandingDisplacementView | null;
  /** Who still stands in it and can be placed again, the most pressing first. */
  readonly sessions: readonly DisplacedSessionView[];
  /** Who stays where they are: they have begun, or their time has come. */
  readonly staying: readonly StayingSessionView[];
  /** Who was moved or put on the waitlist at this desk; for the call list. */
  readonly settled: readonly SettledSessionView[];
}

export interface StandingDisplacementView {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
  readonly since: number;
  /** Who closed it. */
  readonly by: string;
}

interface DisplacedPatientView extends TimeRange {
  readonly id: string;
  readonly version: number;
  readonly state: SessionStateName;
  readonly clinicId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly procedureCode: string;
  readonly side: Side;
  readonly sedation: Sedation;
  readonly roomId: string;
  readonly roomName: string;
  readonly physicianId: string;
  readonly physicianName: string;
}

export interface DisplacedSessionView extends DisplacedPatientView {
  readonly priority: WaitlistPriority;
  /** Why it comes before others. */
  readonly needs: readonly NeedView[];
  /** Null: no time was found; then the obstacles say why. No two proposals collide. */
  readonly proposal: DisplacementProposalView | null;
  readonly obstacles: readonly PlanObstacleView[];
}

export interface NeedView {
  readonly code: DisplacementNeed;
  readonly facts: Readonly<Record<string, string | number>>;
}

export interface DisplacementProposalView extends PlanTimeView {
  /** In civil days; negative when earlier. */
  readonly daysMoved: number;
  readonly sameStart: boolean;
  /** Of the kind of what failed: the ids of those that would serve instead. */
  readonly instead: readonly string[];
  /** Longer after the session before than the series' maximum interval. */
  readonly beyondMaximum: boolean;
}

export interface StayingSessionView extends DisplacedPatientView {
  readonly reasons: readonly ProblemReason[];
}

export interface SettledSessionView {
  readonly sessionId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly wasStart: number;
  readonly wasRoomName: string;
  readonly wasPhysicianName: string;
  readonly outcome: 'moved' | 'waitlisted';
  /** As it stands now; null while it waits. */
  readonly now: {
    readonly start: number;
    readonly clinicId: string;
    readonly roomName: string;
    readonly physicianName: string;
  } | null;
  readonly by: string;
  readonly at: number;
}
