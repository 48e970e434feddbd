import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, authorisation, clinicZone, series, seriesSession } from './booking.builder.js';
import {
  rankByNeed,
  wishesOfDisplaced,
  type DisplacedSession,
  type DisplacementNeed,
} from './displacement-need.js';
import { displaced, heardAt } from './displacement.builder.js';

const clinic = { now: heardAt, zone: clinicZone };

describe('DISP-02: need', () => {
  const stories: [string, Partial<DisplacedSession>, DisplacementNeed[], string][] = [
    ['a first session with nothing around it has no special need', {}, [], 'soon'],
    [
      'five days before the maximum interval, it is about to be broken',
      {
        series: series({
          maximumIntervalDays: 21,
          sessions: [seriesSession('2026-05-23T09:00', 'discharged')],
        }),
      },
      ['interval-nearly-over'],
      'urgent',
    ],
    [
      'a session that stands past the maximum interval already',
      {
        series: series({
          maximumIntervalDays: 10,
          sessions: [seriesSession('2026-05-23T09:00', 'discharged')],
        }),
      },
      ['interval-over'],
      'urgent',
    ],
    [
      'eight days before the maximum interval nothing presses yet',
      {
        series: series({
          maximumIntervalDays: 24,
          sessions: [seriesSession('2026-05-23T09:00', 'discharged')],
        }),
      },
      [],
      'soon',
    ],
    [
      'a session before it that was cancelled is no interval',
      {
        series: series({
          maximumIntervalDays: 10,
          sessions: [seriesSession('2026-05-23T09:00', 'cancelled')],
        }),
      },
      [],
      'soon',
    ],
    [
      'the next session leaves three days',
      { series: series({ minimumIntervalDays: 7, sessions: [seriesSession('2026-06-18T09:00')] }) },
      ['next-session-near'],
      'urgent',
    ],
    [
      'the last authorisation ends in ten days',
      {
        series: series({
          authorisations: [
            authorisation({ validFrom: '2026-01-01', validTo: '2026-06-10' }),
            authorisation({ validFrom: '2026-06-01', validTo: '2026-06-18' }),
          ],
        }),
      },
      ['authorisation-ends'],
      'urgent',
    ],
    [
      'another authorisation follows, so that none is about to end',
      {
        series: series({
          authorisations: [
            authorisation({ validFrom: '2026-01-01', validTo: '2026-06-10' }),
            authorisation({ validFrom: '2026-06-01', validTo: '2026-12-31' }),
          ],
        }),
      },
      [],
      'soon',
    ],
    [
      'the prescriber decided for this day',
      { anticoagulantDecided: true },
      ['anticoagulant-decided'],
      'soon',
    ],
    [
      'the hour from which to fast has passed',
      { sedation: 'moderate', start: at('2026-06-05T16:59') },
      ['fasting-begun'],
      'soon',
    ],
    [
      'the hour from which to fast is still to come',
      { sedation: 'moderate', start: at('2026-06-05T17:01') },
      [],
      'soon',
    ],
    ['nobody fasts without sedation', { start: at('2026-06-05T10:00') }, [], 'soon'],
    ['a tentative session waits for a decision anyway', { state: 'tentative' }, ['tentative'], 'normal'],
  ];
  it.each(stories)('%s', (_, changes, codes, priority) => {
    const [need] = rankByNeed([displaced('s', changes)], clinic);
    expect(need?.reasons.map(({ code }) => code)).toEqual(codes);
    expect(need?.priority).toBe(priority);
  });

  it('tells the last day that keeps the interval, and how many days are left', () => {
    const previous = seriesSession('2026-05-23T09:00', 'discharged');
    const [need] = rankByNeed(
      [displaced('s', { series: series({ maximumIntervalDays: 18, sessions: [previous] }) })],
      clinic,
    );
    expect(need?.reasons[0]?.facts).toEqual({ days: 2, latestOn: '2026-06-10' });
  });

  it('places the interval before the authorisation, that before a lost preparation, and the tentative last', () => {
    const before = (maximumIntervalDays: number) =>
      series({ maximumIntervalDays, sessions: [seriesSession('2026-05-23T09:00', 'discharged')] });
    const authorised = series({
      authorisations: [authorisation({ validFrom: '2026-01-01', validTo: '2026-06-12' })],
    });
    const order = rankByNeed(
      [
        displaced('tentative', { state: 'tentative', series: before(16) }),
        displaced('later', { start: at('2026-06-08T10:00') }),
        displaced('earlier', { start: at('2026-06-08T08:00') }),
        displaced('prepared', { anticoagulantDecided: true, start: at('2026-06-08T11:00') }),
        displaced('authorised', { series: authorised }),
        displaced('six-days-left', { series: before(22) }),
        displaced('one-day-left', { series: before(17) }),
      ],
      clinic,
    );
    expect(order.map(({ sessionId }) => sessionId)).toEqual([
      'one-day-left',
      'six-days-left',
      'authorised',
      'prepared',
      'earlier',
      'later',
      'tentative',
    ]);
  });

  const anySession = fc
    .record({
      id: fc.uuid(),
      quarter: fc.nat(30),
      state: fc.constantFrom('booked', 'confirmed', 'tentative'),
      sedation: fc.constantFrom('none', 'moderate'),
      maximum: fc.integer({ min: 8, max: 40 }),
      anticoagulantDecided: fc.boolean(),
    })
    .map(({ id, quarter, state, sedation, maximum, anticoagulantDecided }) =>
      displaced(id, {
        start: at('2026-06-08T08:00') + quarter * 900_000,
        state,
        sedation,
        anticoagulantDecided,
        series: series({
          maximumIntervalDays: maximum,
          sessions: [seriesSession('2026-05-23T09:00', 'discharged')],
        }),
      }),
    );

  it('gives the same order whatever order it is asked in, and leaves nobody out', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anySession, { selector: (each) => each.sessionId, maxLength: 12 }),
        (all) => {
          const order = rankByNeed(all, clinic).map(({ sessionId }) => sessionId);
          expect(rankByNeed(all.toReversed(), clinic).map(({ sessionId }) => sessionId)).toEqual(order);
          expect([...order].sort()).toEqual(all.map(({ sessionId }) => sessionId).sort());
        },
      ),
    );
  });
});

describe('DISP-03: how one who lost a place waits', () => {
  it('from tomorrow on, any day, with a day of notice', () => {
    expect(wishesOfDisplaced('2026-06-05')).toEqual({
      from: '2026-06-06',
      until: null,
      weekdays: [],
      halfOfDay: null,
      physicianId: null,
      noticeHours: 24,
    });
  });
});
