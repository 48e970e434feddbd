import type { Interval } from '../time/interval.js';
import type { CivilDate, ClockTime, Weekday } from '../time/zone.js';

/** When a clinic is open on one day of the week; a day may have several. */
export interface OpeningHours {
  readonly weekday: Weekday;
  readonly from: ClockTime;
  readonly to: ClockTime;
}

/** A stretch in which the whole clinic is shut. A single resource's absence is a hold of that resource. */
export interface Closure {
  readonly id: string;
  readonly interval: Interval;
  readonly reason: string;
}

/** A weekly entitlement of a physician to a room (product.md, "Block time"). */
export interface BlockTime {
  readonly id: string;
  readonly physicianId: string;
  readonly physicianName: string;
  readonly roomId: string;
  readonly weekday: Weekday;
  readonly from: ClockTime;
  readonly to: ClockTime;
  /** Empty: every procedure type. */
  readonly procedureTypes: readonly string[];
  /** So many days before, unused time is anybody's; null: never by itself. */
  readonly releaseLeadDays: number | null;
  /** Dates given back by hand. */
  readonly releasedOn: readonly CivilDate[];
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** What the clinic's week looks like, in its own zone. */
export interface ClinicCalendar {
  readonly zone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly closures: readonly Closure[];
  readonly blockTimes: readonly BlockTime[];
}
