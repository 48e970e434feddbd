import type { Temporal } from '@lull/domain';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  InstantRange,
  PracticeId,
  Reference,
  Text,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/** A site of a practice. All its wall times are meant in its IANA zone. */
@Entity('clinic')
@ForeignKey('practice', ['practiceId'], ['practiceId'], { name: 'clinic_practice_exists' })
@Unique('clinic_name_once', ['practiceId', 'name'])
@Check('clinic_name_present', `btrim(name) <> ''`)
@Check('clinic_time_zone_present', `btrim(time_zone) <> ''`)
@Check('clinic_phone_e164', `phone ~ '^\\+[1-9][0-9]{6,14}$'`)
@Check('clinic_out_of_hours_text_present', `btrim(out_of_hours_text) <> ''`)
@Check('clinic_daily_physician_sessions_positive', `daily_physician_sessions > 0`)
@Check('clinic_daily_sedations_not_negative', `daily_sedations >= 0`)
@Check('clinic_lipid_location_present', `btrim(lipid_location) <> ''`)
export class ClinicRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Text() name!: string;
  @Text() timeZone!: string;
  /** Whom a patient calls. */
  @Text({ nullable: true }) phone!: string | null;
  /** What a patient is told beside the number for the hours in which nobody answers there. */
  @Text({ nullable: true }) outOfHoursText!: string | null;
  /** Where lipid emulsion is kept, for whoever runs for it (hazard H10). */
  @Text({ nullable: true }) lipidLocation!: string | null;
  /** Null: no limit. */
  @Whole({ nullable: true }) dailyPhysicianSessions!: number | null;
  @Whole({ nullable: true }) dailySedations!: number | null;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** When a clinic is open, in wall time of its zone; 1 is Monday. */
@Entity('opening_hours')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], {
  name: 'opening_hours_clinic_exists',
})
@Check('opening_hours_weekday_known', `weekday BETWEEN 1 AND 7`)
@Check('opening_hours_ordered', `opens < closes`)
@Index('opening_hours_by_clinic', ['practiceId', 'clinicId'])
export class OpeningHoursRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Whole() weekday!: number;
  @Column('time', { precision: 0 }) opens!: string;
  @Column('time', { precision: 0 }) closes!: string;
}

/** The whole clinic, or one resource, is not to be had. A closed resource is held, so the database refuses too. */
@Entity('closure')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'closure_clinic_exists' })
@ForeignKey('resource', ['practiceId', 'resourceId'], ['practiceId', 'id'], {
  name: 'closure_resource_exists',
})
@Check('closure_reason_present', `btrim(reason) <> ''`)
@Check(
  'closure_range_possible',
  `NOT isempty(during) AND lower_inc(during) AND NOT upper_inc(during) AND NOT lower_inf(during) AND NOT upper_inf(during)`,
)
@Index('closure_by_clinic', ['practiceId', 'clinicId'])
export class ClosureRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference({ nullable: true }) resourceId!: string | null;
  @InstantRange() during!: string;
  @Text() reason!: string;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}

/** A recurring entitlement: a physician owns a room from-to, in wall time, while it is valid. */
@Entity('block_time')
@ForeignKey('clinic', ['practiceId', 'clinicId'], ['practiceId', 'id'], { name: 'block_time_clinic_exists' })
@ForeignKey('resource', ['practiceId', 'physicianId'], ['practiceId', 'id'], {
  name: 'block_time_physician_exists',
})
@ForeignKey('resource', ['practiceId', 'roomId'], ['practiceId', 'id'], { name: 'block_time_room_exists' })
@Check('block_time_weekday_known', `weekday BETWEEN 1 AND 7`)
@Check('block_time_ordered', `starts < ends`)
@Check('block_time_validity_ordered', `valid_to IS NULL OR valid_from <= valid_to + 1`)
@Check('block_time_release_lead_positive', `release_lead_days >= 0`)
@Check('block_time_repeats_known', `repeats IN ('weekly','every-n-weeks','nth-weekdays')`)
@Check(
  'block_time_weeks_counted_from_anchor',
  `(repeats = 'every-n-weeks') = (every_weeks IS NOT NULL) AND (every_weeks IS NULL) = (anchor_date IS NULL) AND (every_weeks IS NULL OR every_weeks BETWEEN 2 AND 12)`,
)
@Check(
  'block_time_nths_possible',
  `(repeats = 'nth-weekdays') = (cardinality(nths) > 0) AND nths <@ ARRAY[1,2,3,4,5]`,
)
@Check('block_time_most_sessions_positive', `most_sessions > 0`)
@Index('block_time_by_clinic', ['practiceId', 'clinicId', 'weekday'])
export class BlockTimeRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() clinicId!: string;
  @Reference() physicianId!: string;
  @Reference() roomId!: string;
  @Whole() weekday!: number;
  @Column('time', { precision: 0 }) starts!: string;
  @Column('time', { precision: 0 }) ends!: string;
  /** Empty: every procedure type. */
  @Column('uuid', { array: true, default: () => `'{}'` }) procedureTypeIds!: string[];
  /** Null: never by itself. */
  @Whole({ default: 5, nullable: true }) releaseLeadDays!: number | null;
  @CivilDate() validFrom!: string;
  @CivilDate({ nullable: true }) validTo!: string | null;
  @Text({ default: 'weekly' }) repeats!: 'weekly' | 'every-n-weeks' | 'nth-weekdays';
  @Whole({ nullable: true }) everyWeeks!: number | null;
  @CivilDate({ nullable: true }) anchorDate!: string | null;
  @Column('integer', { array: true, default: () => `'{}'` }) nths!: number[];
  /** Null: as many sessions as fit. */
  @Whole({ nullable: true }) mostSessions!: number | null;
  @Version() version!: number;
}
