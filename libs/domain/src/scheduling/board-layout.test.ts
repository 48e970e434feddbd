import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlaps, type Interval } from '../time/interval.js';
import { civilDay, minuteMs } from '../time/zone.js';
import {
  boardBox,
  instantAtPixels,
  lanes,
  leastBoxHeight,
  pixelsAt,
  type BoardScale,
} from './board-layout.js';

const window = { start: 0, end: 600 * minuteMs };
const scale: BoardScale = { window, pixelsPerMinute: 1.6 };
const minutes = (start: number, end: number): Interval => ({ start: start * minuteMs, end: end * minuteMs });

describe('BOARD-01: where a session is drawn', () => {
  it('so many pixels a minute from the top', () => {
    expect(boardBox(minutes(60, 90), scale)).toEqual({ top: 96, height: 48 });
  });

  it('cut off at the edges of the window, and not at all outside of it', () => {
    expect(boardBox(minutes(-30, 30), scale)).toEqual({ top: 0, height: 48 });
    expect(boardBox(minutes(570, 700), scale)).toEqual({ top: 912, height: 48 });
    expect(boardBox(minutes(600, 630), scale)).toBeNull();
  });

  it('never lower than a finger can hit', () => {
    expect(boardBox(minutes(60, 65), scale)?.height).toBe(leastBoxHeight);
  });

  it('a day of 25 hours is an hour longer than one of 24', () => {
    const height = (date: string): number => {
      const day = civilDay(date, 'America/New_York');
      return pixelsAt(day.end, { window: day, pixelsPerMinute: 1 });
    };
    expect([height('2026-11-01'), height('2026-11-02'), height('2026-03-08')]).toEqual([1500, 1440, 1380]);
  });
});

describe('BOARD-02: which instant a pointer means', () => {
  it('the nearest five minutes, kept inside the window', () => {
    expect(instantAtPixels(99, scale)).toBe(60 * minuteMs);
    expect(instantAtPixels(101, scale)).toBe(65 * minuteMs);
    expect(instantAtPixels(-50, scale)).toBe(window.start);
    expect(instantAtPixels(5000, scale)).toBe(window.end);
  });

  it('on the grid it is the inverse of drawing, at every density', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.constantFrom(1.2, 1.6, 2.4), (steps, pixelsPerMinute) => {
        const instant = steps * 5 * minuteMs;
        const dense = { window, pixelsPerMinute };
        expect(instantAtPixels(pixelsAt(instant, dense), dense)).toBe(instant);
      }),
    );
  });
});

describe('BOARD-03: lanes', () => {
  it.each([
    ['nothing', [], []],
    ['one after the other share a lane', [minutes(0, 30), minutes(30, 60)], ['0/1', '0/1']],
    ['two at a time stand side by side', [minutes(0, 30), minutes(10, 40)], ['0/2', '1/2']],
    [
      'a third uses the lane that is free again',
      [minutes(0, 30), minutes(10, 60), minutes(30, 50)],
      ['0/2', '1/2', '0/2'],
    ],
    [
      'clusters do not narrow each other',
      [minutes(0, 30), minutes(10, 40), minutes(40, 60)],
      ['0/2', '1/2', '0/1'],
    ],
    ['the order of the input is kept', [minutes(10, 40), minutes(0, 30)], ['1/2', '0/2']],
  ])('%s', (_story, intervals, expected) => {
    expect(lanes(intervals).map(({ lane, lanes: count }) => `${lane}/${count}`)).toEqual(expected);
  });

  const anyIntervals = fc.array(
    fc
      .tuple(fc.nat(60), fc.integer({ min: 1, max: 20 }))
      .map(([start, length]) => minutes(start, start + length)),
    { maxLength: 20 },
  );

  it('two in the same lane never overlap', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const laid = lanes(intervals);
        intervals.forEach((one, i) =>
          intervals.slice(i + 1).forEach((other, k) => {
            if (overlaps(one, other)) expect(laid[i]?.lane).not.toBe(laid[i + 1 + k]?.lane);
          }),
        );
      }),
    );
  });

  it('a cluster has as many lanes as are under way at its busiest moment, and all that overlap agree on it', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const laid = lanes(intervals);
        const underWay = (at: number): number[] =>
          intervals.flatMap((each, index) => (each.start <= at && at < each.end ? [index] : []));
        // The clusters, the slow way: join whatever overlaps until nothing changes.
        const cluster = intervals.map((_, index) => index);
        for (const _round of intervals) {
          intervals.forEach((one, i) =>
            intervals.forEach((other, k) => {
              if (overlaps(one, other)) cluster[i] = cluster[k] = Math.min(cluster[i] ?? i, cluster[k] ?? k);
            }),
          );
        }
        intervals.forEach((_, index) => {
          const mates = intervals.filter((__, other) => cluster[other] === cluster[index]);
          const busiest = Math.max(...mates.map((mate) => underWay(mate.start).length));
          expect(laid[index]?.lanes).toBe(busiest);
        });
      }),
    );
  });
});
