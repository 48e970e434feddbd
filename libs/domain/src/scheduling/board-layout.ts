import { overlaps, type Interval } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';

/** The stretch of time a board shows, and how tall it draws a minute (1.2, 1.6 or 2.4 px: compact, normal, roomy). */
export interface BoardScale {
  readonly window: Interval;
  readonly pixelsPerMinute: number;
}

export interface BoardBox {
  readonly top: number;
  readonly height: number;
}

/** No session is drawn lower than this, so that a finger can hit it (WCAG 2.5.8; design/screens.md). */
export const leastBoxHeight = 24;

/**
 * BOARD-01: where an interval is drawn, in pixels from the top of the board; null when it lies outside
 * the window. Elapsed minutes, not clock faces, so a day of 23 or 25 hours keeps its true length.
 */
export function boardBox(interval: Interval, scale: BoardScale): BoardBox | null {
  if (!overlaps(interval, scale.window)) return null;
  const top = pixelsAt(Math.max(interval.start, scale.window.start), scale);
  const bottom = pixelsAt(Math.min(interval.end, scale.window.end), scale);
  return { top, height: Math.max(bottom - top, leastBoxHeight) };
}

/** How far below the top of the board an instant lies; negative above the window. */
export function pixelsAt(instant: number, scale: BoardScale): number {
  return ((instant - scale.window.start) / minuteMs) * scale.pixelsPerMinute;
}

/** BOARD-02: the instant at a height, snapped to the nearest step and kept inside the window. Inverse of `pixelsAt` on the grid. */
export function instantAtPixels(pixels: number, scale: BoardScale, snapMinutes = 5): number {
  const steps = Math.round(pixels / scale.pixelsPerMinute / snapMinutes);
  const instant = scale.window.start + steps * snapMinutes * minuteMs;
  return Math.min(Math.max(instant, scale.window.start), scale.window.end);
}

/** Which of how many side-by-side lanes something is drawn in. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/**
 * BOARD-03: a lane for each interval, in the order of the input: a sweep by start gives each the first
 * lane that is free. Intervals that overlap directly or through others form a cluster and share its
 * number of lanes, which is the most that are under way at one time. Two in one lane never overlap.
 */
export function lanes(intervals: readonly Interval[]): Lane[] {
  const order = intervals
    .map((interval, index) => ({ interval, index }))
    .sort(
      (a, b) => a.interval.start - b.interval.start || b.interval.end - a.interval.end || a.index - b.index,
    );
  const laid = new Map<number, Lane>();
  let cluster: { readonly index: number; readonly lane: number }[] = [];
  let laneEnds: number[] = [];
  const close = (): void => {
    for (const { index, lane } of cluster) laid.set(index, { lane, lanes: laneEnds.length });
    cluster = [];
    laneEnds = [];
  };
  for (const { interval, index } of order) {
    if (laneEnds.every((end) => end <= interval.start)) close();
    const free = laneEnds.findIndex((end) => end <= interval.start);
    const lane = free === -1 ? laneEnds.length : free;
    laneEnds[lane] = interval.end;
    cluster.push({ index, lane });
  }
  close();
  return intervals.map((_, index) => laid.get(index) ?? { lane: 0, lanes: 1 });
}
