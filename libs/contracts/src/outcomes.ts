import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate, IsInstant, IsLine, IsNote, IsOmittable } from './field-rules.js';
import type { TargetSymptom } from '@lull/domain';
import type { InstrumentScoreView } from './instruments.js';
import type { AdvisoryView } from './problem.js';
import type { Purpose, Side } from './values.js';

export const drugRoles = [
  'local-anaesthetic',
  'steroid',
  'contrast',
  'sedative',
  'reversal',
  'other',
] as const;
export type DrugRole = (typeof drugRoles)[number];
export const spineLevels = ['L1', 'L2', 'L3', 'L4', 'L5', 'S1'] as const;
export type SpineLevel = (typeof spineLevels)[number];
export const scoreKinds = ['now', 'avg24h', 'pct-relief', 'pain-returned', 'pain-relieved'] as const;
export type ScoreKind = (typeof scoreKinds)[number];
export const scoreSources = ['clinic', 'diary', 'phone', 'import'] as const;
export type ScoreSource = (typeof scoreSources)[number];

export class DrugRequest {
  @IsIn(drugRoles) role!: DrugRole;
  @IsLine() drug!: string;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 3 }) @Min(0) @Max(100) concentrationPercent?: number | null;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 2 }) @Min(0) @Max(200) volumeMl?: number | null;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 3 }) @Min(0) @Max(2000) doseMg?: number | null;
}

export class SkinTemperatureRequest {
  @IsIn(['left', 'right']) foot!: 'left' | 'right';
  @IsInt() @Min(0) @Max(240) minute!: number;
  @IsNumber({ maxDecimalPlaces: 1 }) @Min(10) @Max(45) celsius!: number;
}

export class ComplicationRequest {
  @IsLine(60) code!: string;
  @IsOptional() @IsInt() @Min(1) @Max(5) grade?: number | null;
  @IsOptional() @IsIn(['certain', 'probable', 'possible', 'unlikely', 'unassessable']) causality?:
    string | null;
  @IsOptional() @IsInstant() onsetAt?: string | null;
  @IsOptional() @IsNote(1000) note?: string | null;
}

/** POST /sessions/:id/injections (Idempotency-Key): what was done on one side. */
export class RecordInjectionRequest {
  @IsIn(['left', 'right'], { message: 'Choose the side. It is never filled in for you.' })
  side!: 'left' | 'right';

  @IsIn(['completed', 'not-done'])
  status!: 'completed' | 'not-done';

  @IsOmittable()
  @IsLine(200)
  statusReason?: string;

  @IsArray()
  @ArrayMaxSize(6)
  @IsIn(spineLevels, { each: true })
  levels!: SpineLevel[];

  @IsOptional()
  @IsInstant()
  needleInAt?: string | null;

  /** t0: every relief duration counts from it. */
  @IsOptional()
  @IsInstant()
  needleOutAt?: string | null;

  /** Why the needle came out at another time than it is recorded at. */
  @IsOptional()
  @IsLine(200)
  needleOutReason?: string | null;

  /** The server's time with which the entry of needle-out began: left as it was, it needs no reason (INJ-04). */
  @IsOptional()
  @IsInstant()
  needleOutStampedAt?: string | null;

  @IsOptional()
  @IsBoolean()
  contrastUsed?: boolean | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(7200)
  fluoroSeconds?: number | null;

  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 3 })
  @Min(0)
  @Max(100_000)
  airKermaMgy?: number | null;

  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 6 })
  @Min(0)
  @Max(100_000)
  kermaAreaGycm2?: number | null;

  @IsOptional()
  @IsNote()
  note?: string | null;

  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Type(() => DrugRequest)
  drugs!: DrugRequest[];

  /** Why local anaesthetic above the maximum was given; without it such a record is refused (INJ-03). */
  @IsOptional()
  @IsLine(500)
  overMaximumReason?: string | null;

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SkinTemperatureRequest)
  temperatures!: SkinTemperatureRequest[];

  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ComplicationRequest)
  complications!: ComplicationRequest[];
}

/** POST /injections/:id/amendments (If-Match, Idempotency-Key): a correction that keeps the original. */
export class AmendInjectionRequest extends RecordInjectionRequest {
  @IsLine(500)
  amendReason!: string;
}

export class PainScoreRequest {
  @IsIn(scoreKinds) kind!: ScoreKind;

  /** 0 to 10 (0 to 100 for `pct-relief`); absent for a statement. */
  @IsOptional() @IsInt() @Min(0) @Max(100) value?: number | null;

  /** Either the instant, or (for a statement) the day. */
  @IsOmittable() @IsInstant() at?: string;
  @IsOmittable() @IsCivilDate() on?: string;

  @IsOptional() @IsIn(['left', 'right']) side?: 'left' | 'right' | null;
  @IsIn(['clinic', 'phone']) source!: 'clinic' | 'phone';
  @IsBoolean() rescue!: boolean;
}

/** POST /series/:id/pain-scores (Idempotency-Key): scores taken by staff. */
export class RecordPainScoresRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => PainScoreRequest)
  scores!: PainScoreRequest[];
}

/** GET /sessions/:id/injections: every record, also those that were replaced, in the order they were made. */
export interface InjectionView {
  readonly id: string;
  readonly version: number;
  readonly sessionId: string;
  readonly seriesId: string;
  readonly side: 'left' | 'right';
  readonly status: 'completed' | 'not-done' | 'entered-in-error';
  readonly statusReason: string | null;
  readonly ordinal: number | null;
  readonly levels: readonly SpineLevel[];
  readonly needleInAt: number | null;
  readonly needleOutAt: number | null;
  /** Why the needle came out at another time than it was recorded at. */
  readonly needleOutReason: string | null;
  readonly contrastUsed: boolean | null;
  readonly fluoroSeconds: number | null;
  readonly airKermaMgy: number | null;
  readonly kermaAreaGycm2: number | null;
  readonly note: string | null;
  /** The record that this one replaces; that one is `entered-in-error` and is still shown. */
  readonly amends: string | null;
  readonly amendReason: string | null;
  /** Why local anaesthetic above the maximum was given. */
  readonly overMaximumReason: string | null;
  /** The member's name. */
  readonly recordedBy: string | null;
  readonly recordedAt: number;
  readonly drugs: readonly {
    readonly role: DrugRole;
    readonly drug: string;
    readonly concentrationPercent: number | null;
    readonly volumeMl: number | null;
    readonly doseMg: number | null;
  }[];
  readonly temperatures: readonly {
    readonly foot: 'left' | 'right';
    readonly minute: number;
    readonly celsius: number;
  }[];
  readonly complications: readonly {
    readonly code: string;
    readonly tier: string;
    readonly grade: number | null;
    readonly causality: string | null;
    readonly onsetAt: number | null;
    readonly note: string | null;
  }[];
}

/** The answer to a recorded or amended injection: the record, and what deserves a look. */
export interface RecordedInjectionView extends InjectionView {
  readonly advisories: readonly AdvisoryView[];
  /** A clinician's review was asked for in the same transaction. */
  readonly reviewAsked: boolean;
}

/** GET /series/:id/pain-scores: in order of time. */
export interface PainScoreView {
  readonly id: string;
  readonly at: number;
  /** End of the span of a date-only statement. */
  readonly until: number | null;
  readonly kind: ScoreKind;
  readonly value: number | null;
  readonly source: ScoreSource;
  readonly rescue: boolean;
  readonly side: 'left' | 'right' | null;
}

/** GET /series/:id/relief: relief between injections, one target at a time (two for a bilateral series). */
export interface SeriesReliefView {
  readonly seriesId: string;
  readonly side: Side;
  readonly purpose: Purpose;
  /**
   * What is judged by what: pain by the NRS (`relief50`, `relief30` are its two definitions), sweating by the HDSS (there
   * they are two steps and one step), blood flow by nothing, since no source names a threshold.
   */
  readonly targetSymptom: TargetSymptom;
  /** Names the version of every definition behind the figures. */
  readonly definitionVersion: string;
  readonly targets: readonly TargetReliefView[];
  /** Of this series, and of the patient whatever the series, in order of time. */
  readonly instruments: readonly InstrumentScoreView[];
  /** The next booked session, epoch ms. */
  readonly nextSession: { readonly id: string; readonly start: number; readonly state: string } | null;
}

/** GET /patients/:id/relief: every series of the patient, the newest first. */
export interface PatientReliefView {
  readonly patientId: string;
  readonly series: readonly SeriesReliefView[];
}

/** GET /series/:id/diary-state: all that a scheduler learns of the scores. */
export interface DiaryStateView {
  readonly seriesId: string;
  readonly lastScoreAt: number | null;
  readonly overdue: boolean;
}

export interface TargetReliefView {
  readonly side: 'left' | 'right';
  /** In points of the instrument that the symptom is judged by; an answer of the HDSS is of kind `now`. */
  readonly scores: readonly PainScoreView[];
  readonly injections: readonly InjectionReliefView[];
}

export interface InjectionReliefView {
  readonly injection: InjectionView;
  readonly ordinal: number;
  readonly baseline: { readonly value: number | null; readonly source: string };
  /** The primary definition (pain: 50 %; sweating: two steps) and the secondary (30 %; one step). */
  readonly relief50: ReliefView;
  readonly relief30: ReliefView;
  readonly dataQuality: 'A' | 'B' | 'C' | null;
  /** On how many of the days that are asked daily something was said. */
  readonly daysAnswered: number;
  /** Days to the next completed injection of this target. */
  readonly intervalDays: number | null;
  /** Only for a diagnostic series. */
  readonly diagnostic: DiagnosticView | null;
}

/** What a diagnostic injection supports, and what that was read from; never more than "supported". */
export interface DiagnosticView {
  readonly finding: string;
  readonly provisional: boolean;
  /** What relieves pain by itself, or takes the feeling of it: with any of them the result is no proof. */
  readonly confounders: readonly string[];
  /** Of the treated foot, in °C; null: not recorded. */
  readonly temperatureRiseC: number | null;
  /** At least 50 % in the diagnostic window; null: pain was not rated in it. */
  readonly reliefInWindow: boolean | null;
  /** Every sedative given: sedation in a diagnostic injection raises a warning, whatever it was. */
  readonly sedatives: readonly string[];
  /** Of the session, whether or not a sedative was written down. */
  readonly sedation: 'none' | 'minimal' | 'moderate' | 'deep';
}

/** Minutes since t0 throughout; null means unknown, never zero. */
export interface ReliefView {
  readonly status: 'evaluable' | 'indeterminate' | 'not-evaluable' | 'no-data';
  readonly reason: string | null;
  readonly pattern: string | null;
  readonly onset: readonly [number, number] | null;
  readonly sustainedOnset: readonly [number, number] | null;
  /** The lapse lies in (lower, upper]; upper null: relief was still there when last confirmed at `lower`. */
  readonly lapse: {
    readonly lower: number;
    readonly upper: number | null;
    readonly confirmed: boolean;
  } | null;
  /** For display: midpoint in days, or the lower bound with `ongoing`. */
  readonly durationDays: number | null;
  readonly ongoing: boolean;
  readonly flares: number | null;
  readonly peakReductionPercent: number | null;
  readonly coverage: {
    readonly point: number | null;
    readonly low: number;
    readonly high: number;
    readonly knownFraction: number;
  } | null;
  readonly unrelievedGapDays: number | null;
  readonly persistedAtNext: boolean | null;
  readonly response: 'responder' | 'non-responder' | 'uncertain' | 'not-evaluable' | null;
}
