import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
} from '../../platform/database/columns.js';

/**
 * One pain score, or a statement such as "the pain came back on 3 May", which has a span of instants
 * (local midnight to local midnight) and no value.
 */
@Entity('pain_score')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'pain_score_patient_exists',
})
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'pain_score_series_of_patient',
})
@ForeignKey(
  'patient_link',
  ['practiceId', 'enteredThrough', 'patientId'],
  ['practiceId', 'id', 'patientId'],
  {
    name: 'pain_score_link_of_patient',
  },
)
@Check('pain_score_kind_known', `kind IN ('now','avg24h','pct-relief','pain-returned','pain-relieved')`)
@Check('pain_score_source_known', `source IN ('clinic','diary','phone','import')`)
@Check(
  'pain_score_value_fits_kind',
  `CASE WHEN kind IN ('pain-returned','pain-relieved') THEN value IS NULL WHEN kind = 'pct-relief' THEN value BETWEEN 0 AND 100 ELSE value BETWEEN 0 AND 10 AND value = trunc(value) END AND (kind IN ('pain-returned','pain-relieved') OR value IS NOT NULL)`,
)
@Check('pain_score_span_ordered', `at_until IS NULL OR at < at_until`)
@Check('pain_score_side_known', `side IN ('left','right')`)
@Index('pain_score_by_series', ['practiceId', 'seriesId', 'at'])
@Index('pain_score_by_patient', ['practiceId', 'patientId', 'at'])
export class PainScoreRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference() seriesId!: string;
  /** For a bilateral series: which leg. Null means the series' own side. */
  @Text({ nullable: true }) side!: 'left' | 'right' | null;
  @Instant() at!: Temporal.Instant;
  /** End of the span of a date-only statement. */
  @Instant({ nullable: true }) atUntil!: Temporal.Instant | null;
  @Text() kind!: 'now' | 'avg24h' | 'pct-relief' | 'pain-returned' | 'pain-relieved';
  @Quantity({ nullable: true }) value!: number | null;
  @Text() source!: 'clinic' | 'diary' | 'phone' | 'import';
  /** A rescue analgesic for the target pain was taken within the window before this entry. */
  @Flag({ default: false }) rescue!: boolean;
  @Reference({ nullable: true }) enteredBy!: string | null;
  /** The patient's link, for what the patient entered; `entered_at` is then when the patient said it. */
  @Reference({ nullable: true }) enteredThrough!: string | null;
  @CreatedAt() enteredAt!: Temporal.Instant;
}
