import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Flag,
  Id,
  PracticeId,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

/** What a payer asks for from a day on. Written once: another wording is another row. Null: the payer says nothing about it. */
@Entity('payer_rule')
@ForeignKey('member', ['practiceId', 'writtenBy'], ['practiceId', 'id'], { name: 'payer_rule_member_exists' })
@Check('payer_rule_payer_present', `btrim(payer) <> ''`)
@Check('payer_rule_source_present', `btrim(source) <> ''`)
@Check(
  'payer_rule_numbers_possible',
  `max_per_series >= 1 AND max_per_12_months >= 1 AND min_interval_days BETWEEN 1 AND 365 AND min_relief_pct BETWEEN 1 AND 100 AND min_relief_days BETWEEN 1 AND 365`,
)
@Index('payer_rule_by_payer', ['practiceId', 'payer', 'validFrom'])
export class PayerRuleRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() payer!: string;
  @CivilDate() validFrom!: string;
  @Whole({ nullable: true }) maxPerSeries!: number | null;
  @Whole({ nullable: true, name: 'max_per_12_months' }) maxPer12Months!: number | null;
  @Whole({ nullable: true }) minIntervalDays!: number | null;
  @Whole({ nullable: true }) minReliefPct!: number | null;
  @Whole({ nullable: true }) minReliefDays!: number | null;
  @Flag() requiresFunction!: boolean;
  @Flag() requiresPhysicalTherapy!: boolean;
  @Flag() priorAuthorisation!: boolean;
  /** Where it is written: a policy with its number and date. */
  @Text() source!: string;
  /** Null: brought by the demonstration. */
  @Reference({ nullable: true }) writtenBy!: string | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}
