import type { ClinicView, FindSlotsRequest, SeriesView } from '@lull/contracts';
import type { Sedation } from '@lull/contracts/plain';
import { isCivilDate, type HalfOfDay } from '@lull/domain';

/** What a patient or a physician wishes of the next slot; null and empty: whatever is best. */
export interface SlotWishes {
  readonly physicianId: string | null;
  readonly roomId: string | null;
  readonly weekdays: readonly number[];
  readonly halfOfDay: HalfOfDay | null;
  /** As typed; empty: from the first day that the series allows. */
  readonly from: string;
  readonly until: string;
  readonly durationMinutes: number | null;
  readonly sedation: Sedation | null;
}

export const noWishes: SlotWishes = {
  physicianId: null,
  roomId: null,
  weekdays: [],
  halfOfDay: null,
  from: '',
  until: '',
  durationMinutes: null,
  sedation: null,
};

/** The question to the server; null while it is not known for whom. */
export function slotsWanted(
  wishes: SlotWishes,
  clinic: ClinicView,
  series: SeriesView | null,
  count: number,
): FindSlotsRequest | null {
  if (series === null) return null;
  const { physicianId, roomId, weekdays, halfOfDay, from, until, durationMinutes, sedation } = wishes;
  return {
    seriesId: series.id,
    clinicId: clinic.id,
    count,
    ...(physicianId !== null && { physicianId }),
    ...(roomId !== null && { roomId }),
    ...(weekdays.length > 0 && { weekdays: weekdays.toSorted((a, b) => a - b) }),
    ...(halfOfDay !== null && { halfOfDay }),
    ...(isCivilDate(from) && { from }),
    ...(isCivilDate(until) && { until }),
    ...(durationMinutes !== null && { durationMinutes }),
    ...(sedation !== null && { sedation }),
  };
}

/** How many of the wishes that are folded away are set: they must not be forgotten. */
export function foldedWishes({ roomId, from, until, durationMinutes, sedation }: SlotWishes): number {
  return [roomId !== null, from !== '', until !== '', durationMinutes !== null, sedation !== null].filter(
    Boolean,
  ).length;
}
