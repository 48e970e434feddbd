import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/**
 * One message to one patient on one channel, from the moment it is owed. The row is the truth about it; nothing takes
 * it out of the list (ADR 13).
 */
@Entity('message')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'message_clinic_exists' })
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'message_patient_exists' })
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'message_session_of_patient',
})
@ForeignKey('held_time', ['practiceId', 'heldTimeId'], ['practiceId', 'id'], {
  name: 'message_held_time_exists',
})
@ForeignKey('member', ['practiceId', 'settledBy'], ['practiceId', 'id'], { name: 'message_settler_exists' })
@Unique('message_once', ['practiceId', 'dedupeKey'])
@Check(
  'message_kind_known',
  `kind IN ('change','confirmation','moved','cancelled','preparation','reminder','day-after','offer','diary-invitation')`,
)
@Check('message_channel_known', `channel IN ('email','sms')`)
@Check('message_state_known', `state IN ('pending','leased','sent','skipped','failed','unknown')`)
@Check('message_transport_known', `transport IN ('mailbox','smtp','http')`)
@Check('message_leased_says_until', `(state = 'leased') = (lease_until IS NOT NULL)`)
@Check(
  'message_sent_says_when',
  `(state = 'sent') = (sent_at IS NOT NULL) AND (state <> 'sent' OR transport IS NOT NULL)`,
)
@Check('message_not_sent_says_why', `state NOT IN ('skipped','failed','unknown') OR reason IS NOT NULL`)
@Check('message_settled_says_who', `(settled_at IS NULL) = (settled_by IS NULL)`)
@Check('message_decided_before_it_leaves', `state NOT IN ('leased','sent') OR kind <> 'change'`)
@Index('message_due', ['practiceId', 'dueAt'], { where: `state = 'pending'` })
@Index('message_leased', ['practiceId', 'leaseUntil'], { where: `state = 'leased'` })
@Index('message_by_session', ['practiceId', 'sessionId'], { where: `session_id IS NOT NULL` })
@Index('message_by_patient', ['practiceId', 'patientId', 'dueAt'])
@Index('message_by_time', ['practiceId', 'dueAt', 'id'])
export class MessageRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  /** What makes it this message and no other: the same thing is owed once. The Message-ID, too. */
  @Text() dedupeKey!: string;
  @Text() kind!: string;
  @Text() channel!: string;
  @Reference() clinicId!: string;
  @Reference() patientId!: string;
  @Reference({ nullable: true }) sessionId!: string | null;
  @Whole({ nullable: true }) sessionVersion!: number | null;
  @Reference({ nullable: true }) heldTimeId!: string | null;
  /** What it tells of the session: compared with what stands when the next one is due. */
  @Instant({ nullable: true }) aboutStart!: Temporal.Instant | null;
  @Reference({ nullable: true }) aboutClinicId!: string | null;
  @Text({ nullable: true }) aboutSedation!: string | null;
  @Text({ nullable: true }) language!: string | null;
  @Text({ nullable: true }) templateVersion!: string | null;
  @Whole({ nullable: true }) policyVersion!: number | null;
  @Instant() dueAt!: Temporal.Instant;
  /** Of no use later than this. */
  @Instant() notAfter!: Temporal.Instant;
  @Text({ default: 'pending' }) state!: string;
  @Text({ nullable: true }) reason!: string | null;
  @Whole({ default: 0 }) attempts!: number;
  /** Names the one call that is under way; whoever has another one knows nothing of it. */
  @Reference({ nullable: true }) leaseToken!: string | null;
  @Instant({ nullable: true }) leasedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) leaseUntil!: Temporal.Instant | null;
  @Text({ nullable: true }) transport!: string | null;
  @Instant({ nullable: true }) sentAt!: Temporal.Instant | null;
  /** A person saw to it that the patient knows, or that nothing needs to be said. */
  @Reference({ nullable: true }) settledBy!: string | null;
  @Instant({ nullable: true }) settledAt!: Temporal.Instant | null;
  @Text({ nullable: true }) settledNote!: string | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** What was handed over last, word for word; without a personal link, where it left the machine. */
@Entity('message_text')
@ForeignKey('message', ['practiceId', 'messageId'], ['practiceId', 'id'], {
  name: 'message_text_message_exists',
})
export class MessageTextRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') messageId!: string;
  @Text() address!: string;
  @Text({ nullable: true }) subject!: string | null;
  @Text() body!: string;
  @Text({ nullable: true }) calendar!: string | null;
  @CreatedAt() writtenAt!: Temporal.Instant;
}

/** The personal link of an invitation that has not left yet. */
@Entity('message_link')
@ForeignKey('message', ['practiceId', 'messageId'], ['practiceId', 'id'], {
  name: 'message_link_message_exists',
})
export class MessageLinkRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') messageId!: string;
  @Text() link!: string;
}

/** When messages leave, by versions: the newest whose time has come holds. */
@Entity('message_policy')
@ForeignKey('member', ['practiceId', 'authorId'], ['practiceId', 'id'], {
  name: 'message_policy_author_exists',
})
@Unique('message_policy_version_once', ['practiceId', 'version'])
@Check('message_policy_grace_possible', `grace_seconds BETWEEN 1 AND 600`)
@Check(
  'message_policy_leads_possible',
  `cardinality(reminder_lead_minutes) <= 5 AND 0 < ALL (reminder_lead_minutes)`,
)
@Check(
  'message_policy_quiet_hours_whole',
  `(quiet_from IS NULL) = (quiet_to IS NULL) AND quiet_from <> quiet_to`,
)
@Check(
  'message_policy_minutes_possible',
  `useful_minutes BETWEEN 5 AND 2880 AND urgent_minutes BETWEEN 0 AND 2880`,
)
@Check('message_policy_attempts_possible', `attempts BETWEEN 1 AND 10 AND retry_seconds BETWEEN 1 AND 3600`)
export class MessagePolicyRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Whole() version!: number;
  @Reference() authorId!: string;
  @CreatedAt() effectiveFrom!: Temporal.Instant;
  @Whole() graceSeconds!: number;
  @Column('integer', { array: true }) reminderLeadMinutes!: number[];
  @Column('time', { precision: 0, nullable: true }) quietFrom!: string | null;
  @Column('time', { precision: 0, nullable: true }) quietTo!: string | null;
  @Column('time', { precision: 0, nullable: true }) dayAfterAt!: string | null;
  @Whole() usefulMinutes!: number;
  @Whole() urgentMinutes!: number;
  @Whole() attempts!: number;
  @Whole() retrySeconds!: number;
}
