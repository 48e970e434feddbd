import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  TextList,
  Version,
} from '../../platform/database/columns.js';

/** Two records of one person that became one; taken back, it stays and says so. */
@Entity('patient_merge')
@ForeignKey('patient', ['practiceId', 'keptId'], ['practiceId', 'id'], { name: 'patient_merge_kept_exists' })
@ForeignKey('patient', ['practiceId', 'joinedId'], ['practiceId', 'id'], {
  name: 'patient_merge_joined_exists',
})
@ForeignKey('member', ['practiceId', 'mergedBy'], ['practiceId', 'id'], { name: 'patient_merge_by_member' })
@ForeignKey('member', ['practiceId', 'reversedBy'], ['practiceId', 'id'], {
  name: 'patient_merge_reversed_by_member',
})
@Check('patient_merge_reason_present', `btrim(reason) <> ''`)
@Check('patient_merge_of_two', `kept_id <> joined_id`)
@Check(
  'patient_merge_reversal_whole',
  `(reversed_at IS NULL) = (reversed_by IS NULL) AND (reversed_at IS NULL) = (reversal_reason IS NULL)`,
)
@Index('patient_merge_by_kept', ['practiceId', 'keptId'])
@Index('patient_merge_once', ['practiceId', 'joinedId'], { unique: true, where: 'reversed_at IS NULL' })
export class PatientMergeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() keptId!: string;
  @Reference() joinedId!: string;
  /** How it was known that this is one person. */
  @Text() reason!: string;
  /** What the records said differently and the member had looked at. */
  @TextList({ default: [] }) settled!: string[];
  /** Denials that ended because the other record had the finding. */
  @Column('uuid', { array: true, default: [] }) endedFlagIds!: string[];
  @Reference() mergedBy!: string;
  @Instant({ default: () => 'now()' }) mergedAt!: Temporal.Instant;
  @Reference({ nullable: true }) reversedBy!: string | null;
  @Instant({ nullable: true }) reversedAt!: Temporal.Instant | null;
  @Text({ nullable: true }) reversalReason!: string | null;
  @Version() version!: number;
}

/** A row that was moved from the joined record to the kept one. */
@Entity('patient_merge_row')
@ForeignKey('patient_merge', ['practiceId', 'mergeId'], ['practiceId', 'id'], {
  name: 'patient_merge_row_of_merge',
})
export class PatientMergeRowRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') mergeId!: string;
  @PrimaryColumn('text') tableName!: string;
  @PrimaryColumn('uuid') rowId!: string;
}
