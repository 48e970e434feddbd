import type { TimeRange } from './holds.js';

/**
 * How full offered time is, in minutes. Offered: a resource's block time, or the opening hours of a room that
 * nobody owns, less closures. `outsideMinutes` are held where nothing is offered.
 */
export interface FillView {
  readonly offeredMinutes: number;
  readonly heldMinutes: number;
  readonly outsideMinutes: number;
}

/** GET /clinics/:clinicId/weeks/:date: the week, from Monday, in which a date lies. Counts alone, no patient. */
export interface WeekView {
  readonly clinicId: string;
  readonly timeZone: string;
  readonly from: string;
  /** The last day, Sunday. */
  readonly to: string;
  /** In which steps `fits` is counted: the middle room time of the week's sessions, without any the shortest procedure. */
  readonly usualRoomMinutes: number | null;
  readonly days: readonly WeekDayView[];
}

export interface WeekDayView {
  readonly date: string;
  readonly open: readonly TimeRange[];
  /** Closures of the whole clinic on this day. */
  readonly closures: readonly ClosedTimeView[];
  /** The clinic's own fill: its rooms together. */
  readonly fill: FillView;
  readonly sessions: number;
  readonly cells: readonly WeekCellView[];
}

/** What a room or a physician has on a day; without anything there is no cell. */
export interface WeekCellView {
  readonly resourceId: string;
  readonly blockTimes: readonly WeekBlockTimeView[];
  /** Closures of this resource alone. */
  readonly closures: readonly ClosedTimeView[];
  readonly fill: FillView;
  readonly sessions: number;
  /** How many more fit into what is not held; null when no length is known to count by. */
  readonly fits: number | null;
}

export interface WeekBlockTimeView extends TimeRange {
  readonly physicianId: string;
  readonly roomId: string;
  readonly released: boolean;
}

export interface ClosedTimeView extends TimeRange {
  readonly reason: string;
}

/** GET /clinics/:clinicId/months/:month, such as 2026-12: how full each day is. Counts alone, no patient. */
export interface MonthView {
  readonly clinicId: string;
  readonly timeZone: string;
  readonly month: string;
  readonly days: readonly MonthDayView[];
}

export interface MonthDayView {
  readonly date: string;
  /** Whether the clinic has opening hours on this day. */
  readonly open: boolean;
  /** Why it is closed nevertheless. */
  readonly closures: readonly string[];
  readonly fill: FillView;
  readonly sessions: number;
}
