import { cancelReasons, type CancelReason, type FastingPolicy } from '@lull/domain';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, ValidateNested } from 'class-validator';
import {
  IsCivilDate,
  IsId,
  IsInstant,
  IsLine,
  IsNote,
  IsOmittable,
  IsSessionMinutes,
} from './field-rules.js';
import type { ClockTime } from './clock-time.js';
import type { HeldTimeView } from './held-times.js';
import type { FirstLegalDateView } from './ledgers.js';
import type { HeldResource, HoldRow, HoldView, TimeRange } from './holds.js';
import type { ProblemReason } from './problem.js';
import {
  sedationLevels,
  type ResourceKindName,
  type Sedation,
  type SessionStateName,
  type Side,
} from './values.js';

/** GET /clinics: what the screens need to know of the place, read once. */
export interface ClinicView {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
  /** Whom a patient calls; null: not recorded. */
  readonly phone: string | null;
  readonly openingHours: readonly {
    readonly weekday: number;
    readonly opens: string;
    readonly closes: string;
  }[];
  readonly resources: readonly ResourceView[];
  readonly procedureTypes: readonly ProcedureTypeView[];
}

export interface ResourceView {
  readonly id: string;
  readonly kind: Exclude<ResourceKindName, 'patient'>;
  readonly name: string;
  readonly position: number;
}

export interface ProcedureTypeView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly durationMinutes: number;
  readonly usesXRay: boolean;
  readonly usesContrast: boolean;
}

/** One day of one clinic, everything the board draws. Instants are epoch ms. */
export interface DayView {
  readonly date: string;
  readonly clinicId: string;
  readonly timeZone: string;
  /** The civil day's bounds: 23, 24 or 25 hours. */
  readonly start: number;
  readonly end: number;
  /** Epoch ms ranges in which the clinic is open. */
  readonly open: readonly TimeRange[];
  readonly blockTimes: readonly BlockTimeView[];
  readonly closures: readonly ClosureView[];
  /** By what the patients of this day fast: the readiness policy in force on it. */
  readonly fasting: FastingPolicy;
  readonly sessions: readonly DaySessionView[];
  /** Times that are held at this moment. */
  readonly heldTimes: readonly HeldTimeView[];
}

/** A session in the answer of a day. */
export interface DaySessionRow extends Omit<DaySessionView, 'holds'> {
  readonly holds: readonly HoldRow[];
}

/** GET /clinics/:clinicId/days/:date: a `DayView` at a third of its length; `sessionsOf` writes its holds out. */
export interface CompactDayView extends Omit<DayView, 'sessions'> {
  readonly heldResources: readonly HeldResource[];
  readonly sessions: readonly DaySessionRow[];
}

/** GET /clinics/:clinicId/days/next?from=2026-12-01 */
export class NextDayQuery {
  @IsCivilDate()
  from!: string;
}

/** The first day from the one asked for on that has a session; null when none is booked from there on. */
export interface NextDayView {
  readonly date: string | null;
}

export interface BlockTimeView extends TimeRange {
  readonly id: string;
  readonly physicianId: string;
  readonly roomId: string;
  /** Given back: anybody's. */
  readonly released: boolean;
  /** It is otherwise on other days. */
  readonly thisWeekOnly: boolean;
}

export interface ClosureView extends TimeRange {
  readonly id: string;
  /** Null: the whole clinic. */
  readonly resourceId: string | null;
  readonly reason: string;
}

export interface DaySessionView extends TimeRange {
  readonly id: string;
  readonly version: number;
  readonly state: SessionStateName;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly seriesId: string;
  readonly procedureCode: string;
  readonly side: Side;
  readonly sedation: Sedation;
  readonly roomId: string;
  readonly physicianId: string;
  /** The how-manyth session of its series that was not cancelled or missed, and of how many planned. */
  readonly ordinal: number;
  readonly plannedCount: number;
  readonly holds: readonly HoldView[];
  /** What booking needs to know of the flags: kinds only, such as `anticoagulant`, `allergy-not-asked`. */
  readonly flags: readonly string[];
}

/** GET /sessions/:id */
export interface SessionView extends DaySessionView {
  readonly clinicId: string;
  readonly mrn: string;
  readonly procedureName: string;
  /** The substances of the listed allergies; null for those who may not read clinical flags. */
  readonly allergies: readonly string[] | null;
  readonly durationMinutes: number;
  readonly cancelReason: string | null;
  readonly cancelNote: string | null;
  readonly stamps: {
    readonly confirmedAt: number | null;
    readonly arrivedAt: number | null;
    readonly preparingAt: number | null;
    readonly roomInAt: number | null;
    readonly roomOutAt: number | null;
    readonly dischargedAt: number | null;
    readonly endedAt: number | null;
  };
  /** The member who took each step; absent where nobody of the practice did, as for imported sessions. */
  readonly stampedBy: { readonly [Stamp in keyof SessionView['stamps']]?: string };
  readonly overrides: readonly {
    readonly code: string;
    readonly reason: string;
    readonly by: string;
    readonly at: number;
  }[];
  /** The last change since the booking; null when there was none. */
  readonly lastChange: LastChangeView | null;
  /** A move voided the patient's confirmation: she must be told and asked again. Only in the answer to that move. */
  readonly confirmationVoided?: boolean;
  readonly preparation: PreparationView;
  /** States this session may step to from here; some only from their time on (BOOK-23). */
  readonly nextSteps: readonly SessionStateName[];
}

export const sessionChanges = ['moved', 'stepped', 'cancelled', 'restored', 'changed'] as const;
export type SessionChange = (typeof sessionChanges)[number];

/** Who changed a session, what and when. */
export interface LastChangeView {
  readonly what: SessionChange;
  /** The member's name; null for the system. */
  readonly by: string | null;
  readonly at: number;
}

/** Clock times in the clinic's zone, as text with weekday, date, time and zone, beside the instants. */
export interface PreparationView {
  readonly arriveAt: ClockTime;
  /** Empty when nobody needs to fast. */
  readonly fasting: readonly {
    readonly intake: 'solid-food' | 'full-meal' | 'light-meal' | 'clear-liquids';
    readonly stopAt: ClockTime;
  }[];
  readonly escortNeeded: boolean;
}

export class OverrideRequest {
  @IsLine(100)
  code!: string;

  @IsLine(500)
  reason!: string;
}

/** What is to be set aside, each with its reason. */
export class OverridesRequest {
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => OverrideRequest)
  overrides?: OverrideRequest[];
}

/** When, where and with whom a session is to be, as far as it is said; what is absent stays. */
export class OtherPlaceRequest extends OverridesRequest {
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

/** Where, by whom and when a session is to be. */
export class PlacementRequest extends OverridesRequest {
  @IsId()
  roomId!: string;

  @IsId()
  physicianId!: string;

  @IsInstant()
  startsAt!: string;

  @IsOmittable()
  @IsSessionMinutes()
  durationMinutes?: number;

  /** Absent: as it was, or for a new session as the series plans it. */
  @IsOmittable()
  @IsIn(sedationLevels)
  sedation?: Sedation;
}

/** POST /sessions (Idempotency-Key): books one session of a series with every resource of its profile. */
export class BookSessionRequest extends PlacementRequest {
  @IsId()
  seriesId!: string;

  @IsId()
  clinicId!: string;
}

/** POST /sessions/checks: the same question without booking; answered while one chooses. */
export class CheckSessionRequest extends BookSessionRequest {
  /** The session that would be moved; its own holds do not stand in the way. */
  @IsOmittable()
  @IsId()
  sessionId?: string;
}

export interface SessionCheckView {
  readonly accepted: boolean;
  readonly state: 'tentative' | 'booked' | null;
  /** Every reason against it, overridable or not. */
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly { readonly code: string; readonly detail: string }[];
  /** The stages with the resources that would be held. */
  readonly holds: readonly HoldView[];
  readonly preparation: PreparationView | null;
  /** The next three times at which everything is free. */
  readonly freeTimes: readonly FreeTimeView[];
  /** By what payers authorised and ask for, by intervals and by steroids. */
  readonly firstLegal: FirstLegalDateView;
}

export interface FreeTimeView {
  readonly start: number;
  readonly roomId: string;
  readonly physicianId: string;
  readonly text: string;
  readonly daysSincePrevious: number | null;
  /** The longest gap that the series plans, where this time would leave a longer one; null where it does not. */
  readonly pastMaximumDays: number | null;
}

/** POST /sessions/:id/move (If-Match, Idempotency-Key): like a booking, with its own holds out of the way. */
export class MoveSessionRequest extends PlacementRequest {}

/** POST /sessions/:id/cancel (If-Match, Idempotency-Key) */
export class CancelSessionRequest {
  @IsIn(cancelReasons)
  reason!: CancelReason;

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

export const sessionSteps = [
  'confirmed',
  'arrived',
  'preparing',
  'in-room',
  'recovering',
  'discharged',
  'no-show',
] as const;
export type SessionStep = (typeof sessionSteps)[number];

/** POST /sessions/:id/steps (If-Match, Idempotency-Key): from arrived to discharged, or no-show. */
export class StepSessionRequest {
  @IsIn(sessionSteps)
  to!: SessionStep;
}

/** POST /sessions/:id/steps/undo (If-Match, Idempotency-Key): takes the latest step back (BOOK-24). */
export class UndoStepRequest {
  /** Why; it stands in the trail. */
  @IsOmittable()
  @IsNote(500)
  reason?: string;
}

/**
 * GET /clinics/:clinicId/changes (text/event-stream): one `change` event per changed session, closure, block time or
 * held time, per change of the waitlist or of the freed times, per procedure, resource profile or resource, and per
 * session whose evidence or whose patient's flags changed (`readiness`), and per message that is due at once or ended.
 */
export interface ChangeNotice {
  readonly kind:
    'session' | 'closure' | 'block-time' | 'held-time' | 'waitlist' | 'settings' | 'readiness' | 'message';
  readonly id: string;
  readonly version: number;
  /** The member who did it; null for the system. */
  readonly by: string | null;
  readonly at: number;
  /** Where it was before, for a move. */
  readonly was: number | null;
}
