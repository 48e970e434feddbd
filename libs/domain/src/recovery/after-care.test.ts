import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockParts, clockText } from '../time/clock-text.js';
import { afterCare, bloodThinnerOf, type AfterCareFacts } from './after-care.js';

const hour = 3_600_000;
const newYork = 'America/New_York';
const at = (iso: string): number => Date.parse(iso);
const facts = (changes: Partial<AfterCareFacts> = {}): AfterCareFacts => ({
  zone: newYork,
  needleOutAt: at('2026-11-23T14:20:00Z'),
  roomOutAt: at('2026-11-23T14:30:00Z'),
  sedated: false,
  anaestheticGiven: true,
  steroidGiven: true,
  bloodThinner: 'none',
  nextDose: null,
  diabetes: false,
  phone: '+15551234567',
  outOfHoursText: null,
  ...changes,
});
const codesOf = (changes: Partial<AfterCareFacts> = {}): string[] =>
  afterCare(facts(changes)).map(({ code }) => code);
const untilOf = (code: string, changes: Partial<AfterCareFacts>): string => {
  const { zone } = facts(changes);
  const until = afterCare(facts(changes)).find((line) => line.code === code)?.until;
  return until === undefined ? 'none' : clockText(until, zone);
};

describe('H7: the next dose of a blood thinner', () => {
  const nextDose = { prescriber: 'Dr Osei', at: at('2026-11-24T13:30:00Z') };
  const lineOf = (changes: Partial<AfterCareFacts>) =>
    afterCare(facts(changes)).find(({ code }) => code === 'blood-thinner-as-written');

  it('H7: is the recorded word of the prescriber, to the minute', () => {
    expect(lineOf({ bloodThinner: 'taken', nextDose })).toEqual({
      code: 'blood-thinner-as-written',
      until: nextDose.at,
      say: 'Dr Osei',
    });
  });

  it.each<[string, Partial<AfterCareFacts>]>([
    ['where nothing was recorded', { bloodThinner: 'taken' }],
    ['to who takes none', { nextDose }],
    ['to whom nobody asked about one', { bloodThinner: 'unknown', nextDose }],
    [
      'that had passed before the needle was out',
      { bloodThinner: 'taken', nextDose: { ...nextDose, at: at('2026-11-23T14:20:00Z') } },
    ],
  ])('H7: is not spoken of %s', (_story, changes) => {
    expect(lineOf(changes)).toBeUndefined();
    if (changes.bloodThinner !== undefined) expect(codesOf(changes)).toContain('medicines-but-blood-thinner');
  });
});

describe('S21: the after-care is made of what was given', () => {
  it('an unsedated injection with steroid', () => {
    expect(codesOf()).toEqual([
      'rest-until',
      'no-driving-while-numb',
      'numb-leg',
      'eat-and-drink',
      'medicines-as-before',
      'relief-may-go',
      'relief-in-days',
      'sore-for-days',
      'signs-to-call',
      'call-us',
      'signs-of-emergency',
    ]);
  });

  it.each([
    [
      'S28: relief in two to three days is said after a steroid alone',
      { steroidGiven: false },
      'relief-in-days',
      false,
    ],
    ['a sedated patient does not drive until a clock time', { sedated: true }, 'no-driving-until', true],
    ['an unsedated one has no such time', {}, 'no-driving-until', false],
    [
      "H7: a blood thinner is the prescriber's to speak of",
      { bloodThinner: 'taken' },
      'medicines-but-blood-thinner',
      true,
    ],
    [
      'H7: all medicines are not named in one breath then',
      { bloodThinner: 'taken' },
      'medicines-as-before',
      false,
    ],
    ['H7: with a decision it points to that, too', { bloodThinner: 'decided' }, 'medicines-as-decided', true],
    ['H7: nor when nobody asked', { bloodThinner: 'unknown' }, 'medicines-as-before', false],
    ['H4: diabetes and a steroid: glucose more often', { diabetes: true }, 'glucose-more-often', true],
    [
      'H4: diabetes without a steroid: no such line',
      { diabetes: true, steroidGiven: false },
      'glucose-more-often',
      false,
    ],
    ['no number is invented', { phone: null }, 'call-us', false],
    [
      'where nothing was injected there is nothing to rest from',
      { needleOutAt: null, anaestheticGiven: false },
      'rest-until',
      false,
    ],
    ['H6: a numb leg is spoken of without sedation too', {}, 'no-driving-while-numb', true],
  ] as const)('%s', (_, changes, code, said) => {
    expect(codesOf(changes).includes(code)).toBe(said);
  });

  it.each([
    ['an ordinary day', {}, 'Tue 24 Nov 2026, 09:20 EST'],
    [
      'the clocks go forward: 24 hours are an hour later by the clock',
      { needleOutAt: at('2025-03-08T15:00:00Z') },
      'Sun 9 Mar 2025, 11:00 EDT',
    ],
    [
      'the clocks go back: an hour earlier by the clock',
      { needleOutAt: at('2025-11-01T14:00:00Z') },
      'Sun 2 Nov 2025, 09:00 EST',
    ],
    [
      'up to the next five minutes',
      { needleOutAt: at('2026-11-23T14:21:07Z') },
      'Tue 24 Nov 2026, 09:25 EST',
    ],
    [
      'in Berlin, over the change of the clocks',
      { zone: 'Europe/Berlin', needleOutAt: at('2025-03-29T14:00:00Z') },
      'Sun 30 Mar 2025, 16:00 CEST',
    ],
    ['never at 00:00', { needleOutAt: at('2026-11-24T04:58:00Z') }, 'Wed 25 Nov 2026, 00:05 EST'],
  ] as const)('S21: rest for 24 hours on %s', (_, changes, expected) => {
    expect(untilOf('rest-until', changes)).toBe(expected);
  });

  it('a sedated patient drives again 24 hours after leaving the room, over a change of the clocks', () => {
    expect(untilOf('no-driving-until', { sedated: true, roomOutAt: at('2025-03-08T15:10:00Z') })).toBe(
      'Sun 9 Mar 2025, 11:10 EDT',
    );
  });

  it('the rest is never shorter than 24 hours, at most ten minutes longer, and no time reads 00:00', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2027-12-31T00:00:00Z') }),
        fc.constantFrom(newYork, 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe'),
        fc.boolean(),
        (needleOutAt, zone, sedated) => {
          for (const { code, until } of afterCare(
            facts({ needleOutAt, roomOutAt: needleOutAt, zone, sedated }),
          )) {
            if (until === undefined) continue;
            expect(until - needleOutAt, code).toBeGreaterThanOrEqual(24 * hour);
            expect(until - needleOutAt, code).toBeLessThan(24 * hour + 10 * 60_000);
            expect(clockParts(until, zone).time).not.toBe('00:00');
          }
        },
      ),
    );
  });
});

describe('DAY-41 the blood thinner, on the way home', () => {
  it.each([
    ['none', 'stands', 'decided'],
    ['taken', 'stands', 'decided'],
    ['none', 'void', 'taken'],
    ['none', null, 'none'],
    ['unknown', null, 'unknown'],
  ] as const)('H7: the flag says %s, the decision %s: %s', (flag, decision, known) => {
    expect(bloodThinnerOf(flag, decision)).toBe(known);
  });
});
