import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/** One booked visit. It holds every resource of its profile, or it does not exist. */
@Entity('session')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'session_clinic_exists' })
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'session_series_of_patient',
})
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'session_patient_exists' })
@ForeignKey('procedure_type', ['practiceId', 'procedureTypeId'], ['practiceId', 'id'], {
  name: 'session_procedure_type_exists',
})
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'session_room_exists' })
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'session_physician_exists',
})
@Unique('session_reference_once', ['practiceId', 'reference'])
@Unique('session_of_patient', ['practiceId', 'id', 'patientId'])
@Check('session_duration_possible', `duration_minutes BETWEEN 5 AND 480`)
@Check('session_sedation_known', `sedation IN ('none','minimal','moderate','deep')`)
@Check(
  'session_state_known',
  `state IN ('tentative','booked','confirmed','arrived','preparing','in-room','recovering','discharged','cancelled','no-show')`,
)
@Check('session_change_known', `changed_what IN ('moved','stepped','cancelled','restored','changed')`)
@Check('session_cancelled_has_reason', `(state = 'cancelled') = (cancel_reason IS NOT NULL)`)
@Check(
  'session_stamps_ordered',
  `(room_in_at IS NULL OR arrived_at IS NULL OR arrived_at <= room_in_at) AND (room_out_at IS NULL OR room_in_at IS NULL OR room_in_at <= room_out_at) AND (discharged_at IS NULL OR room_out_at IS NULL OR room_out_at <= discharged_at)`,
)
@Index('session_by_clinic_and_time', ['practiceId', 'clinicId', 'startsAt'])
@Index('session_room_stays', ['practiceId', 'startsAt'], { where: `room_out_at IS NOT NULL` })
@Index('session_by_series', ['practiceId', 'seriesId', 'startsAt'])
@Index('session_by_patient', ['practiceId', 'patientId', 'startsAt'])
export class SessionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference() seriesId!: string;
  @Reference() patientId!: string;
  @Reference() procedureTypeId!: string;
  @Reference() roomId!: string;
  @Reference() physicianId!: string;
  @Text({ nullable: true }) reference!: string | null;
  @Instant() startsAt!: Temporal.Instant;
  @Whole() durationMinutes!: number;
  @Text() sedation!: 'none' | 'minimal' | 'moderate' | 'deep';
  @Text() state!: string;
  @Text({ nullable: true }) cancelReason!: string | null;
  @Text({ nullable: true }) cancelNote!: string | null;
  @Instant({ nullable: true }) confirmedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) arrivedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) preparingAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) roomInAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) roomOutAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) dischargedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) endedAt!: Temporal.Instant | null;
  @Reference({ nullable: true }) bookedBy!: string | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) updatedAt!: Temporal.Instant | null;
  /** When it was moved or put back to where it stands; null: it stands where it was booked. */
  @Instant({ nullable: true }) placedAt!: Temporal.Instant | null;
  @Reference({ nullable: true }) changedBy!: string | null;
  @Text({ nullable: true }) changedWhat!: string | null;
}

/** A rule that a member with the right set aside for this session, and why. */
@Entity('session_override')
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'session_override_session_exists',
})
@ForeignKey('member', ['practiceId', 'overriddenBy'], ['practiceId', 'id'], {
  name: 'session_override_member_exists',
})
@Check('session_override_reason_present', `btrim(reason) <> ''`)
@Index('session_override_by_session', ['practiceId', 'sessionId'])
export class SessionOverrideRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  /** The refusal code that was overridden. */
  @Text() code!: string;
  @Text() reason!: string;
  @Reference() overriddenBy!: string;
  @CreatedAt() overriddenAt!: Temporal.Instant;
}

/**
 * What must not be forgotten, after a cancelled or missed session or before block time is released: made in
 * the same transaction.
 */
@Entity('follow_up_task')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'follow_up_task_patient_exists',
})
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'follow_up_task_session_of_patient',
})
@ForeignKey('block_time', ['practiceId', 'blockTimeId'], ['practiceId', 'id'], {
  name: 'follow_up_task_block_time_exists',
})
@Check(
  'follow_up_task_about_one_thing',
  `(patient_id IS NULL) = (block_time_id IS NOT NULL) AND (block_time_id IS NULL) = (block_time_date IS NULL)`,
)
@Index('follow_up_task_block_time_once', ['practiceId', 'blockTimeId', 'blockTimeDate', 'kind'], {
  unique: true,
  where: `block_time_id IS NOT NULL`,
})
@Check('follow_up_task_kind_present', `btrim(kind) <> ''`)
@Check('follow_up_task_state_known', `state IN ('open','done','dismissed')`)
@Check('follow_up_task_closed_says_how', `(state = 'open') = (closed_at IS NULL)`)
@Check('follow_up_task_told_present', `btrim(told) <> ''`)
@Index('follow_up_task_by_urgency', ['practiceId', 'state', 'dueAt', 'dueOn', 'id'])
@Index('follow_up_task_by_patient', ['practiceId', 'patientId'])
@Index('follow_up_task_by_session', ['practiceId', 'sessionId'])
export class FollowUpTaskRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference({ nullable: true }) patientId!: string | null;
  @Reference({ nullable: true }) sessionId!: string | null;
  @Reference({ nullable: true }) blockTimeId!: string | null;
  @CivilDate({ nullable: true }) blockTimeDate!: string | null;
  @Text() kind!: string;
  @CivilDate() dueOn!: string;
  /** What cannot wait for the day has an hour. */
  @Instant({ nullable: true }) dueAt!: Temporal.Instant | null;
  /** What the patient reported or asked for, in words. */
  @Text({ nullable: true }) told!: string | null;
  @Text({ default: 'open' }) state!: 'open' | 'done' | 'dismissed';
  @Text({ nullable: true }) note!: string | null;
  @Reference({ nullable: true }) closedBy!: string | null;
  @Instant({ nullable: true }) closedAt!: Temporal.Instant | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
