import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, PracticeId, Reference, Text, Version } from '../../platform/database/columns.js';

/** Two records of two persons, whatever they have in common; withdrawn, it stays and says so. */
@Entity('patient_distinction')
@ForeignKey('patient', ['practiceId', 'oneId'], ['practiceId', 'id'], {
  name: 'patient_distinction_one_exists',
})
@ForeignKey('patient', ['practiceId', 'otherId'], ['practiceId', 'id'], {
  name: 'patient_distinction_other_exists',
})
@ForeignKey('member', ['practiceId', 'saidBy'], ['practiceId', 'id'], {
  name: 'patient_distinction_by_member',
})
@ForeignKey('member', ['practiceId', 'withdrawnBy'], ['practiceId', 'id'], {
  name: 'patient_distinction_withdrawn_by_member',
})
@Check('patient_distinction_of_two_in_order', `one_id < other_id`)
@Check('patient_distinction_reason_present', `btrim(reason) <> ''`)
@Check(
  'patient_distinction_withdrawal_whole',
  `(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)`,
)
@Index('patient_distinction_once', ['practiceId', 'oneId', 'otherId'], {
  unique: true,
  where: 'withdrawn_at IS NULL',
})
export class PatientDistinctionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  /** The lesser id: a pair has one order. */
  @Reference() oneId!: string;
  @Reference() otherId!: string;
  @Text() reason!: string;
  @Reference() saidBy!: string;
  @Instant({ default: () => 'now()' }) saidAt!: Temporal.Instant;
  @Reference({ nullable: true }) withdrawnBy!: string | null;
  @Instant({ nullable: true }) withdrawnAt!: Temporal.Instant | null;
  @Text({ nullable: true }) withdrawalReason!: string | null;
  @Version() version!: number;
}
