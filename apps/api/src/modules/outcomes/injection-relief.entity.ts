import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  CivilDate,
  Flag,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

const Share = () => Column('double precision', { nullable: true });

/** What one definition says of one injection, and what reports tell injections apart by (ADR 15). Derived. */
@Entity('injection_relief')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'injection_relief_patient_exists',
})
@ForeignKey('injection', ['practiceId', 'injectionId'], ['practiceId', 'id'], {
  name: 'injection_relief_injection_exists',
})
@Check('injection_relief_status_known', `status IN ('evaluable','indeterminate','not-evaluable','no-data')`)
@Check(
  'injection_relief_result_whole',
  `(status = 'evaluable') = (lapsed IS NOT NULL) AND (lapsed IS NULL) = (lower_minutes IS NULL)`,
)
@Check('injection_relief_bounds_ordered', `lower_minutes <= upper_minutes`)
@Index('injection_relief_by_time', [
  'practiceId',
  'definition',
  'definitionVersion',
  'injectedAt',
  'injectionId',
])
@Index('injection_relief_by_patient', ['practiceId', 'patientId'])
export class InjectionReliefRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') injectionId!: string;
  @PrimaryColumn('text') definition!: string;
  @PrimaryColumn('text') definitionVersion!: string;
  @Reference() patientId!: string;
  @Reference() seriesId!: string;
  @Reference() sessionId!: string;
  @Reference() clinicId!: string;
  @Reference() procedureTypeId!: string;
  @Reference() physicianId!: string;
  @Text() condition!: string;
  @Text() side!: 'left' | 'right';
  @Text() sedation!: string;
  @Flag() steroid!: boolean;
  @Text() purpose!: string;
  @Whole() ordinal!: number;
  @Instant() injectedAt!: Temporal.Instant;
  @CivilDate() day!: string;
  @Whole({ nullable: true }) nextMinutes!: number | null;
  @Whole() daysAnswered!: number;
  @Text() status!: string;
  @Text({ nullable: true }) reason!: string | null;
  @Quantity({ nullable: true }) baseline!: number | null;
  @Text() baselineSource!: string;
  @Text({ nullable: true }) pattern!: string | null;
  @Whole({ nullable: true }) lowerMinutes!: number | null;
  @Whole({ nullable: true }) upperMinutes!: number | null;
  @Flag({ nullable: true }) lapsed!: boolean | null;
  @Flag({ nullable: true }) lapseConfirmed!: boolean | null;
  @Text({ nullable: true }) censoredBy!: string | null;
  @Text() response!: string;
  @Whole({ nullable: true }) flares!: number | null;
  @Text({ nullable: true }) persistedAtNext!: string | null;
  @Share() coveragePoint!: number | null;
  @Share() coverageLow!: number | null;
  @Share() coverageHigh!: number | null;
  @Share() knownFraction!: number | null;
  @Text({ nullable: true }) quality!: string | null;
}

/** A patient whose figures must be made anew: left by triggers, in the transaction that changed a fact. */
@Entity('relief_due')
@Index('relief_due_by_patient', ['practiceId', 'patientId'])
export class ReliefDueRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
}

/** Counts the changes to a practice's figures: what was counted under one revision still holds under the same. */
@Entity('relief_revision')
export class ReliefRevisionRow {
  @PracticeId() practiceId!: string;
  @Whole() revision!: number;
}
