import type { ReliefBoundView, ReliefGroupView, ReliefStep } from '@lull/contracts';
import { describe, expect, it } from 'vitest';
import { drawnGroups, layoutSurvival } from './survival-layout.js';

/** A group whose relief ended one after another, evenly until the last day. */
function group(key: string, lastDay: number, events = 10): ReliefGroupView {
  const steps = Array.from({ length: events }, (_, index): ReliefStep => {
    const share = 1 - (index + 1) / events;
    return [((index + 1) * lastDay) / events, share, Math.max(0, share - 0.1), Math.min(1, share + 0.1)];
  });
  const none = { days: null, lower: null, upper: null };
  return {
    key,
    label: `Group ${key}`,
    injections: events,
    patients: events,
    evaluable: events,
    indeterminate: 0,
    missingBaseline: 0,
    lowBaseline: 0,
    noData: 0,
    response: { responders: 0, nonResponders: 0, uncertain: 0, notEvaluable: 0, rate: null },
    lapsed: events,
    ongoing: 0,
    persistedAtNext: 0,
    duration: {
      lastDay,
      steps,
      thinned: false,
      interval: true,
      censorTicks: [[3, 0.7]],
      median: none,
      quartiles: [none, none],
      pessimisticMedian: none,
      underAxis: [0, 7, 14, 21].map((day) => ({ day, atRisk: 10, censored: 0, lapsed: 0 })),
      sparse: { wideShare: 0, isSparse: false, median: null, steps: [] },
      expectedCoverage: [],
      coverageCurve: [],
    },
    complications: [],
    adherence: { answeredDays: 0, askedDays: 0, share: null },
    baselineSources: [],
    quality: [],
  };
}

const caption = 'relief50, version 1; injections from 1 January 2026 to 30 June 2026.';
const layoutOf = (
  groups: readonly ReliefGroupView[],
  drawnUntil: number,
  width: number,
  bounds: readonly ReliefBoundView[] = [],
) => layoutSurvival({ groups, drawnUntil, bounds, caption }, width);
const corners = (path = '') =>
  [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
const shares = ({ top, bottom }: { readonly top: number; readonly bottom: number }, path = '') =>
  corners(path).map(({ y }) => Number(((bottom - y) / (bottom - top)).toFixed(2)));

describe('the curves of relief', () => {
  it('only ever fall, from the whole to nothing, inside the drawing', () => {
    const { lines, top, bottom, right } = layoutOf([group('a', 21)], 21, 900);
    const drawn = corners(lines[0]?.path);
    const heights = drawn.map(({ y }) => y);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect([heights.at(-1), Math.max(...drawn.map(({ x }) => x)) <= right]).toEqual([bottom, true]);
    expect(drawn[0]).toEqual({ x: 84, y: top });
  });

  it('end where they tell something: later steps and marks are not drawn', () => {
    const { lines, right } = layoutOf([group('a', 100)], 20, 900);
    expect(Math.max(...corners(lines[0]?.path).map(({ x }) => x))).toBeLessThanOrEqual(right);
  });

  it('go straight through the days between which nobody can tell, with the band of the drawn patients', () => {
    const base = group('a', 21);
    if (base.duration === null) throw new Error('A group without a curve.');
    const sparse: ReliefGroupView = {
      ...base,
      duration: {
        ...base.duration,
        censorTicks: [[10.5, 0.1]],
        sparse: {
          wideShare: 1,
          isSparse: true,
          median: { from: 7, to: 14 },
          steps: [
            [0, 7, 1, 0.75],
            [7, 14, 0.75, 0.25],
            [14, null, 0.25, 0],
          ],
        },
      },
    };
    const bound: ReliefBoundView = {
      key: 'a',
      patients: 10,
      draws: 1_000,
      median: { from: 5, to: 16 },
      band: [
        [0, 1, 1],
        [14, 0.1, 0.5],
      ],
    };
    const layout = layoutOf([sparse], 21, 900, [bound]);
    expect(shares(layout, layout.lines[0]?.path)).toEqual([1, 1, 0.75, 0.75, 0.25, 0.25, 0.25]);
    expect(shares(layout, layout.lines[0]?.band ?? '')).toEqual([1, 0.5, 0.1, 1]);
    // The mark stands on the line that is drawn, half way down its second slope.
    const tick = layout.lines[0]?.ticks[0]?.y ?? 0;
    expect((layout.bottom - tick) / (layout.bottom - layout.top)).toBeCloseTo(0.5, 6);
    expect(layout.boxes).toHaveLength(3);
    expect(layoutOf([sparse], 21, 900).lines[0]?.band).toBeNull();
  });

  it('say under the drawing what it is of, in lines that fit, with every word', () => {
    for (const width of [900, 340]) {
      const { caption: lines, height } = layoutOf([group('a', 21)], 21, width);
      expect(lines.map(({ text }) => text).join(' ')).toBe(caption);
      expect(Math.max(...lines.map(({ text }) => text.length * 6))).toBeLessThanOrEqual(width);
      expect(Math.max(...lines.map(({ y }) => y))).toBeLessThan(height);
    }
  });

  it('have letters of their own, one below the other, and bands only while there are one or two', () => {
    const three = layoutOf([group('a', 21), group('b', 20), group('c', 21)], 21, 900);
    expect(three.lines.map(({ mark }) => mark.letter)).toEqual(['A', 'B', 'C']);
    expect(three.under.map(({ letter, title }) => [letter, title])).toEqual([
      ['A', 'Group a'],
      ['B', 'Group b'],
      ['C', 'Group c'],
    ]);
    const heights = three.lines.map(({ mark }) => mark.y);
    expect(new Set(heights).size).toBe(3);
    expect(Math.min(...heights.slice(1).map((y, index) => y - (heights[index] ?? 0)))).toBeGreaterThan(16);
    expect(three.lines.every(({ band }) => band === null)).toBe(true);
    expect(layoutOf([group('a', 21)], 21, 900).lines[0]?.band).not.toBeNull();
  });

  it('leave out groups of which nothing is shown, and more than can be told apart', () => {
    const few = { ...group('few', 21), duration: null };
    const many = 'abcdefgh'.split('').map((key) => group(key, 21));
    expect(drawnGroups([few, ...many]).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it.each([900, 390])('put the figures under the axis with room for each, %i wide', (width) => {
    const { under, days } = layoutOf([group('a', 21)], 21, width);
    const places = under[0]?.rows[0]?.figures.map(({ x }) => x) ?? [];
    expect(places).toEqual(days.map(({ x }) => x));
    expect(Math.min(...places.slice(1).map((x, index) => x - (places[index] ?? 0)))).toBeGreaterThan(38);
  });
});
