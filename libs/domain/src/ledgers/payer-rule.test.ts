import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  at,
  authorisation,
  booking,
  codesOf,
  plannedBy,
  series,
  seriesSession,
} from '../scheduling/booking.builder.js';
import { addCivilDays, civilDaysBetween } from '../time/zone.js';
import { emptyLedger, type BookingLedger } from './booking-ledger.js';
import { freeFrom, payerRuleOn, type PayerRule } from './payer-rule.js';

const rule = (changes: Partial<PayerRule> = {}): PayerRule => ({
  id: 'rule',
  payer: 'Fern Health',
  validFrom: '2026-01-01',
  writtenAt: 1,
  maxPerSeries: null,
  maxPer12Months: null,
  minIntervalDays: null,
  minReliefPct: null,
  minReliefDays: null,
  requiresFunction: false,
  requiresPhysicalTherapy: false,
  priorAuthorisation: false,
  source: 'An invented policy',
  ...changes,
});

describe('LEDGER-09 the rule of a payer on a day', () => {
  const old = rule({ id: 'old' });
  const corrected = rule({ id: 'corrected', writtenAt: 2 });
  const coming = rule({ id: 'coming', validFrom: '2026-07-01' });
  it.each<[string, readonly PayerRule[], string, string | null]>([
    ['none is written', [], '2026-06-08', null],
    ['it has not begun', [coming], '2026-06-08', null],
    ['it begins on the day', [coming, old], '2026-07-01', 'coming'],
    ['the day before, the one before it counts', [coming, old], '2026-06-30', 'old'],
    ['of two that begin on one day the later writing counts', [old, corrected], '2026-06-08', 'corrected'],
    [
      'a payer is known by its name, whatever the capitals',
      [rule({ payer: ' fern HEALTH' })],
      '2026-06-08',
      'rule',
    ],
    ['another payer says nothing', [rule({ payer: 'Slate Mutual' })], '2026-06-08', null],
  ])('%s', (_, rules, date, expected) => {
    expect(payerRuleOn(rules, 'Fern Health', date)?.id ?? null).toBe(expected);
  });
});

// The session is wished for on Monday 8 June 2026.
const sessionOn = (id: string, wall: string, seriesId = 'series-1') => ({
  id,
  seriesId,
  start: at(wall),
  state: 'discharged' as const,
});
const withRule = (
  changes: Partial<PayerRule>,
  ledger: Partial<BookingLedger> = {},
  sessionId: string | null = null,
) =>
  booking({
    series: series({ authorisations: [authorisation()], minimumIntervalDays: 3 }),
    ledger: { ...emptyLedger, payerRules: [rule(changes)], ...ledger },
    sessionId,
  });

describe('LEDGER-10 how often a payer pays (H17)', () => {
  it.each<[string, ReturnType<typeof withRule>, readonly string[]]>([
    ['nothing is asked', withRule({}), []],
    [
      'thirteen days of fourteen',
      withRule({ minIntervalDays: 14 }, { sessions: [sessionOn('a', '2026-05-26T09:00', 'another series')] }),
      ['ledger.payer-interval-too-short'],
    ],
    [
      'fourteen days',
      withRule({ minIntervalDays: 14 }, { sessions: [sessionOn('a', '2026-05-25T09:00')] }),
      [],
    ],
    [
      'a session that fell out does not count',
      withRule(
        { minIntervalDays: 14 },
        { sessions: [{ ...sessionOn('a', '2026-06-01T09:00'), state: 'cancelled' }] },
      ),
      [],
    ],
    [
      'one that moves does not count itself',
      withRule({ maxPerSeries: 1 }, { sessions: [sessionOn('a', '2026-06-22T09:00')] }, 'a'),
      [],
    ],
    [
      'one more than a series has',
      withRule(
        { maxPerSeries: 2 },
        { sessions: [sessionOn('a', '2026-04-01T09:00'), sessionOn('b', '2026-05-01T09:00')] },
      ),
      ['ledger.payer-series-maximum'],
    ],
    [
      'another series counts for the year alone',
      withRule(
        { maxPerSeries: 1, maxPer12Months: 2 },
        { sessions: [sessionOn('a', '2026-04-01T09:00', 'x'), sessionOn('b', '2026-05-01T09:00', 'x')] },
      ),
      ['ledger.payer-year-maximum'],
    ],
    [
      'a session a year ago to the day has left the twelve months',
      withRule({ maxPer12Months: 1 }, { sessions: [sessionOn('a', '2025-06-08T09:00')] }),
      [],
    ],
  ])('%s', (_, facts, codes) => {
    expect(codesOf(facts)).toEqual(codes);
  });

  it('is set aside with a reason, and not asked of an hour on the same day', () => {
    const sessions = [sessionOn('a', '2026-06-01T09:00')];
    const facts = withRule({ minIntervalDays: 14 }, { sessions });
    const overrides = [
      { code: 'ledger.payer-interval-too-short', reason: 'Agreed with the payer.' },
    ] as const;
    expect(plannedBy({ ...facts, overrides }).value.overridden).toHaveLength(1);
    const moved = {
      ...facts,
      sessionId: 'm',
      series: { ...facts.series, sessions: [{ ...seriesSession('2026-06-08T11:00'), id: 'm' }] },
    };
    expect(codesOf(moved)).toEqual([]);
  });

  it('finds the first day far enough from every session', () => {
    const day = fc.integer({ min: -40, max: 80 }).map((days) => ({ date: addCivilDays('2026-06-08', days) }));
    fc.assert(
      fc.property(fc.array(day, { maxLength: 6 }), fc.integer({ min: 0, max: 30 }), (sessions, minimum) => {
        const free = freeFrom(sessions, minimum, '2026-06-08');
        const keeps = (date: string) =>
          sessions.every((each) => Math.abs(civilDaysBetween(each.date, date)) >= minimum);
        expect(keeps(free)).toBe(true);
        for (let date = '2026-06-08'; date < free; date = addCivilDays(date, 1))
          expect(keeps(date)).toBe(false);
      }),
    );
  });
});

describe('LEDGER-11 what a booking cannot tell is open', () => {
  const told = (facts: ReturnType<typeof withRule>) => plannedBy(facts).advisories.map(({ code }) => code);
  it.each<[string, ReturnType<typeof withRule>, readonly string[]]>([
    [
      'relief is asked for',
      withRule({ minReliefPct: 50, minReliefDays: 14 }),
      ['ledger.payer-asks-for-relief'],
    ],
    ['physical therapy is', withRule({ requiresPhysicalTherapy: true }), ['ledger.payer-asks-for-relief']],
    ['the payer has no rules here', { ...withRule({}), ledger: emptyLedger }, ['ledger.payer-unknown']],
    ['a valid authorisation is what was asked for', withRule({ priorAuthorisation: true }), []],
    ['a series that nobody authorised for asks for none', { ...withRule({}), series: series() }, []],
  ])('%s', (_, facts, codes) => {
    expect(told(facts)).toEqual(codes);
  });
});

describe('LEDGER-06 a steroid at booking (H11, H17)', () => {
  const steroid = (wall: string, doseMg = 40) => ({
    id: wall,
    sessionId: wall,
    drug: 'triamcinolone',
    doseMg,
    at: at(wall),
  });
  const facts = (ledger: Partial<BookingLedger>, sessionId: string | null = null) =>
    booking({ ledger: { ...emptyLedger, ...ledger }, sessionId });

  it.each<[string, ReturnType<typeof facts>, readonly string[]]>([
    ['28 days after a particulate', facts({ steroids: [steroid('2026-05-11T09:00')] }), []],
    ['a day less', facts({ steroids: [steroid('2026-05-12T09:00')] }), ['ledger.steroid-too-soon']],
    [
      'a day less, given elsewhere',
      facts({ elsewhere: [{ id: 'e', on: '2026-05-12', drug: 'triamcinolone', doseMg: null }] }),
      ['ledger.steroid-too-soon'],
    ],
    [
      'above the limit',
      facts({ steroids: [steroid('2026-01-11T09:00', 201)] }),
      ['ledger.steroid-over-limit'],
    ],
    ['where it is not asked', booking({ ledger: null }), []],
  ])('%s', (_, asked, codes) => {
    expect(codesOf(asked)).toEqual(codes);
  });

  it('is booked without steroid, and says why', () => {
    const decision = plannedBy({
      ...facts({ steroids: [steroid('2026-06-01T09:00')] }),
      overrides: [{ code: 'ledger.steroid-too-soon', reason: 'Without steroid' }],
    });
    expect(decision.value.overridden).toMatchObject([
      { refusal: { facts: { daysSince: 7, minimumDays: 28 } }, reason: 'Without steroid' },
    ]);
  });

  it('is something to know, and not a reason, for a session that moves', () => {
    const moved = plannedBy(facts({ steroids: [steroid('2026-06-01T09:00')] }, 'moved'));
    expect(moved.advisories.map(({ code }) => code)).toEqual(['ledger.steroid-too-soon-to-repeat']);
  });

  it('tells what is unknown and what asks for a review', () => {
    const steroids = ['2026-01-05', '2026-02-05', '2026-03-05', '2026-04-05'].map((on) =>
      steroid(`${on}T09:00`, 10),
    );
    const unknown = { id: 'e', on: '2026-01-20', drug: null, doseMg: null };
    const { advisories } = plannedBy(facts({ steroids, elsewhere: [unknown] }));
    expect(advisories).toEqual([
      { code: 'ledger.steroid-review-due', facts: { sessions: 5 } },
      { code: 'ledger.steroid-not-all-known', facts: { unknown: 1 } },
    ]);
  });
});
