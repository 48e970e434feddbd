import { describe, expect, it } from 'vitest';
import { at, calendar, fluoro1, fluoro2, hold, series, seriesSession } from './booking.builder.js';
import { found, monday, search } from './free-times.builder.js';
import { nextFreeDays, nextFreeTimes, nextSessionDueOn } from './free-times.js';

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

  it('are refused as a whole when the series takes no session, unless that is overridden', () => {
    expect(nextFreeTimes(search({ series: series({ state: 'stopped' }) }), 3)).toMatchObject({
      accepted: false,
      refusals: [{ code: 'series.not-active' }],
    });
    const limited = search({ series: series({ sessionLimit: 0 }) });
    expect(nextFreeTimes(limited, 3).accepted).toBe(false);
    expect(
      found({ ...limited, overrides: [{ code: 'series.limit-reached', reason: 'payer agreed' }] }, 1),
    ).toHaveLength(1);
  });

  it('offer nothing outside the rules that an override would allow', () => {
    const overrides = [{ code: 'scheduling.outside-block-time' as const, reason: 'I may' }];
    expect(found(search({ overrides }), 1)).toEqual([`${monday}T08:00 Fluoro 1`]);
  });
});

describe('BOOK-19: the next session of a series', () => {
  it('is offered on as many days as are asked for, the earliest time of each, in any room', () => {
    const holds = [hold(fluoro1, `${monday}T08:00`, `${monday}T09:00`)];
    expect(found(search({ holds }), 3, nextFreeDays)).toEqual([
      `${monday}T09:00 Fluoro 1`,
      '2026-06-15T08:00 Fluoro 1',
      '2026-06-22T08:00 Fluoro 1',
    ]);
  });

  it('has no more offers than there are days with free time', () => {
    expect(found(search({ until: at('2026-06-16T00:00') }), 3, nextFreeDays)).toHaveLength(2);
  });

  const due = [
    { sentence: 'is due on no day while there is none before it', sessions: [], on: null },
    {
      sentence: 'is due the target interval after the one before it, counted in days of the clinic',
      sessions: [seriesSession('2026-06-01T08:00', 'discharged')],
      on: '2026-06-15',
    },
    {
      sentence: 'is due after the last that stands, booked ones included',
      sessions: [
        seriesSession('2026-06-01T08:00', 'discharged'),
        seriesSession('2026-06-22T08:00', 'booked'),
      ],
      on: '2026-07-06',
    },
    {
      sentence: 'does not wait for one that was cancelled or missed',
      sessions: [
        seriesSession('2026-06-01T08:00', 'discharged'),
        seriesSession('2026-06-22T08:00', 'cancelled'),
        seriesSession('2026-06-29T08:00', 'no-show'),
      ],
      on: '2026-06-15',
    },
  ] as const;
  it.each(due)('$sentence', ({ sessions, on }) => {
    expect(nextSessionDueOn(search({ series: series({ sessions: [...sessions] }) }), 14)).toBe(on);
  });
});
