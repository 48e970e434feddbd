import { describe, expect, it } from 'vitest';
import {
  complications,
  complicationTiming,
  isComplicationCode,
  needsClinicianReview,
  type Complication,
  type ComplicationCode,
} from './complication.js';

const codes = Object.keys(complications).filter(isComplicationCode);
const tierOf = (code: ComplicationCode): Complication['tier'] => complications[code].tier;
const report = (code: ComplicationCode, lastedHours: number | null = null) => ({
  code,
  lastedHours,
  circumstances: [],
});

describe('COM-01 the catalogue of complications', () => {
  it.each([
    'bruising',
    'soreness',
    'swelling',
    'dizziness',
    'temporary-numbness',
    'headache',
    'weakness-injected-side',
  ])("knows the clinic's code %s", (code) => {
    expect(isComplicationCode(code)).toBe(true);
  });

  it('knows no other word, not even one that every object answers to', () => {
    expect(isComplicationCode('sore')).toBe(false);
    expect(isComplicationCode('toString')).toBe(false);
  });

  it('has the tiers of the patient leaflet, complete', () => {
    expect(codes.filter((code) => tierOf(code) === 'common')).toEqual(['bruising', 'swelling', 'soreness']);
    expect(codes.filter((code) => tierOf(code) === 'less-common')).toEqual([
      'bleeding',
      'dizziness',
      'headache',
      'temporary-numbness',
      'weakness-injected-side',
    ]);
    expect(codes.filter((code) => tierOf(code) === 'very-rare')).toEqual([
      'infection',
      'intravascular-injection',
      'lymphatic-injection',
      'ureter-injury',
      'kidney-injury',
      'horner-syndrome',
      'drug-allergy',
    ]);
  });

  it('says how long to watch for everything in the leaflet, and writes codes in kebab-case', () => {
    for (const code of codes) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      if (tierOf(code) !== 'clinic') expect(complications[code].watchHours, code).toBeGreaterThan(0);
    }
  });
});

describe('COM-02 clinician review', () => {
  it.each(codes.filter((code) => tierOf(code) === 'very-rare'))('%s is very rare: always', (code) => {
    expect(needsClinicianReview(report(code))).toBe(true);
    expect(needsClinicianReview(report(code, 0))).toBe(true);
  });

  it.each([
    ['bruising of two days: no', report('bruising', 48), false],
    ['bruising that outlasts its three days: yes', report('bruising', 73), true],
    ['weakness of 24 h wears off: no', report('weakness-injected-side', 24), false],
    ['weakness of more than 24 h: yes', report('weakness-injected-side', 25), true],
    ['headache: the nurse calls', report('headache'), false],
    ['headache on standing up: yes', { ...report('headache'), circumstances: ['postural'] as const }, true],
    ['bleeding: the nurse calls', report('bleeding'), false],
    [
      'bleeding under an anticoagulant: yes',
      { ...report('bleeding'), circumstances: ['anticoagulated'] as const },
      true,
    ],
    [
      'soreness under an anticoagulant: no',
      { ...report('soreness'), circumstances: ['anticoagulated'] as const },
      false,
    ],
    ["discitis, on the clinic's own list: yes", report('discitis'), true],
    ["nausea, on the clinic's own list: no", report('nausea'), false],
  ])('%s', (_story, given, expected) => {
    expect(needsClinicianReview(given)).toBe(expected);
  });
});

describe('COM-03 timing', () => {
  it.each([
    [0, 'immediate'],
    [59, 'immediate'],
    [60, 'early'],
    [72 * 60, 'early'],
    [72 * 60 + 1, 'late'],
    [30 * 1440, 'late'],
    [30 * 1440 + 1, 'after-follow-up'],
  ])('%i minutes after the injection is %s', (minutes, expected) => {
    expect(complicationTiming(minutes)).toBe(expected);
  });
});
