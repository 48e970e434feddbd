import { describe, expect, it } from 'vitest';
import { readinessPolicies, type ReadinessPolicies } from '../readiness/readiness-policy.js';
import { at, booking, profileFor, refusalsOf, series } from './booking.builder.js';
import type { BookingFacts } from './booking-facts.js';

const sedated = (changes: Partial<BookingFacts> = {}): BookingFacts =>
  booking({ profile: profileFor('moderate'), start: at('2026-06-08T13:00'), ...changes });
const told = (facts: BookingFacts) =>
  refusalsOf(facts).filter(({ code }) => code === 'scheduling.too-late-to-fast');
const [proposed] = readinessPolicies;
const byTheArrival: ReadinessPolicies = [
  { ...proposed, fasting: { ...proposed.fasting, anchor: 'arrival' } },
];
const standing = (start: number, isSedated: boolean) => ({
  sessionId: 'moved',
  series: series({ sessions: [{ id: 'moved', start, state: 'booked', sedated: isSedated }] }),
});

describe('BOOK-25: too late to fast', () => {
  it.each<[string, BookingFacts, string[]]>([
    ['eight hours before', sedated({ now: at('2026-06-08T05:00') }), []],
    ['a minute later', sedated({ now: at('2026-06-08T05:01') }), ['scheduling.too-late-to-fast']],
    ['unsedated at any hour', booking({ start: at('2026-06-08T13:00'), now: at('2026-06-08T12:00') }), []],
    [
      'eight hours before, where the clinic counts from the arrival',
      sedated({
        now: at('2026-06-08T05:00'),
        series: series({ fasting: { policies: byTheArrival, glp1: false } }),
      }),
      ['scheduling.too-late-to-fast'],
    ],
    [
      'half a day before, with a GLP-1 drug',
      sedated({
        now: at('2026-06-08T01:00'),
        series: series({ fasting: { policies: readinessPolicies, glp1: true } }),
      }),
      ['scheduling.too-late-to-fast'],
    ],
    [
      'moved to a later hour by who fasts already',
      sedated({ now: at('2026-06-08T08:00'), ...standing(at('2026-06-08T11:00'), true) }),
      [],
    ],
    [
      'moved to an earlier hour',
      sedated({ now: at('2026-06-08T08:00'), ...standing(at('2026-06-08T15:00'), true) }),
      ['scheduling.too-late-to-fast'],
    ],
    [
      'sedated at the hour at which no sedation was planned',
      sedated({ now: at('2026-06-08T08:00'), ...standing(at('2026-06-08T13:00'), false) }),
      ['scheduling.too-late-to-fast'],
    ],
  ])('%s', (_story, facts, expected) => {
    expect(told(facts).map(({ code }) => code)).toEqual(expected);
  });

  it('names what could no longer be taken in, and is set aside with a reason', () => {
    const facts = sedated({ now: at('2026-06-08T06:00') });
    expect(told(facts)).toEqual([
      {
        code: 'scheduling.too-late-to-fast',
        facts: { intake: 'full-meal', lastAt: at('2026-06-08T05:00') },
        overridable: true,
      },
    ]);
    const overrides = [
      { code: 'scheduling.too-late-to-fast', reason: 'has not eaten since last night' },
    ] as const;
    expect(told({ ...facts, overrides })).toEqual([]);
  });
});
