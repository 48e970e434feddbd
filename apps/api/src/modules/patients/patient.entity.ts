import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
  Version,
} from '../../platform/database/columns.js';

@Entity('patient')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'patient_practice_exists' })
@Unique('patient_mrn_once', ['practiceId', 'mrn'])
@Check('patient_mrn_present', `btrim(mrn) <> ''`)
@Check('patient_names_present', `btrim(family_name) <> '' AND btrim(given_name) <> ''`)
@Check('patient_birth_date_plausible', `birth_date BETWEEN DATE '1900-01-01' AND DATE '2100-12-31'`)
@Check('patient_sex_at_birth_known', `sex_at_birth IN ('female','male','other','unknown')`)
@Check('patient_phone_e164', `phone ~ '^\\+[1-9][0-9]{6,14}$'`)
@Check('patient_weight_plausible', `weight_kg > 0 AND weight_kg <= 500`)
@ForeignKey('patient', ['practiceId', 'mergedInto'], ['practiceId', 'id'], {
  name: 'patient_merged_into_exists',
})
@Check('patient_merged_into_another', `merged_into <> id`)
@Index('patient_by_merged_into', ['practiceId', 'mergedInto'], { where: 'merged_into IS NOT NULL' })
@Index('patient_by_name', ['practiceId', 'searchName'])
@Index('patient_by_birth_date', ['practiceId', 'birthDate'])
export class PatientRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() mrn!: string;
  @Text() familyName!: string;
  @Text() givenName!: string;
  /** Family and given name, folded (lower case, without accents), so that "nunez" finds Nuñez. */
  @Text() searchName!: string;
  @CivilDate() birthDate!: string;
  @Text() sexAtBirth!: 'female' | 'male' | 'other' | 'unknown';
  @Text({ nullable: true }) phone!: string | null;
  @Text({ nullable: true }) email!: string | null;
  /** BCP 47 tag of the language the patient wants to be written to in. */
  @Text({ default: 'en' }) language!: string;
  @Flag({ default: false }) consentToSms!: boolean;
  @Flag({ default: false }) consentToEmail!: boolean;
  @Quantity({ nullable: true }) weightKg!: number | null;
  /** The record that is kept of this person; a joined record takes no new entries. */
  @Reference({ nullable: true }) mergedInto!: string | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) updatedAt!: Temporal.Instant | null;
}
