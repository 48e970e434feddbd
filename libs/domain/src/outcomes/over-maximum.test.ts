import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { totalAnaesthetic } from './dose.js';
import type { DrugGiven } from './injection-record.js';
import { anaestheticOverMaximum, anaestheticsOf } from './over-maximum.js';

const given = (drug: string, concentrationPercent: number | null, volumeMl: number | null): DrugGiven => ({
  role: 'local-anaesthetic',
  drug,
  concentrationPercent,
  volumeMl,
  doseMg: null,
});
const bupivacaine = (volumeMl: number | null) => given('Bupivacaine', 0.25, volumeMl);

describe('DOS-03 local anaesthetic above the maximum', () => {
  it('names drug, mg, maximum and percentage of a volume ten times too large', () => {
    expect(anaestheticOverMaximum([bupivacaine(200)], [], 70)).toEqual({
      drugs: [{ drug: 'bupivacaine', totalMg: 500, maximumMg: 175 }],
      percent: 286,
      atLeast: false,
      weightKg: 70,
      bothSides: false,
    });
  });

  it.each<[string, readonly DrugGiven[], readonly DrugGiven[], number | null]>([
    ['exactly the maximum', [bupivacaine(70)], [], 70],
    ['no weight, which leaves it open', [bupivacaine(200)], [], null],
    ['no amount, which leaves it open', [bupivacaine(null)], [], 70],
    ['a steroid, whatever its amount', [{ ...bupivacaine(200), role: 'steroid' }], [], 70],
    ['a drug without a maximum, which leaves it open', [given('tetracaine', 1, 200)], [], 70],
  ])('is not said of %s', (_story, drugs, other, weightKg) => {
    expect(anaestheticOverMaximum(drugs, other, weightKg)).toBeNull();
  });

  it('an excess of a hair is never 100 percent', () => {
    expect(anaestheticOverMaximum([bupivacaine(70.01)], [], 70)?.percent).toBe(101);
  });

  it('both sides count, and it says that they did', () => {
    expect(anaestheticOverMaximum([bupivacaine(40)], [bupivacaine(40)], 70)).toMatchObject({
      drugs: [{ totalMg: 200 }],
      bothSides: true,
    });
    expect(
      anaestheticOverMaximum([bupivacaine(80)], [{ ...bupivacaine(1), role: 'contrast' }], 70)?.bothSides,
    ).toBe(false);
  });

  it('puts the drug with the greatest share first, and says "at least" beside an unknown amount or maximum', () => {
    const over = anaestheticOverMaximum(
      [given('lidocaine', 1, 10), bupivacaine(100), given('tetracaine', 1, 1)],
      [],
      70,
    );
    expect(over?.drugs.map(({ drug, maximumMg }) => [drug, maximumMg])).toEqual([
      ['bupivacaine', 175],
      ['lidocaine', 315],
      ['tetracaine', null],
    ]);
    expect(over?.atLeast).toBe(true);
    expect(anaestheticOverMaximum([bupivacaine(100), bupivacaine(null)], [], 70)?.atLeast).toBe(true);
  });

  it('is said exactly where the total exceeds', () => {
    const drug = fc
      .tuple(fc.constantFrom('lidocaine', 'bupivacaine', 'tetracaine'), fc.integer({ min: 0, max: 200 }))
      .map(([name, volumeMl]) => given(name, 0.25, volumeMl));
    fc.assert(
      fc.property(fc.array(drug, { maxLength: 4 }), fc.integer({ min: 20, max: 120 }), (drugs, weightKg) => {
        const over = anaestheticOverMaximum(drugs, [], weightKg);
        const { verdict } = totalAnaesthetic(anaestheticsOf(drugs).doses, weightKg);
        return (over !== null) === (verdict === 'exceeds') && (over === null || over.percent > 100);
      }),
    );
  });
});
