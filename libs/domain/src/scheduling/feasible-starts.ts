import { daysToKeep } from '../series/interval-rules.js';
import { atLeast, intersect, normalise, subtract, type Interval } from '../time/interval.js';
import { addCivilDays, civilDateAt, civilDay, type CivilDate } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { membersFor, type BusyTimes } from './choose-resources.js';
import { openBlockTimes } from './block-time-rules.js';
import { blockTimesOn, isOwnedRoom, openingOn } from './clinic-hours.js';
import { stageInterval, visitInterval, type ResourceNeed } from './resource-profile.js';
import { namedKinds, type Resource, type ResourceKind } from './resource.js';
import { standingSessions } from './series-rules.js';

/*
 * Sets of possible session starts as intervals. A stage is written as its offsets from the start (the
 * stage of a session that starts at 0), so a busy stretch becomes the starts that would meet it. All
 * results are in normal form. Each is a necessary condition only; the booking rules decide.
 */

/** Starts in `horizon` for which patient, physician and pools are free, the clinic is not closed and intervals are kept. */
export function startsWithoutRoom(facts: BookingFacts, busy: BusyTimes, horizon: Interval): Interval[] {
  let starts = [horizon];
  for (const person of [facts.patient, facts.physician])
    starts = subtract(starts, takenStarts(facts, busy, person));
  for (const stage of facts.profile.stages) {
    const offsets = stageInterval(stage, 0, facts.durationMinutes);
    for (const need of stage.needs) {
      if (!namedKinds.includes(need.resourceKind)) {
        starts = intersect(starts, poolStarts(facts, busy, need, offsets, horizon));
      }
    }
  }
  const closed = normalise(facts.calendar.closures.map((each) => each.interval));
  starts = subtract(starts, startsMeeting(closed, visitInterval(facts.profile, 0, facts.durationMinutes)));
  return subtract(starts, startsTooNear(facts));
}

/** Starts for which the whole visit lies inside the opening hours, those of the days around `date` included. */
export function openingStarts(facts: BookingFacts, date: CivilDate): Interval[] {
  const dates = [addCivilDays(date, -1), date, addCivilDays(date, 1)];
  const opening = normalise(dates.flatMap((each) => openingOn(facts.calendar, each)));
  return startsInside(opening, visitInterval(facts.profile, 0, facts.durationMinutes));
}

/** Starts on `date` for which the room is free and, where it is owned, the physician is entitled to it for this procedure type. */
export function roomStarts(facts: BookingFacts, busy: BusyTimes, date: CivilDate): Interval[] {
  const { calendar, room, physician, profile } = facts;
  const day = [civilDay(date, calendar.zone)];
  const free = subtract(day, takenStarts(facts, busy, room));
  const offsets = offsetsNeeding(facts, 'room');
  if (offsets.length === 0) return free;
  const roomTime = {
    start: Math.min(...offsets.map((each) => each.start)),
    end: Math.max(...offsets.map((each) => each.end)),
  };
  const occurrences = blockTimesOn(calendar, date, facts.now).filter(
    (each) => each.blockTime.roomId === room.id,
  );
  const { holds, sessionId } = facts;
  const use = { room, physician, procedureType: profile.procedureType, holds, sessionId };
  const open = openBlockTimes(occurrences, use);
  const stretches = (some: typeof occurrences): Interval[] => normalise(some.map(({ interval }) => interval));
  if (isOwnedRoom(calendar, room.id, date)) return intersect(free, startsInside(stretches(open), roomTime));
  const shut = occurrences.filter((each) => !open.includes(each));
  return subtract(free, startsMeeting(stretches(shut), roomTime));
}

function offsetsNeeding(facts: BookingFacts, kind: ResourceKind): Interval[] {
  return facts.profile.stages
    .filter((stage) => stage.needs.some((need) => need.resourceKind === kind))
    .map((stage) => stageInterval(stage, 0, facts.durationMinutes));
}

/** Starts at which a resource named by the booking would be held twice. */
function takenStarts(facts: BookingFacts, busy: BusyTimes, resource: Resource): Interval[] {
  const taken = busy.get(resource.id) ?? [];
  return normalise(offsetsNeeding(facts, resource.kind).flatMap((offsets) => startsMeeting(taken, offsets)));
}

/** Starts at which enough members of a pool are free for one stage. */
function poolStarts(
  facts: BookingFacts,
  busy: BusyTimes,
  need: ResourceNeed,
  offsets: Interval,
  horizon: Interval,
): Interval[] {
  const free = membersFor(need, facts.pool).map((member) =>
    subtract([horizon], startsMeeting(busy.get(member.id) ?? [], offsets)),
  );
  return atLeast(need.count, free);
}

/** Starts on the days that are too near to another session of the series. */
function startsTooNear(facts: BookingFacts): Interval[] {
  const { zone } = facts.calendar;
  const days = daysToKeep(facts.series) - 1;
  if (days < 0) return [];
  return normalise(
    standingSessions(facts).map(({ start }) => {
      const date = civilDateAt(start, zone);
      return {
        start: civilDay(addCivilDays(date, -days), zone).start,
        end: civilDay(addCivilDays(date, days), zone).end,
      };
    }),
  );
}

/** Starts for which the stage at `offsets` shares time with any of `stretches`; both edges may touch, instants being whole milliseconds. */
function startsMeeting(stretches: readonly Interval[], offsets: Interval): Interval[] {
  return normalise(
    stretches.map((each) => ({ start: each.start - offsets.end + 1, end: each.end - offsets.start })),
  );
}

/** Starts for which the stretch at `offsets` lies inside one of `windows`. */
function startsInside(windows: readonly Interval[], offsets: Interval): Interval[] {
  return normalise(
    windows.map((each) => ({ start: each.start - offsets.start, end: each.end - offsets.end + 1 })),
  );
}
