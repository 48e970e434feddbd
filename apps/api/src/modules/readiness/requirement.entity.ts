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
} from '../../platform/database/columns.js';

/** Something that must be true before a session. */
@Entity('requirement')
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'requirement_session_exists',
})
@Check(
  'requirement_kind_known',
  `kind IN ('fasting-told','escort-confirmed','consent-for-side','anticoagulant-decision','pregnancy-test','allergy-reviewed','glucose-plan','authorisation','no-infection')`,
)
@Check('requirement_state_known', `state IN ('open','requested','met','waived','failed','expired')`)
@Check(
  'requirement_waived_says_why',
  `state <> 'waived' OR (btrim(coalesce(reason,'')) <> '' AND settled_by IS NOT NULL)`,
)
@Check('requirement_consent_names_side', `kind <> 'consent-for-side' OR state <> 'met' OR side IS NOT NULL`)
@Check('requirement_side_known', `side IN ('left','right','both')`)
@Index('requirement_once_per_session', ['practiceId', 'sessionId', 'kind'], { unique: true })
export class RequirementRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Text() kind!: string;
  @Text({ default: 'open' }) state!: string;
  @Text({ nullable: true }) side!: 'left' | 'right' | 'both' | null;
  @Text({ nullable: true }) evidence!: string | null;
  @Text({ nullable: true }) reason!: string | null;
  @Instant() dueAt!: Temporal.Instant;
  @Reference({ nullable: true }) settledBy!: string | null;
  @Instant({ nullable: true }) settledAt!: Temporal.Instant | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
