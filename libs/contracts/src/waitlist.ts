import {
  halvesOfDay,
  offerMinutes,
  waitlistPriorities,
  type BackFillFit,
  type HalfOfDay,
  type WaitlistPriority,
  type WaitlistState,
  type Weekday,
} from '@lull/domain';
import { IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { IsCivilDate, IsId, IsNote, IsOmittable, IsWeekdays } from './field-rules.js';
import type { HeldTimeView } from './held-times.js';
import type { AdvisoryView, ProblemReason } from './problem.js';
import type { TimeRange } from './holds.js';
import type { PreparationView } from './scheduling.js';
import type { Sedation, Side } from './values.js';

/** When the patient could come. */
class WishesRequest {
  @IsCivilDate()
  from!: string;

  /** Absent: for as long as the entry stands. */
  @IsOmittable()
  @IsCivilDate()
  until?: string;

  /** 1 is Monday; empty: any. */
  @IsWeekdays()
  weekdays!: Weekday[];

  /** Absent: either. */
  @IsOmittable()
  @IsIn(halvesOfDay)
  halfOfDay?: HalfOfDay;

  /** Absent: any. */
  @IsOmittable()
  @IsId()
  physicianId?: string;

  /** What the patient, and whoever takes the patient home, need before the arrival. */
  @IsInt()
  @Min(0)
  @Max(336)
  noticeHours!: number;

  @IsIn(waitlistPriorities)
  priority!: WaitlistPriority;

  @IsOmittable()
  @IsNote(1000)
  note?: string;
}

/** POST /waitlist-entries (Idempotency-Key): a series waits for its next session once at a time. */
export class AddToWaitlistRequest extends WishesRequest {
  @IsId()
  clinicId!: string;

  @IsId()
  seriesId!: string;
}

/** PATCH /waitlist-entries/:id (If-Match): all wishes as they are now; what is absent is wished no longer. */
export class ChangeWaitlistEntryRequest extends WishesRequest {}

/** GET /clinics/:clinicId/waitlist: who waits, the most pressing first. */
export interface WaitlistView {
  readonly entries: readonly WaitlistEntryView[];
  /** Times that were booked and are free again, and that nobody has taken since; the nearest first. */
  readonly freedTimes: readonly FreedTimeView[];
}

export interface WaitlistEntryView {
  readonly id: string;
  readonly version: number;
  readonly state: WaitlistState;
  readonly clinicId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly procedureCode: string;
  readonly side: Side;
  readonly sedation: Sedation;
  readonly durationMinutes: number;
  readonly seriesPhysicianId: string;
  readonly from: string;
  readonly until: string | null;
  readonly weekdays: readonly Weekday[];
  readonly halfOfDay: HalfOfDay | null;
  readonly physicianId: string | null;
  readonly noticeHours: number;
  readonly priority: WaitlistPriority;
  readonly note: string | null;
  /** Epoch ms. */
  readonly since: number;
  readonly sessionId: string | null;
}

export const freedTimeCauses = ['cancelled', 'no-show', 'moved'] as const;
export type FreedTimeCause = (typeof freedTimeCauses)[number];

/** A room and a physician from `start` to `end`, free again. */
export interface FreedTimeView extends TimeRange {
  readonly id: string;
  readonly version: number;
  readonly clinicId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly cause: FreedTimeCause;
  readonly freedAt: number;
  /** An offer that is declined or not answered goes on to the next by itself. */
  readonly goesOn: boolean;
  readonly offer: HeldTimeView | null;
}

/** GET /freed-times/:id/candidates */
export interface FreedTimeCandidatesView {
  readonly freedTime: FreedTimeView;
  /** When a session would begin: the freed time's start, or soon, where that has passed. */
  readonly start: number;
  readonly candidates: readonly WaitlistCandidateView[];
}

/** One of the waitlist before a freed time: how well it suits, why, and what stands against it. */
export interface WaitlistCandidateView {
  readonly entry: WaitlistEntryView;
  readonly fit: BackFillFit;
  readonly merits: readonly { readonly code: string; readonly detail: string }[];
  readonly refusals: readonly ProblemReason[];
  readonly advisories: readonly AdvisoryView[];
  /** Null where nothing can be prepared, because the plan lacks its profile here. */
  readonly preparation: PreparationView | null;
  /** How an offer of this very time ended before. */
  readonly asked: 'declined' | 'expired' | null;
}

/** POST /freed-times/:id/offers (If-Match, Idempotency-Key): holds the time for one entry until it answers. */
export class OfferFreedTimeRequest {
  /** Absent: whoever comes first. */
  @IsOmittable()
  @IsId()
  entryId?: string;

  @IsInt()
  @Min(offerMinutes.least)
  @Max(offerMinutes.most)
  minutes!: number;

  /** Declined or not answered, the time is offered to the next by itself. */
  @IsBoolean()
  goOn!: boolean;
}

/** POST /freed-times/:id/bookings (Idempotency-Key): the patient said yes already. */
export class BookFreedTimeRequest {
  @IsId()
  entryId!: string;
}
