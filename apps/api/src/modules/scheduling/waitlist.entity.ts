import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
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

/** A series that waits for a time for its next session, with what the patient wishes. */
@Entity('waitlist_entry')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], {
  name: 'waitlist_entry_clinic_exists',
})
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'waitlist_entry_series_of_patient',
})
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'waitlist_entry_physician_exists',
})
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'waitlist_entry_session_exists',
})
@Check('waitlist_entry_state_known', `state IN ('waiting','offered','placed','withdrawn')`)
@Check('waitlist_entry_priority_known', `priority IN ('urgent','soon','normal')`)
@Check('waitlist_entry_half_known', `half IN ('morning','afternoon')`)
@Check('waitlist_entry_weekdays_known', `weekdays <@ ARRAY[1,2,3,4,5,6,7]`)
@Check('waitlist_entry_window_ordered', `until_date IS NULL OR from_date <= until_date`)
@Check('waitlist_entry_notice_possible', `notice_hours BETWEEN 0 AND 336`)
@Check('waitlist_entry_placed_has_session', `(state = 'placed') = (session_id IS NOT NULL)`)
@Index('waitlist_entry_once_per_series', ['practiceId', 'seriesId'], {
  unique: true,
  where: `state IN ('waiting','offered')`,
})
@Index('waitlist_entry_open', ['practiceId', 'clinicId'], { where: `state IN ('waiting','offered')` })
export class WaitlistEntryRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference() seriesId!: string;
  @Reference() patientId!: string;
  @CivilDate() fromDate!: string;
  @CivilDate({ nullable: true }) untilDate!: string | null;
  /** 1 is Monday; empty: any. */
  @Column('integer', { array: true, default: () => `'{}'` }) weekdays!: number[];
  @Text({ nullable: true, name: 'half' }) halfOfDay!: 'morning' | 'afternoon' | null;
  @Reference({ nullable: true }) physicianId!: string | null;
  @Whole() noticeHours!: number;
  @Text() priority!: 'urgent' | 'soon' | 'normal';
  @Text({ nullable: true }) note!: string | null;
  @Text({ default: 'waiting' }) state!: 'waiting' | 'offered' | 'placed' | 'withdrawn';
  @Reference({ nullable: true }) sessionId!: string | null;
  @Version() version!: number;
  /** Since when the entry stands. */
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** A time that was booked and is free again; written by a trigger of `session`, so that no way out forgets it. */
@Entity('freed_time')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'freed_time_clinic_exists' })
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'freed_time_room_exists' })
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'freed_time_physician_exists',
})
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'freed_time_session_exists',
})
@ForeignKey('member', ['practiceId', 'offeredBy'], ['practiceId', 'id'], { name: 'freed_time_member_exists' })
@Check('freed_time_cause_known', `cause IN ('cancelled','no-show','moved')`)
@Check('freed_time_ordered', `starts_at < ends_at`)
@Check('freed_time_round_says_how', `NOT goes_on OR (offer_minutes IS NOT NULL AND offered_by IS NOT NULL)`)
@Index('freed_time_open', ['practiceId', 'clinicId', 'endsAt'], { where: `NOT closed` })
@Index('freed_time_going_on', ['practiceId'], { where: `goes_on` })
export class FreedTimeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference() roomId!: string;
  @Reference() physicianId!: string;
  @Instant() startsAt!: Temporal.Instant;
  @Instant() endsAt!: Temporal.Instant;
  @Text() cause!: 'cancelled' | 'no-show' | 'moved';
  @Reference() sessionId!: string;
  /** Taken off the list by hand; whether the time is taken again, the sessions tell. */
  @Flag({ default: false }) closed!: boolean;
  /** A round of offers is under way: unanswered or declined, the time goes to the next. */
  @Flag({ default: false }) goesOn!: boolean;
  @Whole({ nullable: true }) offerMinutes!: number | null;
  @Reference({ nullable: true }) offeredBy!: string | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
