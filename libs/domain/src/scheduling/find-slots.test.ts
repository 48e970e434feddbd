import { describe, expect, it } from 'vitest';
import { wallTimeAt } from '../time/zone.js';
import {
  adeyemi,
  at,
  blockTime,
  calendar,
  clinicZone,
  fluoro1,
  fluoro2,
  halloran,
  hold,
  profileFor,
  series,
  seriesSession,
} from './booking.builder.js';
import { best, found, foundBest, monday, search } from './find-slots.builder.js';
import { findSlots, nextFreeTimes } from './find-slots.js';
import { intervalWindow, searchBegins } from './interval-window.js';
import type { SlotFacts } from './slot-facts.js';

describe('BOOK-18: the next free times', () => {
  it('begin with the block time and follow the grid', () => {
    expect(found(search(), 3)).toEqual([
      `${monday}T08:00 Fluoro 1`,
      `${monday}T08:10 Fluoro 1`,
      `${monday}T08:20 Fluoro 1`,
    ]);
  });

  it('lie between the sessions that stand, with room for the turnover', () => {
    const holds = [
      hold(fluoro1, `${monday}T08:00`, `${monday}T08:40`),
      hold(fluoro1, `${monday}T09:30`, `${monday}T11:10`),
    ];
    expect(found(search({ holds }), 4)).toEqual([
      `${monday}T08:40 Fluoro 1`,
      `${monday}T08:50 Fluoro 1`,
      `${monday}T11:10 Fluoro 1`,
      `${monday}T11:20 Fluoro 1`,
    ]);
  });

  it('wait until the minimum interval of the series has passed', () => {
    const sessions = [seriesSession('2026-06-05T09:00', 'discharged')];
    expect(found(search({ series: series({ sessions }) }), 1)).toEqual(['2026-06-15T08:00 Fluoro 1']);
  });

  it('never lie in the past, in a closure or beyond the search', () => {
    expect(found(search({ now: at(`${monday}T11:12`) }), 2)).toEqual([
      `${monday}T11:20 Fluoro 1`,
      '2026-06-15T08:00 Fluoro 1',
    ]);
    const closures = [
      { id: 'c', reason: 'Holiday', interval: { start: at(`${monday}T00:00`), end: at('2026-06-22T00:00') } },
    ];
    expect(found(search({ calendar: calendar({ closures }) }), 1)).toEqual(['2026-06-22T08:00 Fluoro 1']);
    expect(found(search({ until: at(`${monday}T08:20`) }), 9)).toHaveLength(2);
  });

  it('offer several rooms in the order asked for', () => {
    expect(found(search({ rooms: [fluoro2, fluoro1] }), 3)).toEqual([
      `${monday}T07:30 Fluoro 2`,
      `${monday}T07:40 Fluoro 2`,
      `${monday}T07:50 Fluoro 2`,
    ]);
    expect(found(search({ rooms: [fluoro2, fluoro1], from: at(`${monday}T08:00`) }), 2)).toEqual([
      `${monday}T08:00 Fluoro 2`,
      `${monday}T08:00 Fluoro 1`,
    ]);
  });

  it('do not count the session that is being moved as taken', () => {
    const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T12:00`, 'own')];
    expect(found(search({ holds }), 1)).toEqual(['2026-06-15T08:00 Fluoro 1']);
    expect(found(search({ holds, sessionId: 'own' }), 1)).toEqual([`${monday}T08:00 Fluoro 1`]);
  });

  it('are refused as a whole when the series takes no session', () => {
    expect(nextFreeTimes(search({ series: series({ state: 'stopped' }) }), 3)).toMatchObject({
      accepted: false,
      refusals: [{ code: 'series.not-active' }],
    });
  });

  it('offer nothing outside the rules that an override would allow', () => {
    const overrides = [{ code: 'scheduling.outside-block-time' as const, reason: 'I may' }];
    expect(found(search({ overrides }), 1)).toEqual([`${monday}T08:00 Fluoro 1`]);
  });
});

describe('BOOK-19, SLOT-01: the best slots', () => {
  it('offer the best of each day before the second best of any', () => {
    const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T09:00`)];
    expect(best(search({ holds }), 4)).toEqual([
      `${monday}T09:00 Fluoro 1`,
      '2026-06-15T08:00 Fluoro 1',
      '2026-06-22T08:00 Fluoro 1',
      '2026-06-29T08:00 Fluoro 1',
    ]);
    const lastDay = search({ from: at('2026-06-22T00:00'), until: at('2026-06-30T00:00') });
    expect(best(lastDay, 3).map((each) => each.slice(0, 10))).toEqual([
      '2026-06-22',
      '2026-06-29',
      '2026-06-22',
    ]);
  });

  it('keep to the wished weekdays and half of the day', () => {
    const anyRoom = { rooms: [fluoro2], until: at('2026-06-15T00:00') };
    expect(best(search({ ...anyRoom, weekdays: [3] }), 1)).toEqual(['2026-06-10T07:30 Fluoro 2']);
    expect(best(search({ ...anyRoom, weekdays: [3], halfOfDay: 'afternoon' }), 1)).toEqual([
      '2026-06-10T12:00 Fluoro 2',
    ]);
    expect(best(search({ ...anyRoom, weekdays: [6, 7] }), 1)).toEqual([]);
  });

  it('are with any of the physicians asked for, each in the time that is theirs', () => {
    const blockTimes = [
      blockTime(),
      blockTime({
        id: 'adeyemi',
        physicianId: adeyemi.id,
        physicianName: adeyemi.name,
        weekday: 2,
        from: '09:00',
      }),
    ];
    const facts = search({ physicians: [halloran, adeyemi], calendar: calendar({ blockTimes }) });
    const { slots } = foundBest(facts, 2);
    expect(slots.map(({ physician, start }) => `${physician.name} ${wallTimeAt(start, clinicZone)}`)).toEqual(
      ['Dr Halloran 2026-06-08T08:00', 'Dr Adeyemi 2026-06-09T09:00'],
    );
  });

  it('are none where there is nothing to search', () => {
    expect(best(search({ until: at('2026-06-01T00:00') }), 3)).toEqual([]);
    expect(best(search({ rooms: [] }), 3)).toEqual([]);
  });

  it('are refused as a whole when the series takes no session', () => {
    expect(findSlots(search({ series: series({ state: 'paused' }) }), 3)).toMatchObject({
      accepted: false,
      refusals: [{ code: 'series.not-active' }],
    });
  });
});

describe('SLOT-02: the rank of a slot', () => {
  const due = series({ sessions: [seriesSession('2026-06-01T08:00', 'discharged')] });
  const reasonsOf = (facts: SlotFacts, index = 0) =>
    foundBest(facts, index + 1).slots[index]?.reasons.map((each) => each.code);

  it('is best at the target interval, on the same weekday, without a gap', () => {
    const facts = search({ series: due });
    expect(best(facts, 2)).toEqual(['2026-06-15T08:00 Fluoro 1', '2026-06-08T08:00 Fluoro 1']);
    expect(reasonsOf(facts)).toEqual(['slot.near-target', 'slot.same-weekday', 'slot.fits-without-gap']);
    expect(reasonsOf(facts, 1)).toEqual(['slot.before-target', 'slot.same-weekday', 'slot.fits-without-gap']);
  });

  it('falls far past the maximum interval', () => {
    const facts = search({
      series: series({ ...due, maximumIntervalDays: 20 }),
      from: at('2026-06-22T00:00'),
    });
    expect(reasonsOf(facts)).toEqual([
      'slot.after-target',
      'slot.beyond-maximum',
      'slot.same-weekday',
      'slot.fits-without-gap',
    ]);
  });

  it('prefers a time that leaves no stretch too short for another session', () => {
    // From 08:00 to 08:30 nobody could be treated: forty minutes are wanted.
    const holds = [hold(fluoro1, `${monday}T09:10`, `${monday}T12:00`)];
    const facts = search({ holds, until: at('2026-06-09T00:00') });
    expect(best(facts, 4)).toEqual([
      `${monday}T08:00 Fluoro 1`,
      `${monday}T08:10 Fluoro 1`,
      `${monday}T08:20 Fluoro 1`,
      `${monday}T08:30 Fluoro 1`,
    ]);
    expect(foundBest(facts, 1).slots[0]?.reasons).toContainEqual({
      code: 'slot.leaves-gap',
      favours: false,
      facts: { minutes: 30 },
    });
    const exact = [hold(fluoro1, `${monday}T09:20`, `${monday}T12:00`)];
    expect(best({ ...facts, holds: exact }, 2)).toEqual([
      `${monday}T08:00 Fluoro 1`,
      `${monday}T08:40 Fluoro 1`,
    ]);
  });

  it('prefers the physician of the session before to a day nearer to the target', () => {
    const blockTimes = [
      blockTime({ weekday: 2 }),
      blockTime({ id: 'adeyemi', physicianId: adeyemi.id, physicianName: adeyemi.name }),
    ];
    const ranking = { targetIntervalDays: 14, usualPhysicianId: halloran.id, diabetic: false };
    const facts = search({
      series: due,
      physicians: [adeyemi, halloran],
      calendar: calendar({ blockTimes }),
      ranking,
    });
    expect(foundBest(facts, 2).slots.map(({ physician }) => physician.name)).toEqual([
      'Dr Halloran',
      'Dr Adeyemi',
    ]);
    expect(reasonsOf(facts)).toContain('slot.same-physician');
    expect(reasonsOf(facts, 1)).toContain('slot.other-physician');
    const first = foundBest({ ...facts, series: series() }, 1).slots[0];
    expect(first?.reasons.find(({ code }) => code === 'slot.same-physician')?.facts).toMatchObject({
      before: false,
    });
  });

  it('is early for the diabetic and for the sedated', () => {
    const oneDay = {
      until: at('2026-06-09T00:00'),
      holds: [hold(fluoro1, `${monday}T08:00`, `${monday}T08:40`)],
    };
    const ranking = { targetIntervalDays: 14, usualPhysicianId: null, diabetic: true };
    expect(reasonsOf(search({ ...oneDay, ranking }))).toContain('slot.early-for-diabetes');
    expect(best(search({ ...oneDay, ranking }), 1)).toEqual([`${monday}T08:40 Fluoro 1`]);
    expect(reasonsOf(search({ ...oneDay, profile: profileFor('moderate') }))).toContain(
      'slot.early-for-sedation',
    );
    expect(reasonsOf(search(oneDay))).toEqual(['slot.first-of-series', 'slot.fits-without-gap']);
  });
});

describe('SLOT-03: what was excluded', () => {
  it('is counted by rule, with the first instance in full', () => {
    const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T09:00`)];
    const { excluded } = foundBest(search({ holds, until: at('2026-06-09T00:00') }), 1);
    const rows = excluded.map(({ code, resourceKind, starts, days }) => [code, resourceKind, starts, days]);
    expect(rows).toEqual([
      // 07:00 to 17:00 are 61 starts, 08:00 to 11:20 are the 21 inside the block time.
      ['scheduling.outside-block-time', null, 40, 1],
      ['scheduling.resource-busy', 'room', 9, 1],
      // A visit of half an hour before, and half an hour after, the procedure.
      ['scheduling.outside-opening-hours', null, 6, 1],
    ]);
    expect(excluded[1]?.example).toMatchObject({
      start: at(`${monday}T07:30`),
      room: fluoro1,
      refusal: { code: 'scheduling.resource-busy', facts: { resourceName: 'Fluoro 1' } },
    });
  });

  it('tells of sedated sessions that would keep the bay after closing time', () => {
    const facts = search({
      profile: profileFor('moderate'),
      rooms: [fluoro2],
      from: at(`${monday}T14:00`),
      until: at('2026-06-09T00:00'),
    });
    expect(best(facts, 99).toSorted().at(-1)).toBe(`${monday}T16:00 Fluoro 2`);
    expect(foundBest(facts, 1).excluded).toMatchObject([
      { code: 'scheduling.outside-opening-hours', starts: 6, example: { start: at(`${monday}T16:10`) } },
    ]);
  });

  it('says that nobody has block time rather than nothing at all', () => {
    const { slots, excluded } = foundBest(search({ physicians: [adeyemi] }), 3);
    expect(slots).toEqual([]);
    expect(excluded.map(({ code }) => code)).toContain('scheduling.block-time-of-another');
  });
});

describe('SLOT-04: the interval window', () => {
  const windows = [
    { sentence: 'is none while there is no session', sessions: [], dueOn: null, begins: '2026-06-03' },
    {
      sentence: 'is counted in days of the clinic from the last that stands, booked ones included',
      sessions: [
        seriesSession('2026-06-01T08:00', 'discharged'),
        seriesSession('2026-06-22T08:00', 'booked'),
      ],
      dueOn: '2026-07-06',
      begins: '2026-06-29',
    },
    {
      sentence: 'does not wait for one that was cancelled or missed',
      sessions: [
        seriesSession('2026-06-01T08:00', 'discharged'),
        seriesSession('2026-06-22T08:00', 'cancelled'),
        seriesSession('2026-06-29T08:00', 'no-show'),
      ],
      dueOn: '2026-06-15',
      begins: '2026-06-08',
    },
  ];
  it.each(windows)('$sentence', ({ sessions, dueOn, begins }) => {
    const window = intervalWindow(search({ series: series({ sessions }) }), 14);
    expect(window?.dueOn ?? null).toBe(dueOn);
    expect(searchBegins(window, '2026-06-02')).toBe(begins);
  });

  it('is searched around the due day when that is far away', () => {
    const sessions = [seriesSession('2026-06-01T08:00', 'discharged')];
    const window = intervalWindow(search({ series: series({ sessions }) }), 90);
    expect(window).toMatchObject({ previousOn: '2026-06-01', dueOn: '2026-08-30', latestOn: '2026-07-27' });
    expect(searchBegins(window, '2026-06-02')).toBe('2026-08-02');
  });
});
