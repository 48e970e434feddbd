import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { Id, Instant, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/**
 * A signed-in period. The cookie holds 256 random bits; the row holds their SHA-256, so that a copy of
 * the database opens nothing. Idle and absolute limits are decided by the database's clock.
 */
@Entity('sign_in')
@Unique('sign_in_token_once', ['practiceId', 'tokenHash'])
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'sign_in_member_exists',
  onDelete: 'CASCADE',
})
@Check('sign_in_limits_ordered', `created_at < expires_at`)
@Index('sign_in_by_token', ['tokenHash'])
@Index('sign_in_by_member', ['practiceId', 'memberId'])
export class SignInRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Reference() memberId!: string;
  @Instant({ default: () => 'clock_timestamp()' }) createdAt!: Temporal.Instant;
  @Instant({ default: () => 'clock_timestamp()' }) lastSeenAt!: Temporal.Instant;
  /** The absolute limit; the idle limit is `last_seen_at` plus the configured minutes. */
  @Instant() expiresAt!: Temporal.Instant;
  /** Browser and system in words, as far as they are known. */
  @Text({ nullable: true }) device!: string | null;
  /** When the member last proved who they are, by password or passkey: what is grave asks for it anew. */
  @Instant({ default: () => 'clock_timestamp()' }) provedAt!: Temporal.Instant;
}
