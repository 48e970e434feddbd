import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { definitionOf, reliefCourses, reliefLine, type ReliefCourse } from './relief-course.js';
import { firstInjectionAt, givenTarget, longTarget } from './target.builder.js';

const hours = (instant: number): number => (instant - firstInjectionAt) / 3_600_000;
const told = (course: ReliefCourse | undefined): string[] =>
  (course?.stretches ?? []).map(({ kind, start, end }) => `${kind} ${hours(start)}-${hours(end)}`);
const course = (scores: string, injections: readonly number[] = [0], threshold: 50 | 30 = 50) =>
  reliefCourses(givenTarget({ injections, scores: `-1h:8clinic ${scores}` }), threshold)[0];

describe('The time after an injection, as it is drawn', () => {
  it.each([
    [
      'tells the early from the sustained phase at 48 hours',
      '24h:2 72h:3',
      ['changing 0-24', 'early 24-48', 'sustained 48-72'],
    ],
    [
      'hatches the stretch in which relief ended',
      '24h:2 72h:3 168h:3 192h:8 216h:8',
      [
        'changing 0-24',
        'early 24-48',
        'sustained 48-72',
        'sustained 72-168',
        'lapse 168-192',
        'unrelieved 192-216',
      ],
    ],
    [
      'leaves empty what nobody asked about for more than a week',
      '24h:2 72h:3 480h:3',
      ['changing 0-24', 'early 24-48', 'sustained 48-72', 'unknown 72-480'],
    ],
    [
      'does not draw pain before a first look that came late',
      '168h:8 336h:8',
      ['unknown 0-168', 'unrelieved 168-336'],
    ],
  ])('%s', (_story, scores, expected) => {
    expect(told(course(scores))).toEqual(expected);
  });

  it('is unknown from the last look to the next injection', () => {
    expect(told(course('24h:2 72h:3', [0, 240])).at(-1)).toBe('unknown 72-240');
  });

  it('marks a flare and goes on', () => {
    const drawn = course('24h:3 72h:3 96h:3 120h:7 144h:3 168h:3');
    expect(drawn?.flares.map(hours)).toEqual([120]);
    expect(told(drawn)).not.toContain(expect.stringContaining('lapse'));
  });

  it('points on from the last confirmed relief when nobody saw its end', () => {
    const drawn = course('24h:3 72h:3 240h:4');
    expect(drawn?.ongoingFrom === null || drawn === undefined ? null : hours(drawn.ongoingFrom)).toBe(240);
  });

  it('draws nothing as known when there are no scores', () => {
    const drawn = reliefCourses(givenTarget({ injections: [0, 240], scores: '' }), 50)[0];
    expect(told(drawn)).toEqual(['unknown 0-240']);
    expect(drawn?.looks).toBe(0);
  });

  it('may lapse at 50 % and hold at 30 %', () => {
    const scores = '24h:3 72h:3 168h:5 240h:5';
    expect(course(scores, [0], 50)?.ongoingFrom).toBeNull();
    expect(course(scores, [0], 30)?.ongoingFrom).not.toBeNull();
  });

  it('covers the time between two injections without gap or overlap, whatever the diary', () => {
    const diary = fc.array(fc.tuple(fc.integer({ min: 1, max: 700 }), fc.integer({ min: 0, max: 10 })), {
      maxLength: 25,
    });
    fc.assert(
      fc.property(diary, (entries) => {
        const drawn = course(entries.map(([hour, value]) => `${hour}h:${value}`).join(' '), [0, 720]);
        let at = firstInjectionAt;
        for (const { start, end } of drawn?.stretches ?? []) {
          expect(start).toBe(at);
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(hours(at)).toBe(720);
      }),
    );
  });

  it('hatches exactly one stretch for each relief that was seen to end', () => {
    const target = longTarget();
    const ended = target.injections.filter(
      ({ relief50: { lapse } }) => lapse?.upper != null && lapse.upper > 0 && lapse.lower > 0,
    );
    const hatched = reliefCourses(target, 50).flatMap(({ stretches }) =>
      stretches.filter(({ kind }) => kind === 'lapse'),
    );
    expect(ended.length).toBeGreaterThan(5);
    expect(hatched).toHaveLength(ended.length);
  });
});

describe('The line of relief', () => {
  it.each([
    [8, 50, 4],
    [8, 30, 5.6],
    [3, 50, 1],
    [3, 30, 1],
    [1, 50, null],
    [null, 50, null],
  ] as const)('under a baseline of %s at %s %% lies at %s', (baseline, threshold, line) => {
    const drawn = reliefLine(baseline, definitionOf({ definitions: null }, threshold));
    if (line === null) expect(drawn).toBeNull();
    else expect(drawn).toBeCloseTo(line, 10);
  });
});
