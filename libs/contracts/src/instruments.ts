import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsInstant } from './field-rules.js';
import type { ScoreSource } from './outcomes.js';

/** Where on the leg a score is meant. */
export const bodyRegions = ['foot', 'lower-leg', 'thigh', 'whole-leg', 'stump'] as const;
export type BodyRegion = (typeof bodyRegions)[number];

/** One item; without a value it was not answered, which is never zero. */
export class AnswerRequest {
  @IsOptional() @IsInt() @Min(0) @Max(20_000) value?: number | null;
}

export class InstrumentScoreRequest {
  /** As the registry of instruments names it. */
  @Matches(/^[a-z0-9-]{1,50}$/) instrument!: string;

  /** In the order of the instrument's items, each of them. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => AnswerRequest)
  answers!: AnswerRequest[];

  @IsInstant() at!: string;

  /** Wanted where the instrument speaks of one limb and the series of both; never filled in. */
  @IsOptional() @IsIn(['left', 'right']) side?: 'left' | 'right' | null;
  @IsOptional() @IsIn(bodyRegions) region?: BodyRegion | null;
  @IsIn(['clinic', 'phone']) source!: 'clinic' | 'phone';
}

/** POST /series/:id/instrument-scores (Idempotency-Key): taken down by staff; the score is computed, never sent. */
export class RecordInstrumentScoresRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => InstrumentScoreRequest)
  scores!: InstrumentScoreRequest[];
}

/**
 * One scored questionnaire or measurement, with what was answered. `seriesId` null: it is of the patient, whatever the
 * series (PEG and PGIC of the diary).
 */
export interface InstrumentScoreView {
  readonly id: string;
  readonly seriesId: string | null;
  readonly instrument: string;
  readonly at: number;
  readonly answers: readonly (number | null)[];
  readonly score: number;
  readonly side: 'left' | 'right' | null;
  readonly region: BodyRegion | null;
  readonly source: ScoreSource;
}
