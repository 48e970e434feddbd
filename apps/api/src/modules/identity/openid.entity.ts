import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CreatedAt, Id, Instant, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** Which identity of a provider a member signs in with. */
@Entity('openid_link')
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'openid_link_member_exists',
})
@Unique('openid_link_one_member', ['practiceId', 'issuer', 'subject'])
@Unique('openid_link_one_of_issuer', ['practiceId', 'memberId', 'issuer'])
@Check('openid_link_names_somebody', `issuer LIKE 'http%' AND length(subject) BETWEEN 1 AND 255`)
@Index('openid_link_by_identity', ['issuer', 'subject'])
export class OpenIdLinkRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() memberId!: string;
  @Text() issuer!: string;
  /** Says who somebody is at that issuer, and nothing to anybody else. */
  @Text() subject!: string;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) lastUsedAt!: Temporal.Instant | null;
}

/** What a provider was asked, until it is answered; of nobody yet. Seen by `lull_auth` alone. */
@Entity('openid_attempt')
export class OpenIdAttemptRow {
  @PrimaryColumn('bytea') tokenHash!: Buffer;
  @Text() purpose!: string;
  @Text() state!: string;
  @Text() nonce!: string;
  @Text() codeVerifier!: string;
  @Text() redirectUri!: string;
  @Instant() expiresAt!: Temporal.Instant;
}
