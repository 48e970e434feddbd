import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CreatedAt, Id, PracticeId, Reference, Text, TextList } from '../../platform/database/columns.js';

/**
 * One person's word in the room, or that whatever was confirmed no longer stands. Which of them are a time-out is
 * computed (`timeOutRounds`) and never stored, so that a side that changes since cannot leave a valid one behind.
 */
@Entity('time_out')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'time_out_session_of_patient',
})
@ForeignKey('member', ['practiceId', 'memberId'], ['practiceId', 'id'], { name: 'time_out_member_exists' })
@Check('time_out_kind_known', `kind IN ('confirmed','withdrawn')`)
@Check(
  'time_out_confirmed_whole',
  `kind <> 'confirmed' OR (side IS NOT NULL AND consent_side IS NOT NULL AND order_side IS NOT NULL AND checklist_version IS NOT NULL AND cardinality(levels) > 0 AND cardinality(items) > 0)`,
)
@Check('time_out_withdrawn_says_why', `kind <> 'withdrawn' OR btrim(coalesce(reason,'')) <> ''`)
@Check('time_out_side_known', `side IN ('left','right')`)
@Check('time_out_levels_known', `levels <@ ARRAY['L1','L2','L3','L4','L5','S1']`)
@Check(
  'time_out_other_sides_known',
  `consent_side IN ('left','right','both') AND order_side IN ('left','right','both') AND arrival_side IN ('left','right','both') AND recorded_consent_side IN ('left','right','both')`,
)
@Index('time_out_by_session', ['practiceId', 'sessionId', 'at'])
export class TimeOutRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Text() kind!: 'confirmed' | 'withdrawn';
  /** Entered anew by each person. */
  @Text({ nullable: true }) side!: 'left' | 'right' | null;
  @TextList() levels!: string[];
  /** As the signed form in the room names it. */
  @Text({ nullable: true }) consentSide!: 'left' | 'right' | 'both' | null;
  @TextList() items!: string[];
  @Text({ nullable: true }) checklistVersion!: string | null;
  /** What the side was elsewhere then: another one now voids the word. */
  @Text({ nullable: true }) orderSide!: 'left' | 'right' | 'both' | null;
  @Text({ nullable: true }) arrivalSide!: 'left' | 'right' | 'both' | null;
  @Text({ nullable: true }) recordedConsentSide!: 'left' | 'right' | 'both' | null;
  @Text({ nullable: true }) reason!: string | null;
  @Reference() memberId!: string;
  @CreatedAt() at!: Temporal.Instant;
}
