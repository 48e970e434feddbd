import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Instant, Json, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** One read or write of a patient's record: append-only, chained per practice by SHA-256. */
@Entity('audit_event')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'audit_event_practice_exists' })
@Check('audit_event_action_known', `action IN ('create','read','update','delete','execute')`)
@Check('audit_event_sequence_positive', `sequence > 0`)
@Index('audit_event_by_time', ['practiceId', 'at', 'sequence'])
@Index('audit_event_by_member', ['practiceId', 'memberId', 'resource', 'action', 'at', 'sequence'])
@Index('audit_event_by_resource', ['practiceId', 'resource', 'action', 'at', 'sequence'])
export class AuditEventRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('bigint') sequence!: string;
  @Instant() at!: Temporal.Instant;
  @Reference({ nullable: true }) memberId!: string | null;
  @Text({ nullable: true }) role!: string | null;
  @Reference({ nullable: true }) signInId!: string | null;
  @Text({ nullable: true }) requestId!: string | null;
  /** Why: `treatment` for members, otherwise the system's own task (`import`, `demonstration`). */
  @Text() purpose!: string;
  @Text() action!: string;
  /** The noun, as in the glossary and the table. */
  @Text() resource!: string;
  @Reference({ nullable: true }) resourceId!: string | null;
  @Column('uuid', { array: true }) patientIds!: string[];
  /** Changed columns with old and new values for a write; counts and filters for a read. */
  @Json({ nullable: true }) change!: unknown;
  @Column('bytea') previousHash!: Buffer;
  @Column('bytea') hash!: Buffer;
}

/** Whom an event names, for finding: written with the event, and judged with it. */
@Entity('audit_event_patient')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'audit_event_patient_practice_exists' })
export class AuditEventPatientRow {
  @PracticeId() practiceId!: string;
  @PrimaryColumn('uuid') patientId!: string;
  @PrimaryColumn('timestamptz', { precision: 3 }) at!: Date;
  @PrimaryColumn('bigint') sequence!: string;
}

/** The end of a practice's chain. Whoever appends locks it, so that the sequence has no gap and no fork. */
@Entity('audit_head')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'audit_head_practice_exists' })
export class AuditHeadRow {
  @PracticeId() practiceId!: string;
  @Column('bigint') sequence!: string;
  @Column('bytea') hash!: Buffer;
  /** The transaction that has appended and will move the head when it commits; null in between. */
  @Column('bigint', { nullable: true }) pendingIn!: string | null;
}
