import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  InstantRange,
  PracticeId,
  Reference,
  Text,
  Version,
} from '../../platform/database/columns.js';

/** What failed for a time: one resource, or (null) the whole clinic. It is closed until it is reopened. */
@Entity('displacement')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], {
  name: 'displacement_clinic_exists',
})
@ForeignKey('resource', ['practiceId', 'resourceId'], ['practiceId', 'id'], {
  name: 'displacement_resource_exists',
})
@ForeignKey('closure', ['practiceId', 'closureId'], ['practiceId', 'id'], {
  name: 'displacement_closure_exists',
})
@ForeignKey('member', ['practiceId', 'openedBy'], ['practiceId', 'id'], {
  name: 'displacement_opener_exists',
})
@ForeignKey('member', ['practiceId', 'reopenedBy'], ['practiceId', 'id'], {
  name: 'displacement_reopener_exists',
})
@Check('displacement_reason_present', `btrim(reason) <> ''`)
@Check(
  'displacement_range_possible',
  `NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)`,
)
@Check('displacement_closed_until_reopened', `(closure_id IS NULL) = (reopened_at IS NOT NULL)`)
@Check('displacement_reopened_says_who', `(reopened_at IS NULL) = (reopened_by IS NULL)`)
@Index('displacement_by_clinic', ['practiceId', 'clinicId'])
export class DisplacementRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference({ nullable: true }) resourceId!: string | null;
  @InstantRange() during!: string;
  @Text() reason!: string;
  @Reference({ nullable: true }) closureId!: string | null;
  @Reference() openedBy!: string;
  @Reference({ nullable: true }) reopenedBy!: string | null;
  @Instant({ nullable: true }) reopenedAt!: Temporal.Instant | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** Where a session stood before it was placed again, put on the waitlist, or otherwise changed, because of a displacement. */
@Entity('displaced_session')
@ForeignKey('displacement', ['practiceId', 'displacementId'], ['practiceId', 'id'], {
  name: 'displaced_session_displacement_exists',
})
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'displaced_session_session_of_patient',
})
@ForeignKey('resource', ['practiceId', 'wasRoomId'], ['practiceId', 'id'], {
  name: 'displaced_session_room_exists',
})
@ForeignKey('resource', ['practiceId', 'wasPhysicianId'], ['practiceId', 'id'], {
  name: 'displaced_session_physician_exists',
})
@ForeignKey('member', ['practiceId', 'settledBy'], ['practiceId', 'id'], {
  name: 'displaced_session_member_exists',
})
@Check('displaced_session_outcome_known', `outcome IN ('named','moved','waitlisted')`)
@Index('displaced_session_by_displacement', ['practiceId', 'displacementId'])
export class DisplacedSessionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() displacementId!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Instant() wasStart!: Temporal.Instant;
  @Reference() wasRoomId!: string;
  @Reference() wasPhysicianId!: string;
  /** Named: it stood there when it was closed; what became of it was decided elsewhere, or not yet. */
  @Text() outcome!: 'named' | 'moved' | 'waitlisted';
  @Reference() settledBy!: string;
  @CreatedAt() settledAt!: Temporal.Instant;
}
