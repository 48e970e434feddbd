import type { TargetSymptom } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
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
import {
  sides,
  tellingApart,
  timeOutChecklist,
  weightUnits,
  type ArrivalFinding,
  type SedationLevel,
  type TellingApart,
  type TimeOutItem,
  type VitalFinding,
  type WeightUnit,
} from '@lull/domain';
import { IsCivilDate, IsId, IsInstant, IsLine, IsNote } from './field-rules.js';
import { spineLevels, type SpineLevel } from './outcomes.js';
import type { Side } from './values.js';

/** When something was last taken: at an instant, or not since one. Absent or null: nobody asked. */
export class LastTakenRequest {
  @IsIn(['at', 'none-since']) said!: 'at' | 'none-since';
  @IsInstant() at!: string;
}

const neverFilledIn = { message: 'Choose the side. It is never filled in for you.' };

/** A record that replaces another one says which and why. */
class ReplacingRequest {
  /** The record that stands; absent: there is none. */
  @IsOptional() @IsId() amends?: string | null;
  @IsOptional() @IsNote(500) amendReason?: string | null;
}

/** POST /sessions/:id/arrivals (Idempotency-Key): what the patient answers on arrival. */
export class RecordArrivalRequest extends ReplacingRequest {
  /** The name as the patient says it is the one in the record. */
  @IsBoolean() nameAgrees!: boolean;
  /** As the patient says it; held against the record. */
  @IsCivilDate() birthDateSaid!: string;
  @IsOptional() @IsIn(tellingApart) toldApartBy?: TellingApart | null;
  @IsIn(sides, neverFilledIn) sideSaid!: Side;
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LastTakenRequest)
  fullMeal?: LastTakenRequest | null;
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LastTakenRequest)
  lightMeal?: LastTakenRequest | null;
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LastTakenRequest)
  clearLiquids?: LastTakenRequest | null;
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LastTakenRequest)
  analgesic?: LastTakenRequest | null;
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => LastTakenRequest)
  anticoagulantDose?: LastTakenRequest | null;
  @IsOptional() @IsBoolean() escortPresent?: boolean | null;
  @IsOptional() @IsNote(100) escortName?: string | null;
  @IsOptional() @IsBoolean() newDrugs?: boolean | null;
  @IsOptional() @IsBoolean() infectionSigns?: boolean | null;
  /** When it was asked, if not now; far from now only with a reason. */
  @IsOptional() @IsInstant() askedAt?: string | null;
  @IsOptional() @IsNote(500) timeReason?: string | null;
}

export interface LastTakenView {
  readonly said: 'at' | 'none-since';
  readonly at: number;
}

export interface ArrivalView {
  readonly id: string;
  readonly sessionId: string;
  readonly birthDateSaid: string;
  readonly toldApartBy: TellingApart | null;
  readonly sideSaid: Side;
  readonly fullMeal: LastTakenView | null;
  readonly lightMeal: LastTakenView | null;
  readonly clearLiquids: LastTakenView | null;
  readonly analgesic: LastTakenView | null;
  readonly anticoagulantDose: LastTakenView | null;
  readonly escortPresent: boolean | null;
  readonly escortName: string | null;
  readonly newDrugs: boolean | null;
  readonly infectionSigns: boolean | null;
  readonly askedAt: number;
  readonly timeReason: string | null;
  /** The member's name. */
  readonly recordedBy: string | null;
  readonly recordedAt: number;
  readonly amends: string | null;
  readonly amendReason: string | null;
}

/** GET /sessions/:id/arrival: the latest speaks; those before it stay to be seen. */
export interface ArrivalStateView {
  readonly sessionId: string;
  /** Other patients who can be mistaken for this one: how many, never who. */
  readonly namesakes: number;
  /** Whoever takes an anticoagulant is asked for its last dose. */
  readonly takesAnticoagulant: boolean;
  readonly standing: ArrivalView | null;
  readonly replaced: readonly ArrivalView[];
  readonly findings: readonly ArrivalFinding[];
}

export class WeightRequest {
  @IsNumber({ maxDecimalPlaces: 1 }) @Min(0) @Max(2000) value!: number;
  @IsIn(weightUnits) unit!: WeightUnit;
}

export class PainBeforeRequest {
  @IsInt() @Min(0) @Max(10) value!: number;
  /** For a series of both sides: which leg. */
  @IsOptional() @IsIn(['left', 'right']) side?: 'left' | 'right' | null;
  @IsBoolean() rescue!: boolean;
}

/** POST /sessions/:id/vital-signs (Idempotency-Key): measured before the needle; null or absent: not measured. */
export class RecordVitalSignsRequest extends ReplacingRequest {
  @IsOptional() @IsInt() @Min(0) @Max(1000) systolicMmhg?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(1000) diastolicMmhg?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(1000) pulsePerMin?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(1000) spo2Percent?: number | null;
  @IsOptional() @IsInt() @Min(0) @Max(1000) respirationPerMin?: number | null;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 1 }) @Min(0) @Max(1000) temperatureCelsius?: number | null;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => WeightRequest) weight?: WeightRequest | null;
  @IsOptional() @IsInt() @Min(0) @Max(5000) glucoseMgDl?: number | null;
  /** The check-in score: becomes a pain score of the series. */
  @IsArray()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => PainBeforeRequest)
  pain!: PainBeforeRequest[];
  @IsOptional() @IsInstant() measuredAt?: string | null;
  @IsOptional() @IsNote(500) timeReason?: string | null;
}

/** One round of measuring; null: not measured. */
export interface VitalSignsView {
  readonly id: string;
  readonly systolicMmhg: number | null;
  readonly diastolicMmhg: number | null;
  readonly pulsePerMin: number | null;
  readonly spo2Percent: number | null;
  readonly respirationPerMin: number | null;
  readonly temperatureCelsius: number | null;
  readonly weightKg: number | null;
  readonly glucoseMgDl: number | null;
  /** The patient's weight as it stood before this reading. */
  readonly weightBeforeKg: number | null;
  readonly measuredAt: number;
  readonly timeReason: string | null;
  /** The member's name. */
  readonly recordedBy: string | null;
  readonly recordedAt: number;
  readonly amends: string | null;
  readonly amendReason: string | null;
}

/** GET /sessions/:id/vital-signs: the latest first; what a correction replaced stays to be seen. */
export interface VitalSignsStateView {
  readonly sessionId: string;
  readonly seriesId: string;
  readonly seriesSide: Side;
  /** Decides which score is the baseline: pain is asked for here, every other with the series. */
  readonly targetSymptom: TargetSymptom;
  readonly diabetic: boolean;
  /** The patient's weight as it stands. */
  readonly weightKg: number | null;
  readonly readings: readonly VitalSignsView[];
  /** Today's scores of pain now, taken in the clinic before the room. */
  readonly pain: readonly {
    readonly at: number;
    readonly value: number;
    readonly side: 'left' | 'right' | null;
    readonly rescue: boolean;
  }[];
  readonly findings: readonly VitalFinding[];
}

/** POST /sessions/:id/time-outs (Idempotency-Key): one person's word; two of different people are a time-out. */
export class ConfirmTimeOutRequest {
  /** Entered anew by each person. */
  @IsIn(['left', 'right'], neverFilledIn) side!: 'left' | 'right';
  @IsArray() @ArrayMaxSize(6) @ArrayUnique() @IsIn(spineLevels, { each: true }) levels!: SpineLevel[];
  /** As the signed form in the room names it. */
  @IsIn(sides, neverFilledIn) consentSide!: Side;
  @IsArray() @ArrayMaxSize(20) @IsIn(timeOutChecklist.items, { each: true }) items!: TimeOutItem[];
}

/** POST /sessions/:id/time-outs/withdrawals (Idempotency-Key): whatever was confirmed no longer stands. */
export class WithdrawTimeOutRequest {
  @IsLine(500) reason!: string;
}

/** GET /sessions/:id/time-outs. The side that the first person chose is not told before the second has chosen. */
export interface TimeOutStateView {
  readonly sessionId: string;
  readonly sessionState: string;
  /** One person has confirmed; null: nobody waits for a second. */
  readonly waiting: { readonly by: string; readonly own: boolean; readonly at: number } | null;
  readonly rounds: readonly {
    readonly side: 'left' | 'right';
    readonly levels: readonly SpineLevel[];
    readonly state: 'completed' | 'void';
    readonly confirmations: readonly { readonly by: string; readonly at: number }[];
  }[];
  /** Sides that need a time-out and have none: how many, never which. */
  readonly missing: number;
  /** What is read aloud in the room. */
  readonly toRead: {
    readonly procedureName: string;
    readonly purpose: string;
    readonly sedation: SedationLevel;
    readonly usesContrast: boolean;
    /** As it was measured last; null: nobody weighed the patient. */
    readonly weightKg: number | null;
    readonly allergies: {
      readonly state: 'not-asked' | 'none-known' | 'listed';
      readonly substances: readonly string[];
    };
    readonly anticoagulant: {
      readonly state: 'not-asked' | 'absent' | 'present';
      readonly substance: string | null;
    };
  };
}
