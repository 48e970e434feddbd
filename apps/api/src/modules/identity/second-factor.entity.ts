import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  TextList,
  Whole,
} from '../../platform/database/columns.js';

/** Something that a member proves who they are with beside the password. The trail tells that it came and went. */
@Entity('second_factor')
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'second_factor_member_exists',
})
@Check('second_factor_kind_known', `kind IN ('totp','passkey','recovery-codes')`)
@Check('second_factor_name_present', `btrim(name) <> ''`)
@Index('second_factor_one_of_kind', ['practiceId', 'memberId', 'kind'], {
  unique: true,
  where: `kind <> 'passkey'`,
})
@Index('second_factor_by_member', ['practiceId', 'memberId'])
export class SecondFactorRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() memberId!: string;
  @Text() kind!: string;
  @Text() name!: string;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant({ nullable: true }) lastUsedAt!: Temporal.Instant | null;
}

/** The seed of an authenticator app, sealed with a key that is not in the database. */
@Entity('totp_seed')
@ForeignKey('second_factor', ['practiceId', 'factorId'], ['practiceId', 'id'], {
  name: 'totp_seed_factor_exists',
  onDelete: 'CASCADE',
})
export class TotpSeedRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') factorId!: string;
  @Text() sealed!: string;
  /** The time step of the last code that was taken: none of it or before it is taken again. */
  @Column('bigint') lastStep!: string;
}

/** The public half of a passkey. */
@Entity('passkey_credential')
@ForeignKey('second_factor', ['practiceId', 'factorId'], ['practiceId', 'id'], {
  name: 'passkey_credential_factor_exists',
  onDelete: 'CASCADE',
})
@Unique('passkey_credential_once', ['practiceId', 'credentialId'])
export class PasskeyCredentialRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') factorId!: string;
  @Text() credentialId!: string;
  @Column('bytea') publicKey!: Buffer;
  @Column('bigint') counter!: string;
  @TextList() transports!: string[];
}

/** The SHA-256 of a code that opens the door once. */
@Entity('recovery_code')
@ForeignKey('second_factor', ['practiceId', 'factorId'], ['practiceId', 'id'], {
  name: 'recovery_code_factor_exists',
  onDelete: 'CASCADE',
})
export class RecoveryCodeRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') factorId!: string;
  @PrimaryColumn('bytea') codeHash!: Buffer;
  @Instant({ nullable: true }) usedAt!: Temporal.Instant | null;
}

/** A right password that waits for its second factor. Seen by `lull_auth` alone. */
@Entity('sign_in_attempt')
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], {
  name: 'sign_in_attempt_member_exists',
  onDelete: 'CASCADE',
})
@Unique('sign_in_attempt_token_once', ['practiceId', 'tokenHash'])
@Check('sign_in_attempt_limits_ordered', `created_at < expires_at`)
@Check('sign_in_attempt_tries_counted', `tries BETWEEN 0 AND 5`)
@Index('sign_in_attempt_by_token', ['tokenHash'])
@Index('sign_in_attempt_by_member', ['practiceId', 'memberId'])
export class SignInAttemptRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Column('bytea') tokenHash!: Buffer;
  @Reference() memberId!: string;
  @Whole({ default: 0 }) tries!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
  @Instant() expiresAt!: Temporal.Instant;
}

/** What a passkey is asked to sign, until it is answered; of nobody yet. Seen by `lull_auth` alone. */
@Entity('passkey_challenge')
export class PasskeyChallengeRow {
  @PrimaryColumn('bytea') hash!: Buffer;
  @Text() purpose!: string;
  @Instant() expiresAt!: Temporal.Instant;
}
