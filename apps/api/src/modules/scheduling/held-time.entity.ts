import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
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
 * A time that is kept for a patient for some minutes, with every resource that a session would hold. How it
 * ends is a write: its holds go in the statement that ends it, so that none outlives it.
 */
@Entity('held_time')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'held_time_clinic_exists' })
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'held_time_series_of_patient',
})
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'held_time_room_exists' })
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'held_time_physician_exists',
})
@ForeignKey('member', ['practiceId', 'heldBy'], ['practiceId', 'id'], { name: 'held_time_member_exists' })
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'held_time_session_exists',
  deferrable: 'INITIALLY DEFERRED',
})
@ForeignKey('waitlist_entry', ['practiceId', 'entryId'], ['practiceId', 'id'], {
  name: 'held_time_entry_exists',
})
@ForeignKey('freed_time', ['practiceId', 'freedTimeId'], ['practiceId', 'id'], {
  name: 'held_time_freed_time_exists',
})
@Check('held_time_purpose_known', `purpose IN ('phone','offer')`)
@Check('held_time_state_known', `state IN ('held','booked','expired','given-back')`)
@Check('held_time_sedation_known', `sedation IN ('none','minimal','moderate','deep')`)
@Check('held_time_duration_possible', `duration_minutes BETWEEN 5 AND 480`)
@Check('held_time_ended_says_when', `(state = 'held') = (ended_at IS NULL)`)
@Check('held_time_booked_has_session', `(state = 'booked') = (session_id IS NOT NULL)`)
@Check(
  'held_time_offer_names_whom',
  `(purpose = 'offer') = (entry_id IS NOT NULL AND freed_time_id IS NOT NULL)`,
)
@Index('held_time_by_clinic_and_time', ['practiceId', 'clinicId', 'startsAt'], { where: `state = 'held'` })
@Index('held_time_due', ['expiresAt'], { where: `state = 'held'` })
@Index('held_time_of_freed_time', ['practiceId', 'freedTimeId'], { where: `freed_time_id IS NOT NULL` })
@Index('held_time_one_offer_per_freed_time', ['practiceId', 'freedTimeId'], {
  unique: true,
  where: `state = 'held'`,
})
@Index('held_time_one_offer_per_entry', ['practiceId', 'entryId'], { unique: true, where: `state = 'held'` })
export class HeldTimeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference() seriesId!: string;
  @Reference() patientId!: string;
  @Reference() roomId!: string;
  @Reference() physicianId!: string;
  @Instant() startsAt!: Temporal.Instant;
  @Whole() durationMinutes!: number;
  @Text() sedation!: 'none' | 'minimal' | 'moderate' | 'deep';
  @Text() purpose!: 'phone' | 'offer';
  @Text({ default: 'held' }) state!: 'held' | 'booked' | 'expired' | 'given-back';
  @Instant() expiresAt!: Temporal.Instant;
  @Reference() heldBy!: string;
  @Reference({ nullable: true }) entryId!: string | null;
  @Reference({ nullable: true }) freedTimeId!: string | null;
  @Reference({ nullable: true }) sessionId!: string | null;
  @Instant({ nullable: true }) endedAt!: Temporal.Instant | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
