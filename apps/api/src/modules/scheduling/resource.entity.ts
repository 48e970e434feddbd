import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, Exclusion, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  InstantRange,
  PracticeId,
  Reference,
  Text,
  TextList,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/**
 * What a session occupies. A physician who works in two clinics is one resource, and so is a patient:
 * the patient's resource has the patient's own id.
 */
@Entity('resource')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'resource_clinic_exists' })
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], { name: 'resource_member_exists' })
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], { name: 'resource_patient_exists' })
@Check(
  'resource_kind_known',
  `kind IN ('physician','room','c-arm','sedation-nurse','nurse','recovery-bay','patient')`,
)
@Check(
  'resource_patient_is_itself',
  `(kind = 'patient') = (patient_id IS NOT NULL) AND (patient_id IS NULL OR patient_id = id)`,
)
@Check('resource_place_belongs_to_clinic', `kind IN ('physician','patient') OR clinic_id IS NOT NULL`)
@Check('resource_name_present', `btrim(name) <> ''`)
@Index('resource_name_once', ['practiceId', 'kind', 'name'], { unique: true, where: `kind <> 'patient'` })
export class ResourceRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() kind!: 'physician' | 'room' | 'c-arm' | 'sedation-nurse' | 'nurse' | 'recovery-bay' | 'patient';
  @Text() name!: string;
  @Reference({ nullable: true }) clinicId!: string | null;
  @Reference({ nullable: true }) memberId!: string | null;
  @Reference({ nullable: true }) patientId!: string | null;
  @TextList({ default: () => `'{}'` }) skills!: string[];
  /** Where the resource stands on the board. */
  @Whole({ default: 0 }) position!: number;
  @Flag({ default: true }) active!: boolean;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/**
 * One resource for one half-open time range. The exclusion constraint is the last judge of every way in:
 * two active holds of one resource never overlap.
 */
@Entity('hold')
@ForeignKey('resource', ['practiceId', 'resourceId'], ['practiceId', 'id'], { name: 'hold_resource_exists' })
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], { name: 'hold_session_exists' })
@ForeignKey('closure', ['practiceId', 'closureId'], ['practiceId', 'id'], {
  name: 'hold_closure_exists',
  onDelete: 'CASCADE',
})
@ForeignKey('held_time', ['practiceId', 'heldTimeId'], ['practiceId', 'id'], {
  name: 'hold_held_time_exists',
})
@Exclusion(
  'hold_never_overlaps',
  `USING gist (practice_id WITH =, resource_id WITH =, during WITH &&) WHERE (active)`,
)
@Check(
  'hold_range_possible',
  `NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)`,
)
@Check('hold_stage_known', `stage IN ('prepare','procedure','turnover','recover','visit','closure')`)
@Check('hold_has_one_owner', `num_nonnulls(session_id, closure_id, held_time_id) = 1`)
@Index('hold_by_session', ['practiceId', 'sessionId'])
@Index('hold_by_held_time', ['practiceId', 'heldTimeId'], { where: `held_time_id IS NOT NULL` })
export class HoldRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() resourceId!: string;
  @Reference({ nullable: true }) sessionId!: string | null;
  @Reference({ nullable: true }) closureId!: string | null;
  @Reference({ nullable: true }) heldTimeId!: string | null;
  @Text() stage!: string;
  @InstantRange() during!: string;
  @Flag({ default: true }) active!: boolean;
}

/** What can be done. The lumbar sympathetic block is the first; others are configuration, not code. */
@Entity('procedure_type')
@Index('procedure_type_code_once', ['practiceId', 'code'], { unique: true })
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'procedure_type_practice_exists' })
@Check('procedure_type_duration_possible', `duration_minutes BETWEEN 5 AND 480`)
export class ProcedureTypeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() code!: string;
  @Text() name!: string;
  /** Billing codes are the clinic's own configuration; no descriptor is shipped. */
  @TextList({ default: () => `'{}'` }) billingCodes!: string[];
  @Flag() usesXRay!: boolean;
  @Flag() usesContrast!: boolean;
  @Whole() durationMinutes!: number;
  @Flag({ default: true }) active!: boolean;
  @Version() version!: number;
}

/** The stages of a visit, per procedure type and sedation level (`ResourceProfile` of libs/domain). */
@Entity('resource_profile')
@ForeignKey('procedure_type', ['practiceId', 'procedureTypeId'], ['practiceId', 'id'], {
  name: 'resource_profile_procedure_type_exists',
})
@Index('resource_profile_once', ['practiceId', 'procedureTypeId', 'sedation'], { unique: true })
@Check('resource_profile_sedation_known', `sedation IN ('none','minimal','moderate','deep')`)
@Check('resource_profile_has_stages', `jsonb_typeof(stages) = 'array' AND jsonb_array_length(stages) > 0`)
export class ResourceProfileRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() procedureTypeId!: string;
  @Text() sedation!: 'none' | 'minimal' | 'moderate' | 'deep';
  @Column('jsonb') stages!: unknown;
  @Version() version!: number;
}
