import type { Refusal } from '../decision.js';
import type { CivilDate, ClockTime, Weekday } from '../time/zone.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import type { ClinicCalendar, Closure } from './clinic-calendar.js';
import type { CountedSession } from './limit-rules.js';
import type { Hold, Resource } from './resource.js';

/** When the patient would like to come; kept wherever the book allows it. */
export interface PlanWishes {
  /** Empty: any day. */
  readonly weekdays: readonly Weekday[];
  /** Sessions begin no earlier than `from` and before `to`, as wall times; null: from the day's beginning, to its end. */
  readonly from: ClockTime | null;
  readonly to: ClockTime | null;
}

/** What somebody decided about one occurrence; the others are the plan's to propose. */
export type PlanChoice =
  | { readonly kind: 'leave-out' }
  | {
      readonly kind: 'time';
      readonly start: number;
      readonly roomId: string;
      readonly physicianId: string;
    };

/** All that planning a series depends on, but for the book, which is asked for period by period. */
export interface PlanFacts extends Omit<
  BookingFacts,
  'start' | 'room' | 'physician' | 'holds' | 'calendar' | 'sessionId'
> {
  readonly calendar: Omit<ClinicCalendar, 'closures'>;
  /** In the order in which they are tried. */
  readonly rooms: readonly Resource[];
  /** Who may be proposed, the series' own physician first. */
  readonly physicians: readonly Resource[];
  /** Who is only named as a way out where nobody of `physicians` has time. */
  readonly otherPhysicians: readonly Resource[];
  /** How many sessions to propose. */
  readonly count: number;
  readonly targetIntervalDays: number;
  /** The first of them is to be on this day or after it; null: when the interval says, or from tomorrow on. */
  readonly firstDate: CivilDate | null;
  readonly wishes: PlanWishes;
  /** By the occurrence's index; null and absent: to be proposed. */
  readonly choices: readonly (PlanChoice | null)[];
  /** Sessions start at whole multiples of this after the day's beginning, or at the wall time of the one before. */
  readonly gridMinutes: number;
}

/** What stands in the book during one period. */
export interface BookOfPeriod {
  readonly holds: readonly Hold[];
  readonly closures: readonly Closure[];
  /** What the clinic's daily limits count; may be empty where there is none. */
  readonly counted: readonly CountedSession[];
}

/** A time at which a session of the plan can be booked without any override. */
export interface PlanTime {
  readonly start: number;
  readonly date: CivilDate;
  readonly room: Resource;
  readonly physician: Resource;
  readonly planned: PlannedSession;
}

/** Why an occurrence has no time: one rule, on so many days of its window, with the first of them in full. */
export interface PlanObstacle {
  readonly refusal: Refusal;
  readonly days: number;
}

export const occurrenceStates = ['free', 'shifted', 'to-place', 'left-out'] as const;
export type OccurrenceState = (typeof occurrenceStates)[number];

export interface PlannedOccurrence {
  readonly state: OccurrenceState;
  /** The day that the target interval asks for. */
  readonly target: CivilDate;
  /** The last day that keeps the maximum interval; null where nothing stands before it. */
  readonly dueBy: CivilDate | null;
  /** The maximum interval had passed, or passes before the first day asked for. */
  readonly overdue: boolean;
  /** Null: to place or left out. */
  readonly time: PlanTime | null;
  /** From the target to the proposed day, in civil days; negative when earlier. */
  readonly daysMoved: number;
  /** Civil days since the session before it, done, standing or proposed; null where there is none. */
  readonly daysSincePrevious: number | null;
  /** Somebody chose this time, and it can be had. */
  readonly chosen: boolean;
  /** Why a chosen time cannot be had any more; another is proposed in its place. */
  readonly choiceRefusals: readonly Refusal[];
  /** Not on the wished days or not in the wished hours: there was nothing else. */
  readonly outsideWishes: boolean;
  /** Of an occurrence to place: what stands in its way, what does so on most days first. */
  readonly obstacles: readonly PlanObstacle[];
  /** Two or three other times, the earliest first; where the book has fewer, fewer. */
  readonly alternatives: readonly PlanTime[];
}

export interface SeriesPlan {
  readonly occurrences: readonly PlannedOccurrence[];
}
