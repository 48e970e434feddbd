import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/** The plan for one target. Sessions are rows of their own: a series is not a recurrence. */
@Entity('injection_series')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'injection_series_patient_exists',
})
@ForeignKey('condition', ['practiceId', 'conditionId'], ['practiceId', 'id'], {
  name: 'injection_series_condition_exists',
})
@ForeignKey('procedure_type', ['practiceId', 'procedureTypeId'], ['practiceId', 'id'], {
  name: 'injection_series_procedure_type_exists',
})
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'injection_series_physician_exists',
})
@Unique('injection_series_reference_once', ['practiceId', 'reference'])
@Unique('injection_series_of_patient', ['practiceId', 'id', 'patientId'])
@Check('injection_series_side_known', `side IN ('left','right','both')`)
@Check('injection_series_purpose_known', `purpose IN ('diagnostic','therapeutic','pre-surgical')`)
@Check('injection_series_target_symptom_known', `target_symptom IN ('pain','sweating','perfusion')`)
@Check('injection_series_planned_at_least_two', `planned_count >= 2`)
@Check(
  'injection_series_intervals_ordered',
  `minimum_interval_days >= 1 AND minimum_interval_days <= target_interval_days AND target_interval_days <= maximum_interval_days`,
)
@Check('injection_series_sedation_known', `sedation IN ('none','minimal','moderate','deep')`)
@Check('injection_series_state_known', `state IN ('proposed','active','paused','completed','stopped')`)
@Check('injection_series_stop_has_reason', `(state <> 'stopped') OR end_reason IS NOT NULL`)
@Check('injection_series_open_has_no_reason', `(state IN ('completed','stopped')) OR end_reason IS NULL`)
@Index('injection_series_by_patient', ['practiceId', 'patientId'])
export class InjectionSeriesRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference() conditionId!: string;
  @Reference() procedureTypeId!: string;
  @Reference() physicianId!: string;
  /** The clinic's own number for the series, where it came with one. */
  @Text({ nullable: true }) reference!: string | null;
  @Text() side!: 'left' | 'right' | 'both';
  @Text() purpose!: 'diagnostic' | 'therapeutic' | 'pre-surgical';
  /** What it is to relieve: decides by which instrument its injections are judged. */
  @Text({ default: 'pain' }) targetSymptom!: 'pain' | 'sweating' | 'perfusion';
  @Whole() plannedCount!: number;
  @Whole() minimumIntervalDays!: number;
  @Whole() targetIntervalDays!: number;
  @Whole() maximumIntervalDays!: number;
  @Text({ default: 'none' }) sedation!: 'none' | 'minimal' | 'moderate' | 'deep';
  /** On: the sessions after the next stay tentative until the response is judged (house rule 7). */
  @Flag({ default: true }) gated!: boolean;
  @Text() state!: 'proposed' | 'active' | 'paused' | 'completed' | 'stopped';
  @Text({ nullable: true }) endReason!: string | null;
  @CivilDate() openedOn!: string;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) updatedAt!: Temporal.Instant | null;
}
