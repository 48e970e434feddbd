import type { ProcedureStep, ProcedureStepState, Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CreatedAt, Id, Instant, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** What was said of one step of the procedure; never changed, the latest entry of a step counts. */
@Entity('procedure_step')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'procedure_step_session_of_patient',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'procedure_step_member_exists',
})
@Check(
  'procedure_step_known',
  `step IN ('positioned-prone','iv-sedative','skin-prepared','needle-guided','contrast','local-anaesthetic','steroid')`,
)
@Check('procedure_step_state_known', `state IN ('done','not-done','not-applicable')`)
@Check('procedure_step_done_says_when', `(state = 'done') = (done_at IS NOT NULL)`)
@Check('procedure_step_reason_present', `btrim(reason) <> ''`)
@Index('procedure_step_by_session', ['practiceId', 'sessionId', 'step', 'recordedAt'])
export class ProcedureStepRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Text() step!: ProcedureStep;
  @Text() state!: ProcedureStepState;
  @Instant({ nullable: true }) doneAt!: Temporal.Instant | null;
  /** Null: the one who wrote it down. */
  @Text({ nullable: true }) doneBy!: string | null;
  @Text({ nullable: true }) reason!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
