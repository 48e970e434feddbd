import type {
  ClinicalFigures,
  ClinicalPolicyKind,
  FastingGuideline,
  FigureDifference,
  ReadinessFigures,
} from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsNotEmptyObject,
  IsNumber,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import type { StandingSessionsView } from './clinic-settings.js';
import { IsCivilDate, IsLine, IsLineEach, IsOmittable } from './field-rules.js';
import type { AdvisoryView, ProblemReason } from './problem.js';

/** A version of a policy: what it says, on whose word, and what it judges. */
export interface PolicyVersionView<Figures> {
  readonly version: string;
  readonly author: string;
  /** Where its figures come from. */
  readonly source: string;
  /** The first day of sessions to which it applies. */
  readonly effectiveFrom: string;
  /** Epoch ms; null: it came with Lull. */
  readonly recordedAt: number | null;
  /** The version whose figures it brings back; null: none. */
  readonly revertsTo: string | null;
  /** By the clinic's day: `replaced` never judged a day, because another one begins no later. */
  readonly state: 'before' | 'in-force' | 'to-come' | 'replaced';
  readonly figures: Figures;
  /** Coming sessions that it judges. */
  readonly applies: number;
}

/** GET /readiness-policies: every version, the newest first; what Lull proposes is the first of them. */
export type ReadinessPolicyView = PolicyVersionView<ReadinessFigures>;

export type ReadinessFiguresView = ReadinessFigures;

/** GET /readiness-policies/:version/sessions is a `StandingSessionsView`. */

class FastMinutesRequest {
  @IsNumber()
  'full-meal'!: number;

  @IsNumber()
  'light-meal'!: number;

  @IsNumber()
  'breast-milk'!: number;

  @IsNumber()
  'clear-liquids'!: number;
}

const guidelines = ['asa', 'asipp', 'clinic'] as const satisfies readonly FastingGuideline[];
const anchors = ['start', 'arrival'] as const;

class FastingFiguresRequest {
  @IsIn(guidelines)
  guideline!: FastingGuideline;

  @IsIn(anchors)
  anchor!: 'start' | 'arrival';

  @IsNumber()
  glp1LiquidDietMinutes!: number;

  /** The clinic's own; the societies' are theirs. */
  @IsObject()
  @ValidateNested()
  @Type(() => FastMinutesRequest)
  minutes!: FastMinutesRequest;
}

class LeadFiguresRequest {
  @IsNumber()
  authorisation!: number;

  @IsNumber()
  anticoagulantDecision!: number;

  @IsNumber()
  anticoagulantAskedAgain!: number;

  @IsNumber()
  question!: number;

  @IsNumber()
  fastingTold!: number;

  @IsNumber()
  fastingSignedOff!: number;

  @IsNumber()
  escort!: number;

  @IsNumber()
  onTheDay!: number;
}

class ValidFiguresRequest {
  @IsNumber()
  anticoagulantAnswer!: number;

  @IsNumber()
  pregnancyTest!: number;

  @IsNumber()
  inr!: number;

  /** Null or absent: it does not grow old. */
  @IsOptional()
  @IsNumber()
  consent?: number | null;
}

class AgesRequest {
  @IsNumber()
  least!: number;

  @IsNumber()
  most!: number;
}

class AsaClassRequest {
  @IsNumber()
  withoutApproval!: number;

  @IsNumber()
  most!: number;
}

/** Ingredients, in small letters; an allergy is matched with them. */
const IsIngredients = (): PropertyDecorator => (target, property) => {
  for (const rule of [IsArray(), ArrayMaxSize(40), ArrayUnique(), IsLineEach(60)]) rule(target, property);
};

class SubstancesRequest {
  @IsIngredients()
  always!: string[];

  @IsIngredients()
  withContrast!: string[];

  @IsIngredients()
  withSteroid!: string[];
}

class PainToJudgeRequest {
  @IsNumber()
  leastScore!: number;

  @IsNumber()
  analgesicFreeMinutes!: number;
}

export class ReadinessFiguresRequest {
  @IsObject()
  @ValidateNested()
  @Type(() => FastingFiguresRequest)
  fasting!: FastingFiguresRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => LeadFiguresRequest)
  lead!: LeadFiguresRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => ValidFiguresRequest)
  valid!: ValidFiguresRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => AgesRequest)
  pregnancyTestAges!: AgesRequest;

  @IsNumber()
  inrMaximum!: number;

  @IsObject()
  @ValidateNested()
  @Type(() => AsaClassRequest)
  asaClass!: AsaClassRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => SubstancesRequest)
  substances!: SubstancesRequest;

  @IsObject()
  @ValidateNested()
  @Type(() => PainToJudgeRequest)
  painToJudge!: PainToJudgeRequest;
}

/** POST /readiness-policy-previews: what is against it, what it changes, and whom it is about. */
export class PreviewReadinessPolicyRequest {
  /** The newest version, as it was read. */
  @IsLine(20)
  basedOnVersion!: string;

  @IsCivilDate()
  effectiveFrom!: string;

  @IsObject()
  @ValidateNested()
  @Type(() => ReadinessFiguresRequest)
  figures!: ReadinessFiguresRequest;
}

/** POST /readiness-policies (Idempotency-Key): a further version; none is ever changed or taken away. */
export class AddReadinessPolicyRequest extends PreviewReadinessPolicyRequest {
  /** On whose word: a guideline with its year, a decision of the clinic with its date. */
  @IsLine(300)
  source!: string;

  /** The version whose figures these are. */
  @IsOmittable()
  @IsLine(20)
  revertsTo?: string;

  /** Whether the patients are told whose times change by it (`toTell` of the preview); without a word they are not. */
  @IsOmittable()
  @IsBoolean()
  tellPatients?: boolean;
}

export interface PolicyPreviewView {
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly AdvisoryView[];
  /** Against the newest version. */
  readonly differences: readonly FigureDifference[];
  /** Coming sessions that it would judge. */
  readonly applies: StandingSessionsView;
}

export interface ReadinessPolicyPreviewView extends PolicyPreviewView {
  /** Those of them whose fast would end at other times. */
  readonly otherFast: StandingSessionsView;
  /** How many of them are certain to their patients, who can be told the new times. */
  readonly toTell: number;
}

/** GET /clinical-policies/:kind (`relief`, `decision`, `escalation`): every version, the newest first. */
export interface ClinicalPolicyView extends PolicyVersionView<ClinicalFigures[ClinicalPolicyKind]> {
  readonly kind: ClinicalPolicyKind;
}

/** GET /clinical-policies/:kind/:version/sessions is a `StandingSessionsView`. */

/** POST /clinical-policies/:kind/previews: what is against it, what it changes, and what it is about. */
export class PreviewClinicalPolicyRequest {
  /** The newest version, as it was read. */
  @IsLine(20)
  basedOnVersion!: string;

  @IsCivilDate()
  effectiveFrom!: string;

  /** Every figure of the kind, as the view has them: which they are, the kind says (POL-05). */
  @IsObject()
  @IsNotEmptyObject()
  figures!: Record<string, unknown>;
}

/** POST /clinical-policies/:kind (Idempotency-Key): a further version; none is ever changed or taken away. */
export class AddClinicalPolicyRequest extends PreviewClinicalPolicyRequest {
  /** On whose word: a guideline with its year, a decision of the clinic with its date. */
  @IsLine(300)
  source!: string;

  /** The version whose figures these are. */
  @IsOmittable()
  @IsLine(20)
  revertsTo?: string;
}

/** How many figures of relief a version would make others: of the patients whose injections were the last. */
export interface FiguresAnewView {
  readonly patients: number;
  /** False: there are more patients, and they were not looked through while somebody waits. */
  readonly everyPatient: boolean;
  readonly injections: number;
  /** Injections that either definition would judge otherwise: another response, another end, another course. */
  readonly changed: number;
  /** Of them, those whose response to the main definition would be another one. */
  readonly otherResponse: number;
}

export interface ClinicalPolicyPreviewView extends PolicyPreviewView {
  /** Null where the kind makes no figures of relief, or the version may not stand. */
  readonly figuresAnew: FiguresAnewView | null;
}
