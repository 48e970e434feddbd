import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anaestheticMaxima, doseMg, totalAnaesthetic, type AnaestheticDose } from './dose.js';

const bupivacaine = (volumeMl: number): AnaestheticDose => ({ drug: 'bupivacaine', percent: 0.25, volumeMl });
const lidocaine = (volumeMl: number): AnaestheticDose => ({ drug: 'lidocaine', percent: 1, volumeMl });

describe('DOS-01 percent and volume to mg', () => {
  it.each([
    ['10 mL of 0.25 % is 25 mg', bupivacaine(10), 25],
    ['12.5 mL of 0.25 % is 31.25 mg', bupivacaine(12.5), 31.25],
    ['3 mL of 1 % is 30 mg', lidocaine(3), 30],
    ['0.1 mL of 0.7 % is 0.7 mg, not a hair more', { drug: 'x', percent: 0.7, volumeMl: 0.1 }, 0.7],
    ['nothing is nothing', bupivacaine(0), 0],
  ])('%s', (_story, dose, mg) => {
    expect(doseMg(dose)).toBe(mg);
  });
});

describe('DOS-02 the total local anaesthetic of a session', () => {
  it.each([
    ['one side is within', [bupivacaine(15)], 30, 'within', 0.5],
    ['both sides together are exactly the maximum', [bupivacaine(15), bupivacaine(15)], 30, 'within', 1],
    ['a little more is too much', [bupivacaine(15), bupivacaine(15.1)], 30, 'exceeds', 75.25 / 75],
    ['two drugs add up', [bupivacaine(15), lidocaine(8)], 30, 'exceeds', 0.5 + 80 / 135],
    ['without a weight nothing is within', [bupivacaine(1)], null, 'unknown', null],
    ['a weight of 0 is no weight', [bupivacaine(1)], 0, 'unknown', null],
    [
      'a drug without a maximum leaves it open',
      [{ ...bupivacaine(1), drug: 'tetracaine' }],
      70,
      'unknown',
      null,
    ],
    [
      'a word that every object answers to is no maximum',
      [{ ...bupivacaine(1), drug: 'toString' }],
      70,
      'unknown',
      null,
    ],
    [
      'but a known excess is one',
      [{ ...bupivacaine(1), drug: 'tetracaine' }, bupivacaine(90)],
      70,
      'exceeds',
      null,
    ],
    ['no drug is within', [], 70, 'within', 0],
  ] as const)('%s', (_story, doses, weightKg, verdict, share) => {
    const total = totalAnaesthetic(doses, weightKg);
    expect(total.verdict).toBe(verdict);
    if (share === null) expect(total.shareOfMaximum).toBeNull();
    else expect(total.shareOfMaximum).toBeCloseTo(share, 10);
  });

  it('shows each drug with its total, its mg/kg and its maximum', () => {
    expect(totalAnaesthetic([bupivacaine(10), bupivacaine(10), lidocaine(2)], 50).drugs).toEqual([
      { drug: 'bupivacaine', totalMg: 50, mgPerKg: 1, maximumMgPerKg: 2.5 },
      { drug: 'lidocaine', totalMg: 20, mgPerKg: 0.4, maximumMgPerKg: 4.5 },
    ]);
  });

  it('DOS-04: says the most of each drug for the weight, rounded down, and nothing without a weight', () => {
    expect(anaestheticMaxima(66.5)).toEqual([
      { drug: 'lidocaine', maximumMg: 299 },
      { drug: 'bupivacaine', maximumMg: 166 },
      { drug: 'ropivacaine', maximumMg: 199 },
    ]);
    expect(anaestheticMaxima(null)).toEqual([]);
  });

  it('one more administration never lowers it', () => {
    const volume = fc.integer({ min: 0, max: 300 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.array(volume), volume, fc.integer({ min: 1, max: 200 }), (volumes, more, weightKg) => {
        const before = totalAnaesthetic(volumes.map(bupivacaine), weightKg).shareOfMaximum ?? NaN;
        const after = totalAnaesthetic([...volumes, more].map(bupivacaine), weightKg).shareOfMaximum ?? NaN;
        expect(after).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});
