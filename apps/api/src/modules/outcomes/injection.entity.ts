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
  TextList,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/** The needle procedure on one side. `needle_out_at` is t0: every relief duration counts from it. */
@Entity('injection')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'injection_session_of_patient',
})
@ForeignKey('injection_series', ['practiceId', 'seriesId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'injection_series_of_patient',
})
@ForeignKey('injection', ['practiceId', 'amends'], ['practiceId', 'id'], { name: 'injection_amends_another' })
@Check('injection_side_known', `side IN ('left','right')`)
@Check('injection_status_known', `status IN ('completed','not-done','entered-in-error')`)
@Check('injection_completed_has_instant', `status <> 'completed' OR needle_out_at IS NOT NULL`)
@Check('injection_not_done_says_why', `status <> 'not-done' OR btrim(coalesce(status_reason,'')) <> ''`)
@Check('injection_over_maximum_says_why', `btrim(over_maximum_reason) <> ''`)
@Check('injection_needle_out_reason_present', `btrim(needle_out_reason) <> ''`)
@Check('injection_levels_known', `levels <@ ARRAY['L1','L2','L3','L4','L5','S1']`)
@Check('injection_fluoro_possible', `fluoro_seconds BETWEEN 0 AND 7200`)
@Check('injection_air_kerma_possible', `air_kerma_mgy >= 0`)
@Check('injection_kerma_area_possible', `kerma_area_gycm2 >= 0`)
@Check(
  'injection_needle_times_ordered',
  `needle_in_at IS NULL OR needle_out_at IS NULL OR needle_in_at <= needle_out_at`,
)
@Index('injection_once_per_session_side', ['practiceId', 'sessionId', 'side'], {
  unique: true,
  where: `status <> 'entered-in-error'`,
})
@Index('injection_of_series', ['practiceId', 'id', 'seriesId'], { unique: true })
@Index('injection_by_time', ['practiceId', 'needleOutAt'])
@Index('injection_by_series', ['practiceId', 'seriesId', 'needleOutAt'])
@Index('injection_by_patient', ['practiceId', 'patientId', 'needleOutAt'])
export class InjectionRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() seriesId!: string;
  @Reference() patientId!: string;
  @Text() side!: 'left' | 'right';
  @Text() status!: 'completed' | 'not-done' | 'entered-in-error';
  @Text({ nullable: true }) statusReason!: string | null;
  @TextList() levels!: string[];
  @Instant({ nullable: true }) needleInAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) needleOutAt!: Temporal.Instant | null;
  /** Why the needle came out at another time than it was recorded at (hazard H24). */
  @Text({ nullable: true }) needleOutReason!: string | null;
  @Flag({ nullable: true }) contrastUsed!: boolean | null;
  @Whole({ nullable: true }) fluoroSeconds!: number | null;
  @Quantity({ nullable: true, name: 'air_kerma_mgy' }) airKermaMgy!: number | null;
  @Quantity({ nullable: true, name: 'kerma_area_gycm2' }) kermaAreaGycm2!: number | null;
  @Text({ nullable: true }) note!: string | null;
  /** A correction is a new row that names the one it replaces; the old becomes entered-in-error. */
  @Reference({ nullable: true }) amends!: string | null;
  @Text({ nullable: true }) amendReason!: string | null;
  /** Local anaesthetic above the maximum is written down with the reason alone (INJ-03). */
  @Text({ nullable: true }) overMaximumReason!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
  @Version() version!: number;
}

/** One drug of one injection; units are chosen, never typed. */
@Entity('drug_administration')
@ForeignKey('injection', ['practiceId', 'injectionId'], ['practiceId', 'id'], {
  name: 'drug_administration_injection_exists',
})
@Check(
  'drug_administration_role_known',
  `role IN ('local-anaesthetic','steroid','contrast','sedative','reversal','other')`,
)
@Check(
  'drug_administration_amounts_possible',
  `dose_mg >= 0 AND volume_ml >= 0 AND concentration_percent >= 0`,
)
@Index('drug_administration_by_injection', ['practiceId', 'injectionId'])
export class DrugAdministrationRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() injectionId!: string;
  @Text() role!: string;
  @Text() drug!: string;
  @Quantity({ nullable: true }) concentrationPercent!: number | null;
  @Quantity({ nullable: true }) volumeMl!: number | null;
  @Quantity({ nullable: true }) doseMg!: number | null;
}

/** Skin temperature of one foot, minutes after the injection (0 is before it). */
@Entity('skin_temperature')
@ForeignKey('injection', ['practiceId', 'injectionId'], ['practiceId', 'id'], {
  name: 'skin_temperature_injection_exists',
})
@Check('skin_temperature_foot_known', `foot IN ('left','right')`)
@Check('skin_temperature_minute_possible', `minute BETWEEN 0 AND 240`)
@Check('skin_temperature_plausible', `celsius BETWEEN 10 AND 45`)
@Index('skin_temperature_once', ['practiceId', 'injectionId', 'foot', 'minute'], { unique: true })
export class SkinTemperatureRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() injectionId!: string;
  @Text() foot!: 'left' | 'right';
  @Whole() minute!: number;
  @Quantity() celsius!: number;
}

/** Something unwanted after an injection, in the tiers of the clinical reference 3.11. */
@Entity('complication')
@ForeignKey('injection', ['practiceId', 'injectionId'], ['practiceId', 'id'], {
  name: 'complication_injection_exists',
})
@Check('complication_tier_known', `tier IN ('common','less-common','very-rare','clinic')`)
@Check('complication_grade_known', `grade BETWEEN 1 AND 5`)
@Check(
  'complication_causality_known',
  `causality IN ('certain','probable','possible','unlikely','unassessable')`,
)
@Check('complication_onset_ordered', `resolved_at IS NULL OR onset_at IS NULL OR onset_at <= resolved_at`)
@Index('complication_by_injection', ['practiceId', 'injectionId'])
export class ComplicationRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() injectionId!: string;
  @Text() code!: string;
  @Text() tier!: string;
  @Whole({ nullable: true }) grade!: number | null;
  @Text({ nullable: true }) causality!: string | null;
  @Instant({ nullable: true }) onsetAt!: Temporal.Instant | null;
  @Instant({ nullable: true }) resolvedAt!: Temporal.Instant | null;
  @Text({ nullable: true }) note!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
