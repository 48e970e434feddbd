import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OwnLapse } from './lapse-interval.js';
import { predictNextLapse, stillRelieved } from './predict-lapse.js';
import { reliefModel, type ReliefModel } from './relief-model.js';

const prior = reliefModel([]);
const clinic: ReliefModel = {
  basis: 'clinic',
  policyVersion: '1',
  mu: 2,
  tau: 0.8,
  sigma: 0.5,
  slope: 0.3,
  trendUpTo: 4,
  sustainedFromDays: 0,
  uncertainty: null,
  hurdle: { injections: 40, withRelief: 30, unknown: 2, share: 0.75, interval: { lower: 0.6, upper: 0.86 } },
};
const exact = (...days: readonly number[]): readonly OwnLapse[] =>
  days.map((day, index) => ({ ordinal: index + 1, lower: day, upper: day }));

const anyOwn: fc.Arbitrary<readonly OwnLapse[]> = fc
  .array(
    fc.tuple(fc.integer({ min: 1, max: 40 }), fc.option(fc.integer({ min: 0, max: 14 }), { nil: null })),
    { maxLength: 6 },
  )
  .map((own) =>
    own.map(([lower, width], index) => ({
      ordinal: index + 1,
      lower,
      upper: width === null ? null : lower + width,
    })),
  );

describe('STAT-36: the next lapse', () => {
  it('of a new patient of a new clinic is the prior, and says so', () => {
    const prediction = predictNextLapse(prior, [], { ordinal: 1 });
    expect(prediction).toMatchObject({ basis: 'prior', ownInjections: 0, ownWeight: 0, outlasts: null });
    expect(prediction.medianDays).toBeCloseTo(10, 10);
    expect(stillRelieved(prediction, 10)).toEqual({ ifSustained: 0.5, overall: null });
  });

  it('is a range: the median within the half, the half within the four fifths', () => {
    fc.assert(
      fc.property(anyOwn, fc.integer({ min: 0, max: 60 }), (own, relievedForDays) => {
        const next = { ordinal: own.length + 1, relievedForDays };
        const { medianDays, within50, within80 } = predictNextLapse(clinic, own, next);
        const ascending = [
          relievedForDays,
          within80.fromDay,
          within50.fromDay,
          medianDays,
          within50.toDay,
          within80.toDay,
        ];
        expect(ascending).toEqual(ascending.toSorted((a, b) => a - b));
        expect(within80.toDay).toBeGreaterThan(within80.fromDay);
        expect(ascending.every(Number.isFinite)).toBe(true);
      }),
    );
  });

  it('holds what it says: half still stands on the median day, a tenth at the end of the range', () => {
    fc.assert(
      fc.property(anyOwn, fc.integer({ min: 0, max: 30 }), (own, relievedForDays) => {
        const prediction = predictNextLapse(clinic, own, { ordinal: own.length + 1, relievedForDays });
        expect(stillRelieved(prediction, prediction.medianDays).ifSustained).toBeCloseTo(0.5, 9);
        expect(stillRelieved(prediction, prediction.within50.fromDay).ifSustained).toBeCloseTo(0.75, 9);
        expect(stillRelieved(prediction, prediction.within80.toDay).ifSustained).toBeCloseTo(0.1, 9);
      }),
    );
  });

  it('moves later with every day that relief has stood already', () => {
    const at = (relievedForDays: number): number =>
      predictNextLapse(clinic, exact(5, 8), { ordinal: 3, relievedForDays }).medianDays;
    expect([0, 5, 10, 20, 40, 100, 1000].map(at)).toEqual(
      [0, 5, 10, 20, 40, 100, 1000].map(at).toSorted((a, b) => a - b),
    );
    expect(at(1000)).toBeGreaterThan(1000);
  });

  it('stays a number where relief has stood for longer than the model can believe', () => {
    const next = { ordinal: 21, relievedForDays: 1e9 };
    const { medianDays, within80 } = predictNextLapse(
      clinic,
      exact(...Array.from({ length: 20 }, () => 1)),
      next,
    );
    expect(medianDays).toBeGreaterThanOrEqual(1e9);
    expect(Number.isFinite(within80.toDay)).toBe(true);
  });

  it('counts the clinic share of any relief in, until this relief was seen', () => {
    const before = predictNextLapse(clinic, [], { ordinal: 1 });
    const { ifSustained, overall } = stillRelieved(before, 7);
    expect(overall).toBeCloseTo(0.75 * ifSustained, 12);
    const seen = predictNextLapse(clinic, [], { ordinal: 1, relievedForDays: 3 });
    expect(seen.outlasts).toBeNull();
    expect(stillRelieved(seen, 2)).toEqual({ ifSustained: 1, overall: 1 });
    expect(stillRelieved(seen, 7).overall).toBe(stillRelieved(seen, 7).ifSustained);
  });

  it('leaves the injection that is predicted out of its own past', () => {
    const own = exact(5, 8, 13);
    expect(predictNextLapse(clinic, own, { ordinal: 3 })).toEqual(
      predictNextLapse(clinic, own.slice(0, 2), { ordinal: 3 }),
    );
  });

  it('trusts the own injections more, the more there are', () => {
    const weights = [1, 2, 4, 8].map(
      (n) =>
        predictNextLapse(clinic, exact(...Array.from({ length: n }, () => 5)), { ordinal: n + 1 }).ownWeight,
    );
    expect(weights[0]).toBeCloseTo(1 / 0.25 / (1 / 0.64 + 1 / 0.25), 12);
    expect(weights).toEqual(weights.toSorted((a, b) => a - b));
    expect(predictNextLapse(clinic, [{ ordinal: 1, lower: 0, upper: 0 }], { ordinal: 2 }).ownWeight).toBe(0);
  });

  it('takes a narrow interval for its point, and a wide one for less', () => {
    const point = predictNextLapse(clinic, exact(20), { ordinal: 2 });
    const [narrow, wide] = [
      { lower: 19.999, upper: 20.001 },
      { lower: 10, upper: 40 },
    ].map((interval) => predictNextLapse(clinic, [{ ordinal: 1, ...interval }], { ordinal: 2 }));
    expect(narrow?.medianDays).toBeCloseTo(point.medianDays, 5);
    expect(wide?.ownWeight).toBeLessThan(point.ownWeight);
  });

  it('holds the trend at the largest ordinal that enough patients reached, in the own past too, and says so', () => {
    const fourth = predictNextLapse(clinic, [], { ordinal: 4 });
    const sixth = predictNextLapse(clinic, [], { ordinal: 6 });
    expect(fourth).toMatchObject({ ordinalUsed: 4, capped: false });
    expect(sixth).toMatchObject({ ordinal: 6, ordinalUsed: 4, capped: true, medianDays: fourth.medianDays });
    const plateau = [4, 5, 6].map((ordinal) => ({ ordinal, lower: 18, upper: 18 }));
    expect(predictNextLapse(clinic, plateau, { ordinal: 7 }).logMean).toBeCloseTo(
      predictNextLapse(
        clinic,
        plateau.map((lapse) => ({ ...lapse, ordinal: 4 })),
        { ordinal: 5 },
      ).logMean,
      12,
    );
    expect(predictNextLapse(prior, [], { ordinal: 9 }).capped).toBe(false);
  });

  it('is the same for every patient where patients do not differ', () => {
    const alike = { ...clinic, tau: 0 };
    const next = { ordinal: 3 };
    expect(predictNextLapse(alike, exact(40, 50), next)).toMatchObject({
      ownWeight: 0,
      medianDays: predictNextLapse(alike, [], next).medianDays,
    });
  });

  it('stretches with all times', () => {
    const stretched = { ...clinic, mu: clinic.mu + Math.log(3) };
    const own = exact(5, 8);
    expect(predictNextLapse(stretched, exact(15, 24), { ordinal: 3 }).medianDays).toBeCloseTo(
      3 * predictNextLapse(clinic, own, { ordinal: 3 }).medianDays,
      9,
    );
  });

  it('is near the mean over all levels of the patient, of which it takes mean and variance only', () => {
    const own = [
      { ordinal: 1, lower: 14, upper: null },
      { ordinal: 2, lower: 0, upper: 7 },
      { ordinal: 3, lower: 21, upper: null },
    ];
    const { medianDays } = predictNextLapse(clinic, own, { ordinal: 4 });
    expect(Math.abs(medianDays / medianOverLevels(own) - 1)).toBeLessThan(0.01);
  });
});

/** The median of the next lapse by weighing 401 levels of the patient, without any normal approximation. */
function medianOverLevels(own: readonly OwnLapse[]): number {
  const { mu, slope, tau, sigma } = clinic;
  const levels = Array.from({ length: 401 }, (_, index) => (index / 200 - 1) * 6 * tau);
  const above = (days: number, ordinal: number, b: number): number =>
    stillRelieved(
      {
        ...predictNextLapse(prior, [], { ordinal: 1 }),
        logMean: mu + slope * (ordinal - 1) + b,
        logSd: sigma,
      },
      days,
    ).ifSustained;
  const weights = levels.map((b) =>
    own.reduce(
      (weight, { ordinal, lower, upper }) =>
        weight *
        ((lower === 0 ? 1 : above(lower, ordinal, b)) - (upper === null ? 0 : above(upper, ordinal, b))),
      Math.exp((-0.5 * b * b) / (tau * tau)),
    ),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const standing = (days: number): number =>
    levels.reduce((sum, b, index) => sum + (weights[index] ?? 0) * above(days, 4, b), 0) / total;
  let [lower, upper] = [1, 1000];
  for (let step = 0; step < 50; step += 1) {
    const middle = (lower + upper) / 2;
    if (standing(middle) > 0.5) lower = middle;
    else upper = middle;
  }
  return lower;
}
