import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { steroidAgainFrom } from '../outcomes/steroid-interval.js';
import { equivalentMg, equivalentSum } from './steroid-equivalent.js';
import { steroidLedger, type SteroidGiven } from './steroid-ledger.js';
import { steroidPolicy } from './steroid-policy.js';

const zone = 'America/New_York';
const instant = (text: string): number => Date.parse(text);
const given = (on: string, changes: Partial<SteroidGiven> = {}): SteroidGiven => ({
  id: on,
  at: instant(`${on}T15:00:00Z`),
  drug: 'triamcinolone',
  doseMg: 40,
  sessionId: `session ${on}`,
  ...changes,
});

describe('LEDGER-04 equivalents', () => {
  it.each<[string, string | null, number | null, number | null]>([
    ['triamcinolone is told as it is', 'triamcinolone', 40, 40],
    ['methylprednisolone is worth as much', 'methylprednisolone', 80, 80],
    ['0.75 mg of dexamethasone are 4 mg', 'dexamethasone', 0.75, 4],
    ['8 mg of dexamethasone are 42 and two thirds', 'dexamethasone', 8, 128 / 3],
    ['betamethasone is as strong', 'Betamethasone ', 6, 32],
    ['5 mg of prednisone are 4 mg', 'prednisone', 5, 4],
    ['20 mg of hydrocortisone are 4 mg', 'hydrocortisone', 20, 4],
    ['H25: a tenth of a milligram is not lost', 'triamcinolone', 0.1, 0.1],
    ['a dose that nobody knows is unknown', 'triamcinolone', null, null],
    ['a drug that nobody knows is unknown', null, 40, null],
    ['a drug outside the table is unknown', 'cortivazol', 3.75, null],
    ['so is one whose name is a property of every object', 'constructor', 40, null],
  ])('%s', (_, drug, doseMg, expected) => {
    expect(equivalentMg(drug, doseMg, steroidPolicy)).toBe(expected);
  });

  it('adds thirds up exactly: three times 0.25 mg of dexamethasone are 4 mg, and the limit is met and not passed', () => {
    const third = { drug: 'dexamethasone', doseMg: 0.25 };
    expect(equivalentSum([third, third, third], steroidPolicy)).toEqual({ mg: 4, over: false, unknown: 0 });
    const limit = Array.from({ length: 150 }, () => third);
    expect(equivalentSum(limit, steroidPolicy)).toEqual({ mg: 200, over: false, unknown: 0 });
    expect(equivalentSum([...limit, { drug: 'triamcinolone', doseMg: 0.001 }], steroidPolicy).over).toBe(
      true,
    );
  });

  it('does not depend on the order, and one more dose never makes the sum less', () => {
    const dose = fc.record({
      drug: fc.constantFrom(...Object.keys(steroidPolicy.equivalentMg), 'cortivazol', null),
      doseMg: fc.option(fc.integer({ min: 1, max: 500_000 }).map((thousandths) => thousandths / 1000)),
    });
    fc.assert(
      fc.property(fc.array(dose, { maxLength: 20 }), dose, (doses, more) => {
        const sum = equivalentSum(doses, steroidPolicy);
        expect(equivalentSum(doses.toReversed(), steroidPolicy)).toEqual(sum);
        const bigger = equivalentSum([...doses, more], steroidPolicy);
        expect(bigger.mg).toBeGreaterThanOrEqual(sum.mg);
        expect(bigger.unknown - sum.unknown + (bigger.mg > sum.mg ? 1 : 0)).toBe(1);
      }),
    );
  });
});

describe('LEDGER-05 the steroids of twelve months (H11)', () => {
  const at = instant('2026-06-15T15:00:00Z');
  const five = ['2025-09-01', '2025-11-01', '2026-01-01', '2026-03-01', '2026-05-01'].map((on) => given(on));

  it.each<[string, readonly SteroidGiven[], object]>([
    ['none were given', [], { knownMg: 0, verdict: 'within', sessions: 0, reviewDue: false, nextFrom: null }],
    [
      '200 mg are the limit and within it',
      five,
      { knownMg: 200, verdict: 'within', sessions: 5, reviewDue: true },
    ],
    [
      'one from elsewhere passes it',
      [...five, given('2026-02-01', { sessionId: null, doseMg: 4 })],
      { knownMg: 204, verdict: 'over', sessions: 6 },
    ],
    [
      'an unknown dose may be missing in a sum within the limit',
      [given('2026-05-01'), given('2026-04-01', { doseMg: null })],
      { knownMg: 40, verdict: 'unknown', unknownDoses: 1, sessions: 2 },
    ],
    [
      'a sum over the limit is over it whatever else is unknown',
      [...five, given('2026-02-01'), given('2026-04-01', { drug: null })],
      { knownMg: 240, verdict: 'over', unknownDoses: 1 },
    ],
    [
      'both sides of a session are one session',
      [given('2026-05-01'), given('2026-05-01', { id: 'right' })],
      { knownMg: 80, sessions: 1 },
    ],
    [
      'three sessions ask for no review, the fourth does',
      five.slice(0, 3),
      { sessions: 3, reviewDue: false },
    ],
    [
      'a year to the instant is over, a second less is not',
      [
        given('2025-06-15', { id: 'a year ago' }),
        given('2025-06-15', { id: 'a second less', at: instant('2025-06-15T15:00:01Z'), sessionId: null }),
      ],
      { knownMg: 40, sessions: 1 },
    ],
    ['what comes later is not looked at', [given('2026-06-16')], { knownMg: 0, sessions: 0 }],
    [
      'the interval is that of what was given last',
      [given('2026-06-01', { drug: 'dexamethasone', doseMg: 8 }), given('2026-05-01')],
      { nextFrom: instant('2026-06-15T15:00:00Z'), tooSoon: null },
    ],
    [
      'an unknown steroid keeps the longer interval',
      [given('2026-06-01', { drug: null })],
      {
        nextFrom: instant('2026-06-29T15:00:00Z'),
        tooSoon: { drug: 'unknown', daysSince: 14, minimumDays: 28 },
      },
    ],
  ])('%s', (_, all, expected) => {
    expect(steroidLedger(all, at, zone)).toMatchObject(expected);
  });

  it('begins its year on the same day of the calendar, also when that was 29 February', () => {
    const leap = instant('2028-02-29T17:00:00Z');
    expect(steroidLedger([], leap, zone).from).toBe(instant('2027-02-28T17:00:00Z'));
  });

  it('holds every known milligram of the year in its lines, whatever was given', () => {
    const any = fc.record({
      id: fc.uuid(),
      at: fc.integer({ min: at - 500 * 86_400_000, max: at + 86_400_000 }),
      drug: fc.constantFrom('triamcinolone', 'methylprednisolone', null),
      doseMg: fc.option(fc.integer({ min: 1, max: 120 })),
      sessionId: fc.option(fc.constantFrom('a', 'b', 'c')),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 15 }), (all) => {
        const { lines, knownMg, unknownDoses, from } = steroidLedger(all, at, zone);
        expect(lines.length).toBe(all.filter((each) => from < each.at && each.at <= at).length);
        expect(lines.reduce((sum, each) => sum + (each.equivalentMg ?? 0), 0)).toBe(knownMg);
        expect(lines.filter((each) => each.equivalentMg === null).length).toBe(unknownDoses);
      }),
    );
  });
});

describe('LEDGER-06 when another steroid keeps its interval', () => {
  it('is at once without any, and after the longest of those that were given', () => {
    expect(steroidAgainFrom([])).toBeNull();
    const day = 86_400_000;
    expect(
      steroidAgainFrom([
        { drug: 'dexamethasone', at: 10 * day },
        { drug: 'triamcinolone', at: 0 },
      ]),
    ).toBe(28 * day);
  });
});
