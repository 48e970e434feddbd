import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cumulativeHazard, kaplanMeier, kaplanMeierByPatient } from './kaplan-meier.js';
import type { PatientDuration, SurvivalCurve } from './survival-curve.js';
import { anyDurations, durations, shuffled } from './survival.builder.js';

const survivals = (curve: SurvivalCurve): readonly number[] => curve.steps.map((step) => step.survival);

/** The sum over patients of the squared influences, straight from the definition. */
function varianceByDefinition(
  rows: readonly PatientDuration[],
  { steps }: SurvivalCurve,
  until: number,
): number {
  const influence = new Map<string, number>();
  for (const row of rows) {
    let own = 0;
    for (const { days, atRisk, lapses } of steps.slice(0, until + 1)) {
      if (lapses === atRisk || row.days < days) continue;
      const lapse = row.lapsed && row.days === days ? 1 : 0;
      own += (lapse - lapses / atRisk) / (atRisk - lapses);
    }
    influence.set(row.patient, (influence.get(row.patient) ?? 0) + own);
  }
  return [...influence.values()].reduce((sum, own) => sum + own * own, 0);
}

describe('STAT-02 how long relief lasts, by Kaplan and Meier', () => {
  it('takes who is censored at a time for still at risk at it', () => {
    const curve = kaplanMeier(durations('5 5+ 8'));
    expect(curve.steps).toMatchObject([
      { days: 5, atRisk: 3, lapses: 1, censored: 1, survival: 1 - 1 / 3 },
      { days: 8, atRisk: 1, lapses: 1, censored: 0, survival: 0, standardError: null },
    ]);
    expect(curve).toMatchObject({ injections: 3, lapses: 2, lastDay: 8 });
  });

  it('falls on day 0 by those who had no relief at all', () => {
    expect(survivals(kaplanMeier(durations('0 0 3 4')))).toEqual([0.5, 0.25, 0]);
  });

  it('is empty of no injections, and says so', () => {
    expect(kaplanMeier([])).toEqual({
      injections: 0,
      lapses: 0,
      lastDay: null,
      errors: 'greenwood',
      steps: [],
    });
  });

  it.each([-1, Number.NaN, Infinity])('refuses relief of %d days', (days) => {
    expect(() => kaplanMeier([{ days, lapsed: true }])).toThrow(RangeError);
    expect(() => kaplanMeierByPatient([{ days, lapsed: false, patient: 'a' }])).toThrow(RangeError);
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyDurations, fc.nat(10_000), (rows, by) => {
        expect(kaplanMeier(shuffled(rows, by))).toEqual(kaplanMeier(rows));
      }),
    );
  });

  it('moves with all times, when they are shifted or scaled, and changes nothing else', () => {
    fc.assert(
      fc.property(anyDurations, fc.nat(64), fc.constantFrom(0.5, 2, 1440), (rows, shift, scale) => {
        const moved = (days: number): number => days * scale + shift;
        const curve = kaplanMeierByPatient(rows);
        expect(kaplanMeierByPatient(rows.map((row) => ({ ...row, days: moved(row.days) })))).toEqual({
          ...curve,
          lastDay: moved(curve.lastDay ?? 0),
          steps: curve.steps.map((step) => ({ ...step, days: moved(step.days) })),
        });
      }),
    );
  });

  it('is left as it was by a patient who was not seen until the first lapse', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const later = rows.map((row) => ({ ...row, days: row.days + 1 }));
        const [first, ...others] = kaplanMeierByPatient([
          ...later,
          { days: 0.5, lapsed: false, patient: 'new' },
        ]).steps;
        expect(first).toMatchObject({ days: 0.5, lapses: 0, survival: 1, standardError: 0 });
        const steps = kaplanMeierByPatient(later).steps;
        expect(others.map(({ days, atRisk, lapses }) => [days, atRisk, lapses])).toEqual(
          steps.map(({ days, atRisk, lapses }) => [days, atRisk, lapses]),
        );
        for (const [index, step] of steps.entries()) {
          expect(others[index]?.survival).toBe(step.survival);
          expect(others[index]?.standardError ?? -1).toBeCloseTo(step.standardError ?? -1, 12);
        }
      }),
    );
  });

  it('only rises by a patient whose relief outlasts all others, and no lapse moves', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const before = kaplanMeier(rows).steps;
        const after = kaplanMeier([...rows, { days: 1000, lapsed: false }]).steps;
        for (const [index, step] of before.entries()) {
          expect(after[index]).toMatchObject({
            days: step.days,
            lapses: step.lapses,
            atRisk: step.atRisk + 1,
          });
          expect(after[index]?.survival).toBeGreaterThanOrEqual(step.survival);
        }
      }),
    );
  });

  it('keeps its shape when every injection counts twice, with half the variance', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const once = kaplanMeier(rows).steps;
        const twice = kaplanMeier([...rows, ...rows]).steps;
        for (const [index, step] of once.entries()) {
          expect(twice[index]?.survival).toBeCloseTo(step.survival, 12);
          if (step.standardError !== null)
            expect(twice[index]?.standardError).toBeCloseTo(step.standardError / Math.SQRT2, 12);
        }
      }),
    );
  });

  it('takes a clinic of 100,000 injections, sorting once', () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      days: ((index * 7919) % 86_400) / 1440,
      lapsed: index % 5 !== 0,
      patient: String(index % 20_000),
    }));
    const start = performance.now();
    expect(kaplanMeier(rows).injections).toBe(100_000);
    expect(kaplanMeierByPatient(rows).steps.length).toBe(86_400);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});

describe('STAT-06 errors that know whose injections they are', () => {
  it("are Greenwood's when every injection is of another patient", () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const unrelated = rows.map((row, index) => ({ ...row, patient: String(index) }));
        const greenwood = kaplanMeier(rows).steps;
        for (const [index, step] of kaplanMeierByPatient(unrelated).steps.entries())
          expect(step.standardError ?? -1).toBeCloseTo(greenwood[index]?.standardError ?? -1, 9);
      }),
    );
  });

  it('are the squared influences of the patients, summed as they are defined', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const curve = kaplanMeierByPatient(rows);
        for (const [index, { survival, standardError }] of curve.steps.entries()) {
          if (standardError === null) continue;
          const variance = survival * survival * varianceByDefinition(rows, curve, index);
          expect(standardError * standardError).toBeCloseTo(variance, 10);
        }
      }),
    );
  });

  it('do not shrink when the same rows are entered twice for every patient', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const once = kaplanMeierByPatient(rows).steps;
        for (const [index, step] of kaplanMeierByPatient([...rows, ...rows]).steps.entries()) {
          const error = once[index]?.standardError ?? -1;
          expect((step.standardError ?? -1) ** 2).toBeCloseTo(error * error, 10);
        }
      }),
    );
  });

  it('leave the curve itself alone, and the names of the patients do not matter', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const curve = kaplanMeierByPatient(rows);
        expect(survivals(curve)).toEqual(survivals(kaplanMeier(rows)));
        expect(kaplanMeierByPatient(rows.map((row) => ({ ...row, patient: `${row.patient}'` })))).toEqual(
          curve,
        );
      }),
    );
  });
});

describe('STAT-08 the cumulative hazard of lapse', () => {
  it('adds the share of those at risk that lapses, and its squares', () => {
    expect(cumulativeHazard(kaplanMeier(durations('1 2 2+ 4')))).toEqual([
      { days: 1, hazard: 0.25, standardError: 0.25 },
      { days: 2, hazard: 0.25 + 1 / 3, standardError: Math.sqrt(1 / 16 + 1 / 9) },
      { days: 4, hazard: 0.25 + 1 / 3 + 1, standardError: Math.sqrt(1 / 16 + 1 / 9 + 1) },
    ]);
  });
});
