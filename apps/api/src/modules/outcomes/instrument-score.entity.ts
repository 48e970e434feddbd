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

/**
 * One scored questionnaire or measurement, of a series where it speaks of one. Never changed (clinical reference 4). Which
 * instruments there are is the domain's registry; the database holds the shipped ones to their items.
 */
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
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'instrument_score_series_of_patient',
})
@ForeignKey('member', ['practiceId', 'enteredBy'], ['practiceId', 'id'], {
  name: 'instrument_score_member_exists',
})
@Check(
  'instrument_score_items_whole',
  `CASE WHEN instrument LIKE 'licensed-%' THEN cardinality(items) BETWEEN 1 AND 60 WHEN array_position(items, NULL) IS NOT NULL THEN false WHEN instrument = 'peg' THEN cardinality(items) = 3 AND 0 <= ALL (items) AND 10 >= ALL (items) AND score BETWEEN 0 AND 10 WHEN instrument = 'pgic' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 7 AND score = items[1] WHEN instrument = 'hdss' THEN cardinality(items) = 1 AND items[1] BETWEEN 1 AND 4 AND score = items[1] WHEN instrument IN ('walking-distance','ulcers') THEN cardinality(items) = 1 AND items[1] >= 0 AND score = items[1] ELSE false END`,
)
@Check('instrument_score_side_known', `side IN ('left','right')`)
@Check('instrument_score_region_known', `region IN ('foot','lower-leg','thigh','whole-leg','stump')`)
@Check('instrument_score_source_known', `source IN ('clinic','diary','phone','import')`)
@Check('instrument_score_limb_of_series', `side IS NULL OR series_id IS NOT NULL`)
@Index('instrument_score_by_series', ['practiceId', 'seriesId', 'at'])
@Index('instrument_score_by_patient', ['practiceId', 'patientId', 'at'])
export class InstrumentScoreRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  /** Null: of the patient, whatever the series. */
  @Reference({ nullable: true }) seriesId!: string | null;
  @Text() instrument!: string;
  /** Null: the item was not answered. */
  @Column('integer', { array: true }) items!: (number | null)[];
  @Quantity() score!: number;
  /** Of a series for both sides: which leg. Null: the series' own side, or no leg at all. */
  @Text({ nullable: true }) side!: 'left' | 'right' | null;
  @Text({ nullable: true }) region!: 'foot' | 'lower-leg' | 'thigh' | 'whole-leg' | 'stump' | null;
  @Text({ default: 'diary' }) source!: 'clinic' | 'diary' | 'phone' | 'import';
  @Instant() at!: Temporal.Instant;
  @Reference({ nullable: true }) enteredBy!: string | null;
  /** The patient's link; null: entered by staff. */
  @Reference({ nullable: true }) enteredThrough!: string | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}
