import { IsBoolean, IsEmail, IsIn, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import { IsCivilDate, IsLine, IsNote } from './field-rules.js';

export const sexesAtBirth = ['female', 'male', 'other', 'unknown'] as const;
export type SexAtBirth = (typeof sexesAtBirth)[number];

export const clinicalFlagKinds = ['allergy', 'anticoagulant', 'diabetes', 'pregnancy-possible', 'glp-1', 'infection', 'contrast-reaction'] as const;
export type ClinicalFlagKind = (typeof clinicalFlagKinds)[number];
export const clinicalFlagStates = ['none-known', 'listed', 'present', 'absent'] as const;
export type ClinicalFlagState = (typeof clinicalFlagStates)[number];

/** POST /patients (Idempotency-Key) */
export class CreatePatientRequest {
  @IsLine(40)
  mrn!: string;

  @IsLine()
  familyName!: string;

  @IsLine()
  givenName!: string;

  @IsCivilDate()
  birthDate!: string;

  @IsIn(sexesAtBirth)
  sexAtBirth!: SexAtBirth;

  @IsOptional()
  @Matches(/^\+[1-9][0-9]{6,14}$/, { message: 'Write the number with its country code, such as +15551234567.' })
  phone?: string | null;

  @IsOptional()
  @IsEmail({}, { message: 'Not an e-mail address.' })
  email?: string | null;

  @IsOptional()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'Choose a language.' })
  language?: string;

  @IsOptional()
  @IsBoolean()
  consentToSms?: boolean;

  @IsOptional()
  @IsBoolean()
  consentToEmail?: boolean;

  @IsOptional()
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(1)
  @Max(500)
  weightKg?: number | null;
}

/** PATCH /patients/:id (If-Match): any of the same fields. */
export class UpdatePatientRequest {
  @IsOptional() @IsLine(40) mrn?: string;
  @IsOptional() @IsLine() familyName?: string;
  @IsOptional() @IsLine() givenName?: string;
  @IsOptional() @IsCivilDate() birthDate?: string;
  @IsOptional() @IsIn(sexesAtBirth) sexAtBirth?: SexAtBirth;
  @IsOptional() @Matches(/^\+[1-9][0-9]{6,14}$/, { message: 'Write the number with its country code, such as +15551234567.' }) phone?: string | null;
  @IsOptional() @IsEmail({}, { message: 'Not an e-mail address.' }) email?: string | null;
  @IsOptional() @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'Choose a language.' }) language?: string;
  @IsOptional() @IsBoolean() consentToSms?: boolean;
  @IsOptional() @IsBoolean() consentToEmail?: boolean;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 1 }) @Min(1) @Max(500) weightKg?: number | null;
}

/** PUT /patients/:id/contacts (If-Match): what a nurse may change. */
export class UpdateContactsRequest {
  @IsOptional() @Matches(/^\+[1-9][0-9]{6,14}$/, { message: 'Write the number with its country code, such as +15551234567.' }) phone?: string | null;
  @IsOptional() @IsEmail({}, { message: 'Not an e-mail address.' }) email?: string | null;
  @IsOptional() @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'Choose a language.' }) language?: string;
  @IsOptional() @IsBoolean() consentToSms?: boolean;
  @IsOptional() @IsBoolean() consentToEmail?: boolean;
}

/** POST /patients/:id/clinical-flags (Idempotency-Key) */
export class RecordClinicalFlagRequest {
  @IsIn(clinicalFlagKinds)
  kind!: ClinicalFlagKind;

  @IsIn(clinicalFlagStates)
  state!: ClinicalFlagState;

  @IsOptional()
  @IsLine(200)
  substance?: string | null;

  @IsOptional()
  @IsNote(1000)
  note?: string | null;
}

/** GET /patients?q=: one row of a search by name, birth date or MRN. */
export interface PatientRowView {
  readonly id: string;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly sexAtBirth: SexAtBirth;
  readonly openSeries: number;
  /** Epoch ms of the next session, if one is booked. */
  readonly nextSessionAt: number | null;
}

/** A page of a list with a cursor; null: there is no more. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** GET /patients/:id. `flags` is null for a role that may not see them; `readiness` holds kinds only. */
export interface PatientView {
  readonly id: string;
  readonly version: number;
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly ageYears: number;
  readonly sexAtBirth: SexAtBirth;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string;
  readonly consentToSms: boolean;
  readonly consentToEmail: boolean;
  readonly weightKg: number | null;
  readonly flags: readonly ClinicalFlagView[] | null;
  /** What booking needs: `anticoagulant`, `diabetes`, `allergy-listed`, `allergy-not-asked`, ... without notes. */
  readonly readiness: readonly string[];
  readonly conditions: readonly ConditionView[];
}

export interface ClinicalFlagView {
  readonly id: string;
  readonly version: number;
  readonly kind: ClinicalFlagKind;
  readonly state: ClinicalFlagState;
  readonly substance: string | null;
  readonly note: string | null;
  readonly recordedAt: number;
}

export interface ConditionView {
  readonly id: string;
  readonly label: string;
  readonly icd10: string;
  readonly side: 'left' | 'right' | 'both' | null;
}
