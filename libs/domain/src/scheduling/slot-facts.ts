import type { Advisory, Facts, Refusal } from '../decision.js';
import type { RefusalCode } from '../refusal-codes.js';
import type { Weekday } from '../time/zone.js';
import type { BookingFacts, PlannedSession } from './booking-facts.js';
import type { Resource, ResourceKind } from './resource.js';
import type { HalfOfDay } from './waitlist.js';

/** Sessions are proposed at whole multiples of this after the day's beginning. */
export const startGridMinutes = 10;

/** What is sought: everything of a booking but its time and place, what would do, and what is wished. */
export interface SlotFacts extends Omit<BookingFacts, 'start' | 'room' | 'physician'> {
  /** Those that would do, the dearest first: of two slots that are equally good, the dearer room's comes first. */
  readonly rooms: readonly Resource[];
  readonly physicians: readonly Resource[];
  /** The search begins here (or now, if that is later) and ends before `until`. */
  readonly from: number;
  readonly until: number;
  /** Sessions start at whole multiples of this after the day's beginning: 5 or 10. */
  readonly gridMinutes: number;
  /** The patient's days; empty: any. */
  readonly weekdays: readonly Weekday[];
  /** Before or from noon on; null: either. */
  readonly halfOfDay: HalfOfDay | null;
  readonly ranking: RankingFacts;
}

/** What makes one slot better than another for this patient. */
export interface RankingFacts {
  readonly targetIntervalDays: number;
  /** Who did the session before, or before the first one who plans the series; null: nobody is preferred. */
  readonly usualPhysicianId: string | null;
  readonly diabetic: boolean;
}

/** Why a slot stands where it stands in the ranking. Texts in libs/contracts. */
export const slotReasonCodes = [
  'slot.fits-without-gap',
  'slot.leaves-gap',
  'slot.first-of-series',
  'slot.near-target',
  'slot.before-target',
  'slot.after-target',
  'slot.beyond-maximum',
  'slot.same-physician',
  'slot.other-physician',
  'slot.early-for-diabetes',
  'slot.early-for-sedation',
  'slot.same-weekday',
] as const;
export type SlotReasonCode = (typeof slotReasonCodes)[number];

export interface SlotReason {
  readonly code: SlotReasonCode;
  readonly facts: Facts;
  /** Whether it speaks for the slot or against it. */
  readonly favours: boolean;
}

export interface Slot {
  readonly start: number;
  readonly room: Resource;
  readonly physician: Resource;
  readonly planned: PlannedSession;
  readonly advisories: readonly Advisory[];
  readonly reasons: readonly SlotReason[];
}

/** What one rule took out of the search. */
export interface SlotExclusion {
  readonly code: RefusalCode;
  /** Of which kind none was free; null where the rule is not about a resource. */
  readonly resourceKind: ResourceKind | null;
  /** So many clock times within the opening hours, on so many days, at which it stood in the way of some room and physician. */
  readonly starts: number;
  readonly days: number;
  /** The first of them, with the reason in full. */
  readonly example: {
    readonly start: number;
    readonly room: Resource;
    readonly physician: Resource;
    readonly refusal: Refusal;
  };
}

export interface FoundSlots {
  /** The best first. */
  readonly slots: readonly Slot[];
  /** What took away most first. */
  readonly excluded: readonly SlotExclusion[];
}
