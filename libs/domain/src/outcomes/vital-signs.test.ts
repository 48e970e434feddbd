import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkVitalSigns,
  kilogramsOf,
  measureText,
  readMeasureText,
  vitalFindings,
  vitalMeasures,
  vitalSignsPolicy,
  type VitalSigns,
} from './vital-signs.js';

const signs: VitalSigns = {
  systolicMmhg: 128,
  diastolicMmhg: 76,
  pulsePerMin: 68,
  spo2Percent: 97,
  respirationPerMin: 14,
  temperatureCelsius: 36.6,
  weightKg: 70,
  glucoseMgDl: null,
};
const nothing = Object.fromEntries(vitalMeasures.map((measure) => [measure, null])) as VitalSigns;

describe('DAY-10, H25: a quantity as it is written', () => {
  it.each<[string, 0 | 1, number | null]>([
    ['36.6', 1, 36.6],
    ['37', 1, 37],
    ['0.5', 1, 0.5],
    ['37.0', 1, null],
    ['.5', 1, null],
    ['5.', 1, null],
    ['36,6', 1, null],
    ['1,200', 0, null],
    ['036', 1, null],
    ['36.65', 1, null],
    ['120', 0, 120],
    ['12.5', 0, null],
    ['-3', 0, null],
    ['37 °C', 1, null],
  ])('“%s” with %i decimals is read as %s', (text, decimals, value) => {
    expect(readMeasureText(text, decimals)).toBe(value);
  });

  it('is read back as it was written, whatever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (tenths) => {
        const value = tenths / 10;
        expect(measureText(value)).not.toMatch(/^\.|\.0$/);
        expect(readMeasureText(measureText(value), 1)).toBe(value);
      }),
    );
  });
});

describe('DAY-12, H25: a weight', () => {
  it.each([
    [70.5, 'kg', 70.5],
    [154, 'lb', 69.9],
    [220.5, 'lb', 100],
  ] as const)('of %s %s is %s kg', (value, unit, kilograms) => {
    expect(kilogramsOf(value, unit)).toBe(kilograms);
  });
});

describe('DAY-11: vital signs are written down', () => {
  const against = (changes: Partial<VitalSigns>, sessionState = 'arrived', painAsked = false) => {
    const decision = checkVitalSigns(
      { ...signs, ...changes },
      { sessionState: sessionState as 'arrived', painAsked },
    );
    return decision.accepted
      ? []
      : decision.refusals.map(({ code, facts }) => `${code} ${facts['measure'] ?? ''}`.trim());
  };

  it.each<[string, Partial<VitalSigns>, readonly string[]]>([
    ['when each is possible', {}, []],
    [
      'H25: not 98.6, which is no temperature in °C',
      { temperatureCelsius: 98.6 },
      ['outcomes.vitals-implausible temperatureCelsius'],
    ],
    ['H25: not a pulse of 6', { pulsePerMin: 6 }, ['outcomes.vitals-implausible pulsePerMin']],
    ['H25: not a weight of 7 kg', { weightKg: 7 }, ['outcomes.vitals-implausible weightKg']],
    ['H25: not a saturation of 101', { spo2Percent: 101 }, ['outcomes.vitals-implausible spo2Percent']],
    ['not half a blood pressure', { diastolicMmhg: null }, ['outcomes.vitals-pressure-incomplete']],
    [
      'not the smaller pressure first',
      { systolicMmhg: 76, diastolicMmhg: 128 },
      ['outcomes.vitals-pressure-reversed'],
    ],
    ['not without any value', nothing, ['outcomes.vitals-nothing-measured']],
    [
      'with everything that is wrong at once',
      { temperatureCelsius: 99, systolicMmhg: null },
      ['outcomes.vitals-implausible temperatureCelsius', 'outcomes.vitals-pressure-incomplete'],
    ],
  ])('%s', (_story, changes, expected) => {
    expect(against(changes)).toEqual(expected);
  });

  it('with a pain score alone', () => {
    expect(against(nothing, 'preparing', true)).toEqual([]);
  });

  it.each(['booked', 'confirmed', 'discharged', 'cancelled'])('not of a session that is %s', (state) => {
    expect(against({}, state)).toEqual(['outcomes.vitals-patient-not-there']);
  });

  it('at the ends of every range, and not beyond', () => {
    for (const measure of vitalMeasures) {
      if (measure === 'systolicMmhg' || measure === 'diastolicMmhg') continue;
      const { least, most } = vitalSignsPolicy.ranges[measure];
      for (const [value, refused] of [
        [least, 0],
        [most, 0],
        [least - 1, 1],
        [most + 1, 1],
      ] as const)
        expect(against({ [measure]: value })).toHaveLength(refused);
    }
  });
});

describe('DAY-13: what the values mean', () => {
  it.each<
    [string, Partial<VitalSigns>, { diabetic?: boolean; weightBeforeKg?: number | null }, readonly string[]]
  >([
    ['nothing, when all is as it should be', {}, {}, []],
    ['fever from 38 °C on', { temperatureCelsius: 38 }, {}, ['stop fever']],
    ['no fever at 37.9 °C', { temperatureCelsius: 37.9 }, {}, []],
    ['low oxygen', { spo2Percent: 89 }, {}, ['stop oxygen-low']],
    ['H4: a diabetic patient without glucose', {}, { diabetic: true }, ['ask glucose-not-measured']],
    ['H4: glucose above 250 mg/dL', { glucoseMgDl: 251 }, { diabetic: true }, ['stop glucose-high']],
    ['H4: glucose of 250 mg/dL', { glucoseMgDl: 250 }, { diabetic: true }, []],
    ['H19: a weight that jumped', { weightKg: 154 }, {}, ['ask weight-changed']],
    ['H10: no weight at all', { weightKg: null }, { weightBeforeKg: null }, ['ask weight-not-known']],
    ['H10: no weight today, one in the record', { weightKg: null }, {}, []],
  ])('%s', (_story, changes, { diabetic = false, weightBeforeKg = 71 }, expected) => {
    const findings = vitalFindings({ ...signs, ...changes }, { diabetic, weightBeforeKg });
    expect(findings.map(({ code, weight }) => `${weight} ${code}`)).toEqual(expected);
  });
});
