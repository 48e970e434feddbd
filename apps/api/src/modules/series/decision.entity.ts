import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { CreatedAt, Id, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** The physician's word after an injection. Append-only: a change of mind is another row. */
@Entity('decision')
@ForeignKey('injection_series', ['practiceId', 'seriesId'], ['practiceId', 'id'], {
  name: 'decision_series_exists',
})
@ForeignKey('injection', ['practiceId', 'injectionId'], ['practiceId', 'id'], {
  name: 'decision_injection_exists',
})
@ForeignKey('member', ['practiceId', 'decidedBy'], ['practiceId', 'id'], { name: 'decision_member_exists' })
@Check('decision_word_known', `word IN ('continue','pause','change','stop')`)
@Check('decision_reason_present', `btrim(reason) <> ''`)
@Index('decision_by_series', ['practiceId', 'seriesId'])
export class DecisionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() seriesId!: string;
  @Reference({ nullable: true }) injectionId!: string | null;
  @Text() word!: 'continue' | 'pause' | 'change' | 'stop';
  @Text() reason!: string;
  @Reference() decidedBy!: string;
  @CreatedAt() decidedAt!: Temporal.Instant;
}
