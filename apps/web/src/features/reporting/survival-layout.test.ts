import type { ReliefGroupView, ReliefStep } from '@lull/contracts';
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
      censorTicks: [[3, 0.7]],
      median: none,
      quartiles: [none, none],
      pessimisticMedian: none,
      underAxis: [0, 7, 14, 21].map((day) => ({ day, atRisk: 10, censored: 0, lapsed: 0 })),
      sparse: { wideShare: 0, median: null, steps: [] },
      expectedCoverage: [],
    },
    complications: [],
    adherence: { answeredDays: 0, askedDays: 0, share: null },
    baselineSources: [],
    quality: [],
  };
}

const paths = (text: string) => [...text.matchAll(/[HV](-?[\d.]+)/g)].map(([, value]) => Number(value));

describe('the curves of relief', () => {
  it('only ever fall, from the whole to nothing, inside the drawing', () => {
    const { lines, top, bottom, right } = layoutSurvival([group('a', 21)], 21, 900);
    const [path = ''] = lines.map((line) => line.path);
    const heights = paths(path).filter((_, index) => index % 2 === 1);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect([heights.at(-1), Math.max(...paths(path)) <= right]).toEqual([bottom, true]);
    expect(path.startsWith(`M84,${top}`)).toBe(true);
  });

  it('end where they tell something: later steps and marks are not drawn', () => {
    const { lines, right } = layoutSurvival([group('a', 100)], 20, 900);
    expect(Math.max(...paths(lines[0]?.path ?? ''))).toBeLessThanOrEqual(right);
  });

  it('have letters of their own, one below the other, and bands only while there are one or two', () => {
    const three = layoutSurvival([group('a', 21), group('b', 20), group('c', 21)], 21, 900);
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
    expect(layoutSurvival([group('a', 21)], 21, 900).lines[0]?.band).not.toBeNull();
  });

  it('leave out groups of which nothing is shown, and more than can be told apart', () => {
    const few = { ...group('few', 21), duration: null };
    const many = 'abcdefgh'.split('').map((key) => group(key, 21));
    expect(drawnGroups([few, ...many]).map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it.each([900, 390])('put the figures under the axis with room for each, %i wide', (width) => {
    const { under, days } = layoutSurvival([group('a', 21)], 21, width);
    const places = under[0]?.rows[0]?.figures.map(({ x }) => x) ?? [];
    expect(places).toEqual(days.map(({ x }) => x));
    expect(Math.min(...places.slice(1).map((x, index) => x - (places[index] ?? 0)))).toBeGreaterThan(38);
  });
});
