import { describe, expect, it } from 'vitest';
import { firstInjectionAt, givenTarget, longTarget, zone } from './target.builder.js';
import { layoutTimeline, type Span } from './timeline-layout.js';

const dayMs = 86_400_000;
const layout = (
  target = longTarget(),
  width = 1100,
  span: Span = 'whole',
  more: { nextSessionAt?: number; now?: number } = {},
) =>
  layoutTimeline({
    target,
    threshold: 50,
    instruments: [],
    prediction: null,
    nextSessionAt: more.nextSessionAt ?? null,
    now: more.now ?? firstInjectionAt + 530 * dayMs,
    zone,
    span,
    width,
  });

describe('The time line of 15 injections over 18 months', () => {
  it.each([1100, 560])('keeps every mark within its %s px', (width) => {
    const { plot, scores, bars, injections } = layout(longTarget(), width);
    expect(injections).toHaveLength(15);
    for (const { x } of [...scores, ...injections]) {
      expect(x).toBeGreaterThanOrEqual(plot.left);
      expect(x).toBeLessThanOrEqual(plot.right);
    }
    for (const bar of bars) {
      expect(bar.width).toBeGreaterThanOrEqual(0);
      expect(bar.x + bar.width).toBeLessThanOrEqual(plot.right + 0.001);
    }
  });

  it.each([1100, 560])('keeps the labels of injections apart at %s px', (width) => {
    const { injections } = layout(longTarget(), width);
    const gaps = injections.flatMap((a) =>
      injections.filter((b) => a.ordinal < b.ordinal && a.row === b.row).map((b) => b.x - a.x),
    );
    expect(gaps.length).toBeGreaterThan(10);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(30);
  });

  it.each([1100, 560])('leaves room to read between two dates at %s px', (width) => {
    const { timeTicks } = layout(longTarget(), width);
    expect(timeTicks.length).toBeGreaterThan(3);
    timeTicks
      .slice(1)
      .forEach((tick, index) => expect(tick.x - (timeTicks[index]?.x ?? 0)).toBeGreaterThan(40));
  });

  it('shows the last three alone when asked', () => {
    expect(layout(longTarget(), 1100, 'last-3').injections.map(({ ordinal }) => ordinal)).toEqual([
      13, 14, 15,
    ]);
  });
});

describe('The time line', () => {
  const short = givenTarget({ injections: [0], scores: '-1h:8clinic 24h:3avg 48h:3avg 480h:3avg 500h:6avg' });

  it('breaks the trace where nobody looked for a week', () => {
    const { traces } = layout(short, 900, 'whole', { now: firstInjectionAt + 22 * dayMs });
    expect(traces).toHaveLength(2);
  });

  it('takes in today and the next session when they are near, and not when they are far', () => {
    const near = { now: firstInjectionAt + 22 * dayMs, nextSessionAt: firstInjectionAt + 40 * dayMs };
    expect(layout(short, 900, 'whole', near)).toMatchObject({
      today: expect.any(Number),
      nextSession: expect.any(Number),
    });
    const far = { now: firstInjectionAt + 400 * dayMs };
    expect(layout(short, 900, 'whole', far)).toMatchObject({
      today: null,
      nextSession: null,
      nextBeyond: false,
    });
    const farSession = { ...near, nextSessionAt: firstInjectionAt + 400 * dayMs };
    expect(layout(short, 900, 'whole', farSession)).toMatchObject({ nextSession: null, nextBeyond: true });
    expect(layout(short, 900, 'whole', near).nextBeyond).toBe(false);
  });

  it('draws the baseline and both lines of relief for each injection', () => {
    const meanings = layout(short).levels.map(({ meaning }) => meaning);
    expect(meanings).toEqual(['baseline', 'relief-30', 'relief-50']);
  });

  it('draws no line where there is no baseline', () => {
    expect(layout(givenTarget({ injections: [0], scores: '24h:3avg' })).levels).toEqual([]);
  });

  it('puts midnights of the clinic under the axis, also on the day the clocks change', () => {
    const target = givenTarget({ injections: [0, 24 * 63], scores: '-1h:8clinic 24h:3avg' });
    const ticks = layout(target, 1400, 'last-3', { now: firstInjectionAt + 64 * dayMs }).timeTicks;
    const weeks = ticks.slice(1).map((tick, index) => Math.round(tick.x - (ticks[index]?.x ?? 0)));
    expect(new Set(weeks).size).toBeLessThanOrEqual(2);
    expect(ticks.map(({ text }) => text)).toContain('9 Mar');
  });
});
