import type { Refusal } from '../decision.js';
import { overlaps, type Interval } from '../time/interval.js';
import { addCivilDays, civilDateAt, type CivilDate } from '../time/zone.js';
import { roomTime, type BookingQuestion } from './booking-question.js';
import type { ClinicCalendar } from './clinic-calendar.js';
import {
  allowsProcedureType,
  blockTimesOn,
  coveredBy,
  isFull,
  isOwnedRoom,
  nextBlockTimeStart,
  sessionsWithin,
  usableBlockTimes,
  type BlockTimeOccurrence,
} from './clinic-hours.js';
import type { Hold, Resource } from './resource.js';

/** A room used by a physician for a while: as much of a session as block time looks at. */
export interface RoomUse {
  /** The day of the session in the clinic's zone. */
  readonly date: CivilDate;
  /** Turnover included. */
  readonly wanted: Interval;
  readonly room: Pick<Resource, 'id' | 'name'>;
  readonly physician: Pick<Resource, 'id' | 'name'>;
  readonly procedureType: string;
  /** Holds of the room; those of `sessionId` do not count. */
  readonly holds: readonly Hold[];
  readonly sessionId: string | null;
}

/**
 * BOOK-11 to BOOK-13 and CAL-05: the room is used inside the physician's block time (or released time), for
 * a procedure type that this time is meant for, while it takes another session, and not in time that another
 * physician owns. All overridable: entitlements are agreements among colleagues. In a room that nobody owns
 * as a rule, only block time that was moved there for a week stands in the way.
 */
export function blockTimeRefusals(question: BookingQuestion): Refusal[] {
  const { facts, date } = question;
  const wanted = roomTime(question);
  if (wanted === null) return [];
  const { calendar, now, room, physician, profile, holds, sessionId } = facts;
  return roomUseRefusals(calendar, now, {
    date,
    wanted,
    room,
    physician,
    procedureType: profile.procedureType,
    holds,
    sessionId,
  });
}

/** The occurrences of a room's block time that take another session of this use. */
export function openBlockTimes(
  occurrences: readonly BlockTimeOccurrence[],
  { room, physician, procedureType, holds, sessionId }: Omit<RoomUse, 'date' | 'wanted'>,
): BlockTimeOccurrence[] {
  return usableBlockTimes(occurrences, room.id, physician.id).filter(
    (each) => allowsProcedureType(each.blockTime, procedureType) && !isFull(each, holds, sessionId),
  );
}

/** As `blockTimeRefusals`, for a use of a room that need not be a booking yet, or any more. */
export function roomUseRefusals(calendar: ClinicCalendar, now: number, use: RoomUse): Refusal[] {
  const { date, wanted, room, physician, procedureType, holds, sessionId } = use;
  const occurrences = blockTimesOn(calendar, date, now).filter((each) => each.blockTime.roomId === room.id);
  const owned = isOwnedRoom(calendar, room.id, date);
  const touched = occurrences.filter((each) => overlaps(each.interval, wanted));
  const fits = (entitling: readonly BlockTimeOccurrence[]): boolean =>
    owned
      ? coveredBy(
          entitling.map((each) => each.interval),
          wanted,
        )
      : touched.every((each) => entitling.includes(each));

  if (fits(openBlockTimes(occurrences, use))) return [];
  const usable = usableBlockTimes(occurrences, room.id, physician.id);
  const allowing = usable.filter(({ blockTime }) => allowsProcedureType(blockTime, procedureType));
  const place = { roomId: room.id, roomName: room.name };
  const later = { remedy: { code: 'choose-another-day', facts: { notBefore: wanted.end } } } as const;
  if (fits(allowing)) {
    return allowing
      .filter((each) => touched.includes(each) && isFull(each, holds, sessionId))
      .map((each) => ({
        code: 'scheduling.block-time-full',
        facts: {
          ...factsOf(each),
          ...place,
          sessions: sessionsWithin(each, holds, sessionId),
          mostSessions: each.blockTime.mostSessions ?? 0,
        },
        overridable: true,
        ...later,
      }));
  }
  if (fits(usable)) {
    const narrow = usable.filter((each) => !allowing.includes(each) && touched.includes(each));
    return [
      {
        code: 'scheduling.procedure-type-not-allowed',
        facts: {
          procedureType,
          allowed: [...new Set(narrow.flatMap(({ blockTime }) => blockTime.procedureTypes))].join(', '),
          ...place,
        },
        overridable: true,
        ...later,
      },
    ];
  }
  const remedy = ownTimeRemedy(calendar, now, use);
  const others = touched.filter(
    ({ blockTime, released }) => !released && blockTime.physicianId !== physician.id,
  );
  if (others.length > 0) {
    return others.map((each) => ({
      code: 'scheduling.block-time-of-another',
      facts: { ...factsOf(each), ...place },
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
        ...place,
        wantedFrom: wanted.start,
        wantedUntil: wanted.end,
      },
      overridable: true,
      ...remedy,
    },
  ];
}

function factsOf({ blockTime, interval }: BlockTimeOccurrence) {
  return {
    blockTimeId: blockTime.id,
    physicianId: blockTime.physicianId,
    physicianName: blockTime.physicianName,
    from: interval.start,
    until: interval.end,
  };
}

function ownTimeRemedy(
  calendar: ClinicCalendar,
  now: number,
  { wanted, room, physician }: RoomUse,
): Pick<Refusal, 'remedy'> {
  const at = nextBlockTimeStart(calendar, wanted.start, now, room.id, physician.id);
  if (at !== null) return { remedy: { code: 'start-at', facts: { at } } };
  const nextDay = addCivilDays(civilDateAt(wanted.start, calendar.zone), 1);
  return { remedy: { code: 'choose-another-resource', facts: { resourceKind: 'room', fromDate: nextDay } } };
}
