import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CivilDate, Id, PracticeId, Reference, Whole } from '../../platform/database/columns.js';

const Key = () => PrimaryColumn('text');

/** How often two values meet in a month of a clinic; an empty dimension tells nothing apart. Derived (ADR 19). */
@Entity('volume_summary')
@Check('volume_summary_count_positive', 'count > 0')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], {
  name: 'volume_summary_clinic_exists',
})
@Index('volume_summary_by_clinic', ['practiceId', 'clinicId', 'month'])
export class VolumeSummaryRow {
  @PracticeId() practiceId!: string;
  @Key() measure!: string;
  @Key() by!: string;
  @Key() split!: string;
  @PrimaryColumn('date') month!: string;
  @PrimaryColumn('uuid') clinicId!: string;
  @Key() rowKey!: string;
  @Key() columnKey!: string;
  @Whole() count!: number;
}

/** A month of a clinic that must be summed up anew: left by triggers, in the transaction that changed a fact. */
@Entity('volume_due')
@Index('volume_due_by_clinic', ['practiceId', 'clinicId', 'month'])
export class VolumeDueRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @CivilDate() month!: string;
}
