import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
} from '../../platform/database/columns.js';

/** One answered questionnaire: PEG (the mean of three items) or PGIC. Never changed (clinical reference 4). */
@Entity('instrument_score')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'instrument_score_patient_exists',
})
@ForeignKey(
  'patient_link',
  ['practiceId', 'enteredThrough', 'patientId'],
  ['practiceId', 'id', 'patientId'],
  {
    name: 'instrument_score_link_of_patient',
  },
)
@Check(
  'instrument_score_items_whole',
  `CASE instrument WHEN 'peg' THEN cardinality(items) = 3 AND 0 <= ALL (items) AND 10 >= ALL (items) AND score BETWEEN 0 AND 10 WHEN 'pgic' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 7 AND score = items[1] ELSE false END`,
)
@Index('instrument_score_by_patient', ['practiceId', 'patientId', 'at'])
export class InstrumentScoreRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Text() instrument!: 'peg' | 'pgic';
  @Column('integer', { array: true }) items!: number[];
  @Quantity() score!: number;
  @Instant() at!: Temporal.Instant;
  /** The patient's link; null: entered by staff. */
  @Reference({ nullable: true }) enteredThrough!: string | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}
