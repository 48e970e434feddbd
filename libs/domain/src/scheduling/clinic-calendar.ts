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

/** How block time comes back, on its weekday. The anchor is any date of a week that counts, and never moves by itself. */
export type BlockTimeRepeat =
  | { readonly kind: 'weekly' }
  | { readonly kind: 'every-n-weeks'; readonly weeks: number; readonly anchor: CivilDate }
  /** Such as the first and the third of the month: `[1, 3]`. */
  | { readonly kind: 'nth-weekdays'; readonly nths: readonly number[] };

/** One week is otherwise: at another time, in another room, or not at all. */
export interface BlockTimeException {
  readonly date: CivilDate;
  /** Null: not this week. */
  readonly instead: { readonly from: ClockTime; readonly to: ClockTime; readonly roomId: string } | null;
}

/** What can be said of block time when it is made or changed. */
export interface BlockTimePattern {
  readonly physicianId: string;
  readonly roomId: string;
  readonly weekday: Weekday;
  readonly from: ClockTime;
  readonly to: ClockTime;
  readonly repeat: BlockTimeRepeat;
  /** Empty: every procedure type. */
  readonly procedureTypes: readonly string[];
  /** The most sessions that one occurrence takes; null: as many as fit. */
  readonly mostSessions: number | null;
  /** So many days before, unused time is anybody's; null: never by itself. */
  readonly releaseLeadDays: number | null;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** A recurring entitlement of a physician to a room (product.md, "Block time"). */
export interface BlockTime extends BlockTimePattern {
  readonly id: string;
  readonly physicianName: string;
  readonly exceptions: readonly BlockTimeException[];
  /** Dates given back, by hand or by the automatic release, and not reclaimed since. */
  readonly releasedOn: readonly CivilDate[];
  /** Dates on which the lead time does not release: kept, or reclaimed. */
  readonly keptOn: readonly CivilDate[];
}

/** What the clinic's week looks like, in its own zone. */
export interface ClinicCalendar {
  readonly zone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly closures: readonly Closure[];
  readonly blockTimes: readonly BlockTime[];
}
