import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCivilDays, civilDatesBetween, wallTimeAt } from '../time/zone.js';
import { blockTime, calendar, fluoro1, fluoro2 } from './booking.builder.js';
import { blockTimeOn, checkBlockTime, occursOn } from './block-time-pattern.js';
import type { BlockTime, BlockTimeRepeat } from './clinic-calendar.js';
import { blockTimesOn } from './clinic-hours.js';

const january = civilDatesBetween('2027-01-01', '2027-02-28');
const daysOf = (changes: Partial<BlockTime>): string[] =>
  january.filter((date) => occursOn(blockTime(changes), date)).map((date) => date.slice(5));

describe('CAL-03: block time comes back', () => {
  const stories: readonly [sentence: string, changes: Partial<BlockTime>, days: readonly string[]][] = [
    ['every week', {}, ['01-04', '01-11', '01-18', '01-25', '02-01', '02-08', '02-15', '02-22']],
    [
      'every second week, counted from any day of the anchor week',
      { repeat: { kind: 'every-n-weeks', weeks: 2, anchor: '2027-01-17' } },
      ['01-11', '01-25', '02-08', '02-22'],
    ],
    [
      'every third week, before the anchor as well as after it',
      { repeat: { kind: 'every-n-weeks', weeks: 3, anchor: '2027-02-08' } },
      ['01-18', '02-08'],
    ],
    [
      'on the first and the third of the month',
      { repeat: { kind: 'nth-weekdays', nths: [1, 3] } },
      ['01-04', '01-18', '02-01', '02-15'],
    ],
    [
      'on the fifth, in months that have one',
      { weekday: 5, repeat: { kind: 'nth-weekdays', nths: [5] } },
      ['01-29'],
    ],
    ['while it is valid', { validFrom: '2027-01-11', validTo: '2027-01-18' }, ['01-11', '01-18']],
  ];
  it.each(stories)('%s', (_sentence, changes, days) => {
    expect(daysOf(changes)).toEqual(days);
  });
});

/** Counts days one by one from a known Thursday, and weeks by their Mondays: no arithmetic of the rule's own. */
function naiveOccurrences(pattern: BlockTime, days: number): string[] {
  const found: string[] = [];
  let [date, weekday, week] = ['2026-01-01', 4, 0];
  let [month, seen] = ['', new Map<number, number>()];
  const weekOf = new Map<string, number>();
  const calendarDays: { date: string; weekday: number; nth: number; week: number }[] = [];
  for (let day = 0; day < days; day += 1) {
    if (date.slice(0, 7) !== month) [month, seen] = [date.slice(0, 7), new Map()];
    const nth = (seen.get(weekday) ?? 0) + 1;
    seen.set(weekday, nth);
    weekOf.set(date, week);
    calendarDays.push({ date, weekday, nth, week });
    date = addCivilDays(date, 1);
    weekday = weekday === 7 ? 1 : weekday + 1;
    if (weekday === 1) week += 1;
  }
  for (const each of calendarDays) {
    if (each.weekday !== pattern.weekday || each.date < pattern.validFrom) continue;
    if (pattern.validTo !== null && each.date > pattern.validTo) continue;
    const { repeat } = pattern;
    if (repeat.kind === 'nth-weekdays' && !repeat.nths.includes(each.nth)) continue;
    if (repeat.kind === 'every-n-weeks') {
      const apart = Math.abs(each.week - (weekOf.get(repeat.anchor) ?? 0));
      let rest = apart;
      while (rest >= repeat.weeks) rest -= repeat.weeks;
      if (rest !== 0) continue;
    }
    const exception = pattern.exceptions.find((other) => other.date === each.date);
    if (exception === undefined) found.push(`${each.date} ${pattern.from}-${pattern.to} ${pattern.roomId}`);
    else if (exception.instead !== null)
      found.push(
        `${each.date} ${exception.instead.from}-${exception.instead.to} ${exception.instead.roomId}`,
      );
  }
  return found;
}

const someDate = fc.integer({ min: 0, max: 760 }).map((days) => addCivilDays('2026-01-01', days));
const someRepeat: fc.Arbitrary<BlockTimeRepeat> = fc.oneof(
  fc.constant({ kind: 'weekly' as const }),
  fc.record({
    kind: fc.constant('every-n-weeks' as const),
    weeks: fc.integer({ min: 2, max: 8 }),
    anchor: someDate,
  }),
  fc.record({
    kind: fc.constant('nth-weekdays' as const),
    nths: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
  }),
);
const somePattern = fc
  .record({
    weekday: fc.constantFrom(1, 2, 3, 4, 5, 6, 7),
    repeat: someRepeat,
    validFrom: someDate,
    validTo: fc.option(someDate),
    dropped: fc.uniqueArray(someDate, { maxLength: 120 }),
    moved: fc.uniqueArray(someDate, { maxLength: 120 }),
  })
  .map(({ dropped, moved, ...pattern }) =>
    blockTime({
      ...(pattern as Partial<BlockTime>),
      exceptions: [
        ...dropped.map((date) => ({ date, instead: null })),
        ...moved
          .filter((date) => !dropped.includes(date))
          .map((date) => ({ date, instead: { from: '13:00', to: '17:00', roomId: fluoro2.id } })),
      ],
    }),
  );

describe('the occurrences of block time', () => {
  it('are those of a plain list of days, whatever the pattern and its exceptions', () => {
    const days = civilDatesBetween('2026-01-01', addCivilDays('2026-01-01', 799));
    let occurrences = 0;
    fc.assert(
      fc.property(somePattern, (pattern) => {
        const found = days.flatMap((date) => {
          const each = blockTimeOn(pattern, date);
          return each === null ? [] : [`${date} ${each.from}-${each.to} ${each.roomId}`];
        });
        const expected = naiveOccurrences(pattern, days.length);
        occurrences += expected.length;
        expect(found).toEqual(expected);
      }),
      { numRuns: 120 },
    );
    expect(occurrences).toBeGreaterThan(120);
  }, 60_000);

  it.each([
    ['America/New_York', '2026-03-01', '2026-11-08'],
    ['Europe/Berlin', '2026-03-22', '2026-11-01'],
    ['Pacific/Auckland', '2026-03-29', '2026-10-04'],
  ])('keep their wall time over both clock changes in %s', (zone, from, to) => {
    const week = [1, 2, 3, 4, 5, 6, 7] as const;
    const blockTimes = week.map((weekday) =>
      blockTime({ id: String(weekday), weekday, from: '07:30', to: '16:10' }),
    );
    const clinic = calendar({ zone, blockTimes });
    const walls = civilDatesBetween(from, to).flatMap((date) =>
      blockTimesOn(clinic, date, 0).map(({ interval }) => [
        wallTimeAt(interval.start, zone) === `${date}T07:30`,
        wallTimeAt(interval.end, zone) === `${date}T16:10`,
      ]),
    );
    expect(walls.length).toBeGreaterThan(180);
    expect(walls.flat().every(Boolean)).toBe(true);
    const offsets = civilDatesBetween(from, to).map(
      (date) => (blockTimesOn(clinic, date, 0)[0]?.interval.start ?? 0) % (24 * 3_600_000),
    );
    expect(new Set(offsets).size).toBe(2);
  });
});

describe('CAL-06: block time', () => {
  it.each([
    ['ends after it begins', { from: '12:00', to: '08:00' }, 'to'],
    ['takes some time', { from: '12:00', to: '12:00' }, 'to'],
    ['is no longer than a day at work', { from: '06:00', to: '21:00' }, 'to'],
    ['is not over before it is valid', { validFrom: '2027-02-01', validTo: '2027-01-31' }, 'validTo'],
  ])('%s', (_sentence, changes, entry) => {
    expect(checkBlockTime(blockTime(changes))).toMatchObject({
      refusals: [{ code: 'scheduling.block-time-impossible', facts: { entry } }],
    });
    expect(checkBlockTime(blockTime({ roomId: fluoro1.id })).accepted).toBe(true);
  });
});
