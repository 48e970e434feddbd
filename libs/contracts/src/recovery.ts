import {
  expectedEffects,
  procedureSteps,
  stepStates,
  type AfterCareCode,
  type ExpectedEffect,
  type ProcedureStep,
  type ProcedureStepState,
} from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant, IsLine, IsNote, IsOmittable } from './field-rules.js';
import type { ProblemReason } from './problem.js';
import { OverridesRequest } from './scheduling.js';
import type { Sedation, SessionStateName, Side } from './values.js';

/** Several rules as one: a whole number of a scale, or null for what was not looked at. */
const OnScale =
  (most: number): PropertyDecorator =>
  (target, property) =>
    [IsOptional(), IsInt(), Min(0), Max(most)].forEach((rule) => rule(target, property));

/** Five items of a score, each 0 to 2. That all five are there, a rule says. */
const ScoreItems = (): PropertyDecorator => (target, property) =>
  [
    IsOptional(),
    IsArray(),
    ArrayMaxSize(5),
    IsInt({ each: true }),
    Min(0, { each: true }),
    Max(2, { each: true }),
  ].forEach((rule) => rule(target, property));

const FootTemperature = (): PropertyDecorator => (target, property) =>
  [IsOptional(), IsNumber({ maxDecimalPlaces: 1 }), Min(10), Max(45)].forEach((rule) =>
    rule(target, property),
  );

export class ProcedureStepRequest {
  @IsIn(procedureSteps) step!: ProcedureStep;
  @IsIn(stepStates) state!: ProcedureStepState;
  /** When it was done; absent: now, by the server's clock. */
  @IsOmittable() @IsInstant() at?: string;
  /** Why it was not done. */
  @IsOmittable() @IsLine(200) reason?: string;
  /** Who did it, where it was not the one who writes. */
  @IsOmittable() @IsLine(100) doneBy?: string;
}

/** POST /sessions/:id/procedure-steps (Idempotency-Key): what was done; the latest entry of a step counts. */
export class RecordProcedureStepsRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(procedureSteps.length)
  @ValidateNested({ each: true })
  @Type(() => ProcedureStepRequest)
  steps!: ProcedureStepRequest[];
}

/** POST /sessions/:id/recovery-readings (Idempotency-Key): one look at the patient; what is absent was not looked at. */
export class RecordRecoveryReadingRequest {
  /** Absent: now, by the server's clock. */
  @IsOmittable() @IsInstant() at?: string;
  /** Activity, respiration, circulation, consciousness, oxygen. */
  @ScoreItems() aldrete?: number[] | null;
  /** Vital signs, walking, nausea, bleeding, intake. */
  @ScoreItems() padss?: number[] | null;
  @OnScale(10) nrs?: number | null;
  @OnScale(5) leftLegStrength?: number | null;
  @OnScale(5) rightLegStrength?: number | null;
  @IsOptional() @IsBoolean() standsSafely?: boolean | null;
  @FootTemperature() leftFootC?: number | null;
  @FootTemperature() rightFootC?: number | null;
  @IsArray()
  @ArrayMaxSize(expectedEffects.length)
  @IsIn(expectedEffects, { each: true })
  effects!: ExpectedEffect[];
  @IsOptional() @IsNote(500) note?: string | null;
}

export class EscortRequest {
  @IsLine(100) name!: string;
  @IsLine(60) relation!: string;
  /** Stands there now, and takes the patient home. */
  @IsBoolean() present!: boolean;
}

/** POST /sessions/:id/discharge (Idempotency-Key): the nurse lets the patient go; the step `discharged` asks for it. */
export class RecordDischargeRequest extends OverridesRequest {
  @IsOptional() @IsObject() @ValidateNested() @Type(() => EscortRequest) escort?: EscortRequest | null;
  /** The after-care was told and handed over. */
  @IsBoolean() afterCareTold!: boolean;
  /** The patient said it back in her own words (hazard H23); absent: no. */
  @IsOptional() @IsBoolean() saidBack?: boolean;
  @IsOptional() @IsNote(1000) note?: string | null;
}

export interface ProcedureStepView {
  readonly step: ProcedureStep;
  /** Belongs to this procedure: leaving it out asks why. */
  readonly required: boolean;
  /** What was said last; null: nothing yet. */
  readonly entry: {
    readonly state: ProcedureStepState;
    readonly at: number | null;
    readonly reason: string | null;
    readonly doneBy: string | null;
    readonly recordedBy: string | null;
    readonly recordedAt: number;
  } | null;
  /** The drugs that are written down say otherwise. */
  readonly disagrees: boolean;
}

export interface RecoveryReadingView {
  readonly id: string;
  readonly at: number;
  readonly aldrete: readonly number[] | null;
  readonly aldreteTotal: number | null;
  readonly padss: readonly number[] | null;
  readonly padssTotal: number | null;
  readonly nrs: number | null;
  readonly leftLegStrength: number | null;
  readonly rightLegStrength: number | null;
  readonly standsSafely: boolean | null;
  readonly leftFootC: number | null;
  readonly rightFootC: number | null;
  readonly effects: readonly ExpectedEffect[];
  /** Effects that are still there after the time in which they are expected: complications. */
  readonly outlasting: readonly ExpectedEffect[];
  readonly note: string | null;
  readonly recordedBy: string | null;
  readonly recordedAt: number;
}

export interface DischargeView {
  readonly recordedAt: number;
  readonly recordedBy: string | null;
  readonly escortName: string | null;
  readonly escortRelation: string | null;
  readonly escortPresent: boolean;
  readonly afterCareTold: boolean;
  /** Null: recorded before it was asked. */
  readonly saidBack: boolean | null;
  readonly note: string | null;
}

/** GET /sessions/:id/recovery: the procedure and the recovery of one visit, with what stands in the way of going home. */
export interface RecoveryView {
  readonly sessionId: string;
  readonly sessionState: SessionStateName;
  readonly timeZone: string;
  readonly side: Side;
  readonly physicianName: string;
  readonly plannedSedation: Sedation;
  /** Planned or not: whether a sedative was given, as far as it is known. */
  readonly sedated: boolean;
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
  /** Of the last completed injection of the visit. */
  readonly needleOutAt: number | null;
  /** Null while the patient has not left the room. `long`: more than usual, a quality flag. */
  readonly roomTime: { readonly minutes: number; readonly long: boolean } | null;
  readonly steps: readonly ProcedureStepView[];
  /** The latest first. */
  readonly readings: readonly RecoveryReadingView[];
  /** Null unless the patient recovers. */
  readonly nextReadingDue: number | null;
  readonly observedUntil: number | null;
  /** What would be said if she were to leave now without anything more, overridable or not. */
  readonly open: readonly ProblemReason[];
  readonly discharge: DischargeView | null;
  /** Where lipid emulsion is kept at this clinic; null: not said. */
  readonly lipidLocation: string | null;
  readonly policyVersion: string;
}

/** One line of the after-care, in both languages. */
export interface AfterCareLineView {
  readonly code: AfterCareCode;
  /** The instant that the line says as a clock time. */
  readonly until: number | null;
  readonly en: string;
  readonly es: string;
}

/** GET /sessions/:id/after-care: what the patient takes along. */
export interface AfterCareView {
  readonly sessionId: string;
  readonly patientName: string;
  /** BCP 47, as the patient's record has it. */
  readonly language: string;
  readonly clinicName: string;
  readonly timeZone: string;
  readonly start: number;
  /** What is not known yet, so that the sheet may still change: no injection recorded, or still in the room. */
  readonly preliminary: boolean;
  readonly lines: readonly AfterCareLineView[];
}
