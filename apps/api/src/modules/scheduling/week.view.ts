import type { ClosedTimeView, MonthDayView, WeekCellView, WeekDayView } from '@lull/contracts';
import {
  blockTimesOn,
  civilDay,
  fillOf,
  fittingVisits,
  intersect,
  isOwnedRoom,
  normalise,
  offeredTime,
  openingOn,
  overlaps,
  totalFill,
  type CivilDate,
  type Interval,
} from '@lull/domain';
import type { ClinicWeek } from './clinic.repository.js';
import type { SpanUse } from './week.repository.js';

/** One day of the week view: rooms and physicians with what is offered of them and what is held. */
export function weekDay(week: ClinicWeek, use: SpanUse, date: CivilDate, now: number): WeekDayView {
  const day = civilDay(date, week.zone);
  const calendar = { ...week, closures: [] };
  const open = openingOn(calendar, date);
  const occurrences = blockTimesOn(calendar, date, now);
  const closedOn = (resourceId: string | null): ClosedTimeView[] =>
    use.closures
      .filter((each) => each.resourceId === resourceId && overlaps(each.interval, day))
      .map(({ reason, interval }) => ({ reason, ...within(interval, day) }));
  const closures = closedOn(null);
  const usedOn = new Map(use.use.filter((each) => each.date === date).map((each) => [each.resourceId, each]));
  const cells = use.resources.map(({ id, kind }): WeekCellView => {
    const owned = occurrences.filter(
      ({ blockTime }) => (kind === 'room' ? blockTime.roomId : blockTime.physicianId) === id,
    );
    const own = closedOn(id);
    // A physician has no opening hours of her own, and a room that others own is not offered beside their time.
    const windows =
      owned.length > 0 || kind === 'physician' || isOwnedRoom(calendar, id, date)
        ? intersect(normalise(owned.map(({ interval }) => interval)), open)
        : open;
    const offered = offeredTime(windows, [...closures, ...own]);
    const used = usedOn.get(id);
    const held = used?.held ?? [];
    return {
      resourceId: id,
      blockTimes: owned.map(({ blockTime, interval, released }) => ({
        physicianId: blockTime.physicianId,
        roomId: blockTime.roomId,
        released,
        ...interval,
      })),
      closures: own,
      fill: fillOf(offered, held),
      sessions: used?.sessions ?? 0,
      fits: use.usualRoomMinutes === null ? null : fittingVisits(offered, held, use.usualRoomMinutes),
    };
  });
  const roomIds = new Set(use.resources.filter(({ kind }) => kind === 'room').map(({ id }) => id));
  const rooms = cells.filter(({ resourceId }) => roomIds.has(resourceId));
  return {
    date,
    open,
    closures,
    fill: totalFill(rooms.map(({ fill }) => fill)),
    sessions: rooms.reduce((sum, { sessions }) => sum + sessions, 0),
    cells: cells.filter(hasSomething),
  };
}

/** One day of the month view: the clinic's rooms together. */
export function monthDay(week: ClinicWeek, use: SpanUse, date: CivilDate, now: number): MonthDayView {
  const { open, closures, fill, sessions } = weekDay(week, use, date, now);
  return {
    date,
    open: open.length > 0,
    closures: [...new Set(closures.map(({ reason }) => reason))],
    fill,
    sessions,
  };
}

function hasSomething({ blockTimes, closures, fill, sessions }: WeekCellView): boolean {
  return blockTimes.length > 0 || closures.length > 0 || sessions > 0 || fill.offeredMinutes > 0;
}

function within({ start, end }: Interval, day: Interval): Interval {
  return { start: Math.max(start, day.start), end: Math.min(end, day.end) };
}
