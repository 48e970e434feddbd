import { describe, expect, it } from 'vitest';
import { policyOn, readinessPolicies, readPolicy, type ReadinessPolicy } from './readiness-policy.js';

/** The numbers of clinic-defaults.json that concern readiness, as they stand there (hours, days, years). */
const clinicDefaults = {
  fastingH: { clearLiquids: 2, breastMilk: 4, lightMeal: 6, fullFattyMeal: 8 },
  pregnancyTestAgeBand: [12, 55],
  inrMax: 1.2,
  relief: { absMinPoints: 2, rescueWindowH: 6 },
} as const;

const [proposed] = readinessPolicies;
const hours = (minutes: number): number => minutes / 60;

describe('READY-01: the readiness policy', () => {
  it('proposes what the clinic defaults say', () => {
    const { asa, clinic } = proposed.fasting.minutes;
    for (const figures of [asa, clinic])
      expect({
        clearLiquids: hours(figures['clear-liquids']),
        breastMilk: hours(figures['breast-milk']),
        lightMeal: hours(figures['light-meal']),
        fullFattyMeal: hours(figures['full-meal']),
      }).toEqual(clinicDefaults.fastingH);
    expect([proposed.pregnancyTestAges.least, proposed.pregnancyTestAges.most]).toEqual([
      ...clinicDefaults.pregnancyTestAgeBand,
    ]);
    expect(proposed.inrMaximum).toBe(clinicDefaults.inrMax);
    expect(proposed.painToJudge.leastScore).toBe(clinicDefaults.relief.absMinPoints);
    expect(hours(proposed.painToJudge.analgesicFreeMinutes)).toBe(clinicDefaults.relief.rescueWindowH);
  });

  it('asks by ASIPP for four hours after a light meal, and by each guideline for two after clear liquids', () => {
    const { asa, asipp, clinic } = proposed.fasting.minutes;
    expect(hours(asipp['light-meal'])).toBe(4);
    expect([asa, asipp, clinic].map((each) => hours(each['clear-liquids']))).toEqual([2, 2, 2]);
  });

  const version = (name: string, effectiveFrom: string): ReadinessPolicy => ({
    ...proposed,
    version: name,
    effectiveFrom,
  });
  const versions = [
    version('2', '2026-06-01'),
    version('1', '2025-01-01'),
    version('3', '2026-09-01'),
  ] as const;

  it.each([
    ['the day before the second begins, the first', '2026-05-31', '1'],
    ['on the day the second begins, the second', '2026-06-01', '2'],
    ['long after the last began, the last', '2027-01-01', '3'],
    ['before the first of them, the first all the same', '2020-01-01', '1'],
  ])('is, in whatever order the versions stand, %s', (_story, date, expected) => {
    expect(policyOn(date, versions).version).toBe(expected);
  });

  it('is, of two that begin on one day, the later in the list', () => {
    const corrected = [version('2', '2026-06-01'), version('2a', '2026-06-01')] as const;
    expect(policyOn('2026-06-02', corrected).version).toBe('2a');
  });
});

describe('READY-07: a version of the clinic', () => {
  const head = { version: '2026-1', author: 'Dr Osei', effectiveFrom: '2026-06-01' };
  const { version: _v, author: _a, effectiveFrom: _e, ...body } = proposed;

  it('is read with its author and its first day', () => {
    const own = { ...body, fasting: { ...body.fasting, guideline: 'asipp', anchor: 'arrival' } };
    expect(readPolicy(head, own)).toEqual({ ...own, ...head });
  });

  it.each([
    ['without one of its figures', { ...body, lead: { ...body.lead, escort: undefined } }],
    ['with a figure below zero', { ...body, inrMaximum: -1 }],
    ['with a text for a figure', { ...body, inrMaximum: '1.2' }],
    ['by a guideline that nobody wrote', { ...body, fasting: { ...body.fasting, guideline: 'own' } }],
    ['anchored at nothing', { ...body, fasting: { ...body.fasting, anchor: 'midnight' } }],
    ['of nothing at all', null],
  ])('is not judged by %s', (_story, stored) => {
    expect(readPolicy(head, stored)).toBeNull();
  });
});
