import { halvesOfDay, type HalfOfDay } from '@lull/domain';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import { IsCivilDate, IsId, IsOmittable, IsSessionMinutes, IsWeekdays } from './field-rules.js';
import type { FirstLegalDateView } from './ledgers.js';
import type { HoldView } from './holds.js';
import type { FreeTimeView, PreparationView } from './scheduling.js';
import type { ProblemReason } from './problem.js';
import { sedationLevels, type ResourceKindName, type Sedation } from './values.js';

/** POST /sessions/slots: the best times for a session of a series; nobody has named a time yet. */
export class FindSlotsRequest {
  @IsId()
  seriesId!: string;

  @IsId()
  clinicId!: string;

  /** Absent: any of the clinic's. */
  @IsOmittable()
  @IsId()
  physicianId?: string;

  /** Absent: any of the clinic's. */
  @IsOmittable()
  @IsId()
  roomId?: string;

  /** The first day of the search; absent: tomorrow, or when the series' interval allows. */
  @IsOmittable()
  @IsCivilDate()
  from?: string;

  /** The last day of the search; absent: eight weeks from the first, and no more than that. */
  @IsOmittable()
  @IsCivilDate()
  until?: string;

  /** The days that suit the patient, 1 is Monday; absent or empty: any. */
  @IsOmittable()
  @IsWeekdays()
  weekdays?: number[];

  /** Before or from noon on; absent: either. */
  @IsOmittable()
  @IsIn(halvesOfDay)
  halfOfDay?: HalfOfDay;

  @IsOmittable()
  @IsSessionMinutes()
  durationMinutes?: number;

  /** Absent: as the series plans it. */
  @IsOmittable()
  @IsIn(sedationLevels)
  sedation?: Sedation;

  /** Absent: three. */
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(20)
  count?: number;
}

export interface SlotsView {
  /** By the intervals of the series, as civil dates; null before its first session. */
  readonly window: {
    readonly previousOn: string;
    readonly earliestOn: string;
    readonly dueOn: string;
    readonly latestOn: string;
  } | null;
  readonly firstLegal: FirstLegalDateView;
  /** The days that were searched, both included. */
  readonly searchedFrom: string;
  readonly searchedUntil: string;
  /** The best first; of each day first its best. */
  readonly slots: readonly SlotView[];
  /** What each rule took out of the search, most first. */
  readonly excluded: readonly SlotExclusionView[];
  /** Why the series takes no session at all. */
  readonly refusals: readonly ProblemReason[];
}

export interface SlotView extends FreeTimeView {
  readonly end: number;
  readonly state: 'tentative' | 'booked';
  /** Everything that would be held. */
  readonly holds: readonly HoldView[];
  /** Why it stands where it stands, for and against it. */
  readonly reasons: readonly { readonly code: string; readonly detail: string; readonly favours: boolean }[];
  readonly advisories: readonly { readonly code: string; readonly detail: string }[];
  readonly preparation: PreparationView;
}

export interface SlotExclusionView {
  readonly code: string;
  readonly resourceKind: ResourceKindName | null;
  readonly title: string;
  /** Clock times within the opening hours at which the rule stood in the way somewhere, and on how many days. */
  readonly starts: number;
  readonly days: number;
  /** The first of them. */
  readonly example: { readonly start: number; readonly text: string; readonly detail: string };
}
