import { addCivilDays, civilDateAt, civilDaysBetween, type CivilDate, type DiarySlot } from '@lull/domain';

/** The schedule counts days from here; SQL does the same (`dayNumber`). */
const origin: CivilDate = '1970-01-01';

export const dayOf = (date: CivilDate): number => civilDaysBetween(origin, date);
export const dateOf = (day: number): CivilDate => addCivilDays(origin, day);
export const dayAt = (instant: number, zone: string): number => dayOf(civilDateAt(instant, zone));

const before = '-before';

/** `2026-11-23`, or `2026-11-25-before` for the contact before a session on that day. */
export function slotText(slot: DiarySlot): string {
  return `${dateOf(slot.day)}${slot.before ? before : ''}`;
}

export function slotOf(text: string): DiarySlot {
  return { day: dayOf(text.slice(0, origin.length)), before: text.endsWith(before) };
}
