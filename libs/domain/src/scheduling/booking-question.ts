import type { Interval } from '../time/interval.js';
import { civilDateAt, type CivilDate } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { busyTimes, chooseResources, type BusyTimes, type ResourceChoice } from './choose-resources.js';
import { plannedHolds, visitInterval, type PlannedHold } from './resource-profile.js';

/** The facts of a booking with what several rules derive from them, derived once. */
export interface BookingQuestion {
  readonly facts: BookingFacts;
  readonly busy: BusyTimes;
  readonly visit: Interval;
  /** The day of the session in the clinic's zone. */
  readonly date: CivilDate;
  readonly choice: ResourceChoice;
  readonly holds: readonly PlannedHold[];
}

/** `busy` may be handed in by a caller that asks about many times of one book. */
export function questionOf(
  facts: BookingFacts,
  busy = busyTimes(facts.holds, facts.sessionId),
): BookingQuestion {
  const { profile, start, durationMinutes } = facts;
  const named = [facts.patient, facts.physician, facts.room];
  const choice = chooseResources(profile, start, durationMinutes, named, facts.pool, busy);
  return {
    facts,
    busy,
    visit: visitInterval(profile, start, durationMinutes),
    date: civilDateAt(start, facts.calendar.zone),
    choice,
    holds: plannedHolds(profile, start, durationMinutes, choice.chosen),
  };
}

/** The time for which the room is wanted, turnover included; null when the profile needs no room. */
export function roomTime({ holds }: BookingQuestion): Interval | null {
  const room = holds.filter((hold) => hold.resourceKind === 'room').map((hold) => hold.interval);
  if (room.length === 0) return null;
  return {
    start: Math.min(...room.map((each) => each.start)),
    end: Math.max(...room.map((each) => each.end)),
  };
}
