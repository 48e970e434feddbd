import type { Temporal } from '@lull/domain';
import { Check, Entity, PrimaryColumn, Unique } from 'typeorm';
import { CreatedAt, Flag, Instant, Text } from '../../platform/database/columns.js';

/** How a person proves who they are. Read only before a sign-in exists, so it belongs to no practice. */
@Entity('account')
@Unique('account_email_once', ['email'])
@Check('account_email_folded', `email = lower(btrim(email)) AND email LIKE '%_@_%'`)
export class AccountRow {
  @PrimaryColumn('uuid') id!: string;
  @Text() email!: string;
  /** argon2id, with its parameters in the encoded text. */
  @Text() passwordHash!: string;
  @Flag({ default: false }) disabled!: boolean;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) passwordChangedAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) lastSignInAt!: Temporal.Instant | null;
}
