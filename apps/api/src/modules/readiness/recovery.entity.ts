import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

const possible = (column: string): string =>
  `cardinality(${column}) = 5 AND 0 <= ALL (${column}) AND 2 >= ALL (${column})`;

/** One look at a recovering patient; never changed, a later reading says otherwise. */
@Entity('recovery_reading')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'recovery_reading_session_of_patient',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'recovery_reading_member_exists',
})
@Check('recovery_reading_aldrete_possible', possible('aldrete'))
@Check('recovery_reading_padss_possible', possible('padss'))
@Check('recovery_reading_nrs_possible', `nrs BETWEEN 0 AND 10`)
@Check(
  'recovery_reading_strength_possible',
  `left_leg_strength BETWEEN 0 AND 5 AND right_leg_strength BETWEEN 0 AND 5`,
)
@Check(
  'recovery_reading_temperature_plausible',
  `left_foot_c BETWEEN 10 AND 45 AND right_foot_c BETWEEN 10 AND 45`,
)
@Check('recovery_reading_effects_known', `effects <@ ARRAY['warm-leg','numb-leg','weak-leg']`)
@Index('recovery_reading_by_session', ['practiceId', 'sessionId', 'at'])
export class RecoveryReadingRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Instant() at!: Temporal.Instant;
  /** In the order of the domain's `aldreteItems`. */
  @Column('integer', { array: true, nullable: true }) aldrete!: number[] | null;
  /** In the order of the domain's `padssItems`. */
  @Column('integer', { array: true, nullable: true }) padss!: number[] | null;
  @Whole({ nullable: true }) nrs!: number | null;
  @Whole({ nullable: true }) leftLegStrength!: number | null;
  @Whole({ nullable: true }) rightLegStrength!: number | null;
  @Flag({ nullable: true }) standsSafely!: boolean | null;
  @Quantity({ nullable: true, name: 'left_foot_c' }) leftFootC!: number | null;
  @Quantity({ nullable: true, name: 'right_foot_c' }) rightFootC!: number | null;
  @Column('text', { array: true, default: () => `'{}'` }) effects!: string[];
  @Text({ nullable: true }) note!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}

/** Who let the patient go, and with whom; what was set aside stands in `session_override`. */
@Entity('discharge')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'discharge_session_of_patient',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], { name: 'discharge_member_exists' })
@Check(
  'discharge_escort_has_name',
  `(NOT escort_present OR escort_name IS NOT NULL) AND (escort_name IS NULL) = (escort_relation IS NULL)`,
)
@Check('discharge_escort_named', `btrim(escort_name) <> '' AND btrim(escort_relation) <> ''`)
@Index('discharge_by_session', ['practiceId', 'sessionId', 'recordedAt'])
export class DischargeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Text({ nullable: true }) escortName!: string | null;
  @Text({ nullable: true }) escortRelation!: string | null;
  @Flag() escortPresent!: boolean;
  @Flag() afterCareTold!: boolean;
  /** Null: recorded before it was asked. */
  @Flag({ nullable: true }) saidBack!: boolean | null;
  @Text({ nullable: true }) note!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
