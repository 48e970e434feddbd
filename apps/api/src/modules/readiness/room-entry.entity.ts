import type { JudgedFacts, Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Json, PracticeId, Reference } from '../../platform/database/columns.js';

/** How a session was judged when its patient entered the room (READY-53). Written once. */
@Entity('room_entry')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'room_entry_session_of_patient',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'room_entry_member_exists',
})
@Check('room_entry_judged_shaped', `jsonb_typeof(judged) = 'object'`)
@Index('room_entry_by_session', ['practiceId', 'sessionId', 'enteredAt'])
export class RoomEntryRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  /** The stamp of the step that it was written for; with another stamp, or none, it does not speak. */
  @Instant() enteredAt!: Temporal.Instant;
  @Json() judged!: JudgedFacts;
  @Reference({ nullable: true }) recordedBy!: string | null;
}
