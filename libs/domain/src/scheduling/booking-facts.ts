import type { Overridden, Override } from '../decision.js';
import type { Authorisable, SeriesAuthorisation } from '../ledgers/authorisation-units.js';
import type { BookingLedger } from '../ledgers/booking-ledger.js';
import type { FastingBasis } from '../readiness/fasting.js';
import type { SeriesState } from '../series/series-states.js';
import type { ClinicCalendar } from './clinic-calendar.js';
import type { DailyLimits } from './limit-rules.js';
import type { Hold, Resource } from './resource.js';
import type { PlannedHold, ResourceProfile } from './resource-profile.js';
import type { SessionState } from './session-states.js';

/** Another session of the same series, as far as the rules look at it. */
export interface SeriesSession {
  readonly id: string;
  readonly start: number;
  readonly state: SessionState;
  /** Its patient was told to fast for it; absent: as far as is known, not. */
  readonly sedated?: boolean;
}

export interface SeriesOfBooking {
  readonly id: string;
  readonly state: SeriesState;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly maximumIntervalDays: number;
  /** A catheter or another technique that is meant to be repeated within days (clinical.md 3.10). */
  readonly continuousTechnique: boolean;
  /** Response gates the next (product rule 7). */
  readonly gating: boolean;
  /** The patient is reported to have died (034); a series that is begun afterwards says that it was a mistake. */
  readonly patientDied: boolean;
  /** What its payers authorised; empty: none is asked for. */
  readonly authorisations: readonly SeriesAuthorisation[];
  /** What an authorisation must agree with. */
  readonly treatment: Authorisable;
  readonly sessions: readonly SeriesSession[];
  /** By what its patient fasts. */
  readonly fasting: FastingBasis;
}

/** All that booking, moving and planning one session depend on. */
export interface BookingFacts {
  readonly now: number;
  readonly calendar: ClinicCalendar;
  readonly profile: ResourceProfile;
  readonly start: number;
  readonly durationMinutes: number;
  readonly patient: Resource;
  readonly physician: Resource;
  readonly room: Resource;
  /** The clinic's other resources, from which bays, C-arms and nurses are chosen in this order. */
  readonly pool: readonly Resource[];
  /** Active holds of all resources above; those too far away to matter may be left out. */
  readonly holds: readonly Hold[];
  readonly series: SeriesOfBooking;
  readonly limits: DailyLimits;
  /** The session that is being moved: its own holds and its place in the series do not count. */
  readonly sessionId: string | null;
  readonly overrides: readonly Override[];
  /** What adds up over many sessions; null: it is not asked at this door. */
  readonly ledger: BookingLedger | null;
}

/** What may be written: the session's state, its holds, and what an override set aside. */
export interface PlannedSession {
  readonly start: number;
  readonly durationMinutes: number;
  readonly state: 'tentative' | 'booked';
  readonly holds: readonly PlannedHold[];
  readonly overridden: readonly Overridden[];
  /** Whose unit it takes; null: of none, because none is asked for or somebody set that aside. */
  readonly authorisationId: string | null;
}
