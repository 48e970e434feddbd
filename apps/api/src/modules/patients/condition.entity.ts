import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CreatedAt, Id, PracticeId, Reference, Text, Version } from '../../platform/database/columns.js';

/** Why a patient is treated: the clinic's label, the ICD-10-CM code and the side it belongs to. */
@Entity('condition')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'condition_patient_exists',
})
@Check('condition_side_known', `side IN ('left','right','both')`)
@Check('condition_icd10_shaped', `icd10 ~ '^[A-TV-Z][0-9][0-9A-Z](\\.[0-9A-Z]{1,4})?$'`)
@Index('condition_by_patient', ['practiceId', 'patientId'])
export class ConditionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Text() label!: string;
  @Text() icd10!: string;
  @Text({ nullable: true }) side!: 'left' | 'right' | 'both' | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
