import { stageKinds, type StageKind } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { ClockTime } from './clock-time.js';
import { IsId, IsLine, IsLineEach, IsOmittable } from './field-rules.js';
import type { AdvisoryView, ProblemReason } from './problem.js';
import type { HoldView } from './holds.js';
import { OtherPlaceRequest, type ProcedureTypeView, type SessionCheckView } from './scheduling.js';
import { resourceKinds, sedationLevels, type ResourceKindName, type Sedation } from './values.js';

/** GET /procedure-types: what can be done, and what each visit holds. */
export interface ProcedureTypeSettingsView extends ProcedureTypeView {
  readonly version: number;
  /** One for each sedation level at which it can be booked. */
  readonly profiles: readonly ResourceProfileView[];
}

export interface ResourceProfileView {
  readonly id: string;
  readonly version: number;
  readonly procedureTypeId: string;
  readonly sedation: Sedation;
  readonly stages: readonly ProfileStageView[];
}

export interface ProfileStageView {
  readonly kind: StageKind;
  readonly from: StageEdgeView;
  readonly to: StageEdgeView;
  readonly needs: readonly ResourceNeedView[];
}

export interface StageEdgeView {
  readonly anchor: 'start' | 'end';
  readonly minutes: number;
}

export interface ResourceNeedView {
  readonly resourceKind: ResourceKindName;
  /** Only those that can do it; absent: any of the kind. */
  readonly skill?: string;
  readonly count: number;
}

/** POST /procedure-types (Idempotency-Key) */
export class CreateProcedureTypeRequest {
  @IsLine(12)
  code!: string;

  @IsLine(80)
  name!: string;

  @IsInt()
  @Min(5)
  @Max(240)
  durationMinutes!: number;

  @IsBoolean()
  usesXRay!: boolean;

  @IsBoolean()
  usesContrast!: boolean;
}

/** PATCH /procedure-types/:id (If-Match): what is absent stays. The code stays: reports and imports know it. */
export class ChangeProcedureTypeRequest {
  @IsOmittable()
  @IsLine(80)
  name?: string;

  @IsOmittable()
  @IsInt()
  @Min(5)
  @Max(240)
  durationMinutes?: number;

  @IsOmittable()
  @IsBoolean()
  usesXRay?: boolean;

  @IsOmittable()
  @IsBoolean()
  usesContrast?: boolean;
}

const stageAnchors = ['start', 'end'] as const;

export class StageEdgeRequest {
  @IsIn(stageAnchors)
  anchor!: 'start' | 'end';

  @IsInt()
  minutes!: number;
}

export class ResourceNeedRequest {
  @IsIn(resourceKinds)
  resourceKind!: ResourceKindName;

  @IsOmittable()
  @IsLine(40)
  skill?: string;

  @IsInt()
  count!: number;
}

export class ProfileStageRequest {
  @IsIn(stageKinds)
  kind!: StageKind;

  @IsObject()
  @ValidateNested()
  @Type(() => StageEdgeRequest)
  from!: StageEdgeRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => StageEdgeRequest)
  to!: StageEdgeRequest;

  @IsArray()
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  @Type(() => ResourceNeedRequest)
  needs!: ResourceNeedRequest[];
}

/** PATCH /resource-profiles/:id (If-Match): from now on bookings and moves hold by it; what stands keeps its holds. */
export class ChangeResourceProfileRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(8)
  @ValidateNested({ each: true })
  @Type(() => ProfileStageRequest)
  stages!: ProfileStageRequest[];
}

/** POST /procedure-types/:id/profiles (Idempotency-Key): at a level at which it could not be booked before. */
export class CreateResourceProfileRequest extends ChangeResourceProfileRequest {
  @IsIn(sedationLevels)
  sedation!: Sedation;
}

/** POST /procedure-types/:id/profile-previews: everything against it, and what it means for what is booked. */
export class PreviewResourceProfileRequest extends CreateResourceProfileRequest {}

export interface ProfilePreviewView {
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly AdvisoryView[];
  /** Null while it is refused. */
  readonly booked: ProfileBookingsView | null;
}

/** The coming sessions of a procedure at one sedation level, as seen from one profile. */
export interface ProfileBookingsView {
  readonly upcoming: number;
  /** How many hold otherwise than the profile says; they keep what they hold until each is moved or planned anew. */
  readonly holdOtherwise: number;
  /** The first of those that hold otherwise, each asked whether it would fit where it stands. */
  readonly looked: readonly ProfileBookingView[];
}

export interface ProfileBookingView {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly date: string;
  readonly start: ClockTime;
  /** Why it would not fit where it stands; empty: it fits. */
  readonly refusals: readonly ProblemReason[];
}

/** GET /clinics/:clinicId/resources: all of them, also those that are no longer used. */
export interface ResourceSettingsView {
  readonly id: string;
  readonly version: number;
  readonly kind: Exclude<ResourceKindName, 'patient'>;
  readonly name: string;
  readonly skills: readonly string[];
  readonly active: boolean;
  /** The member whose sign-in a physician uses; null: nobody's, or no physician. */
  readonly member: PhysicianMemberView | null;
}

/** GET /physician-members: whose sign-in a physician may be. */
export interface PhysicianMemberView {
  readonly id: string;
  readonly name: string;
}

const addableKinds = ['physician', 'room', 'c-arm', 'sedation-nurse', 'nurse', 'recovery-bay'] as const;

/**
 * POST /clinics/:clinicId/resources (Idempotency-Key): one, or a nurse with a lane for each patient she watches. A
 * physician is one of all clinics of the practice.
 */
export class AddResourceRequest {
  @IsIn(addableKinds)
  kind!: (typeof addableKinds)[number];

  @IsLine(80)
  name!: string;

  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(8)
  lanes?: number;

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsLineEach(40)
  skills?: string[];
}

/** PATCH /resources/:id (If-Match) */
export class ChangeResourceRequest {
  @IsOmittable()
  @IsLine(80)
  name?: string;

  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsLineEach(40)
  skills?: string[];

  @IsOmittable()
  @IsBoolean()
  active?: boolean;

  /** Of a physician: the member whose sign-in is hers; null: nobody's. */
  @IsOptional()
  @IsId()
  memberId?: string | null;
}

/**
 * POST /sessions/:id/sedation-previews: what another level would change, before it is saved (product rule 3);
 * elsewhere or at another time, where it does not fit as it stands.
 */
export class PreviewSedationRequest extends OtherPlaceRequest {
  @IsIn(sedationLevels)
  sedation!: Sedation;
}

export interface SedationPreviewView {
  readonly from: Sedation;
  readonly to: Sedation;
  readonly version: number;
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
  readonly advisories: SessionCheckView['advisories'];
  /** Hold by hold; empty while it is refused. */
  readonly changes: readonly HoldChangeView[];
  readonly before: SedatedVisitView;
  readonly after: SedatedVisitView;
  /** The patient has confirmed: that becomes void, and she must be told. */
  readonly confirmationVoided: boolean;
  /** The nearest at which it would fit, where it does not fit here. */
  readonly freeTimes: SessionCheckView['freeTimes'];
}

export interface HoldChangeView {
  readonly change: 'added' | 'dropped' | 'longer' | 'shorter' | 'moved' | 'exchanged' | 'same';
  readonly before: HoldView | null;
  readonly after: HoldView | null;
}

/** A visit by what its sedation level asks of the patient, in the clinic's clock times. */
export interface SedatedVisitView {
  readonly arriveAt: ClockTime;
  readonly fasting: readonly {
    readonly intake: 'solid-food' | 'full-meal' | 'light-meal' | 'clear-liquids';
    readonly stopAt: ClockTime;
  }[];
  readonly escortNeeded: boolean;
  readonly ownConsent: boolean;
  readonly recoveryMinutes: number;
  /** The end of recovery: nobody is let go earlier. */
  readonly dischargeFrom: ClockTime;
  readonly noDrivingUntil: ClockTime | null;
}
