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

/** A clinic's own version of a clinical rule. The proposed ones stand in code, as versions with an author, too. */
@Entity('clinical_policy')
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'clinical_policy_member_exists',
})
@Unique('clinical_policy_version_once', ['practiceId', 'kind', 'version'])
@Check('clinical_policy_kind_known', `kind IN ('relief','decision','escalation')`)
@Check('clinical_policy_author_present', `btrim(author) <> '' AND btrim(version) <> ''`)
@Check('clinical_policy_source_present', `btrim(source) <> '' AND btrim(reverts_to) <> ''`)
@Check('clinical_policy_body_shaped', `jsonb_typeof(body) = 'object'`)
export class ClinicalPolicyRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() kind!: string;
  @Text() version!: string;
  @Text() author!: string;
  @CivilDate() effectiveFrom!: string;
  /** Checked when it is read (POL-05). */
  @Json() body!: unknown;
  /** On whose word: a guideline, a decision of the clinic. */
  @Text() source!: string;
  /** The version whose figures it brings back. */
  @Text({ nullable: true }) revertsTo!: string | null;
  @Reference() recordedBy!: string;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
