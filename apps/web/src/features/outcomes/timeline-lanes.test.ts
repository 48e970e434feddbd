import type { InstrumentScoreView } from '@lull/contracts';
import { typicalRelief } from '@lull/domain';
import { describe, expect, it } from 'vitest';
import { layoutMultiples, multipleSize } from './multiples-layout.js';
import { firstInjectionAt, givenInstrument, givenTarget, longTarget, zone } from './target.builder.js';
import type { LapseBands } from './timeline-lanes.js';
import { layoutTimeline } from './timeline-layout.js';

const dayMs = 86_400_000;
const short = givenTarget({ injections: [0], scores: '-1h:8clinic 24h:3 48h:3R 240h:3' });

function layout(
  more: { prediction?: LapseBands; instruments?: readonly InstrumentScoreView[] } = {},
  target = short,
) {
  return layoutTimeline({
    target,
    threshold: 50,
    instruments: more.instruments ?? [],
    prediction: more.prediction ?? null,
    nextSessionAt: null,
    now: firstInjectionAt + 11 * dayMs,
    zone,
    span: 'whole',
    width: 1000,
  });
}
/** Days after the injection at a place in px: the axis is a straight line. */
const dayAt = (timeline: ReturnType<typeof layout>, x: number): number => {
  const [injection] = timeline.injections;
  const pxPerDay = ((timeline.today ?? 0) - (injection?.x ?? 0)) / 11;
  return (x - (injection?.x ?? 0)) / pxPerDay;
};

describe('What may be expected', () => {
  it('S26: is drawn from 2 to 42 days after the last injection, with nothing predicted', () => {
    const timeline = layout();
    const typical = timeline.lanes.expected?.typical;
    expect(dayAt(timeline, typical?.x ?? 0)).toBeCloseTo(typicalRelief.fromDays, 5);
    expect(dayAt(timeline, (typical?.x ?? 0) + (typical?.width ?? 0))).toBeCloseTo(typicalRelief.toDays, 5);
    expect(timeline.lanes.expected?.likely80).toBeNull();
  });

  it('H14: a prediction is two ranges and never one date', () => {
    const timeline = layout({
      prediction: { from: firstInjectionAt, days50: [14, 21], days80: [12, 31] },
    });
    const { likely50, likely80 } = timeline.lanes.expected ?? {};
    const ends = [likely50, likely80].map((band) => [
      Math.round(dayAt(timeline, band?.x ?? 0)),
      Math.round(dayAt(timeline, (band?.x ?? 0) + (band?.width ?? 0))),
    ]);
    expect(ends).toEqual([
      [14, 21],
      [12, 31],
    ]);
  });

  it('says that a range goes on where the picture ends', () => {
    const { lanes, plot } = layout({
      prediction: { from: firstInjectionAt, days50: [14, 60], days80: [12, 400] },
    });
    expect(lanes.expected?.likely80?.cut).toBe(true);
    expect((lanes.expected?.likely80?.x ?? 0) + (lanes.expected?.likely80?.width ?? 0)).toBeLessThanOrEqual(
      plot.right,
    );
  });

  it('is not drawn where nothing was injected', () => {
    expect(layout({}, givenTarget({ injections: [], scores: '24h:3' })).lanes.expected).toBeNull();
  });
});

describe('The lanes below the scores', () => {
  it('hold function and rescue drugs, and take no room without them', () => {
    const without = layout({}, givenTarget({ injections: [0], scores: '-1h:8clinic 24h:3 240h:3' }));
    expect([without.lanes.peg, without.lanes.rescue]).toEqual([null, null]);
    const at = (days: number) => firstInjectionAt + days * dayMs;
    const timeline = layout({
      instruments: [
        givenInstrument('peg', at(-1), 7.333),
        givenInstrument('pgic', at(5), 2),
        givenInstrument('peg', at(9), 4),
      ],
    });
    expect(timeline.lanes.peg?.marks.map(({ score }) => score)).toEqual([7.3, 4]);
    expect(timeline.lanes.rescue?.marks).toHaveLength(1);
    expect(timeline.height).toBeGreaterThan(without.height);
  });

  it('name what was given: in full where there is room for it, short where there is little, never into the next injection', () => {
    const texts = (target: typeof short) => layout({}, target).lanes.given.map(({ text }) => text);
    expect(texts(short)).toEqual(['L3, LA + steroid']);
    const long = longTarget();
    expect(texts(long), 'each of fifteen').toHaveLength(15);
    expect(texts(long).slice(0, 3)).toEqual(['LA+S', 'L3, LA', 'LA+S']);
    const { lanes } = layout({}, long);
    lanes.given.forEach(({ x, text }, index) => {
      const next = lanes.given[index + 1];
      if (next !== undefined) expect(x + text.length * 5).toBeLessThanOrEqual(next.x);
    });
  });
});

describe('Small multiples', () => {
  const target = givenTarget({
    injections: [0, 20 * 24],
    scores: `-1h:8clinic 24h:3 72h:3 96h:8 120h:8 ${20 * 24 - 1}h:8clinic ${21 * 24}h:3 ${25 * 24}h:3 ${38 * 24}h:3 ${40 * 24}h:8`,
  });

  it('share one scale: a day is as wide in each of them', () => {
    const { multiples, days, plot } = layoutMultiples(target, 50);
    expect(days).toBe(21);
    const pxPerDay = (plot.right - plot.left) / days;
    const [first, second] = multiples;
    const lapses = [first, second].map((each) => each?.bars.find(({ kind }) => kind === 'lapse'));
    expect(lapses.map((bar) => Math.round(((bar?.x ?? 0) - plot.left) / pxPerDay))).toEqual([3, 18]);
    expect(lapses.map((bar) => Math.round((bar?.width ?? 0) / pxPerDay))).toEqual([1, 2]);
  });

  it('keep every mark of 15 injections within their frames', () => {
    const { multiples } = layoutMultiples(longTarget(), 50);
    expect(multiples).toHaveLength(15);
    for (const { scores, bars } of multiples) {
      for (const { x } of scores) expect(x).toBeLessThanOrEqual(multipleSize.width);
      for (const { x, width } of bars) expect(x + width).toBeLessThanOrEqual(multipleSize.width);
    }
  });
});
