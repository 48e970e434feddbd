import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  TextList,
  Version,
} from '../../platform/database/columns.js';

/** Somebody who is asked to become a member. The link holds 256 random bits; the row holds their SHA-256. */
@Entity('member_invitation')
@ForeignKey('member', ['practiceId', 'createdBy'], ['practiceId', 'id'], {
  name: 'member_invitation_author_exists',
})
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'member_invitation_member_exists',
})
@Unique('member_invitation_token_once', ['practiceId', 'tokenHash'])
@Check('member_invitation_email_folded', `email = lower(btrim(email)) AND email LIKE '%_@_%'`)
@Check(
  'member_invitation_roles_known',
  `cardinality(roles) > 0 AND roles <@ ARRAY['scheduler','nurse','physician','administrator','auditor']`,
)
@Check('member_invitation_accepted_says_who', `(accepted_at IS NULL) = (member_id IS NULL)`)
@Check('member_invitation_ends_once', `accepted_at IS NULL OR revoked_at IS NULL`)
@Index('member_invitation_by_token', ['tokenHash'])
@Index('member_invitation_one_open', ['practiceId', 'email'], {
  unique: true,
  where: `accepted_at IS NULL AND revoked_at IS NULL`,
})
export class MemberInvitationRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() email!: string;
  @TextList() roles!: string[];
  @Column('bytea') tokenHash!: Buffer;
  @Reference() createdBy!: string;
  @CreatedAt() createdAt!: Temporal.Instant;
  /** Null: it has not been sent, because a second administrator has not confirmed it. */
  @Instant({ nullable: true }) expiresAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) acceptedAt!: Temporal.Instant | null;
  @Reference({ nullable: true }) memberId!: string | null;
  @Instant({ nullable: true }) revokedAt!: Temporal.Instant | null;
  @Version() version!: number;
}

/** Somebody shall become an administrator, as a member or by an invitation; another administrator decides (ADR 16). */
@Entity('administrator_request')
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'administrator_request_member_exists',
})
@ForeignKey('member_invitation', ['practiceId', 'invitationId'], ['practiceId', 'id'], {
  name: 'administrator_request_invitation_exists',
})
@ForeignKey('member', ['practiceId', 'askedBy'], ['practiceId', 'id'], {
  name: 'administrator_request_author_exists',
})
@ForeignKey('member', ['practiceId', 'decidedBy'], ['practiceId', 'id'], {
  name: 'administrator_request_decider_exists',
})
@Check('administrator_request_of_one', `(member_id IS NULL) <> (invitation_id IS NULL)`)
@Check('administrator_request_outcome_known', `outcome IN ('confirmed','declined')`)
@Check(
  'administrator_request_decided_whole',
  `(outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL) = (decided_by IS NULL)`,
)
@Index('administrator_request_one_open_of_member', ['practiceId', 'memberId'], {
  unique: true,
  where: `outcome IS NULL`,
})
@Index('administrator_request_one_open_of_invitation', ['practiceId', 'invitationId'], {
  unique: true,
  where: `outcome IS NULL`,
})
export class AdministratorRequestRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference({ nullable: true }) memberId!: string | null;
  @Reference({ nullable: true }) invitationId!: string | null;
  @Reference() askedBy!: string;
  @CreatedAt() askedAt!: Temporal.Instant;
  @Reference({ nullable: true }) decidedBy!: string | null;
  @Instant({ nullable: true }) decidedAt!: Temporal.Instant | null;
  @Text({ nullable: true }) outcome!: string | null;
}

/** A link by which a member who forgot the password sets a new one, once. */
@Entity('password_reset')
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'password_reset_member_exists',
})
@Unique('password_reset_token_once', ['practiceId', 'tokenHash'])
@Check('password_reset_limits_ordered', `created_at < expires_at`)
@Index('password_reset_by_token', ['tokenHash'])
@Index('password_reset_by_member', ['practiceId', 'memberId'])
export class PasswordResetRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() memberId!: string;
  @Column('bytea') tokenHash!: Buffer;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant() expiresAt!: Temporal.Instant;
  @Instant({ nullable: true }) usedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) revokedAt!: Temporal.Instant | null;
}
