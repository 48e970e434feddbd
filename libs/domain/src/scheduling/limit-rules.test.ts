import { describe, expect, it } from 'vitest';
import { adeyemi, at, authorisation, booking, halloran, profileFor, series } from './booking.builder.js';
import { checkBooking } from './booking-rules.js';
import type { BookingFacts } from './booking-facts.js';
import type { CountedSession, DailyLimits } from './limit-rules.js';

const day = '2026-06-08';
const counted = (wallTime: string, changes: Partial<CountedSession> = {}): CountedSession => ({
  id: `session of ${wallTime}`,
  start: at(wallTime),
  physicianId: halloran.id,
  sedated: true,
  ...changes,
});
const limits = (changes: Partial<DailyLimits>): Partial<BookingFacts> => ({
  limits: {
    physicianSessions: null,
    sedations: null,
    sessions: [counted(`${day}T08:00`), counted(`${day}T11:00`)],
    ...changes,
  },
});
const authorised = (...windows: readonly (readonly [string, string])[]): Partial<BookingFacts> => ({
  series: series({
    authorisations: windows.map(([validFrom, validTo], index) =>
      authorisation({ id: `authorisation ${index}`, validFrom, validTo }),
    ),
  }),
});
const sedated = { profile: profileFor('moderate') };

// Every session is wished for on Monday 8 June at 09:00 with Dr Halloran.
const stories: readonly (readonly [
  sentence: string,
  facts: Partial<BookingFacts>,
  codes: readonly string[],
])[] = [
  ['LIM-01: a series without an authorisation asks for none', authorised(), []],
  ['LIM-01: the last day of an authorisation counts', authorised(['2026-05-01', day]), []],
  [
    'LIM-01: a day after it does not',
    authorised(['2026-05-01', '2026-06-07']),
    ['series.outside-authorisation'],
  ],
  ['LIM-01: any of several will do', authorised(['2026-05-01', '2026-05-31'], [day, '2026-07-01']), []],
  ['LIM-02: without a limit nobody counts', limits({}), []],
  ['LIM-02: below the limit there is room', limits({ physicianSessions: 3 }), []],
  [
    'LIM-02: at the limit the day is full',
    limits({ physicianSessions: 2 }),
    ['scheduling.physician-day-full'],
  ],
  [
    'LIM-02: sessions of others, and of the day before, are not hers',
    limits({
      physicianSessions: 1,
      sessions: [counted(`${day}T08:00`, { physicianId: adeyemi.id }), counted('2026-06-07T23:59')],
    }),
    [],
  ],
  [
    'LIM-02: a session that is moved does not count itself',
    { ...limits({ physicianSessions: 2 }), sessionId: `session of ${day}T08:00` },
    [],
  ],
  [
    'LIM-03: at the limit no further sedation',
    { ...sedated, ...limits({ sedations: 2 }) },
    ['scheduling.sedations-day-full'],
  ],
  ['LIM-03: a session without sedation is not counted', limits({ sedations: 0 }), []],
  [
    'LIM-03: only the sedated are counted',
    { ...sedated, ...limits({ sedations: 1, sessions: [counted(`${day}T08:00`, { sedated: false })] }) },
    [],
  ],
  [
    'LIM-02, LIM-03: both are named at once, and both yield to a reason',
    { ...sedated, ...limits({ sedations: 2, physicianSessions: 1 }) },
    ['scheduling.physician-day-full', 'scheduling.sedations-day-full'],
  ],
];

describe('The limits of a booking', () => {
  it.each(stories)('%s', (_, changes, codes) => {
    const facts = booking(changes);
    const decision = checkBooking(facts);
    const refusals = decision.accepted ? [] : decision.refusals;
    expect(refusals.map((each) => each.code)).toEqual(codes);
    const overrides = refusals.map(({ code }) => ({ code, reason: 'agreed with the medical director' }));
    expect(checkBooking({ ...facts, overrides })).toMatchObject({ accepted: true });
  });

  it('LIM-01: name the day from which the next authorisation runs, or until which the last one did', () => {
    const remedyOf = (facts: Partial<BookingFacts>) => {
      const decision = checkBooking(booking(facts));
      return decision.accepted ? null : decision.refusals[0]?.remedy?.facts;
    };
    expect(remedyOf(authorised(['2026-06-20', '2026-07-01']))).toEqual({ fromDate: '2026-06-20' });
    expect(remedyOf(authorised(['2026-05-01', '2026-06-07']))).toEqual({ untilDate: '2026-06-07' });
  });
});
