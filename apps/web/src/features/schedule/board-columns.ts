import type {
  ClinicView,
  DaySessionView,
  DayView,
  HeldTimeView,
  HoldView,
  ResourceView,
} from '@lull/contracts';
import { lanes, minuteMs, normalise, overlaps, subtract, type Interval, type Lane } from '@lull/domain';

/** By what the board's wide columns are cut. Recovery bays stand to the right of either. */
export type BoardBy = 'room' | 'physician';

export interface BoardColumn {
  readonly id: string;
  readonly kind: 'room' | 'physician' | 'recovery-bay';
  readonly name: string;
}

/** A session in a column: where it holds the column's resource, stage by stage. */
export interface BoardEntry extends Lane, Interval {
  readonly session: DaySessionView;
  readonly stages: readonly StageStretch[];
  /** Which of the session's stretches in the column it is: what it stays while its time changes. */
  readonly nth: number;
}

interface StageStretch extends Interval {
  readonly stage: string;
}

export interface Shade extends Interval {
  readonly kind: 'closed' | 'closure' | 'block-time' | 'released';
  /** Shading is never without words. */
  readonly words: string;
}

/** Time that nobody holds: where a click books. Physician and room as the block time has them, else null. */
export interface FreeStretch extends Interval {
  /** On a day with block time, outside of all of this column's: a booking there needs a reason, so it is not called free. */
  readonly outsideBlockTime: boolean;
  readonly roomId: string | null;
  readonly physicianId: string | null;
}

/** A time that is held in a column for some minutes. */
export interface HeldStretch extends Interval {
  readonly held: HeldTimeView;
}

export interface ColumnContent {
  readonly date: string;
  readonly entries: readonly BoardEntry[];
  readonly held: readonly HeldStretch[];
  readonly shades: readonly Shade[];
  readonly free: readonly FreeStretch[];
}

/** A gap shorter than this is no place for a session; it is left to the turnover. */
const leastFreeMinutes = 15;

const byPosition = (a: ResourceView, b: ResourceView): number =>
  a.position - b.position || a.name.localeCompare(b.name);

export function columnsOf(clinic: ClinicView, by: BoardBy): readonly BoardColumn[] {
  const resources = clinic.resources.toSorted(byPosition);
  return ([by, 'recovery-bay'] as const).flatMap((kind) =>
    resources.filter((resource) => resource.kind === kind).map(({ id, name }) => ({ id, kind, name })),
  );
}

/** The stretch a board shows: opening hours and everything that happens, widened to whole hours of the clinic's day. */
export function boardWindow(day: DayView): Interval {
  const stretches: Interval[] = [
    ...day.open,
    ...[...day.sessions, ...day.heldTimes].flatMap((each) => [each, ...each.holds]),
  ];
  const hour = 60 * minuteMs;
  if (stretches.length === 0)
    return { start: day.start + 8 * hour, end: Math.min(day.start + 17 * hour, day.end) };
  const start = Math.min(...stretches.map((each) => each.start));
  const end = Math.max(...stretches.map((each) => each.end));
  return {
    start: Math.max(day.start, day.start + Math.floor((start - day.start) / hour) * hour),
    end: Math.min(day.end, day.start + Math.ceil((end - day.start) / hour) * hour),
  };
}

/** What one column of the day draws. Pure, so that a column redraws only when its own part has changed. */
export function contentOf(
  day: DayView,
  column: BoardColumn,
  nameOf: (resourceId: string) => string,
): ColumnContent {
  const entries = entriesOf(day, column);
  const held = heldIn(day, column);
  const closures = day.closures.filter(({ resourceId }) => resourceId === null || resourceId === column.id);
  const owned =
    column.kind === 'recovery-bay'
      ? []
      : day.blockTimes.filter((each) => ownerOf(each, column) === column.id);
  const open = normalise(day.open);
  const shades: Shade[] = [
    ...owned.map((each) => ({
      start: each.start,
      end: each.end,
      kind: each.released ? ('released' as const) : ('block-time' as const),
      words: ownedWords(each, nameOf(column.kind === 'room' ? each.physicianId : each.roomId)),
    })),
    ...subtract([{ start: day.start, end: day.end }], open).map((each) => ({
      ...each,
      kind: 'closed' as const,
      words: 'not open',
    })),
    ...closures.map(({ start, end, reason }) => ({
      start,
      end,
      kind: 'closure' as const,
      words: `closed: ${reason}`,
    })),
  ];
  const { date } = day;
  if (column.kind === 'recovery-bay') return { date, entries, held, shades, free: [] };
  const taken = normalise(
    [...closures, ...held, ...entries.filter(({ session }) => holdsTime(session))].map(({ start, end }) => ({
      start,
      end,
    })),
  );
  return { date, entries, held, shades, free: freeStretches(day, subtract(open, taken), owned, column) };
}

function heldIn(day: DayView, column: BoardColumn): HeldStretch[] {
  return day.heldTimes.flatMap((held) =>
    normalise(held.holds.filter(({ resourceId }) => resourceId === column.id)).map(({ start, end }) => ({
      held,
      start,
      end,
    })),
  );
}

/** Whose it is, or was; what one week has otherwise is said, so that nobody expects it the next. */
function ownedWords({ released, thisWeekOnly }: DayView['blockTimes'][number], name: string): string {
  return `${name}${released ? ': released' : ''}${thisWeekOnly ? ' (this week only)' : ''}`;
}

/** A session that was missed or cancelled is still told of, but its time is free. */
function holdsTime({ state }: DaySessionView): boolean {
  return state !== 'cancelled' && state !== 'no-show';
}

function ownerOf(blockTime: DayView['blockTimes'][number], column: BoardColumn): string {
  return column.kind === 'room' ? blockTime.roomId : blockTime.physicianId;
}

const sessionsByResource = new WeakMap<DayView, ReadonlyMap<string, readonly DaySessionView[]>>();

/** The sessions that may be drawn in a column. Sorted out once for a day: a board asks for each of its columns. */
function sessionsIn(day: DayView, { id }: BoardColumn): readonly DaySessionView[] {
  let sorted = sessionsByResource.get(day);
  if (sorted === undefined) {
    const found = new Map<string, DaySessionView[]>();
    for (const session of day.sessions)
      for (const resourceId of new Set([
        session.roomId,
        session.physicianId,
        ...session.holds.map((hold) => hold.resourceId),
      ])) {
        const there = found.get(resourceId);
        if (there === undefined) found.set(resourceId, [session]);
        else there.push(session);
      }
    sessionsByResource.set(day, (sorted = found));
  }
  return sorted.get(id) ?? [];
}

function entriesOf(day: DayView, column: BoardColumn): BoardEntry[] {
  const found = sessionsIn(day, column)
    .filter(({ state }) => state !== 'cancelled')
    .flatMap((session) =>
      stretchesIn(session, column).map((stages, nth) => ({ session, stages, nth, ...span(stages) })),
    )
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const laid = lanes(found);
  return found.map((entry, index) => ({ ...entry, ...(laid[index] ?? { lane: 0, lanes: 1 }) }));
}

/**
 * The stretches of a session in a column, each with its stages: one in a room or with a physician; two in
 * a bay that prepares and recovers the same patient. What is over holds nothing any more and is drawn
 * where it was.
 */
function stretchesIn(session: DaySessionView, column: BoardColumn): StageStretch[][] {
  const holds = session.holds
    .filter(({ resourceId }) => resourceId === column.id)
    .sort((a, b) => a.start - b.start);
  if (holds.length === 0) {
    const there =
      column.kind === 'room' ? session.roomId : column.kind === 'physician' ? session.physicianId : null;
    return there === column.id ? [[{ stage: 'procedure', start: session.start, end: session.end }]] : [];
  }
  const stretches: StageStretch[][] = [];
  for (const { stage, start, end } of holds as readonly HoldView[]) {
    const last = stretches.at(-1);
    if (last !== undefined && (last.at(-1)?.end ?? -Infinity) >= start) last.push({ stage, start, end });
    else stretches.push([{ stage, start, end }]);
  }
  return stretches;
}

function span(stages: readonly StageStretch[]): Interval {
  return {
    start: Math.min(...stages.map(({ start }) => start)),
    end: Math.max(...stages.map(({ end }) => end)),
  };
}

/** Free time cut at the edges of block time, so that each piece knows whose it is. */
function freeStretches(
  day: DayView,
  free: readonly Interval[],
  owned: DayView['blockTimes'],
  column: BoardColumn,
): FreeStretch[] {
  const own = {
    roomId: column.kind === 'room' ? column.id : null,
    physicianId: column.kind === 'physician' ? column.id : null,
    outsideBlockTime: day.blockTimes.length > 0,
  };
  const inside = owned.flatMap(({ start, end, roomId, physicianId }) =>
    free
      .filter((each) => overlaps(each, { start, end }))
      .map((each) => ({
        start: Math.max(each.start, start),
        end: Math.min(each.end, end),
        roomId,
        physicianId,
        outsideBlockTime: false,
      })),
  );
  const outside = subtract(free, normalise(owned.map(({ start, end }) => ({ start, end })))).map((each) => ({
    ...each,
    ...own,
  }));
  return [...inside, ...outside]
    .filter(({ start, end }) => end - start >= leastFreeMinutes * minuteMs)
    .sort((a, b) => a.start - b.start);
}
