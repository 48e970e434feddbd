import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

/** The address that opens a patient's own page. It holds 256 random bits; the row holds their SHA-256. */
@Entity('patient_link')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'patient_link_patient_exists',
})
@ForeignKey('member', ['practiceId', 'createdBy'], ['practiceId', 'id'], {
  name: 'patient_link_member_exists',
})
@Unique('patient_link_of_patient', ['practiceId', 'id', 'patientId'])
@Unique('patient_link_token_once', ['practiceId', 'tokenHash'])
@Check('patient_link_limits_ordered', `created_at < expires_at`)
@Check('patient_link_tries_counted', `wrong_tries >= 0`)
@Check('patient_link_revoked_says_why', `(revoked_at IS NULL) = (revoked_why IS NULL)`)
@Check('patient_link_reason_known', `revoked_why IN ('replaced','staff','wrong-birth-dates','merged')`)
@Index('patient_link_by_token', ['tokenHash'])
@Index('patient_link_by_patient', ['practiceId', 'patientId', 'createdAt'])
@Index('patient_link_one_in_force', ['practiceId', 'patientId'], {
  unique: true,
  where: `revoked_at IS NULL`,
})
export class PatientLinkRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Reference() createdBy!: string;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant() expiresAt!: Temporal.Instant;
  @Instant({ nullable: true }) openedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) lastUsedAt!: Temporal.Instant | null;
  /** Wrong birth dates; the fifth revokes the link. */
  @Whole({ default: 0 }) wrongTries!: number;
  @Instant({ nullable: true }) revokedAt!: Temporal.Instant | null;
  @Text({ nullable: true }) revokedWhy!: 'replaced' | 'staff' | 'wrong-birth-dates' | 'merged' | null;
}

/** Half an hour in which a browser that proved link and birth date may ask. Seen by `lull_auth` alone. */
@Entity('patient_access')
@ForeignKey('patient_link', ['practiceId', 'linkId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'patient_access_link_of_patient',
})
@Unique('patient_access_token_once', ['practiceId', 'tokenHash'])
@Check('patient_access_limits_ordered', `created_at < expires_at`)
@Index('patient_access_by_token', ['tokenHash'])
@Index('patient_access_by_link', ['practiceId', 'linkId'])
export class PatientAccessRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Reference() linkId!: string;
  @Reference() patientId!: string;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant() expiresAt!: Temporal.Instant;
}
