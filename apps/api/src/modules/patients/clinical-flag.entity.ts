import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Version,
} from '../../platform/database/columns.js';

/**
 * A fact about the patient that changes what is safe. Allergy has three states: no row means *not asked*,
 * `none-known` means asked and denied, `listed` names the substance.
 */
@Entity('clinical_flag')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'clinical_flag_patient_exists',
})
@Check(
  'clinical_flag_kind_known',
  `kind IN ('allergy','anticoagulant','diabetes','pregnancy-possible','glp-1','infection','contrast-reaction')`,
)
@Check('clinical_flag_state_known', `state IN ('none-known','listed','present','absent')`)
@Check(
  'clinical_flag_allergy_states',
  `(kind = 'allergy') = (state IN ('none-known','listed')) AND (state <> 'listed' OR btrim(coalesce(substance,'')) <> '')`,
)
@Index('clinical_flag_by_patient', ['practiceId', 'patientId'])
export class ClinicalFlagRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Text() kind!: string;
  @Text() state!: string;
  /** The allergen or the drug, as the clinic names it. */
  @Text({ nullable: true }) substance!: string | null;
  @Text({ nullable: true }) note!: string | null;
  @Flag({ default: true }) active!: boolean;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
  @Instant({ nullable: true }) endedAt!: Temporal.Instant | null;
  @Version() version!: number;
}
