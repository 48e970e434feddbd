import type { LegalDateCause } from '@lull/domain';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { IsCivilDate, IsLine } from './field-rules.js';
import { sides, steroidSources, type SteroidSource, type SessionStateName, type Side } from './values.js';

/** POST /series/:id/authorisations (Idempotency-Key): what a payer wrote. */
export class AddAuthorisationRequest {
  @IsLine(100) payer!: string;
  @IsLine(60) number!: string;

  /** Never defaulted: it must agree with the series. */
  @IsIn(sides, { message: 'Choose the side. It is never filled in for you.' })
  side!: Side;

  /** Empty: the payer names none. */
  @IsArray()
  @ArrayMaxSize(12)
  @ArrayUnique()
  @Matches(/^[A-Z0-9]{5}$/, {
    each: true,
    message: 'A billing code has five letters or figures, such as 64520.',
  })
  codes!: string[];

  @IsInt() @Min(1) @Max(60) units!: number;
  @IsCivilDate() validFrom!: string;
  @IsCivilDate() validTo!: string;
}

export type UnitState = 'reserved' | 'used' | 'returned';

/** A session that has, or had, a unit. */
export interface UnitView {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly start: number;
  readonly sessionState: SessionStateName;
  readonly state: UnitState;
}

/** `units` = `left` + `reserved` + `used`. */
export interface AuthorisationView {
  readonly id: string;
  readonly payer: string;
  readonly number: string;
  readonly side: Side;
  readonly codes: readonly string[];
  readonly units: number;
  readonly left: number;
  readonly reserved: number;
  readonly used: number;
  readonly validFrom: string;
  readonly validTo: string;
  readonly sessions: readonly UnitView[];
}

/** GET /series/:id/authorisations */
export interface AuthorisationsView {
  readonly seriesId: string;
  readonly authorisations: readonly AuthorisationView[];
  /** Sessions that stand without a unit, though the series has authorisations: somebody set that aside. */
  readonly withoutUnit: readonly {
    readonly sessionId: string;
    readonly clinicId: string;
    readonly start: number;
  }[];
  /** Of the payers above, every version, the latest first. */
  readonly payerRules: readonly PayerRuleView[];
}

/** POST /payer-rules (Idempotency-Key): what a payer asks for from a day on; what stood before stays to be seen. */
export class WritePayerRuleRequest {
  @IsLine(100) payer!: string;
  @IsCivilDate() validFrom!: string;
  @IsOptional() @IsInt() @Min(1) @Max(100) maxPerSeries?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(100) maxPer12Months?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(365) minIntervalDays?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(100) minReliefPct?: number | null;
  @IsOptional() @IsInt() @Min(1) @Max(365) minReliefDays?: number | null;
  @IsBoolean() requiresFunction!: boolean;
  @IsBoolean() requiresPhysicalTherapy!: boolean;
  @IsBoolean() priorAuthorisation!: boolean;
  /** The policy with its number and date. */
  @IsLine(300) source!: string;
}

/** GET /payer-rules: every version, by payer, the latest first. */
export interface PayerRuleView {
  readonly id: string;
  readonly payer: string;
  readonly validFrom: string;
  readonly maxPerSeries: number | null;
  readonly maxPer12Months: number | null;
  readonly minIntervalDays: number | null;
  readonly minReliefPct: number | null;
  readonly minReliefDays: number | null;
  readonly requiresFunction: boolean;
  readonly requiresPhysicalTherapy: boolean;
  readonly priorAuthorisation: boolean;
  readonly source: string;
  /** The member's name; null: brought by the demonstration. */
  readonly writtenBy: string | null;
  readonly writtenAt: number;
}

/** POST /patients/:id/steroids (Idempotency-Key): a steroid that somebody else gave. */
export class RecordExternalSteroidRequest {
  @IsCivilDate() givenOn!: string;
  @IsLine(200) place!: string;
  /** Null: nobody knows which. */
  @IsOptional() @IsLine(60) drug?: string | null;
  /** Null: nobody knows how much. */
  @IsOptional() @IsNumber({ maxDecimalPlaces: 3 }) @Min(0.001) @Max(2000) doseMg?: number | null;
  @IsIn(steroidSources) source!: SteroidSource;
}

/** POST /steroids/:id/withdrawal (If-Match): entered by mistake; it stays to be seen and counts no more. */
export class WithdrawSteroidRequest {
  @IsLine(300) reason!: string;
}

/** One steroid of the twelve months, or an entry that was withdrawn. */
export interface SteroidLineView {
  readonly id: string;
  readonly at: number;
  /** Given elsewhere: a day without a time. */
  readonly on: string | null;
  readonly drug: string | null;
  readonly doseMg: number | null;
  /** In milligrams of `toldAs`; null: it cannot be told. */
  readonly equivalentMg: number | null;
  /** Where it was given elsewhere; null: here. */
  readonly place: string | null;
  readonly source: SteroidSource | null;
  readonly seriesId: string | null;
  readonly sessionId: string | null;
  /** For an entry from elsewhere, to withdraw it. */
  readonly version: number | null;
}

export interface SteroidLedgerView {
  readonly toldAs: string;
  readonly from: number;
  readonly until: number;
  readonly knownMg: number;
  readonly limitMg: number;
  readonly verdict: 'within' | 'over' | 'unknown';
  readonly unknownDoses: number;
  readonly sessions: number;
  readonly reviewFromSessions: number;
  /** From when on another steroid keeps its interval; null: at any time. */
  readonly nextFrom: number | null;
  readonly policy: { readonly version: string; readonly author: string; readonly effectiveFrom: string };
  /** The latest first; null for those who may not read injections. */
  readonly lines: readonly SteroidLineView[] | null;
}

export interface RadiationTotalView {
  /** Null: not recorded of any. */
  readonly total: number | null;
  readonly recorded: number;
  readonly followUp: boolean;
}

export interface RadiationView {
  readonly injections: number;
  readonly aboveLevel: number;
  readonly fluoroSeconds: RadiationTotalView;
  readonly airKermaMgy: RadiationTotalView;
  readonly kermaAreaGycm2: RadiationTotalView;
}

export interface SeriesRadiationView extends RadiationView {
  readonly seriesId: string;
  readonly procedureCode: string;
  readonly side: Side;
  readonly openedOn: string;
}

/** GET /patients/:id/ledger: what adds up over all series of a patient. */
export interface PatientLedgerView {
  readonly patientId: string;
  readonly timeZone: string;
  readonly steroids: SteroidLedgerView;
  /** Null for those who may not read injections. */
  readonly radiation: {
    readonly all: RadiationView;
    readonly bySeries: readonly SeriesRadiationView[];
    readonly policy: SteroidLedgerView['policy'];
  } | null;
}

/** The first day on which a series may be treated without setting anything aside. */
export interface FirstLegalDateView {
  /** Null: no authorisation has a unit left for any day to come. */
  readonly on: string | null;
  readonly because: readonly {
    readonly cause: LegalDateCause;
    readonly from: string;
    readonly detail: string;
  }[];
  readonly withSteroidOn: string | null;
}
