import type { RefusalCode } from '../refusal-codes.js';
import { daysToKeep, intervalFloorDays } from '../series/interval-rules.js';
import { atLeast, intersect, normalise, subtract, type Interval } from '../time/interval.js';
import { addCivilDays, civilDateAt, civilDay } from '../time/zone.js';
import { openBlockTimes } from './block-time-rules.js';
import { membersFor, missingSkills } from './choose-resources.js';
import { allowsProcedureType, isOwnedRoom, usableBlockTimes } from './clinic-hours.js';
import { authorisedUnitRefusals } from './ledger-rules.js';
import { startsTooLateToFast } from './fasting-rules.js';
import { isAuthorised, type CountedSession } from './limit-rules.js';
import { stageInterval, type ResourceNeed } from './resource-profile.js';
import { namedKinds, type Resource, type ResourceKind } from './resource.js';
import { standingSessions } from './series-rules.js';
import {
  outside,
  startsInside,
  startsMeeting,
  takenStarts,
  type SearchDay,
  type SlotSearch,
} from './slot-search.js';

/** The starts that one rule of booking excludes, in normal form. The rules themselves have the last word on a slot. */
export interface RuledOut {
  readonly code: RefusalCode;
  readonly resourceKind: ResourceKind | null;
  readonly starts: readonly Interval[];
}

/** A physician in a room, with what each rule takes out of their time and what is left. */
export interface Place {
  readonly room: Resource;
  readonly physician: Resource;
  readonly order: number;
  readonly ruledOut: readonly RuledOut[];
  /** The starts that no rule excludes. */
  readonly free: readonly Interval[];
  /** The starts at which the room is this physician's to use, other resources aside. */
  readonly runs: readonly Interval[];
}

const ruledOut = (
  code: RefusalCode,
  starts: readonly Interval[],
  resourceKind: ResourceKind | null = null,
): RuledOut => ({ code, resourceKind, starts });

/** Whatever the room and the physician. */
export function ruledOutForAll(search: SlotSearch): RuledOut[] {
  const { facts, visit } = search;
  const closed = normalise(facts.calendar.closures.map((each) => each.interval));
  return [
    ruledOut('scheduling.clinic-closed', startsMeeting(closed, visit)),
    ruledOut('scheduling.outside-opening-hours', outside(search, search.openStarts)),
    ruledOut('scheduling.patient-busy', takenStarts(search, facts.patient), 'patient'),
    ...poolsRuledOut(search),
    ...tooNear(search),
    ruledOut(
      'series.outside-authorisation',
      wholeDays(search, ({ date }) => !isAuthorised(facts.series.authorisations, date)),
    ),
    ruledOut('ledger.authorisation-used-up', wholeDays(search, withoutUnit(search, true))),
    ruledOut('ledger.authorisation-not-for-this', wholeDays(search, withoutUnit(search, false))),
    ruledOut('scheduling.too-late-to-fast', startsTooLateToFast(search)),
    ruledOut(
      'scheduling.sedations-day-full',
      facts.profile.sedation === 'none'
        ? []
        : fullDays(search, facts.limits.sedations, (session) => session.sedated),
    ),
  ];
}

/** Days that an authorisation covers, but without a unit; `fitting`: of those for this side and these codes. */
function withoutUnit({ facts }: SlotSearch, fitting: boolean): (day: SearchDay) => boolean {
  const code = fitting ? 'ledger.authorisation-used-up' : 'ledger.authorisation-not-for-this';
  return ({ date }) => authorisedUnitRefusals({ facts, date }).some((each) => each.code === code);
}

/** Because of the physician alone. */
export function ruledOutFor(search: SlotSearch, physician: Resource): RuledOut[] {
  const { physicianSessions } = search.facts.limits;
  return [
    ruledOut('scheduling.resource-busy', takenStarts(search, physician), 'physician'),
    unqualified(search, physician),
    ruledOut(
      'scheduling.physician-day-full',
      fullDays(search, physicianSessions, ({ physicianId }) => physicianId === physician.id),
    ),
  ];
}

/** Because of the room alone. */
export function ruledOutIn(search: SlotSearch, room: Resource): RuledOut[] {
  return [ruledOut('scheduling.resource-busy', takenStarts(search, room), 'room'), unqualified(search, room)];
}

/** Who lacks a skill lacks it at every start. */
function unqualified({ facts, horizon }: SlotSearch, resource: Resource): RuledOut {
  const lacks = missingSkills(facts.profile, resource).length > 0;
  return ruledOut('scheduling.resource-unqualified', lacks ? [horizon] : [], resource.kind);
}

/** Because of this physician in this room: block time, as `roomUseRefusals` asks it of one start. */
export function ruledOutByBlockTime(search: SlotSearch, room: Resource, physician: Resource): RuledOut[] {
  const { facts, roomTime } = search;
  if (roomTime === null) return [];
  const { calendar, holds, sessionId } = facts;
  const { procedureType } = facts.profile;
  const found: Record<'full' | 'type' | 'another' | 'without', Interval[]> = {
    full: [],
    type: [],
    another: [],
    without: [],
  };
  for (const { date, start, end, blockTimes } of search.days) {
    const day = [{ start, end }];
    const inRoom = blockTimes.filter(({ blockTime }) => blockTime.roomId === room.id);
    const owned = isOwnedRoom(calendar, room.id, date);
    if (!owned && inRoom.length === 0) continue;
    const spans = (of: typeof inRoom): Interval[] => normalise(of.map(({ interval }) => interval));
    const fitting = (entitling: typeof inRoom): Interval[] =>
      owned
        ? startsInside(spans(entitling), roomTime)
        : subtract(day, startsMeeting(spans(inRoom.filter((each) => !entitling.includes(each))), roomTime));
    const usable = usableBlockTimes(inRoom, room.id, physician.id);
    const allowing = usable.filter(({ blockTime }) => allowsProcedureType(blockTime, procedureType));
    const open = openBlockTimes(inRoom, { room, physician, procedureType, holds, sessionId });
    const refused = subtract(day, fitting(open));
    const full = open.length === allowing.length ? [] : intersect(refused, fitting(allowing));
    const notFull = subtract(refused, full);
    const type = allowing.length === usable.length ? [] : intersect(notFull, fitting(usable));
    const rest = subtract(notFull, type);
    const others = inRoom.filter(
      ({ blockTime, released }) => !released && blockTime.physicianId !== physician.id,
    );
    const another = intersect(rest, startsMeeting(spans(others), roomTime));
    found.full.push(...full);
    found.type.push(...type);
    found.another.push(...another);
    found.without.push(...subtract(rest, another));
  }
  return [
    ruledOut('scheduling.block-time-full', normalise(found.full)),
    ruledOut('scheduling.procedure-type-not-allowed', normalise(found.type)),
    ruledOut('scheduling.block-time-of-another', normalise(found.another)),
    ruledOut('scheduling.outside-block-time', normalise(found.without)),
  ];
}

function poolsRuledOut(search: SlotSearch): RuledOut[] {
  const { profile, durationMinutes } = search.facts;
  return profile.stages.flatMap((stage) => {
    const offsets = stageInterval(stage, 0, durationMinutes);
    return stage.needs
      .filter((need) => !namedKinds.includes(need.resourceKind))
      .map((need) =>
        ruledOut('scheduling.none-free', withoutEnough(search, need, offsets), need.resourceKind),
      );
  });
}

/** Starts at which too few members of a pool are free for one stage. */
function withoutEnough(
  { facts, busy, horizon }: SlotSearch,
  need: ResourceNeed,
  offsets: Interval,
): Interval[] {
  const members = membersFor(need, facts.pool);
  const taken = members.map((member) => startsMeeting(busy.get(member.id) ?? [], offsets));
  // Too few are free where too many are taken.
  const tooMany = members.length - need.count + 1;
  if (tooMany <= 0) return [horizon];
  if (tooMany < members.length) return atLeast(tooMany, taken);
  // One of them will do: where all are taken at once. Few starts are left after the first two members.
  return taken.reduce<Interval[]>((all, each) => intersect(all, each), [horizon]);
}

/** Starts on days that are too near to the session of the series before or after; nearer than the floor is a reason of its own. */
function tooNear(search: SlotSearch): RuledOut[] {
  const { facts } = search;
  const { zone } = facts.calendar;
  const keep = daysToKeep(facts.series);
  const floor = facts.series.continuousTechnique ? 0 : intervalFloorDays;
  const dates = [...new Set(standingSessions(facts).map(({ start }) => civilDateAt(start, zone)))].sort();
  const below: Interval[] = [];
  const short: Interval[] = [];
  const between = (
    into: Interval[],
    date: string,
    from: number,
    to: number,
    until: string | null,
    side: 1 | -1,
  ) => {
    // Days `from` to `to` away on one side, no further than the next session there, from which on that one is nearer.
    for (let days = from; days <= to; days += 1) {
      const other = addCivilDays(date, side * days);
      if (until !== null && (side === 1 ? other >= until : other < until)) return;
      into.push(civilDay(other, zone));
    }
  };
  dates.forEach((date, index) => {
    const [before, after] = [dates[index - 1] ?? null, dates[index + 1] ?? null];
    between(below, date, 0, floor - 1, after, 1);
    between(short, date, floor, keep - 1, after, 1);
    between(below, date, 1, floor - 1, before, -1);
    between(short, date, Math.max(1, floor), keep - 1, before, -1);
  });
  return [
    ruledOut('series.interval-below-floor', normalise(below)),
    ruledOut('series.interval-too-short', normalise(short)),
  ];
}

function wholeDays({ days }: SlotSearch, which: (day: SearchDay) => boolean): Interval[] {
  return normalise(days.filter(which).map(({ start, end }) => ({ start, end })));
}

/** The days on which so many of the clinic's sessions stand already. */
function fullDays(
  search: SlotSearch,
  limit: number | null,
  counts: (session: CountedSession) => boolean,
): Interval[] {
  if (limit === null) return [];
  const { limits, sessionId } = search.facts;
  const counted = limits.sessions.filter((each) => each.id !== sessionId && counts(each));
  return wholeDays(
    search,
    ({ start, end }) => counted.filter((each) => start <= each.start && each.start < end).length >= limit,
  );
}

/** Room and physician pairs that come into question: where time is owned, only those who may use some of it. */
export function placesOf(search: SlotSearch): { readonly room: Resource; readonly physician: Resource }[] {
  const { facts, days, roomTime } = search;
  const usableIn = new Set(
    days.flatMap(({ blockTimes }) =>
      blockTimes.flatMap(({ blockTime, released }) =>
        released
          ? facts.physicians.map(({ id }) => `${blockTime.roomId} ${id}`)
          : [`${blockTime.roomId} ${blockTime.physicianId}`],
      ),
    ),
  );
  const all = facts.rooms.flatMap((room) => facts.physicians.map((physician) => ({ room, physician })));
  const entitled = all.filter(
    ({ room, physician }) =>
      roomTime === null ||
      days.some(({ date }) => !isOwnedRoom(facts.calendar, room.id, date)) ||
      usableIn.has(`${room.id} ${physician.id}`),
  );
  // Where nobody may work at all, the search still tells so.
  return entitled.length > 0 ? entitled : all;
}
