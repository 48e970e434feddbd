import { IsBoolean, IsEmail, IsIn, IsNumber, IsOptional, Matches, Max, Min } from 'class-validator';
import {
  clinicalFlagKinds,
  clinicalFlagStates,
  type ClinicalFlagKind,
  type ClinicalFlagState,
} from '@lull/domain';
import { IsCivilDate, IsId, IsLine, IsNote, IsOmittable } from './field-rules.js';

export const sexesAtBirth = ['female', 'male', 'other', 'unknown'] as const;
export type SexAtBirth = (typeof sexesAtBirth)[number];

export { clinicalFlagKinds, clinicalFlagStates, type ClinicalFlagKind, type ClinicalFlagState };

/** POST /patients/searches: words of the name in any order, an MRN or a birth date (1961-04-05, 5 Apr 1961), or several of them. */
export class SearchPatientsRequest {
  @IsOmittable() @IsNote(200) q?: string;

  /** `next` of the page before. */
  @IsOmittable() @IsId() cursor?: string;
}

/** How a patient is reached, and what she agreed to; for a change, what is absent stays and null clears. */
class ContactFields {
  @IsOptional()
  @Matches(/^\+[1-9][0-9]{6,14}$/, {
    message: 'Write the number with its country code, such as +15551234567.',
  })
  phone?: string | null;

  @IsOptional()
  @IsEmail({}, { message: 'Not an e-mail address.' })
  email?: string | null;

  @IsOmittable()
  @Matches(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, { message: 'Choose a language.' })
  language?: string;

  @IsOmittable()
  @IsBoolean()
  consentToSms?: boolean;

  @IsOmittable()
  @IsBoolean()
  consentToEmail?: boolean;
}

/** POST /patients (Idempotency-Key) */
export class CreatePatientRequest extends ContactFields {
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
  @IsNumber({ maxDecimalPlaces: 1 })
  @Min(1)
  @Max(500)
  weightKg?: number | null;

  /** Says, after a likely duplicate was refused, that the records were compared and this is another person. */
  @IsOmittable()
  @IsBoolean()
  comparedWithDuplicates?: boolean;
}

/** PATCH /patients/:id (If-Match): any of the same fields; what is absent stays, null clears. */
export class UpdatePatientRequest extends ContactFields {
  @IsOmittable() @IsLine(40) mrn?: string;
  @IsOmittable() @IsLine() familyName?: string;
  @IsOmittable() @IsLine() givenName?: string;
  @IsOmittable() @IsCivilDate() birthDate?: string;
  @IsOmittable() @IsIn(sexesAtBirth) sexAtBirth?: SexAtBirth;
  @IsOptional() @IsNumber({ maxDecimalPlaces: 1 }) @Min(1) @Max(500) weightKg?: number | null;
}

/** PUT /patients/:id/contacts (If-Match): what a nurse may change. */
export class UpdateContactsRequest extends ContactFields {}

/** POST /patients/:id/clinical-flags (Idempotency-Key); POST .../:flagId/end (If-Match, Idempotency-Key) has no body. */
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

/** POST /patients/searches: one row of a search by name, birth date or MRN; without q, everybody by name. */
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
  /** The record that is kept of this person; null: this is it. */
  readonly mergedInto: string | null;
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
  /** Null where no member recorded it: an imported book does not say when somebody was asked. */
  readonly recordedAt: number | null;
}

export interface ConditionView {
  readonly id: string;
  readonly label: string;
  readonly icd10: string;
  readonly side: 'left' | 'right' | 'both' | null;
}
