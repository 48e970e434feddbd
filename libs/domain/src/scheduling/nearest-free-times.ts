import { accept, type Decision } from '../decision.js';
import { addCivilDays, civilDateAt, civilDay, instantOf, minuteMs, wallTimeAt } from '../time/zone.js';
import { nextFreeDays, nextFreeTimes } from './find-slots.js';
import type { Resource } from './resource.js';
import type { Slot, SlotFacts } from './slot-facts.js';

/** Where a session stands. */
export interface SessionPlace {
  readonly start: number;
  readonly roomId: string;
  readonly physicianId: string;
}

/** Two times that are offered lie at least so far apart: three of one quarter of an hour are one answer. */
const leastApartMinutes = 30;

/**
 * MOVE-07: the `count` free times nearest to a wished one, spread so that no two would overlap. Those of the
 * wished day come first; the days after it fill what is missing, with one time each. `until` ends the
 * search; the holds must reach from the beginning of the wished day to there. Answers in order of nearness. The
 * time that a moved session has already, `present`, is no answer.
 */
export function nearestFreeTimes(
  facts: Omit<SlotFacts, 'from'>,
  wished: number,
  count: number,
  present: SessionPlace | null = null,
): Decision<readonly Slot[]> {
  const day = civilDay(civilDateAt(wished, facts.calendar.zone), facts.calendar.zone);
  const sameDay = nextFreeTimes({ ...facts, from: day.start, until: day.end }, Infinity);
  if (!sameDay.accepted) return sameDay;
  const elsewhere = (slot: Slot): boolean => present === null || !isTimeOf(present, slot, facts.rooms[0]);
  const found = spread(sameDay.value.filter(elsewhere), wished, count, facts.durationMinutes);
  if (found.length >= count || day.end >= facts.until) return accept(found);
  const missing = count - found.length;
  // One more: the session may stand on one of these days.
  const later = nextFreeDays({ ...facts, from: day.end }, missing + 1);
  return later.accepted ? accept([...found, ...later.value.filter(elsewhere).slice(0, missing)]) : later;
}

/** The same time with another physician, or in another room where that is what is wished, is another place. */
function isTimeOf(present: SessionPlace, slot: Slot, wishedRoom: Resource | undefined): boolean {
  return (
    slot.start === present.start &&
    slot.physician.id === present.physicianId &&
    [slot.room.id, wishedRoom?.id].includes(present.roomId)
  );
}

function spread(times: readonly Slot[], wished: number, count: number, durationMinutes: number): Slot[] {
  const apart = Math.max(leastApartMinutes, durationMinutes) * minuteMs;
  const chosen: Slot[] = [];
  const nearest = [...times].sort((a, b) => Math.abs(a.start - wished) - Math.abs(b.start - wished));
  for (const each of nearest) {
    if (chosen.length === count) break;
    if (chosen.every(({ start }) => Math.abs(start - each.start) >= apart)) chosen.push(each);
  }
  return chosen;
}

/**
 * MOVE-08: the free time for a session that is planned anew: on the free day nearest to the wished one (the
 * earlier of two), at the clock time nearest to the wished one. Null when no day from `from` to `until` has any.
 */
export function freeTimeNear(facts: SlotFacts, wished: number): Slot | null {
  const { zone } = facts.calendar;
  const wishedDate = civilDateAt(wished, zone);
  const [first, last] = [civilDateAt(facts.from, zone), civilDateAt(facts.until - 1, zone)];
  for (let distance = 0; ; distance += 1) {
    const dates = [...new Set([addCivilDays(wishedDate, -distance), addCivilDays(wishedDate, distance)])];
    const inside = dates.filter((date) => date >= first && date <= last);
    const [earlier, later] = [dates[0] ?? wishedDate, dates.at(-1) ?? wishedDate];
    if (earlier < first && later > last) return null;
    for (const date of inside) {
      const day = civilDay(date, zone);
      const times = nextFreeTimes({ ...facts, from: day.start, until: day.end }, Infinity);
      if (!times.accepted) return null;
      const wall = instantOf(`${date}T${wallTimeAt(wished, zone).slice(11)}`, zone, 'first');
      const target = wall.accepted ? wall.value : day.start;
      const [best] = spread(times.value, target, 1, facts.durationMinutes);
      if (best !== undefined) return best;
    }
  }
}
