import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kermaAreaGycm2, radiationTotals, type KermaAreaUnit, type Radiation } from './radiation-ledger.js';

const one = (changes: Partial<Radiation> = {}): Radiation => ({
  fluoroSeconds: 34,
  airKermaMgy: 5.2,
  kermaAreaGycm2: 1.18,
  ...changes,
});

describe('LEDGER-07 units of the kerma-area product (H12, H25)', () => {
  it.each<[number, KermaAreaUnit, number]>([
    [1.18, 'Gycm2', 1.18],
    [11.8, 'dGycm2', 1.18],
    [0.000118, 'Gym2', 1.18],
    [0.0000001, 'Gym2', 0.001],
    [0.1, 'dGycm2', 0.01],
    [0, 'Gym2', 0],
    [0.07, 'Gym2', 700],
  ])('%d %s', (value, unit, expected) => {
    expect(kermaAreaGycm2(value, unit)).toBe(expected);
  });

  it('says the same of one dose in every unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (thousandths) => {
        const gycm2 = thousandths / 1000;
        expect(kermaAreaGycm2(Number(`${thousandths}e-2`), 'dGycm2')).toBe(gycm2);
        expect(kermaAreaGycm2(Number(`${thousandths}e-7`), 'Gym2')).toBe(gycm2);
      }),
    );
  });
});

describe('LEDGER-08 radiation added up (H12)', () => {
  it.each<[string, readonly Radiation[], object]>([
    ['no injection is no total', [], { injections: 0, fluoroSeconds: { total: null, recorded: 0 } }],
    [
      'what nobody recorded is missing, not zero',
      [one(), one({ fluoroSeconds: null, airKermaMgy: null })],
      {
        injections: 2,
        fluoroSeconds: { total: 34, recorded: 1 },
        airKermaMgy: { total: 5.2, recorded: 1 },
        kermaAreaGycm2: { total: 2.36, recorded: 2 },
      },
    ],
    [
      'nothing recorded of any is no total',
      [one({ airKermaMgy: null }), one({ airKermaMgy: null })],
      { airKermaMgy: { total: null, recorded: 0, followUp: false } },
    ],
    ['a recorded zero is a zero', [one({ airKermaMgy: 0 })], { airKermaMgy: { total: 0, recorded: 1 } }],
    [
      'tenths add up',
      [one({ airKermaMgy: 0.1 }), one({ airKermaMgy: 0.2 })],
      { airKermaMgy: { total: 0.3 } },
    ],
    [
      '120 s are the level, 121 above it',
      [one({ fluoroSeconds: 120 }), one({ fluoroSeconds: 121 })],
      { aboveLevel: 1 },
    ],
    [
      'an hour, 5 Gy and 500 Gy cm2 ask for a look at the skin',
      [one({ fluoroSeconds: 3600, airKermaMgy: 4999.999, kermaAreaGycm2: 500 })],
      {
        fluoroSeconds: { followUp: true },
        airKermaMgy: { followUp: false },
        kermaAreaGycm2: { followUp: true },
      },
    ],
  ])('%s', (_, injections, expected) => {
    expect(radiationTotals(injections)).toMatchObject(expected);
  });
});
