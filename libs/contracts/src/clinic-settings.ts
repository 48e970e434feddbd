import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import type { HolidayState } from '@lull/domain';
import type { ClockTime } from './clock-time.js';
import { IsCivilDate, IsClockTime, IsId, IsLine, IsOmittable } from './field-rules.js';
import type { TimeRange } from './holds.js';
import type { ProblemReason } from './problem.js';
import type { ResourceKindName } from './values.js';

const IsPhone = () =>
  Matches(/^\+[1-9][0-9]{6,14}$/, {
    message: 'Write the number with its country code, such as +15551234567.',
  });

/** GET /clinic-settings: the practice's clinics as they are arranged. */
export interface ClinicSettingsView {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly timeZone: string;
  /** Whom a patient calls; null: nothing is said rather than invented. */
  readonly phone: string | null;
  /** What a patient is told beside the number for the hours in which nobody answers there. */
  readonly outOfHoursText: string | null;
  /** Where lipid emulsion is kept. */
  readonly lipidLocation: string | null;
  /** Null: no limit. */
  readonly dailyPhysicianSessions: number | null;
  readonly dailySedations: number | null;
  readonly openingHours: readonly OpeningHoursView[];
  /** A session was booked: the zone is settled. */
  readonly zoneSettled: boolean;
}

export interface OpeningHoursView {
  readonly weekday: number;
  readonly opens: string;
  readonly closes: string;
}

/** Absent: stays. Null: not recorded any more. */
class ClinicContact {
  @IsOptional()
  @IsPhone()
  phone?: string | null;

  @IsOptional()
  @IsLine(300)
  outOfHoursText?: string | null;

  @IsOptional()
  @IsLine(100)
  lipidLocation?: string | null;

  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(200)
  dailyPhysicianSessions?: number | null;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(500)
  dailySedations?: number | null;
}

/** POST /clinics (Idempotency-Key): shut until its hours are said, empty until it has rooms. */
export class CreateClinicRequest extends ClinicContact {
  @IsLine(80)
  name!: string;

  /** An IANA zone, such as America/New_York. */
  @IsLine(60)
  timeZone!: string;
}

/** PATCH /clinics/:clinicId (If-Match): what is absent stays. */
export class ChangeClinicRequest extends ClinicContact {
  @IsOmittable()
  @IsLine(80)
  name?: string;

  @IsOmittable()
  @IsLine(60)
  timeZone?: string;
}

class OpeningHoursRequest {
  @IsInt()
  @Min(1)
  @Max(7)
  weekday!: number;

  @IsClockTime()
  from!: string;

  @IsClockTime()
  to!: string;
}

/** PUT /clinics/:clinicId/opening-hours (If-Match: the clinic's version). Empty: the clinic is shut. */
export class SetOpeningHoursRequest {
  @IsArray()
  @ArrayMaxSize(28)
  @ValidateNested({ each: true })
  @Type(() => OpeningHoursRequest)
  hours!: OpeningHoursRequest[];
}

/** POST /clinics/:clinicId/opening-hours-previews: everything against it, and who would stand outside. */
export interface OpeningHoursPreviewView {
  readonly accepted: boolean;
  readonly refusals: readonly ProblemReason[];
  /** Coming sessions that lie inside the hours so far and not inside these; they stay where they are. */
  readonly left: StandingSessionsView;
}

/** Sessions that stand, told by their times alone: whose they are, the day's board says. */
export interface StandingSessionsView {
  readonly count: number;
  /** The first of them. */
  readonly sessions: readonly StandingSessionView[];
}

export interface StandingSessionView {
  readonly sessionId: string;
  readonly clinicId: string;
  readonly date: string;
  readonly start: ClockTime;
}

/** GET /clinics/:clinicId/closures?from=2026-12-01: those that are not over by then, at most 200, the next one first. */
export class ClosuresQuery {
  @IsCivilDate()
  from!: string;
}

export interface ClosureSettingsView extends TimeRange {
  readonly id: string;
  readonly version: number;
  /** Null: the whole clinic. */
  readonly resource: { readonly id: string; readonly kind: ResourceKindName; readonly name: string } | null;
  readonly reason: string;
  /** By the clinic's calendar; the last day is included. */
  readonly from: string;
  readonly to: string;
  /** Null where it begins or ends with a whole day. */
  readonly fromTime: string | null;
  readonly toTime: string | null;
  /** It was made at the displacement desk, where its sessions were placed again. */
  readonly fromDesk: boolean;
}

/** POST /clinics/:clinicId/closures (Idempotency-Key). Refused while a session stands in it: the desk is for that. */
export class AddClosureRequest {
  /** Absent: the whole clinic. */
  @IsOmittable()
  @IsId()
  resourceId?: string;

  @IsCivilDate()
  from!: string;

  /** The last day. */
  @IsCivilDate()
  to!: string;

  @IsOmittable()
  @IsClockTime()
  fromTime?: string;

  @IsOmittable()
  @IsClockTime()
  toTime?: string;

  /** What boards show of it. */
  @IsLine(200)
  reason!: string;
}

class StandingClosureRequest {
  @IsId()
  id!: string;

  @IsInt()
  @Min(1)
  version!: number;
}

/** POST /clinics/:clinicId/closure-removals (Idempotency-Key): all of them or none. */
export class RemoveClosuresRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((each: StandingClosureRequest) => each.id)
  @ValidateNested({ each: true })
  @Type(() => StandingClosureRequest)
  closures!: StandingClosureRequest[];
}

export interface ClosuresRemovedView {
  readonly removed: number;
}

/** POST /clinics/:clinicId/holiday-previews: what an iCalendar file of public holidays would close. */
export class PreviewHolidaysRequest {
  /** The file as it is. */
  @IsString()
  @Length(1, 200_000)
  calendar!: string;
}

export interface HolidayPreviewView {
  /** At most 100, the next one first. */
  readonly days: readonly HolidayView[];
  /** How many more there are ahead. */
  readonly more: number;
  /** Entries of the file that close nothing, each with the reason. */
  readonly leftOut: readonly { readonly name: string; readonly reason: HolidayLeftOut }[];
}

/** `part-of-a-day`: it has clock times. `other-repeat`: it comes back otherwise than every year on its date. */
export type HolidayLeftOut = 'part-of-a-day' | 'other-repeat' | 'cancelled' | 'no-date';

export interface HolidayView {
  readonly from: string;
  readonly to: string;
  readonly name: string;
  readonly state: HolidayState;
  /** Sessions that stand in it: they are placed again at the displacement desk before it is closed. */
  readonly sessions: number;
}

class HolidayRequest {
  @IsCivilDate()
  from!: string;

  @IsCivilDate()
  to!: string;

  @IsLine(200)
  reason!: string;
}

/** POST /clinics/:clinicId/holidays (Idempotency-Key): closes the whole clinic on all of these days, or on none. */
export class AddHolidaysRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique((each: HolidayRequest) => `${each.from} ${each.to}`)
  @ValidateNested({ each: true })
  @Type(() => HolidayRequest)
  days!: HolidayRequest[];
}
