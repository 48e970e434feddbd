import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs } from '../time/zone.js';
import { backFill } from './back-fill.builder.js';
import { checkBackFill, type BackFillFacts } from './back-fill.js';
import { checkBooking } from './booking-rules.js';
import {
  adeyemi,
  at,
  booking,
  fluoro1,
  halloran,
  hold,
  profileFor,
  series,
  seriesSession,
} from './booking.builder.js';

const wishes = backFill().wishes;
const start = at('2026-06-08T09:00');
const hoursBefore = (hours: number) => start - hours * hourMs;

function codesOf(facts: BackFillFacts): string[] {
  const decision = checkBackFill(facts);
  return decision.accepted ? [] : decision.refusals.map(({ code }) => code);
}

function toldOf(facts: BackFillFacts): string[] {
  const decision = checkBackFill(facts);
  return decision.accepted ? decision.advisories.map(({ code }) => code) : ['refused'];
}

interface Story {
  readonly rule: string;
  readonly story: string;
  readonly facts: Partial<BackFillFacts>;
  readonly codes: readonly string[];
}

const sedatedAt = (now: number) => booking({ now, profile: profileFor('moderate') });

const stories: readonly Story[] = [
  { rule: 'WAIT-03', story: 'who can always come and is ready gets it', facts: {}, codes: [] },
  {
    rule: 'WAIT-03',
    story: 'a time that a rule of booking refuses is nobody’s, with the same reasons',
    facts: {
      booking: booking({
        holds: [hold(fluoro1, '2026-06-08T08:30', '2026-06-08T09:05')],
        series: series({ sessions: [seriesSession('2026-06-04T09:00', 'discharged')] }),
      }),
    },
    codes: ['scheduling.resource-busy', 'series.interval-too-short'],
  },
  {
    rule: 'WAIT-03',
    story: 'what a member could override nobody overrides for a freed time',
    facts: {
      booking: booking({
        series: series({ sessions: [seriesSession('2026-06-04T09:00', 'discharged')] }),
        overrides: [{ code: 'series.interval-too-short', reason: 'as agreed' }],
      }),
    },
    codes: ['series.interval-too-short'],
  },
  {
    rule: 'WAIT-04',
    story: 'a day before the first wished one',
    facts: { wishes: { ...wishes, from: '2026-06-09' } },
    codes: ['waitlist.outside-wished-days'],
  },
  {
    rule: 'WAIT-04',
    story: 'the last wished day is wished',
    facts: { wishes: { ...wishes, until: '2026-06-08' } },
    codes: [],
  },
  {
    rule: 'WAIT-04',
    story: 'another weekday, the other half of the day and another physician, all at once',
    facts: { wishes: { ...wishes, weekdays: [2, 4], halfOfDay: 'afternoon', physicianId: adeyemi.id } },
    codes: [
      'waitlist.weekday-not-wished',
      'waitlist.half-of-day-not-wished',
      'waitlist.physician-not-wished',
    ],
  },
  {
    rule: 'WAIT-04',
    story: 'this weekday, this half and this physician are wished',
    facts: { wishes: { ...wishes, weekdays: [1], halfOfDay: 'morning', physicianId: halloran.id } },
    codes: [],
  },
  {
    rule: 'WAIT-05',
    story: 'the notice is counted to the arrival: 24 hours before half past eight is enough',
    facts: { booking: booking({ now: at('2026-06-07T08:30') }) },
    codes: [],
  },
  {
    rule: 'WAIT-05',
    story: 'a minute later it is not',
    facts: { booking: booking({ now: at('2026-06-07T08:31') }) },
    codes: ['waitlist.notice-too-short'],
  },
  {
    rule: 'WAIT-05',
    story: 'unsedated nobody fasts: an hour before is early enough for who needs none',
    facts: { booking: booking({ now: hoursBefore(1) }), wishes: { ...wishes, noticeHours: 0 } },
    codes: [],
  },
  {
    rule: 'WAIT-05',
    story: 'sedated, eight hours before the start the full meal can still be left out',
    facts: { booking: sedatedAt(hoursBefore(8)), wishes: { ...wishes, noticeHours: 0 } },
    codes: [],
  },
  {
    rule: 'WAIT-05',
    story: 'sedated, seven hours before it cannot be known to have been',
    facts: { booking: sedatedAt(hoursBefore(7)), wishes: { ...wishes, noticeHours: 0 } },
    codes: ['waitlist.fasting-too-late'],
  },
  {
    rule: 'WAIT-05',
    story: 'sedated, with less notice than needed, the escort is not to be had either',
    facts: { booking: sedatedAt(hoursBefore(20)) },
    codes: ['waitlist.notice-too-short', 'waitlist.escort-not-obtainable'],
  },
  {
    rule: 'WAIT-05',
    story: 'an anticoagulant without the prescriber’s decision',
    facts: { anticoagulant: 'undecided' },
    codes: ['waitlist.anticoagulant-undecided'],
  },
  { rule: 'WAIT-05', story: 'with the decision', facts: { anticoagulant: 'decided' }, codes: [] },
  { rule: 'WAIT-05', story: 'an infection', facts: { infection: true }, codes: ['waitlist.infection'] },
  {
    rule: 'WAIT-05',
    story: 'authorisations that are used up or end before the day',
    facts: {
      authorisations: [
        { unitsLeft: 0, validFrom: '2026-01-01', validTo: '2026-12-31' },
        { unitsLeft: 3, validFrom: '2026-01-01', validTo: '2026-06-07' },
      ],
    },
    codes: ['waitlist.not-authorised'],
  },
];

describe('WAIT-03 to WAIT-05: who can take a freed time', () => {
  it.each(stories)('$rule: $story', ({ facts, codes }) => {
    expect(codesOf(backFill(facts))).toEqual(codes);
  });
});

describe('WAIT-06: what is said and asked on the telephone', () => {
  it('is nothing for who is unsedated and all recorded', () => {
    expect(toldOf(backFill())).toEqual([]);
  });

  it('is when to fast and that somebody must take a sedated patient home', () => {
    expect(toldOf(backFill({ booking: sedatedAt(at('2026-06-01T09:00')) }))).toEqual([
      'waitlist.tell-fasting',
      'waitlist.arrange-escort',
    ]);
  });

  it('is what nobody has recorded: it is asked, not guessed', () => {
    expect(toldOf(backFill({ anticoagulant: 'not-asked', authorisations: [] }))).toEqual([
      'waitlist.ask-anticoagulant',
      'waitlist.ask-authorisation',
    ]);
  });
});

const anyFacts: fc.Arbitrary<BackFillFacts> = fc
  .record({
    hours: fc.integer({ min: 0, max: 24 * 9 }),
    sedation: fc.constantFrom('none', 'minimal', 'moderate', 'deep'),
    noticeHours: fc.integer({ min: 0, max: 72 }),
    anticoagulant: fc.constantFrom('not-asked', 'none', 'undecided', 'decided'),
    infection: fc.boolean(),
    unitsLeft: fc.integer({ min: 0, max: 2 }),
    recorded: fc.boolean(),
    weekdays: fc.subarray([1, 2, 3] as const),
    daysSincePrevious: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
  })
  .map((any) =>
    backFill({
      booking: booking({
        now: hoursBefore(any.hours),
        profile: profileFor(any.sedation),
        series: series({
          sessions:
            any.daysSincePrevious === null
              ? []
              : [
                  {
                    id: 'previous',
                    start: start - any.daysSincePrevious * 24 * hourMs,
                    state: 'discharged',
                  },
                ],
        }),
      }),
      wishes: { ...wishes, from: '2026-05-01', noticeHours: any.noticeHours, weekdays: any.weekdays },
      anticoagulant: any.anticoagulant,
      infection: any.infection,
      authorisations: any.recorded
        ? [{ unitsLeft: any.unitsLeft, validFrom: '2026-01-01', validTo: '2026-12-31' }]
        : [],
    }),
  );

describe('of any patient and any hour', () => {
  it('who can take the time could also be booked there, without an override', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        if (checkBackFill(facts).accepted) expect(checkBooking(facts.booking).accepted).toBe(true);
      }),
    );
  });

  it('nobody becomes ready by waiting: what is too late stays too late', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 1, max: 48 }), (facts, hours) => {
        const later = { ...facts, booking: { ...facts.booking, now: facts.booking.now + hours * hourMs } };
        const before = new Set(codesOf(facts));
        const after = new Set(codesOf(later));
        for (const code of before) expect([...after]).toContain(code);
      }),
    );
  });

  it('nobody is offered a time with an undecided anticoagulant, an infection or a fasting hour in the past', () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const decision = checkBackFill(facts);
        if (!decision.accepted) return;
        expect(facts.anticoagulant).not.toBe('undecided');
        expect(facts.infection).toBe(false);
        if (facts.booking.profile.sedation !== 'none')
          expect(facts.booking.start - facts.booking.now).toBeGreaterThanOrEqual(8 * hourMs);
      }),
    );
  });
});
