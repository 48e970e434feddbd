import type { Temporal } from '@lull/domain';
import { Check, Entity, Index } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

/** One e-mail to somebody who works here, or shall; its link goes as soon as it was sent (ADR 13). */
@Entity('staff_message')
@Check('staff_message_kind_known', `kind IN ('member-invitation','password-reset')`)
@Check('staff_message_state_known', `state IN ('pending','leased','sent','skipped','failed','unknown')`)
@Check('staff_message_leased_says_until', `(state = 'leased') = (lease_until IS NOT NULL)`)
@Check('staff_message_sent_says_when', `(state = 'sent') = (sent_at IS NOT NULL)`)
@Check('staff_message_not_sent_says_why', `state NOT IN ('skipped','failed','unknown') OR reason IS NOT NULL`)
@Check('staff_message_link_goes', `link IS NULL OR state IN ('pending','leased')`)
@Index('staff_message_due', ['practiceId', 'dueAt'], { where: `state IN ('pending','leased')` })
@Index('staff_message_by_subject', ['practiceId', 'aboutId', 'createdAt'])
export class StaffMessageRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() kind!: string;
  /** The invitation or the new password that it brings the link of. */
  @Reference() aboutId!: string;
  @Text() address!: string;
  @Text({ nullable: true }) link!: string | null;
  @Instant() dueAt!: Temporal.Instant;
  /** Of no use later than this: the link has ended. */
  @Instant() notAfter!: Temporal.Instant;
  @Text({ default: 'pending' }) state!: string;
  @Text({ nullable: true }) reason!: string | null;
  @Whole({ default: 0 }) attempts!: number;
  @Reference({ nullable: true }) leaseToken!: string | null;
  @Instant({ nullable: true }) leaseUntil!: Temporal.Instant | null;
  @Text({ nullable: true }) transport!: string | null;
  @Instant({ nullable: true }) sentAt!: Temporal.Instant | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}
