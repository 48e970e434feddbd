import type { SedationLevel } from '../sedation/sedation-level.js';

/** How long patients really were in the room, for one physician, procedure type and sedation. */
export interface ActualDuration {
  readonly physicianId: string;
  readonly procedureTypeId: string;
  readonly sedation: SedationLevel;
  readonly visits: number;
  readonly medianMinutes: number;
}

export interface ActualDurationPolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** A median of fewer visits is shown to nobody. */
  readonly leastVisits: number;
  /** How far back visits are looked at. */
  readonly monthsBack: number;
  /** A planned length is a whole number of these. */
  readonly stepMinutes: number;
}

/** Chosen here; a clinic may set its own. */
export const actualDurationPolicy: ActualDurationPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  leastVisits: 10,
  monthsBack: 12,
  stepMinutes: 5,
};

/** The length to plan, with where it comes from. */
export interface OfferedLength {
  readonly minutes: number;
  readonly medianMinutes: number;
  readonly visits: number;
}

/**
 * DAY-40: the length that stays of this physician, procedure type and sedation suggest: their median, up to the next
 * whole step. It is offered beside its number of visits and never taken by itself; null: too few visits, or none.
 */
export function offeredLength(
  durations: readonly ActualDuration[],
  of: Pick<ActualDuration, 'physicianId' | 'procedureTypeId' | 'sedation'>,
  policy: ActualDurationPolicy = actualDurationPolicy,
): OfferedLength | null {
  const found = durations.find(
    (each) =>
      each.physicianId === of.physicianId &&
      each.procedureTypeId === of.procedureTypeId &&
      each.sedation === of.sedation,
  );
  if (found === undefined || found.visits < policy.leastVisits) return null;
  const { medianMinutes, visits } = found;
  return {
    minutes: Math.ceil(medianMinutes / policy.stepMinutes) * policy.stepMinutes,
    medianMinutes,
    visits,
  };
}
