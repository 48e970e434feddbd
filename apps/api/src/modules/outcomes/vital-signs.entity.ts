import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Quantity,
  Reference,
  Text,
  Whole,
} from '../../platform/database/columns.js';

/** What was measured before the needle, each value in the unit of its name. Never changed. */
@Entity('vital_signs')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'vital_signs_session_of_patient',
})
@ForeignKey('vital_signs', ['practiceId', 'amends'], ['practiceId', 'id'], {
  name: 'vital_signs_amends_another',
})
@Check(
  'vital_signs_pressure_possible',
  `(systolic_mmhg IS NULL) = (diastolic_mmhg IS NULL) AND diastolic_mmhg > 0 AND systolic_mmhg > diastolic_mmhg AND systolic_mmhg < 400`,
)
@Check(
  'vital_signs_rates_possible',
  `pulse_per_min BETWEEN 0 AND 400 AND respiration_per_min BETWEEN 0 AND 150 AND spo2_percent BETWEEN 0 AND 100`,
)
@Check('vital_signs_temperature_possible', `temperature_celsius BETWEEN 20 AND 46`)
@Check('vital_signs_weight_possible', `weight_kg BETWEEN 1 AND 500`)
@Check('vital_signs_glucose_possible', `glucose_mg_dl BETWEEN 0 AND 3000`)
@Check('vital_signs_change_says_why', `amends IS NULL OR btrim(coalesce(amend_reason,'')) <> ''`)
@Index('vital_signs_amended_once', ['practiceId', 'amends'], { unique: true, where: `amends IS NOT NULL` })
@Index('vital_signs_by_session', ['practiceId', 'sessionId', 'measuredAt'])
export class VitalSignsRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Whole({ nullable: true, name: 'systolic_mmhg' }) systolicMmhg!: number | null;
  @Whole({ nullable: true, name: 'diastolic_mmhg' }) diastolicMmhg!: number | null;
  @Whole({ nullable: true }) pulsePerMin!: number | null;
  @Whole({ nullable: true, name: 'spo2_percent' }) spo2Percent!: number | null;
  @Whole({ nullable: true }) respirationPerMin!: number | null;
  @Quantity({ nullable: true }) temperatureCelsius!: number | null;
  @Quantity({ nullable: true }) weightKg!: number | null;
  /** The patient's weight as it stood before this one. */
  @Quantity({ nullable: true }) weightBeforeKg!: number | null;
  @Whole({ nullable: true, name: 'glucose_mg_dl' }) glucoseMgDl!: number | null;
  @Instant() measuredAt!: Temporal.Instant;
  /** Why the time is not the server's (hazard H24). */
  @Text({ nullable: true }) timeReason!: string | null;
  @Reference({ nullable: true }) amends!: string | null;
  @Text({ nullable: true }) amendReason!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
