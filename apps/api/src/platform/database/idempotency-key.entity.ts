import type { Temporal } from '@lull/domain';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { CreatedAt, PracticeId, Text } from './columns.js';

/** The answer that a creating call got, kept so that its retry has one effect. */
@Entity('idempotency_key')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'idempotency_key_practice_exists' })
@Index('idempotency_key_by_age', ['practiceId', 'createdAt'])
export class IdempotencyKeyRow {
  @PracticeId() practiceId!: string;
  /** The member who called, or the patient. */
  @PrimaryColumn('uuid') memberId!: string;
  @PrimaryColumn('uuid') key!: string;
  @Text() call!: string;
  @Column('bytea') bodyHash!: Buffer;
  @Column('json', { nullable: true }) answer!: unknown;
  @CreatedAt() createdAt!: Temporal.Instant;
}
