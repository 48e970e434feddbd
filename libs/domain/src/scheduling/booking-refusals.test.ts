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
  codesOf,
  fluoro1,
  halloran,
  hold,
  patient,
  pool,
  profileFor,
  refusalsOf,
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
    rule: 'BOOK-26',
    story: 'the patient is reported to have died',
    facts: { series: series({ patientDied: true }) },
    code: 'series.patient-died',
    overridable: false,
    explained: {},
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
      series: series({ state: 'stopped', sessions: [seriesSession('2026-06-02T09:00')] }),
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
