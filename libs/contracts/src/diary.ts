import { symptomCodes, type SymptomCode } from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsCivilDate, IsInstant, IsLine, IsNote, IsOmittable } from './field-rules.js';

/** POST /diary/access: what a link and its holder prove. Neither is told which of the two was wrong. */
export class OpenDiaryRequest {
  @IsString()
  @Matches(/^[\w-]{1,100}$/)
  token!: string;

  @IsCivilDate()
  birthDate!: string;
}

/** Exactly one of the two: the day on which the pain came back, or that it has not. */
export class PainReturnedRequest {
  @IsOmittable() @IsCivilDate() on?: string;
  @IsOmittable() @IsIn([true]) notYet?: true;
}

const percents = Array.from({ length: 11 }, (_, step) => step * 10);

/** POST /diary/entries (Idempotency-Key). What a contact does not ask is absent, never zero. */
export class DiaryEntryRequest {
  /** As the question named it. */
  @Matches(/^\d{4}-\d{2}-\d{2}(-before)?$/, { message: 'Not a question of the diary.' })
  slot!: string;

  /** When the patient answered, which may be earlier than now: the page works without a connection. */
  @IsInstant() at!: string;

  /** Where pain is asked for. */
  @IsOmittable() @IsInt() @Min(0) @Max(10) nrs?: number;

  /** Where sweating is treated: 1 (never noticeable) to 4 (intolerable). */
  @IsOmittable() @IsInt() @Min(1) @Max(4) hdss?: number;

  @IsOmittable() @IsIn(percents) reliefPercent?: number;

  /** A drug for the pain was taken in the last six hours. */
  @IsOmittable() @IsBoolean() rescue?: boolean;

  @IsOmittable()
  @ValidateNested()
  @Type(() => PainReturnedRequest)
  returned?: PainReturnedRequest;

  /** All three or none: two of three are no score (clinical reference 4). */
  @IsOmittable()
  @IsArray()
  @ArrayMinSize(3)
  @ArrayMaxSize(3)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(10, { each: true })
  peg?: number[];

  /** 1: very much improved, 7: very much worse. */
  @IsOmittable() @IsInt() @Min(1) @Max(7) pgic?: number;
}

/** POST /diary/symptoms (Idempotency-Key) */
export class ReportSymptomsRequest {
  @IsInstant() at!: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(symptomCodes.length)
  @ArrayUnique()
  @IsIn(symptomCodes, { each: true })
  symptoms!: SymptomCode[];

  @IsOmittable() @IsNote(1000) note?: string;
}

/** POST /diary/sessions/:id/confirm (Idempotency-Key): the time that the page showed. */
export class ConfirmOwnSessionRequest {
  @IsInt() @Min(1) @Max(999_999_999) version!: number;
}

/** POST /diary/sessions/:id/change-request (Idempotency-Key): somebody of the clinic calls; nothing moves by itself. */
export class AskForChangeRequest {
  @IsOmittable() @IsNote(1000) note?: string;
}

/** POST /diary/sessions/:id/escort (Idempotency-Key): who goes home with the patient. */
export class NameEscortRequest {
  @IsLine() name!: string;
  /** As it is written down: whoever calls it reads it. */
  @Matches(/^\+?[\d ()./-]{5,40}$/, { message: 'Write a telephone number.' })
  phone!: string;
}
