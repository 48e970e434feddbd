import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
} from '../../platform/database/columns.js';

/** What the patient answered on arrival. Never changed: the latest speaks, and names the one it replaces. */
@Entity('arrival')
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'arrival_session_of_patient',
})
@ForeignKey('arrival', ['practiceId', 'amends'], ['practiceId', 'id'], { name: 'arrival_amends_another' })
@Check('arrival_side_known', `side_said IN ('left','right','both')`)
@Check('arrival_told_apart_known', `told_apart_by IN ('mrn','telephone','identity-card')`)
@Check(
  'arrival_answers_known',
  `full_meal_said IN ('at','none-since') AND light_meal_said IN ('at','none-since') AND clear_liquids_said IN ('at','none-since') AND analgesic_said IN ('at','none-since')`,
)
@Check(
  'arrival_answers_whole',
  `(full_meal_said IS NULL) = (full_meal_at IS NULL) AND (light_meal_said IS NULL) = (light_meal_at IS NULL) AND (clear_liquids_said IS NULL) = (clear_liquids_at IS NULL) AND (analgesic_said IS NULL) = (analgesic_at IS NULL)`,
)
@Check('arrival_anticoagulant_dose_known', `anticoagulant_dose_said IN ('at','none-since')`)
@Check(
  'arrival_anticoagulant_dose_whole',
  `(anticoagulant_dose_said IS NULL) = (anticoagulant_dose_at IS NULL)`,
)
@Check('arrival_escort_named', `escort_present IS NOT TRUE OR btrim(coalesce(escort_name,'')) <> ''`)
@Check('arrival_change_says_why', `amends IS NULL OR btrim(coalesce(amend_reason,'')) <> ''`)
@Index('arrival_once_per_session', ['practiceId', 'sessionId'], { unique: true, where: `amends IS NULL` })
@Index('arrival_amended_once', ['practiceId', 'amends'], { unique: true, where: `amends IS NOT NULL` })
@Index('arrival_by_session', ['practiceId', 'sessionId', 'recordedAt'])
export class ArrivalRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @CivilDate() birthDateSaid!: string;
  @Text({ nullable: true }) toldApartBy!: string | null;
  /** As the patient says it; a side that disagrees with the order stands here too (hazard H1). */
  @Text() sideSaid!: 'left' | 'right' | 'both';
  @Text({ nullable: true }) fullMealSaid!: 'at' | 'none-since' | null;
  @Instant({ nullable: true }) fullMealAt!: Temporal.Instant | null;
  @Text({ nullable: true }) lightMealSaid!: 'at' | 'none-since' | null;
  @Instant({ nullable: true }) lightMealAt!: Temporal.Instant | null;
  @Text({ nullable: true }) clearLiquidsSaid!: 'at' | 'none-since' | null;
  @Instant({ nullable: true }) clearLiquidsAt!: Temporal.Instant | null;
  @Text({ nullable: true }) analgesicSaid!: 'at' | 'none-since' | null;
  @Instant({ nullable: true }) analgesicAt!: Temporal.Instant | null;
  @Text({ nullable: true }) anticoagulantDoseSaid!: 'at' | 'none-since' | null;
  @Instant({ nullable: true }) anticoagulantDoseAt!: Temporal.Instant | null;
  /** Null: nobody asked; so with the other answers. */
  @Flag({ nullable: true }) escortPresent!: boolean | null;
  @Text({ nullable: true }) escortName!: string | null;
  @Flag({ nullable: true }) newDrugs!: boolean | null;
  @Flag({ nullable: true }) infectionSigns!: boolean | null;
  @Instant() askedAt!: Temporal.Instant;
  /** Why the time is not the server's (hazard H24). */
  @Text({ nullable: true }) timeReason!: string | null;
  @Reference({ nullable: true }) amends!: string | null;
  @Text({ nullable: true }) amendReason!: string | null;
  @Reference({ nullable: true }) recordedBy!: string | null;
  @CreatedAt() recordedAt!: Temporal.Instant;
}
