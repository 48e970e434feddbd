import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  PracticeId,
  Quantity,
  Reference,
  Text,
  Version,
} from '../../platform/database/columns.js';

/** A steroid that somebody else gave (hazard H11). Null: nobody knows the drug, or the dose. */
@Entity('external_steroid')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'external_steroid_patient_exists',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'external_steroid_member_exists',
})
@Check('external_steroid_place_present', `btrim(place) <> ''`)
@Check('external_steroid_drug_present', `btrim(drug) <> ''`)
@Check('external_steroid_dose_possible', `dose_mg > 0`)
@Check('external_steroid_source_known', `source IN ('patient','letter','record','other')`)
@Check('external_steroid_withdrawn_says_why', `btrim(withdrawn_reason) <> ''`)
@Index('external_steroid_by_patient', ['practiceId', 'patientId', 'givenOn'])
export class ExternalSteroidRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @CivilDate() givenOn!: string;
  @Text() place!: string;
  @Text({ nullable: true }) drug!: string | null;
  @Quantity({ nullable: true }) doseMg!: number | null;
  @Text() source!: 'patient' | 'letter' | 'record' | 'other';
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
  /** Entered by mistake: it stays to be seen, and counts no more. */
  @Text({ nullable: true }) withdrawnReason!: string | null;
  @Version() version!: number;
}
