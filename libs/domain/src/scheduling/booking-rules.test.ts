import { describe, expect, it } from 'vitest';
import type { RefusalCode } from '../refusal-codes.js';
import { minuteMs } from '../time/zone.js';
import type { BookingFacts } from './booking-facts.js';
import { checkBooking } from './booking-rules.js';
import {
  adeyemi,
  at,
  blockTime,
  booking,
  calendar,
  fluoro1,
  fluoro2,
  halloran,
  hold,
  patient,
  plannedBy,
  pool,
  profileFor,
  resource,
  series,
  seriesSession,
} from './booking.builder.js';

const day = '2026-06-08';
const closure = {
  id: 'c1',
  reason: 'Water damage',
  interval: { start: at(`${day}T00:00`), end: at(`${day}T12:00`) },
};

function refusalsOf(facts: BookingFacts) {
  const decision = checkBooking(facts);
  return decision.accepted ? [] : decision.refusals;
}
const codesOf = (facts: BookingFacts): RefusalCode[] => refusalsOf(facts).map((refusal) => refusal.code);

interface Story {
  readonly rule: string;
  readonly story: string;
  readonly facts: Partial<BookingFacts>;
  readonly code: RefusalCode;
  readonly overridable: boolean;
  readonly explained: Record<string, unknown>;
  readonly remedyAt?: string;
}

const refused: readonly Story[] = [
  {
    rule: 'BOOK-05',
    story: 'the room is still being turned over',
    facts: { holds: [hold(fluoro1, `${day}T08:30`, `${day}T09:05`)] },
    code: 'scheduling.resource-busy',
    overridable: false,
    explained: {
      resourceName: 'Fluoro 1',
      busyUntil: at(`${day}T09:05`),
      sessionId: 'another-session',
      stage: 'procedure',
    },
    remedyAt: `${day}T09:05`,
  },
  {
    rule: 'BOOK-05',
    story: 'the physician is on leave',
    facts: { holds: [hold(halloran, `${day}T07:00`, `${day}T17:00`, null)] },
    code: 'scheduling.resource-busy',
    overridable: false,
    explained: { resourceName: 'Dr Halloran', cause: 'closure', busyUntil: at(`${day}T17:00`) },
    remedyAt: `${day}T17:00`,
  },
  {
    rule: 'BOOK-05',
    story: 'the next session needs the room before it is turned over',
    facts: { holds: [hold(fluoro1, `${day}T09:35`, `${day}T10:15`)] },
    code: 'scheduling.resource-busy',
    overridable: false,
    explained: { stage: 'turnover', busyFrom: at(`${day}T09:35`) },
    remedyAt: `${day}T09:45`,
  },
  {
    rule: 'BOOK-06',
    story: 'the patient is elsewhere while she should recover',
    facts: { holds: [hold(patient, `${day}T09:50`, `${day}T10:30`)] },
    code: 'scheduling.patient-busy',
    overridable: false,
    explained: { resourceId: patient.id, stage: 'recover' },
  },
  {
    rule: 'BOOK-07',
    story: 'both C-arms are taken',
    facts: {
      holds: [
        hold(resource('c-arm', 'C-arm A'), `${day}T09:10`, `${day}T10:00`),
        hold(resource('c-arm', 'C-arm B'), `${day}T08:40`, `${day}T10:30`),
      ],
    },
    code: 'scheduling.none-free',
    overridable: false,
    explained: {
      resourceKind: 'c-arm',
      stage: 'procedure',
      wanted: 1,
      free: 0,
      freeFrom: at(`${day}T10:00`),
    },
    remedyAt: `${day}T10:00`,
  },
  {
    rule: 'BOOK-08',
    story: 'the start has passed by a minute',
    facts: { now: at(`${day}T09:01`) },
    code: 'scheduling.in-the-past',
    overridable: false,
    explained: { now: at(`${day}T09:01`) },
  },
  {
    rule: 'BOOK-09',
    story: 'recovery would last longer than the clinic is open',
    facts: { calendar: calendar({ blockTimes: [] }), start: at(`${day}T16:31`) },
    code: 'scheduling.outside-opening-hours',
    overridable: true,
    explained: { visitUntil: at(`${day}T17:31`), closes: at(`${day}T17:30`) },
    remedyAt: `${day}T16:30`,
  },
  {
    rule: 'BOOK-09',
    story: 'preparation would begin before the clinic opens',
    facts: { calendar: calendar({ blockTimes: [] }), start: at(`${day}T07:10`) },
    code: 'scheduling.outside-opening-hours',
    overridable: true,
    explained: { opens: at(`${day}T07:00`) },
    remedyAt: `${day}T07:30`,
  },
  {
    rule: 'BOOK-09',
    story: 'the clinic is not open on a Saturday',
    facts: { calendar: calendar({ blockTimes: [] }), start: at('2026-06-13T09:00') },
    code: 'scheduling.outside-opening-hours',
    overridable: true,
    explained: { open: false },
  },
  {
    rule: 'BOOK-10',
    story: 'the clinic is closed that morning',
    facts: { calendar: calendar({ closures: [closure] }) },
    code: 'scheduling.clinic-closed',
    overridable: false,
    explained: { closureId: 'c1', reason: 'Water damage', closedUntil: at(`${day}T12:00`) },
  },
  {
    rule: 'BOOK-11',
    story: 'the turnover would run past the end of the block time',
    facts: { start: at(`${day}T11:25`) },
    code: 'scheduling.outside-block-time',
    overridable: true,
    explained: { physicianName: 'Dr Halloran', roomName: 'Fluoro 1' },
    remedyAt: '2026-06-15T08:00',
  },
  {
    rule: 'BOOK-11',
    story: "the block time is not valid any more, and the room still is another physician's on other days",
    facts: {
      calendar: calendar({
        blockTimes: [
          blockTime({ validTo: '2026-06-07' }),
          blockTime({ id: 'adeyemi-tuesday', physicianId: adeyemi.id, weekday: 2 }),
        ],
      }),
    },
    code: 'scheduling.outside-block-time',
    overridable: true,
    explained: {},
  },
  {
    rule: 'BOOK-12',
    story: "the room is another physician's at that time",
    facts: { physician: adeyemi },
    code: 'scheduling.block-time-of-another',
    overridable: true,
    explained: { physicianName: 'Dr Halloran', from: at(`${day}T08:00`), until: at(`${day}T12:00`) },
  },
  {
    rule: 'BOOK-13',
    story: 'the block time is meant for another procedure type',
    facts: { calendar: calendar({ blockTimes: [blockTime({ procedureTypes: ['RFA', 'ESI'] })] }) },
    code: 'scheduling.procedure-type-not-allowed',
    overridable: true,
    explained: { procedureType: 'LSB', allowed: 'RFA, ESI' },
  },
  {
    rule: 'BOOK-14',
    story: 'the series is paused',
    facts: { series: series({ state: 'paused' }) },
    code: 'series.not-active',
    overridable: false,
    explained: { state: 'paused' },
  },
  {
    rule: 'BOOK-15',
    story: 'the payer allows two sessions and two are booked or done',
    facts: {
      series: series({
        sessionLimit: 2,
        sessions: [seriesSession('2026-05-18T09:00', 'discharged'), seriesSession('2026-06-29T09:00')],
      }),
    },
    code: 'series.limit-reached',
    overridable: true,
    explained: { count: 3, sessionLimit: 2 },
  },
  {
    rule: 'SER-05',
    story: 'the session before is six days earlier',
    facts: { series: series({ sessions: [seriesSession('2026-06-02T15:00', 'discharged')] }) },
    code: 'series.interval-too-short',
    overridable: true,
    explained: { days: 6, minimumDays: 7, direction: 'after-previous' },
  },
  {
    rule: 'SER-05',
    story: 'the session after is five days later',
    facts: { series: series({ gating: false, sessions: [seriesSession('2026-06-13T07:00')] }) },
    code: 'series.interval-too-short',
    overridable: true,
    explained: { days: 5, direction: 'before-next' },
  },
  {
    rule: 'SER-05',
    story: 'another session stands on the same day',
    facts: { series: series({ sessions: [seriesSession(`${day}T14:00`)] }) },
    code: 'series.interval-below-floor',
    overridable: false,
    explained: { days: 0, minimumDays: 3 },
  },
  {
    rule: 'SER-05',
    story: 'two days after the last, with a continuous technique, asks for a reason',
    facts: {
      series: series({
        continuousTechnique: true,
        sessions: [seriesSession('2026-06-06T09:00', 'discharged')],
      }),
    },
    code: 'series.interval-too-short',
    overridable: true,
    explained: { days: 2, minimumDays: 7 },
  },
  {
    rule: 'BOOK-17',
    story: 'a session without a length',
    facts: { durationMinutes: 0 },
    code: 'scheduling.duration-out-of-range',
    overridable: false,
    explained: { durationMinutes: 0 },
  },
];

describe('a booking that is refused', () => {
  it.each(refused.map((each) => [each.rule, each.story, each] as const))(
    '%s: %s',
    (_rule, _story, expected) => {
      const { facts, code, overridable, explained, remedyAt } = expected;
      const refusals = refusalsOf(booking(facts));
      expect(refusals.map((each) => each.code)).toEqual([code]);
      const [refusal] = refusals;
      expect(refusal?.facts).toMatchObject(explained);
      expect(refusal?.overridable).toBe(overridable);
      if (remedyAt !== undefined)
        expect(refusal?.remedy).toMatchObject({ code: 'start-at', facts: { at: at(remedyAt) } });
      const overridden = checkBooking(
        booking({ ...facts, overrides: [{ code, reason: 'agreed with the physician' }] }),
      );
      expect(overridden.accepted).toBe(overridable);
    },
  );

  it('BOOK-17: names every reason at once, in the order in which one would ask', () => {
    const everythingWrong = booking({
      now: at(`${day}T10:00`),
      calendar: calendar({ closures: [closure] }),
      physician: adeyemi,
      start: at(`${day}T06:30`),
      profile: profileFor('moderate'),
      holds: [hold(adeyemi, `${day}T06:00`, `${day}T08:00`), hold(patient, `${day}T06:00`, `${day}T06:10`)],
      pool: pool.filter((each) => each.kind !== 'sedation-nurse'),
      series: series({ state: 'stopped', sessionLimit: 0, sessions: [seriesSession('2026-06-02T09:00')] }),
    });
    expect(codesOf(everythingWrong)).toEqual([
      'scheduling.in-the-past',
      'scheduling.clinic-closed',
      'scheduling.outside-opening-hours',
      'scheduling.outside-block-time',
      'scheduling.patient-busy',
      'scheduling.resource-busy',
      'scheduling.none-free',
      'series.not-active',
      'series.limit-reached',
      'series.interval-too-short',
    ]);
  });

  it('BOOK-17: an override of one reason leaves the others standing', () => {
    const facts = { physician: adeyemi, series: series({ state: 'paused' as const }) };
    const overrides = [{ code: 'scheduling.block-time-of-another' as const, reason: 'swapped' }];
    expect(codesOf(booking({ ...facts, overrides }))).toEqual(['series.not-active']);
  });

  it('BOOK-05: time that has begun does not become free (trust F7)', () => {
    const taken = hold(fluoro1, `${day}T09:00`, `${day}T09:40`);
    for (let minute = 0; minute < 40; minute += 1) {
      const now = taken.interval.start + minute * minuteMs;
      expect(codesOf(booking({ now, start: now, holds: [taken] }))).toContain('scheduling.resource-busy');
    }
  });
});

describe('a booking that is accepted', () => {
  it('BOOK-02: holds each resource of the profile for its stage', () => {
    const { value } = plannedBy(booking({ profile: profileFor('moderate') }));
    const told = value.holds.map((each) => [
      each.stage,
      each.resourceId,
      each.interval.start - value.start,
      each.interval.end - value.start,
    ]);
    expect(
      told.map(([stage, id, from, to]) => [stage, id, Number(from) / minuteMs, Number(to) / minuteMs]),
    ).toEqual([
      ['prepare', 'patient-a', -30, 0],
      ['prepare', 'bay-1', -30, 0],
      ['procedure', 'patient-a', 0, 30],
      ['procedure', 'dr-halloran', 0, 30],
      ['procedure', 'fluoro-1', 0, 30],
      ['procedure', 'c-arm-a', 0, 30],
      ['procedure', 'rn-okoye', 0, 30],
      ['turnover', 'fluoro-1', 30, 40],
      ['recover', 'patient-a', 30, 90],
      ['recover', 'bay-1', 30, 90],
    ]);
    expect(value.state).toBe('booked');
  });

  it('BOOK-04: takes the next member of a pool when the first is taken, for that stage alone', () => {
    const bay1 = resource('recovery-bay', 'Bay 1');
    const { value } = plannedBy(booking({ holds: [hold(bay1, `${day}T08:00`, `${day}T08:40`)] }));
    const bays = value.holds.filter((each) => each.resourceKind === 'recovery-bay');
    expect(bays.map((each) => [each.stage, each.resourceId])).toEqual([
      ['prepare', 'bay-2'],
      ['recover', 'bay-1'],
    ]);
  });

  it('BOOK-17: a session being moved is not in its own way, neither by its holds nor by its interval', () => {
    const own = { ...seriesSession(`${day}T09:20`), id: 'own' };
    const holds = [
      hold(fluoro1, `${day}T09:20`, `${day}T10:00`, 'own'),
      hold(patient, `${day}T08:50`, `${day}T10:20`, 'own'),
    ];
    const facts = { holds, series: series({ sessions: [own] }) };
    expect(codesOf(booking(facts))).toContain('scheduling.resource-busy');
    expect(plannedBy(booking({ ...facts, wayIn: 'move', sessionId: 'own' })).value.state).toBe('booked');
  });

  it("CAL-02: released block time is anybody's, by hand or when its lead time has come", () => {
    const given = (changes: Parameters<typeof blockTime>[0]) =>
      codesOf(booking({ physician: adeyemi, calendar: calendar({ blockTimes: [blockTime(changes)] }) }));
    expect(given({ releasedOn: [day] })).toEqual([]);
    expect(given({ releaseLeadDays: 7 })).toEqual([]);
    expect(given({ releaseLeadDays: 6 })).toEqual(['scheduling.block-time-of-another']);
  });

  it('BOOK-11: two block times that touch count as one, and a room that nobody owns is free to all', () => {
    const blockTimes = [blockTime({ to: '09:15' }), blockTime({ id: 'second', from: '09:15' })];
    expect(codesOf(booking({ calendar: calendar({ blockTimes }) }))).toEqual([]);
    expect(codesOf(booking({ room: fluoro2 }))).toEqual([]);
  });

  it('BOOK-17: an imported book tells of the past, of ended series and of its own intervals', () => {
    const told = booking({
      wayIn: 'import',
      now: at('2026-07-01T09:00'),
      series: series({
        state: 'completed',
        sessionLimit: 1,
        sessions: [seriesSession('2026-06-06T09:00', 'discharged')],
      }),
    });
    expect(codesOf(told)).toEqual([]);
    expect(codesOf({ ...told, holds: [hold(fluoro1, `${day}T09:00`, `${day}T09:30`)] })).toEqual([
      'scheduling.resource-busy',
    ]);
  });

  it('BOOK-17: what an override set aside comes back with its reason, for the audit trail', () => {
    const overrides = [{ code: 'scheduling.block-time-of-another' as const, reason: 'Dr Halloran agreed' }];
    const { value } = plannedBy(booking({ physician: adeyemi, overrides }));
    expect(value.overridden).toMatchObject([
      { reason: 'Dr Halloran agreed', refusal: { code: 'scheduling.block-time-of-another' } },
    ]);
  });
});
