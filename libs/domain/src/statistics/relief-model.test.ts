import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PatientLapse } from './lapse-interval.js';
import { reliefModelPolicy } from './relief-model-policy.js';
import { syntheticClinic } from './relief-model.builder.js';
import { reliefModel, trendAcross, type TrendAcross } from './relief-model.js';

const clinic = { patients: 40, injectionsEach: 4, tau: 0.7, sigma: 0.5, timeRatio: 1.15, lookEvery: 2 };
const exactClinic = { ...clinic, lookEvery: null };

/** As the published models have it. */
const anyRelief = { ...reliefModelPolicy, model: { ...reliefModelPolicy.model, sustainedFromDays: 0 } };

function fitted(trend: TrendAcross): Extract<TrendAcross, { kind: 'fitted' }> {
  if (trend.kind !== 'fitted') throw new Error(`not fitted: ${trend.kind}`);
  return trend;
}

const each = (
  patients: number,
  days: (patient: number, ordinal: number) => number,
): readonly PatientLapse[] =>
  Array.from({ length: patients }, (_, patient) =>
    [1, 2, 3].map((ordinal) => {
      const day = days(patient, ordinal);
      return { patient: `P${patient}`, ordinal, lower: day, upper: day };
    }),
  ).flat();

describe('STAT-34: the trend within patients, over a clinic', () => {
  it('is not fitted below eight patients with two injections that gave relief', () => {
    const seven = syntheticClinic({ ...exactClinic, patients: 7 }, 1);
    const once: PatientLapse = { patient: 'Q1', ordinal: 1, lower: 5, upper: 7 };
    const never: PatientLapse = { patient: 'Q1', ordinal: 2, lower: 0, upper: 0 };
    expect(trendAcross([...seven, once, never])).toEqual({
      kind: 'too-few',
      patients: 8,
      patientsFollowed: 7,
      patientsNeeded: 8,
      injections: 29,
      censored: 0,
      policyVersion: reliefModelPolicy.version,
    });
    expect(trendAcross([...seven, once, { ...never, lower: 2, upper: 4 }]).kind).toBe('fitted');
  });

  it('takes relief of the anaesthetic for no duration, and what nobody saw in time for none', () => {
    const lapses = syntheticClinic({ ...clinic, patients: 12 }, 9).filter(({ lower }) => lower >= 2);
    const anaesthetic: readonly PatientLapse[] = [
      { patient: 'P0', ordinal: 5, lower: 0.2, upper: 0.5 },
      { patient: 'P1', ordinal: 5, lower: 0.5, upper: 3 },
      { patient: 'P2', ordinal: 5, lower: 0, upper: 3 },
      { patient: 'P3', ordinal: 5, lower: 0.5, upper: null },
    ];
    expect(trendAcross([...lapses, ...anaesthetic])).toEqual(trendAcross(lapses));
    expect(fitted(trendAcross([...lapses, ...anaesthetic], anyRelief)).injections).toBe(lapses.length + 4);
    expect(reliefModel([...lapses, ...anaesthetic]).hurdle).toMatchObject({
      injections: lapses.length + 1,
      withRelief: lapses.length,
      unknown: 3,
    });
  });

  it('recovers what the durations were drawn with, from exact days and from looks every second day', () => {
    for (const looks of [exactClinic, clinic]) {
      const trend = fitted(trendAcross(syntheticClinic({ ...looks, patients: 120 }, 7)));
      expect(trend.interval.lower).toBeLessThan(1.15);
      expect(trend.interval.upper).toBeGreaterThan(1.15);
      expect(trend.withTrend.tau).toBeCloseTo(0.7, 1);
      expect(trend.withTrend.sigma).toBeCloseTo(0.5, 1);
      expect(trend.withTrend.mu).toBeCloseTo(Math.log(8), 0);
      expect(trend.p).toBeLessThan(1e-6);
    }
  });

  it('covers the true time ratio in about 95 of 100 clinics', () => {
    const covered = Array.from({ length: 100 }, (_, seed) => {
      const { interval } = fitted(trendAcross(syntheticClinic(exactClinic, seed + 1)));
      return interval.lower < 1.15 && 1.15 < interval.upper;
    }).filter(Boolean).length;
    expect(covered).toBeGreaterThanOrEqual(89);
    expect(covered).toBeLessThan(100);
  });

  it('takes patients that differ no more than their own injections do for alike, and still answers', () => {
    const kinds = Array.from({ length: 10 }, (_, seed) => {
      const trend = fitted(trendAcross(syntheticClinic({ ...clinic, tau: 0, patients: 15 }, seed + 1)));
      const { tau, standardErrors } = trend.withTrend;
      expect(standardErrors.logTau === null).toBe(tau === 0);
      return tau;
    });
    expect(kinds.filter((tau) => tau === 0).length).toBeGreaterThan(3);
  });

  it.each([
    ['every duration is the same', each(10, () => 7)],
    ['the trend explains every duration', each(10, (patient, ordinal) => (7 + patient) * 1.2 ** ordinal)],
    [
      'all injections bear the same ordinal',
      each(10, (patient, ordinal) => 7 + patient + ordinal ** 2).map((lapse) => ({ ...lapse, ordinal: 1 })),
    ],
    [
      'all relief still stood when it was last seen',
      each(10, (patient, ordinal) => 7 + patient + ordinal).map((lapse) => ({ ...lapse, upper: null })),
    ],
    [
      'nobody ever saw relief',
      each(10, (patient, ordinal) => 7 + patient + ordinal).map((lapse) => ({ ...lapse, lower: 0 })),
    ],
  ])('says that there is no maximum, and no number, where %s', (_, lapses) => {
    const trend = trendAcross(lapses, anyRelief);
    expect(trend.kind).toBe('not-converged');
    expect(trend).not.toHaveProperty('timeRatio');
    expect(reliefModel(lapses, anyRelief).basis).toBe('prior');
  });

  it('gives the same bytes whatever the order of the rows', () => {
    const lapses = syntheticClinic({ ...clinic, patients: 10 }, 3);
    const before = JSON.stringify(trendAcross(lapses));
    fc.assert(
      fc.property(fc.shuffledSubarray([...lapses], { minLength: lapses.length }), (shuffled) => {
        expect(JSON.stringify(trendAcross(shuffled))).toBe(before);
      }),
      { numRuns: 5 },
    );
  });

  it('is not changed by a patient without relief, or of whom nothing is known', () => {
    const lapses = syntheticClinic({ ...clinic, patients: 10 }, 4);
    const more: readonly PatientLapse[] = [
      { patient: 'Z1', ordinal: 1, lower: 0, upper: 0 },
      { patient: 'Z1', ordinal: 2, lower: 0, upper: 0 },
      { patient: 'Z2', ordinal: 1, lower: 0, upper: null },
    ];
    expect(trendAcross([...lapses, ...more])).toEqual(trendAcross(lapses));
  });

  it('shifts mu only when all times are stretched', () => {
    for (const factor of [0.5, 3]) {
      const lapses = syntheticClinic({ ...clinic, patients: 12 }, 5);
      const before = fitted(trendAcross(lapses, anyRelief));
      const after = fitted(
        trendAcross(
          lapses.map((lapse) => ({
            ...lapse,
            lower: lapse.lower * factor,
            upper: lapse.upper === null ? null : lapse.upper * factor,
          })),
          anyRelief,
        ),
      );
      expect(after.withTrend.mu).toBeCloseTo(before.withTrend.mu + Math.log(factor), 7);
      for (const name of ['slope', 'tau', 'sigma', 'logLikelihood'] as const)
        expect(after.withTrend[name]).toBeCloseTo(before.withTrend[name], 7);
      expect(after.p).toBeCloseTo(before.p, 7);
    }
  });

  it('needs few evaluations of the likelihood, however many patients there are', () => {
    for (const patients of [8, 30, 150]) {
      const trend = fitted(trendAcross(syntheticClinic({ ...clinic, patients }, 6)));
      expect(trend.withTrend.evaluations).toBeLessThan(70);
      expect(trend.withoutTrend.evaluations).toBeLessThan(70);
    }
  });
});

describe('STAT-36: what a prediction is made from', () => {
  it('is the prior, by name, until the clinic has enough patients; its share of any relief is its own', () => {
    const few = syntheticClinic({ ...exactClinic, patients: 3 }, 1);
    expect(reliefModel(few)).toMatchObject({
      basis: 'prior',
      mu: Math.log(10),
      tau: 0.7,
      sigma: 0.6,
      slope: 0,
      hurdle: { injections: 12, withRelief: 12 },
    });
    expect(reliefModel([])).toMatchObject({ basis: 'prior', hurdle: null });
  });

  it('is the clinic with its trend from then on, held at the ordinal that three patients reached', () => {
    const lapses = syntheticClinic({ ...exactClinic, patients: 12 }, 2);
    const further = [5, 6].flatMap((ordinal) =>
      ['P0', 'P1', 'P2'].slice(0, 8 - ordinal).map((patient) => ({ patient, ordinal, lower: 9, upper: 11 })),
    );
    expect(reliefModel([...lapses, ...further])).toMatchObject({
      basis: 'clinic',
      policyVersion: reliefModelPolicy.version,
      trendUpTo: 5,
    });
  });
});
