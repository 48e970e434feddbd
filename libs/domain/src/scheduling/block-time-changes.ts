import { accept, refuse, type Decision } from '../decision.js';
import { overlaps } from '../time/interval.js';
import { addCivilDays, civilDateAt, civilDatesBetween, type CivilDate } from '../time/zone.js';
import { occursOn } from './block-time-pattern.js';
import { roomUseRefusals, type RoomUse } from './block-time-rules.js';
import type { BlockTime, BlockTimeException, BlockTimePattern, ClinicCalendar } from './clinic-calendar.js';
import { blockTimesOn, type BlockTimeOccurrence } from './clinic-hours.js';
import type { Refusal } from '../decision.js';

/** How far a change of recurring time reaches: never said by default (trust.md F8). */
export const blockTimeScopes = ['this-week-only', 'following', 'pattern'] as const;
export type BlockTimeScope = (typeof blockTimeScopes)[number];

export type BlockTimeChange =
  | {
      readonly scope: 'this-week-only';
      readonly date: CivilDate;
      readonly instead: BlockTimeException['instead'];
    }
  /** `pattern` null: it ends before that date. */
  | { readonly scope: 'following'; readonly date: CivilDate; readonly pattern: BlockTimePattern | null }
  | { readonly scope: 'pattern'; readonly pattern: BlockTimePattern | null };

/** What stands after a change: the part that stays as it was, and the part from `from` on. */
export interface ChangedBlockTime {
  /** The first date on which anything may be otherwise. */
  readonly from: CivilDate;
  /** Null: nothing of it lies before `from`, or it is one row as before. */
  readonly earlier: BlockTime | null;
  /** Null: it ends. */
  readonly later: BlockTime | null;
}

/** Pressing releases are warned of so many days ahead. */
const warningDays = 1;
/** Longer than any pattern takes to come round, the fifth weekday of a month included. */
const overlapHorizonDays = 371;

/**
 * CAL-07: what stands after a change. The past keeps what it was, as a part of its own; a pattern changes
 * from tomorrow on; exceptions and releases stay with their dates; an anchor moves only when it is named
 * anew. Refused when the date is not one of its days, or has begun. `laterId` names the later part where
 * two come of one.
 */
export function changeBlockTime(
  standing: BlockTime,
  change: BlockTimeChange,
  calendar: Pick<ClinicCalendar, 'zone'>,
  now: number,
  laterId: string,
): Decision<ChangedBlockTime> {
  const first = firstChangeableDate(standing, calendar, now);
  if (change.scope !== 'pattern') {
    const refusal = dateRefusal(standing, change.date, first);
    if (refusal !== null) return refuse(refusal);
  }
  if (change.scope === 'this-week-only') {
    const { date, instead } = change;
    const others = standing.exceptions.filter((each) => each.date !== date);
    const asAlways =
      instead !== null &&
      instead.from === standing.from &&
      instead.to === standing.to &&
      instead.roomId === standing.roomId;
    const exceptions = asAlways ? others : [...others, { date, instead }];
    return accept({ from: date, earlier: null, later: { ...standing, exceptions } });
  }
  const from = change.scope === 'following' ? change.date : addCivilDays(civilDateAt(now, calendar.zone), 1);
  if (standing.validTo !== null && standing.validTo < from) return refuse(overRefusal(from));
  const startsLater = standing.validFrom >= from;
  const earlier = startsLater
    ? null
    : partOf(standing, (date) => date < from, { validTo: addCivilDays(from, -1) });
  if (change.pattern === null) return accept({ from, earlier, later: null });
  const validFrom = change.pattern.validFrom > from ? change.pattern.validFrom : from;
  const id = startsLater ? standing.id : laterId;
  return accept({
    from,
    earlier,
    later: partOf(standing, (date) => date >= from, { ...change.pattern, id, validFrom }),
  });
}

function partOf(
  standing: BlockTime,
  belongs: (date: CivilDate) => boolean,
  changes: Partial<BlockTime>,
): BlockTime {
  return {
    ...standing,
    exceptions: standing.exceptions.filter(({ date }) => belongs(date)),
    releasedOn: standing.releasedOn.filter(belongs),
    keptOn: standing.keptOn.filter(belongs),
    ...changes,
  };
}

/** Today, or tomorrow once today's time has begun. */
function firstChangeableDate(
  standing: BlockTime,
  { zone }: Pick<ClinicCalendar, 'zone'>,
  now: number,
): CivilDate {
  const today = civilDateAt(now, zone);
  const [todays] = blockTimesOn({ ...nothingElse, zone, blockTimes: [standing] }, today, now);
  return todays !== undefined && todays.interval.start <= now ? addCivilDays(today, 1) : today;
}

const nothingElse = { openingHours: [], closures: [] } as const;

/** Why block time cannot be changed, released, kept or reclaimed on a date; null when it can. */
export function occurrenceRefusal(
  standing: BlockTime,
  date: CivilDate,
  calendar: Pick<ClinicCalendar, 'zone'>,
  now: number,
): Refusal | null {
  return dateRefusal(standing, date, firstChangeableDate(standing, calendar, now));
}

function dateRefusal(standing: BlockTime, date: CivilDate, first: CivilDate): Refusal | null {
  if (!occursOn(standing, date))
    return { code: 'scheduling.block-time-not-on-date', facts: { date }, overridable: false };
  return date < first ? overRefusal(date) : null;
}

function overRefusal(date: CivilDate): Refusal {
  return { code: 'scheduling.block-time-over', facts: { date }, overridable: false };
}

/** A session that stands, as a use of its room. */
export interface StandingRoomUse extends Omit<RoomUse, 'sessionId' | 'holds'> {
  readonly sessionId: string;
}

export interface SessionOutside<Use extends StandingRoomUse> {
  readonly session: Use;
  /** What would newly stand against it, where it is. */
  readonly refusals: readonly Refusal[];
}

/**
 * CAL-08: the sessions against whose place something would newly stand after a change of block time: outside
 * of it, in another physician's, not of its kind, or beyond its cap, where the earlier ones keep their place.
 * What an override set aside before stays set aside.
 */
export function sessionsOutside<Use extends StandingRoomUse>(
  before: ClinicCalendar,
  after: ClinicCalendar,
  sessions: readonly Use[],
  now: number,
): SessionOutside<Use>[] {
  const inOrder = sessions.toSorted((a, b) => a.wanted.start - b.wanted.start);
  return inOrder.flatMap((session, index) => {
    const holds = inOrder
      .slice(0, index)
      .filter((each) => each.room.id === session.room.id && each.date === session.date)
      .map(({ sessionId, room, wanted }) => ({
        resourceId: room.id,
        interval: wanted,
        cause: 'session' as const,
        sessionId,
      }));
    const use: RoomUse = { ...session, holds };
    const known = new Set(roomUseRefusals(before, now, use).map(({ code }) => code));
    const refusals = roomUseRefusals(after, now, use).filter(({ code }) => !known.has(code));
    return refusals.length === 0 ? [] : [{ session, refusals }];
  });
}

/** CAL-09: other block time in the same room that an occurrence would overlap; a room has one owner at a time. Null: none. */
export function overlapRefusal(
  calendar: ClinicCalendar,
  candidate: BlockTime,
  from: CivilDate,
  now: number,
  days = overlapHorizonDays,
): Refusal | null {
  const blockTimes = [candidate, ...calendar.blockTimes.filter(({ id }) => id !== candidate.id)];
  for (const date of civilDatesBetween(from, addCivilDays(from, days))) {
    if (!occursOn(candidate, date)) continue;
    const [own, ...others] = blockTimesOn({ ...calendar, blockTimes }, date, now).toSorted(
      (a, b) => Number(b.blockTime.id === candidate.id) - Number(a.blockTime.id === candidate.id),
    );
    if (own === undefined || own.blockTime.id !== candidate.id) continue;
    const other = others.find(
      ({ blockTime, interval }) =>
        blockTime.roomId === own.blockTime.roomId && overlaps(interval, own.interval),
    );
    if (other !== undefined) {
      const { physicianName } = other.blockTime;
      const { start, end } = other.interval;
      return {
        code: 'scheduling.block-time-overlaps',
        facts: { blockTimeId: other.blockTime.id, physicianName, from: start, until: end },
        overridable: false,
      };
    }
  }
  return null;
}

export interface DueRelease {
  readonly occurrence: BlockTimeOccurrence;
  readonly step: 'warn' | 'release';
}

/**
 * CAL-10: what the automatic release has to do: warn the owner one day before the lead time comes, and note
 * the release once it has come. Kept, reclaimed and released dates are left alone, and what has begun.
 */
export function dueReleases(calendar: ClinicCalendar, now: number): DueRelease[] {
  const today = civilDateAt(now, calendar.zone);
  return calendar.blockTimes.flatMap((blockTime) => {
    const { releaseLeadDays, releasedOn, keptOn } = blockTime;
    if (releaseLeadDays === null) return [];
    const lastDate = addCivilDays(today, releaseLeadDays);
    return civilDatesBetween(today, addCivilDays(lastDate, warningDays)).flatMap((date): DueRelease[] => {
      if (releasedOn.includes(date) || keptOn.includes(date)) return [];
      const [occurrence] = blockTimesOn({ ...calendar, blockTimes: [blockTime] }, date, now);
      if (occurrence === undefined || occurrence.interval.start <= now) return [];
      return [{ occurrence, step: date <= lastDate ? 'release' : 'warn' }];
    });
  });
}
