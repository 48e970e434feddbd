import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey } from 'typeorm';
import { CreatedAt, Flag, PracticeId, TextList } from '../../platform/database/columns.js';

/** What a new practice left out on its way to the first bookable day; how far it has come is what stands. */
@Entity('practice_setup')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'practice_setup_practice_exists' })
@Check('practice_setup_left_out_known', `left_out <@ ARRAY['block-time','book']`)
export class PracticeSetupRow {
  @PracticeId() practiceId!: string;
  @TextList({ default: [] }) leftOut!: string[];
  @Flag({ default: true }) running!: boolean;
  @CreatedAt() createdAt!: Temporal.Instant;
}
