import { Check, Entity, PrimaryColumn } from 'typeorm';
import { CreatedAt, Flag, Text } from '../../platform/database/columns.js';

/** The organisation. Its own id is the practice id that stands in every other key. */
@Entity('practice')
@Check('practice_name_present', `btrim(name) <> ''`)
@Check('practice_second_factor_known', `second_factor IN ('nobody','administrators','everyone')`)
export class PracticeRow {
  @PrimaryColumn('uuid', { name: 'practice_id' }) practiceId!: string;
  @Text() name!: string;
  /** Demonstration practices offer their sign-ins with one click, in demonstration mode only. */
  @Flag({ default: false }) demonstration!: boolean;
  /** Who must have a second factor. */
  @Text({ default: 'nobody' }) secondFactor!: string;
  @CreatedAt() createdAt!: unknown;
}
