import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import { CreatedAt, Id, Json, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** The physician's word after an injection. Append-only: a change of mind, and a word taken back, is another row. */
@Entity('decision')
@ForeignKey('injection_series', ['practiceId', 'seriesId'], ['practiceId', 'id'], {
  name: 'decision_series_exists',
})
@ForeignKey('injection', ['practiceId', 'injectionId', 'seriesId'], ['practiceId', 'id', 'seriesId'], {
  name: 'decision_injection_of_series',
})
@ForeignKey('decision', ['practiceId', 'takesBack', 'seriesId'], ['practiceId', 'id', 'seriesId'], {
  name: 'decision_taken_back_of_series',
})
@ForeignKey('follow_up_task', ['practiceId', 'taskId'], ['practiceId', 'id'], {
  name: 'decision_task_exists',
})
@ForeignKey('waitlist_entry', ['practiceId', 'entryId'], ['practiceId', 'id'], {
  name: 'decision_entry_exists',
})
@ForeignKey('member', ['practiceId', 'decidedBy'], ['practiceId', 'id'], { name: 'decision_member_exists' })
@Check('decision_word_known', `word IN ('continue','pause','change','stop','taken-back')`)
@Check('decision_reason_present', `btrim(reason) <> ''`)
@Check(
  'decision_end_reason_known',
  `end_reason IN ('plan-completed','lasting-relief','no-response','adverse-event','patient-choice','diagnosis-changed','treatment-changed','contraindication','authorisation-denied','lost-to-follow-up','deceased','other')`,
)
@Check('decision_end_reason_of_stop', `end_reason IS NULL OR word = 'stop'`)
@Check('decision_drugs_present', `btrim(drugs) <> ''`)
@Check('decision_state_before_known', `state_before IN ('proposed','active','paused')`)
@Check('decision_taken_back_names_which', `(word = 'taken-back') = (takes_back IS NOT NULL)`)
@Index('decision_by_series', ['practiceId', 'seriesId'])
@Index('decision_of_series', ['practiceId', 'id', 'seriesId'], { unique: true })
@Index('decision_taken_back_once', ['practiceId', 'takesBack'], {
  unique: true,
  where: `takes_back IS NOT NULL`,
})
export class DecisionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() seriesId!: string;
  @Reference({ nullable: true }) injectionId!: string | null;
  @Text() word!: 'continue' | 'pause' | 'change' | 'stop' | 'taken-back';
  @Text() reason!: string;
  @Text({ nullable: true }) endReason!: string | null;
  /** What the last injection did, side by side, as it was judged when the word was given. */
  @Json({ nullable: true }) responses!: object | null;
  /** By which version of which definition it was judged. */
  @Text({ nullable: true }) definition!: string | null;
  @Text({ nullable: true }) policy!: string | null;
  /** What of the plan was changed: `{field: [before, after]}`. */
  @Json({ nullable: true }) changes!: object | null;
  /** What the next injection shall be given instead, in the physician's words. */
  @Text({ nullable: true }) drugs!: string | null;
  /** The sessions that it freed, or confirmed. */
  @Column('uuid', { array: true, default: '{}' }) sessionIds!: string[];
  @Reference({ nullable: true }) taskId!: string | null;
  /** The place on the waitlist that the series gave up. */
  @Reference({ nullable: true }) entryId!: string | null;
  @Text({ nullable: true }) stateBefore!: string | null;
  /** The word that is taken back by this row. */
  @Reference({ nullable: true }) takesBack!: string | null;
  @Reference() decidedBy!: string;
  @CreatedAt() decidedAt!: Temporal.Instant;
}
