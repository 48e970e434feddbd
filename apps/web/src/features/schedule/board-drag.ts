import { boardBox, instantAtPixels, minuteMs, pixelsAt, type BoardBox, type BoardScale } from '@lull/domain';
import type { DaySessionView } from '@lull/contracts';
import type { BoardColumn } from './board-columns.js';
import type { MovePlace } from './move-preview.js';

/** A finger must rest so long before it picks a session up: a swipe scrolls. */
export const longPressMs = 450;
/** A press that goes further than this is a drag (mouse, pen) or a swipe (touch). */
export const pressSlop = { mouse: 4, pen: 6, touch: 10 } as const;
const snapMinutes = 5;

/** A column of the board as it lies on the body, in pixels from its left edge. */
export interface ColumnStretch {
  readonly column: BoardColumn;
  readonly left: number;
  readonly width: number;
}

/** The place that a column and a time mean for a session: what the column does not tell stays. */
export function placeIn(place: MovePlace, column: BoardColumn, start: number): MovePlace {
  if (column.kind === 'room') return { ...place, start, roomId: column.id };
  if (column.kind === 'physician') return { ...place, start, physicianId: column.id };
  return { ...place, start };
}

/** The column under a point: the nearest, beyond the first and the last; bays are no place to move to. */
export function columnAt(x: number, stretches: readonly ColumnStretch[]): ColumnStretch | undefined {
  const wide = stretches.filter(({ column }) => column.kind !== 'recovery-bay');
  return wide.find(({ left, width }) => x < left + width) ?? wide.at(-1);
}

/** The snapped start under a pointer that holds the session `grabbed` pixels below its start. */
export function startAt(y: number, grabbed: number, scale: BoardScale): number {
  return instantAtPixels(y - grabbed, scale, snapMinutes);
}

/** Where the session would be drawn in a column of its room or physician, at a start. */
export function boxAt(
  session: DaySessionView,
  kind: BoardColumn['kind'],
  start: number,
  scale: BoardScale,
): BoardBox {
  const own = session.holds.filter((hold) => hold.kind === kind);
  const from = Math.min(session.start, ...own.map((hold) => hold.start)) - session.start;
  const to = Math.max(session.end, ...own.map((hold) => hold.end)) - session.start;
  return (
    boardBox({ start: start + from, end: start + to }, scale) ?? {
      top: pixelsAt(start + from, scale),
      height: ((to - from) / minuteMs) * scale.pixelsPerMinute,
    }
  );
}

const edgePixels = 56;
const fastest = 16;

/** How many pixels to scroll in this frame: the nearer to the edge, the faster; none away from it. */
export function edgeScroll(position: number, from: number, to: number): number {
  const before = from + edgePixels - position;
  const beyond = position - (to - edgePixels);
  if (before > 0) return -Math.ceil(Math.min(1, before / edgePixels) * fastest);
  if (beyond > 0) return Math.ceil(Math.min(1, beyond / edgePixels) * fastest);
  return 0;
}

/** Alt and an arrow: five minutes, or the next column of the same kind; at the edge it stays. */
export function stepped(
  place: MovePlace,
  key: string,
  columns: readonly BoardColumn[],
  { window }: BoardScale,
): MovePlace | null {
  const minutes = key === 'ArrowUp' ? -snapMinutes : key === 'ArrowDown' ? snapMinutes : 0;
  if (minutes !== 0) {
    const start = place.start + minutes * minuteMs;
    return start < window.start || start >= window.end ? place : { ...place, start };
  }
  const by = key === 'ArrowLeft' ? -1 : key === 'ArrowRight' ? 1 : 0;
  if (by === 0) return null;
  const wide = columns.filter(({ kind }) => kind !== 'recovery-bay');
  const at = wide.findIndex(({ id }) => id === place.roomId || id === place.physicianId);
  const next = wide[at + by];
  return next === undefined ? place : placeIn(place, next, place.start);
}
