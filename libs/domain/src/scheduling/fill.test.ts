import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Interval } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';
import { fillOf, fillShare, fittingVisits, noFill, offeredTime, totalFill } from './fill.js';

/** Minutes since some midnight. */
const from = (start: number, end: number): Interval => ({ start: start * minuteMs, end: end * minuteMs });

describe('FILL-01: how full offered time is', () => {
  const stories: {
    story: string;
    windows: Interval[];
    closures?: Interval[];
    held: Interval[];
    fill: [number, number, number];
  }[] = [
    { story: 'nothing is held', windows: [from(480, 720)], held: [], fill: [240, 0, 0] },
    {
      story: 'two sessions side by side',
      windows: [from(480, 720)],
      held: [from(480, 520), from(520, 560)],
      fill: [240, 80, 0],
    },
    {
      story: 'what is held twice counts once',
      windows: [from(480, 720)],
      held: [from(480, 540), from(500, 560)],
      fill: [240, 80, 0],
    },
    {
      story: 'two pieces of block time that overlap are one stretch',
      windows: [from(480, 600), from(540, 720)],
      held: [from(580, 620)],
      fill: [240, 40, 0],
    },
    {
      story: 'a session that runs over the end of the block time',
      windows: [from(480, 720)],
      held: [from(700, 740)],
      fill: [240, 20, 20],
    },
    {
      story: 'a closure takes its time out of what is offered',
      windows: [from(480, 720)],
      closures: [from(600, 720)],
      held: [from(480, 540)],
      fill: [120, 60, 0],
    },
    {
      story: 'a session that was kept while closed is told of as outside',
      windows: [from(480, 720)],
      closures: [from(480, 720)],
      held: [from(480, 540)],
      fill: [0, 0, 60],
    },
  ];
  it.each(stories)('$story', ({ windows, closures = [], held, fill }) => {
    const { offeredMinutes, heldMinutes, outsideMinutes } = fillOf(offeredTime(windows, closures), held);
    expect([offeredMinutes, heldMinutes, outsideMinutes]).toEqual(fill);
  });

  it('has no share where nothing is offered', () => {
    expect(fillShare(noFill)).toBeNull();
    expect(fillShare({ ...noFill, offeredMinutes: 240, heldMinutes: 60 })).toBe(0.25);
  });

  it('is counted minute by minute, for any windows, closures and holds', () => {
    const stretches = fc.array(
      fc
        .tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 30 }))
        .map(([start, length]) => from(start, start + length)),
      { maxLength: 6 },
    );
    const inAny = (list: readonly Interval[], minute: number) =>
      list.some(({ start, end }) => start <= minute * minuteMs && minute * minuteMs < end);
    fc.assert(
      fc.property(stretches, stretches, stretches, (windows, closures, held) => {
        const counted = { offeredMinutes: 0, heldMinutes: 0, outsideMinutes: 0 };
        for (let minute = 0; minute < 120; minute += 1) {
          const offered = inAny(windows, minute) && !inAny(closures, minute);
          if (offered) counted.offeredMinutes += 1;
          if (inAny(held, minute)) counted[offered ? 'heldMinutes' : 'outsideMinutes'] += 1;
        }
        expect(fillOf(offeredTime(windows, closures), held)).toEqual(counted);
      }),
    );
  });

  it('of a clinic is the sum of its rooms', () => {
    const rooms = [fillOf([from(0, 100)], [from(0, 50)]), fillOf([from(0, 60)], [from(30, 90)])];
    expect(totalFill(rooms)).toEqual({ offeredMinutes: 160, heldMinutes: 80, outsideMinutes: 30 });
  });
});

describe('FILL-02: how many more visits fit', () => {
  it.each([
    { story: 'an empty morning', held: [], fits: 6 },
    { story: 'a full morning', held: [from(480, 720)], fits: 0 },
    { story: 'gaps of 39 minutes fit none of 40', held: [from(519, 681)], fits: 0 },
    { story: 'the stretches before and after one session', held: [from(560, 600)], fits: 5 },
  ])('$story', ({ held, fits }) => {
    expect(fittingVisits([from(480, 720)], held, 40)).toBe(fits);
  });
});
