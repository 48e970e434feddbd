import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  Json,
  PracticeId,
  Reference,
  Text,
} from '../../platform/database/columns.js';

/** A version of the clinic's own figures. The proposed ones stand in code, as a version with an author, too. */
@Entity('readiness_policy')
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'readiness_policy_member_exists',
})
@Unique('readiness_policy_version_once', ['practiceId', 'version'])
@Check('readiness_policy_author_present', `btrim(author) <> '' AND btrim(version) <> ''`)
@Check('readiness_policy_source_present', `btrim(source) <> '' AND btrim(reverts_to) <> ''`)
@Check('readiness_policy_body_shaped', `jsonb_typeof(body) = 'object'`)
export class ReadinessPolicyRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() version!: string;
  @Text() author!: string;
  @CivilDate() effectiveFrom!: string;
  /** Checked when it is read (READY-07). */
  @Json() body!: unknown;
  /** On whose word: a guideline, a decision of the clinic. */
  @Text() source!: string;
  /** The version whose figures it brings back. */
  @Text({ nullable: true }) revertsTo!: string | null;
  @Reference() recordedBy!: string;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
