import type { Refusal } from '../decision.js';
import { overlaps, type Interval } from '../time/interval.js';
import { addCivilDays, civilDateAt } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { roomTime, type BookingQuestion } from './booking-question.js';
import {
  allowsProcedureType,
  blockTimesOn,
  closuresDuring,
  coveredBy,
  isOwnedRoom,
  nextBlockTimeStart,
  openingOn,
  usableBlockTimes,
} from './clinic-hours.js';

/**
 * BOOK-08: a session begins no earlier than now. Not overridable: what has happened is recorded,
 * not booked. A book that is imported tells of the past.
 */
export function pastRefusals({ facts }: BookingQuestion): Refusal[] {
  if (facts.wayIn === 'import' || facts.start >= facts.now) return [];
  return [
    {
      code: 'scheduling.in-the-past',
      facts: { start: facts.start, now: facts.now },
      overridable: false,
      remedy: { code: 'choose-another-day', facts: { notBefore: facts.now } },
    },
  ];
}

/** BOOK-09: the whole visit, preparation and recovery included, lies inside the opening hours. Overridable: staff may stay. */
export function openingRefusals({ facts, visit, date }: BookingQuestion): Refusal[] {
  // A visit that crosses midnight is judged by the hours of both days together.
  const lastDate = civilDateAt(visit.end - 1, facts.calendar.zone);
  const firstDate = civilDateAt(visit.start, facts.calendar.zone);
  const opening = [...new Set([firstDate, date, lastDate])].flatMap((each) =>
    openingOn(facts.calendar, each),
  );
  if (coveredBy(opening, visit)) return [];
  const [opens, closes] = [opening[0]?.start, opening.at(-1)?.end];
  return [
    {
      code: 'scheduling.outside-opening-hours',
      facts: {
        visitFrom: visit.start,
        visitUntil: visit.end,
        open: opening.length > 0,
        ...(opens !== undefined && { opens }),
        ...(closes !== undefined && { closes }),
      },
      overridable: true,
      remedy: startInside(opening, visit, facts.start) ?? {
        code: 'choose-another-day',
        facts: { notBefore: visit.start },
      },
    },
  ];
}

/** The start nearest to the wished one with which the whole visit lies in one of the opening times. */
function startInside(opening: readonly Interval[], visit: Interval, start: number): Refusal['remedy'] | null {
  const [nearest] = opening
    .filter((each) => each.end - each.start >= visit.end - visit.start)
    .map((each) => Math.max(0, each.start - visit.start) - Math.max(0, visit.end - each.end))
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  return nearest === undefined ? null : { code: 'start-at', facts: { at: start + nearest } };
}

/**
 * BOOK-10: no session while the clinic is closed. Not overridable: nobody is there, and a closure is
 * lifted or shortened as an act of its own, which is audited, not booked over by one member.
 */
export function closureRefusals({ facts, visit }: BookingQuestion): Refusal[] {
  return closuresDuring(facts.calendar, visit).map((closure) => ({
    code: 'scheduling.clinic-closed',
    facts: {
      closureId: closure.id,
      reason: closure.reason,
      closedFrom: closure.interval.start,
      closedUntil: closure.interval.end,
    },
    overridable: false,
    remedy: { code: 'lift-closure', facts: { closureId: closure.id, reopensAt: closure.interval.end } },
  }));
}

/**
 * BOOK-11 to BOOK-13: the room is used inside the physician's block time (or released time), for a
 * procedure type that this time is meant for, and not in time that another physician owns. All three
 * overridable: entitlements are agreements among colleagues. A room that nobody owns is free to all.
 */
export function blockTimeRefusals(question: BookingQuestion): Refusal[] {
  const { facts, date } = question;
  const { calendar, physician, room, profile } = facts;
  const wanted = roomTime(question);
  if (wanted === null || !isOwnedRoom(calendar, room.id)) return [];

  const occurrences = blockTimesOn(calendar, date, facts.now);
  const usable = usableBlockTimes(occurrences, room.id, physician.id);
  const allowing = usable.filter(({ blockTime }) => allowsProcedureType(blockTime, profile.procedureType));
  if (
    coveredBy(
      allowing.map((each) => each.interval),
      wanted,
    )
  )
    return [];
  if (
    coveredBy(
      usable.map((each) => each.interval),
      wanted,
    )
  ) {
    const narrow = usable.filter((each) => !allowing.includes(each) && overlaps(each.interval, wanted));
    return [
      {
        code: 'scheduling.procedure-type-not-allowed',
        facts: {
          procedureType: profile.procedureType,
          allowed: [...new Set(narrow.flatMap(({ blockTime }) => blockTime.procedureTypes))].join(', '),
          roomId: room.id,
          roomName: room.name,
        },
        overridable: true,
        remedy: { code: 'choose-another-day', facts: { notBefore: wanted.end } },
      },
    ];
  }
  const remedy = ownTimeRemedy(facts, wanted);
  const others = occurrences.filter(
    ({ blockTime, interval, released }) =>
      !released &&
      blockTime.roomId === room.id &&
      blockTime.physicianId !== physician.id &&
      overlaps(interval, wanted),
  );
  if (others.length > 0) {
    return others.map(({ blockTime, interval }) => ({
      code: 'scheduling.block-time-of-another',
      facts: {
        blockTimeId: blockTime.id,
        physicianId: blockTime.physicianId,
        physicianName: blockTime.physicianName,
        roomId: room.id,
        roomName: room.name,
        from: interval.start,
        until: interval.end,
      },
      overridable: true,
      ...remedy,
    }));
  }
  return [
    {
      code: 'scheduling.outside-block-time',
      facts: {
        physicianId: physician.id,
        physicianName: physician.name,
        roomId: room.id,
        roomName: room.name,
        wantedFrom: wanted.start,
        wantedUntil: wanted.end,
      },
      overridable: true,
      ...remedy,
    },
  ];
}

function ownTimeRemedy(facts: BookingFacts, wanted: Interval): Pick<Refusal, 'remedy'> {
  const { calendar, physician, room, now } = facts;
  const at = nextBlockTimeStart(calendar, wanted.start, now, room.id, physician.id);
  if (at !== null) return { remedy: { code: 'start-at', facts: { at } } };
  const nextDay = addCivilDays(civilDateAt(wanted.start, calendar.zone), 1);
  return { remedy: { code: 'choose-another-resource', facts: { resourceKind: 'room', fromDate: nextDay } } };
}
