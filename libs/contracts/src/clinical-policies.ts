import type { FastingGuideline, FigureDifference, ReadinessFigures } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsNumber,
  IsObject,
  IsOptional,
  ValidateNested,
} from 'class-validator';
import type { StandingSessionsView } from './clinic-settings.js';
import { IsCivilDate, IsLine, IsLineEach, IsOmittable } from './field-rules.js';
import type { AdvisoryView, ProblemReason } from './problem.js';

/** GET /readiness-policies: every version, the newest first; what Lull proposes is the first of them. */
export interface ReadinessPolicyView {
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
  readonly figures: ReadinessFiguresView;
  /** Coming sessions that it judges. */
  readonly applies: number;
}

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
}

export interface ReadinessPolicyPreviewView {
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly AdvisoryView[];
  /** Against the newest version. */
  readonly differences: readonly FigureDifference[];
  /** Coming sessions that it would judge. */
  readonly applies: StandingSessionsView;
  /** Those of them whose fast would end at other times: whoever was told them is told anew. */
  readonly otherFast: StandingSessionsView;
}
