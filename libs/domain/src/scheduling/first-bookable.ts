import { usualBasis } from '../readiness/fasting.js';
import type { SeriesOfBooking } from './booking-facts.js';
import { findSlots, nextFreeTimes } from './find-slots.js';
import type { Resource } from './resource.js';
import { startGridMinutes, type Slot, type SlotExclusion, type SlotFacts } from './slot-facts.js';

/** What the search for a first visit knows: a clinic and what it has, and nobody yet who would come. */
export type FirstBookableFacts = Pick<
  SlotFacts,
  | 'now'
  | 'calendar'
  | 'profile'
  | 'durationMinutes'
  | 'pool'
  | 'holds'
  | 'limits'
  | 'rooms'
  | 'physicians'
  | 'from'
  | 'until'
>;

export interface FirstBookable {
  readonly slot: Slot | null;
  /** What stands in the way, most first; asked only where there is no slot. */
  readonly excluded: readonly SlotExclusion[];
}

const nobody = '00000000-0000-4000-8000-000000000000';
const newcomer: Resource = { id: nobody, kind: 'patient', name: 'A new patient' };
/** Without sessions, authorisations or drugs: nothing of it can stand in the way. */
const firstSeries: SeriesOfBooking = {
  id: nobody,
  state: 'active',
  plannedCount: 2,
  minimumIntervalDays: 1,
  maximumIntervalDays: 365,
  continuousTechnique: false,
  gating: true,
  authorisations: [],
  treatment: { side: 'left', billingCodes: [] },
  sessions: [],
  patientDied: false,
  fasting: usualBasis,
};

/**
 * SETUP-05: the earliest time at which the first visit of a new patient would fit, by the same search and the same
 * rules as every booking; or what stands in its way.
 */
export function firstBookable(facts: FirstBookableFacts): FirstBookable {
  const asked: SlotFacts = {
    ...facts,
    patient: newcomer,
    series: firstSeries,
    sessionId: null,
    overrides: [],
    ledger: null,
    gridMinutes: startGridMinutes,
    weekdays: [],
    halfOfDay: null,
    ranking: { targetIntervalDays: 14, usualPhysicianId: null, diabetic: false },
  };
  const found = nextFreeTimes(asked, 1);
  const [slot = null] = found.accepted ? found.value : [];
  if (slot !== null) return { slot, excluded: [] };
  const search = findSlots(asked, 1);
  return { slot: null, excluded: search.accepted ? search.value.excluded : [] };
}
