import type { OpeningVerdict, RestrictionKind, Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, PracticeId, Reference, Text, Version } from '../../platform/database/columns.js';

const kindKnown = `kind IN ('staff','public-figure','protected')`;

/** A record that is kept from colleagues until somebody lifts it; it stays and says so. */
@Entity('record_restriction')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'record_restriction_of_patient',
})
@ForeignKey('member', ['practiceId', 'placedBy'], ['practiceId', 'id'], {
  name: 'record_restriction_by_member',
})
@ForeignKey('member', ['practiceId', 'liftedBy'], ['practiceId', 'id'], {
  name: 'record_restriction_lifted_by_member',
})
@Check('record_restriction_kind_known', kindKnown)
@Check('record_restriction_reason_present', `btrim(reason) <> ''`)
@Check(
  'record_restriction_lifting_whole',
  `(lifted_at IS NULL) = (lifted_by IS NULL) AND (lifted_at IS NULL) = (lifting_reason IS NULL)`,
)
@Index('record_restriction_standing', ['practiceId', 'patientId'], { where: 'lifted_at IS NULL' })
export class RecordRestrictionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Text() kind!: RestrictionKind;
  @Text() reason!: string;
  @Reference() placedBy!: string;
  @Instant({ default: () => 'now()' }) placedAt!: Temporal.Instant;
  @Reference({ nullable: true }) liftedBy!: string | null;
  @Instant({ nullable: true }) liftedAt!: Temporal.Instant | null;
  @Text({ nullable: true }) liftingReason!: string | null;
  @Version() version!: number;
}

/** A restricted record that a member opened with a reason; without a verdict it waits for its review. */
@Entity('record_opening')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'record_opening_of_patient',
})
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], { name: 'record_opening_by_member' })
@ForeignKey('member', ['practiceId', 'reviewedBy'], ['practiceId', 'id'], {
  name: 'record_opening_reviewed_by_member',
})
@Check('record_opening_kind_known', kindKnown)
@Check('record_opening_reason_present', `btrim(reason) <> ''`)
@Check('record_opening_forward', `until >= opened_at`)
@Check('record_opening_verdict_known', `verdict IN ('justified','not-justified')`)
@Check(
  'record_opening_review_whole',
  `(verdict IS NULL) = (reviewed_by IS NULL) AND (verdict IS NULL) = (reviewed_at IS NULL)`,
)
@Check('record_opening_reviewed_by_another', `reviewed_by <> member_id`)
@Check(
  'record_opening_no_explained',
  `verdict IS DISTINCT FROM 'not-justified' OR btrim(coalesce(review_note, '')) <> ''`,
)
@Index('record_opening_by_patient', ['practiceId', 'patientId', 'memberId', 'until'])
@Index('record_opening_by_time', ['practiceId', 'openedAt', 'id'])
export class RecordOpeningRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference() memberId!: string;
  /** Why the record was restricted when it was opened. */
  @Text() kind!: RestrictionKind;
  @Text() reason!: string;
  @Instant({ default: () => 'now()' }) openedAt!: Temporal.Instant;
  @Instant() until!: Temporal.Instant;
  @Text({ nullable: true }) verdict!: OpeningVerdict | null;
  @Text({ nullable: true }) reviewNote!: string | null;
  @Reference({ nullable: true }) reviewedBy!: string | null;
  @Instant({ nullable: true }) reviewedAt!: Temporal.Instant | null;
  @Version() version!: number;
}
