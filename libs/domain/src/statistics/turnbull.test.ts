import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { innermostCover, rankIntervals } from './innermost-intervals.js';
import { kaplanMeier } from './kaplan-meier.js';
import type { LapseInterval } from './lapse-interval.js';
import { solveMasses } from './mass-search.js';
import { seededRandom } from './seeded-random.js';
import { gradientOf, massProblem, readMasses, selfConsistent } from './self-consistency.js';
import { survivalAt } from './survival-curve.js';
import { anyDurations, anyIntervals, shuffled } from './survival.builder.js';
import { turnbullByPatient, type PatientInterval } from './turnbull-bootstrap.js';
import { turnbull, turnbullQuantile, turnbullSurvival } from './turnbull.js';

function problemOf(intervals: readonly LapseInterval[]): {
  readonly problem: ReturnType<typeof massProblem>;
  readonly width: number;
} {
  const weights = intervals.map(() => 1);
  const cover = innermostCover(rankIntervals(intervals), weights);
  return { problem: massProblem(cover, weights), width: cover.innermost.length };
}

/** Plain EM, so many steps: what the search must not fall behind. */
function likelihoodByEm(intervals: readonly LapseInterval[], steps: number): number {
  const { problem, width } = problemOf(intervals);
  let cumulative: Float64Array = Float64Array.from({ length: width + 1 }, (_, index) => index / width);
  for (let step = 0; step < steps; step += 1)
    ({ cumulative } = selfConsistent(cumulative, gradientOf(readMasses(problem, cumulative)), problem.total));
  return readMasses(problem, cumulative).logLikelihood;
}

const manyIntervals = (count: number): readonly PatientInterval[] =>
  Array.from({ length: count }, (_, index) => {
    const lower = ((index * 7919) % 43_200) / 1440;
    const width = ((index * 104_729) % 8640) / 1440 + 1 / 1440;
    return { lower, upper: index % 9 === 0 ? null : lower + width, patient: String(index % 300) };
  });

describe('STAT-10 when relief lapsed, from intervals', () => {
  it('puts the lapses where bounds meet: right bounds belong to their interval, left bounds do not', () => {
    const { masses } = turnbull([
      { lower: 0, upper: 2 },
      { lower: 2, upper: 4 },
      { lower: 2, upper: 2 },
      { lower: 3, upper: null },
    ]);
    expect(masses.map(({ left, right }) => [left, right])).toEqual([
      [2, 2],
      [3, 4],
    ]);
    expect(masses[0]?.mass).toBeCloseTo(0.5, 12);
  });

  it('leaves the share that outlasted everything open', () => {
    const estimate = turnbull([
      { lower: 1, upper: 2 },
      { lower: 5, upper: null },
    ]);
    expect(estimate.masses).toMatchObject([
      { left: 1, right: 2, mass: 0.5 },
      { left: 5, right: null, mass: 0.5 },
    ]);
  });

  it('is the curve of Kaplan and Meier when all lapses are known exactly', () => {
    fc.assert(
      fc.property(anyDurations, (rows) => {
        const { masses } = turnbull(
          rows.map(({ days, lapsed }) => ({ lower: days, upper: lapsed ? days : null })),
        );
        const curve = kaplanMeier(rows);
        for (const { days, lapses } of curve.steps)
          if (lapses > 0)
            expect(turnbullSurvival(masses, days).upper).toBeCloseTo(survivalAt(curve, days), 8);
      }),
    );
  });

  it('carries its certificate, and no steps of plain EM find a likelier one', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const estimate = turnbull(intervals);
        expect(estimate.converged).toBe(true);
        expect(estimate.excess).toBeLessThan(1e-9);
        expect(estimate.masses.reduce((sum, { mass }) => sum + mass, 0)).toBeCloseTo(1, 10);
        for (const { mass, gradient } of estimate.masses)
          if (mass > 1e-4) expect(gradient).toBeCloseTo(intervals.length, 6);
        expect(likelihoodByEm(intervals, 200)).toBeLessThanOrEqual(estimate.logLikelihood + 1e-9);
      }),
    );
  });

  it('does not depend on the order of the rows', () => {
    fc.assert(
      fc.property(anyIntervals, fc.nat(10_000), (intervals, by) => {
        expect(turnbull(shuffled(intervals, by))).toEqual(turnbull(intervals));
      }),
    );
  });

  it('moves with all times, and the masses stay', () => {
    fc.assert(
      fc.property(anyIntervals, fc.nat(64), (intervals, shift) => {
        const moved = (days: number | null): number | null => (days === null ? null : 2 * days + shift);
        const estimate = turnbull(intervals);
        const after = turnbull(
          intervals.map(({ lower, upper }) => ({ lower: 2 * lower + shift, upper: moved(upper) })),
        );
        expect(after).toEqual({
          ...estimate,
          masses: estimate.masses.map((mass) => ({
            ...mass,
            left: 2 * mass.left + shift,
            right: moved(mass.right),
          })),
        });
      }),
    );
  });

  it('is left as it was by a patient of whom nothing is known, who was never seen', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const later = intervals.map(({ lower, upper }) => ({
          lower: lower + 1,
          upper: upper === null ? null : upper + 1,
        }));
        const before = turnbull(later).masses;
        const after = turnbull([...later, { lower: 0, upper: null }]).masses;
        expect(after.map(({ left, right }) => [left, right])).toEqual(
          before.map(({ left, right }) => [left, right]),
        );
        for (const { left } of before.slice(0, 5))
          expect(turnbullSurvival(after, left).upper).toBeCloseTo(turnbullSurvival(before, left).upper, 5);
      }),
    );
  });

  it('says the same of rows that are entered twice', () => {
    fc.assert(
      fc.property(anyIntervals, (intervals) => {
        const once = turnbull(intervals);
        const twice = turnbull([...intervals, ...intervals]);
        expect(twice.logLikelihood).toBeCloseTo(2 * once.logLikelihood, 6);
        expect(twice.masses.map(({ left, right }) => [left, right])).toEqual(
          once.masses.map(({ left, right }) => [left, right]),
        );
      }),
    );
  });

  it('copes with thousands of distinct intervals', () => {
    const start = performance.now();
    const estimate = turnbull(manyIntervals(5_000));
    expect(estimate).toMatchObject({ injections: 5_000, converged: true });
    expect(estimate.masses.length).toBeGreaterThan(500);
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  it('says when the bound on its work came first', () => {
    const { problem, width } = problemOf(manyIntervals(200));
    const solution = solveMasses(problem, width, { maximumIterations: 2, change: 1e-12, excess: 1e-9 });
    expect(solution).toMatchObject({ iterations: 2, converged: false });
    expect(solution.excess).toBeGreaterThan(1e-9);
  });

  it('is not done before both the masses stand and the certificate holds', () => {
    const { problem, width } = problemOf(manyIntervals(200));
    const byExcess = solveMasses(problem, width, { maximumIterations: 500, change: 1, excess: 1e-9 });
    expect(byExcess.converged).toBe(true);
    expect(byExcess.excess).toBeLessThan(1e-9);
    const byChange = solveMasses(problem, width, { maximumIterations: 500, change: 1e-9, excess: 1 });
    expect(byChange.iterations).toBeGreaterThan(3);
  });

  it('has no masses of no intervals', () => {
    expect(turnbull([])).toMatchObject({ injections: 0, masses: [], converged: true, excess: 0 });
  });

  it.each([
    [3, 2],
    [-1, 2],
    [Number.NaN, null],
    [1, Number.NaN],
    [Infinity, null],
  ])('refuses a lapse after day %d and up to day %d', (lower, upper) => {
    expect(() => turnbull([{ lower, upper }])).toThrow(RangeError);
  });
});

describe('STAT-11 what the intervals say of a day, and of a share', () => {
  const masses = [
    { left: 1, right: 2, mass: 0.25 },
    { left: 4, right: 4, mass: 0.25 },
    { left: 5, right: 8, mass: 0.3 },
    { left: 9, right: null, mass: 0.2 },
  ];

  it.each([
    [1, 1, 1],
    [1.5, 0.75, 1],
    [2, 0.75, 0.75],
    [4, 0.5, 0.5],
    [6, 0.2, 0.5],
    [100, 0, 0.2],
  ])('is a range on day %d: %d to %d', (days, lower, upper) => {
    expect(turnbullSurvival(masses, days).lower).toBeCloseTo(lower, 12);
    expect(turnbullSurvival(masses, days).upper).toBeCloseTo(upper, 12);
  });

  it.each([
    [0.1, 1, 2],
    [0.25, 1, 4],
    [0.4, 4, 4],
    [0.5, 4, 8],
    [0.7, 5, 8],
    [0.9, 9, null],
  ])('has reached the share of %d between day %d and %d', (p, left, right) => {
    expect(turnbullQuantile(masses, p)).toEqual({ left, right });
  });

  it('has no quantile of no intervals, nor of what is no share', () => {
    expect(turnbullQuantile([], 0.5)).toBeNull();
    for (const p of [0, 1, Number.NaN]) expect(() => turnbullQuantile(masses, p)).toThrow(RangeError);
  });
});

describe('STAT-12 the interval of that, by drawing patients', () => {
  const question = { days: [3, 7], shares: [0.5], draws: 60 };

  it('is the same each time, in any order and under any names', () => {
    fc.assert(
      fc.property(anyIntervals, fc.nat(10_000), (intervals, by) => {
        const answer = turnbullByPatient(intervals, question);
        expect(turnbullByPatient(shuffled(intervals, by), question)).toEqual(answer);
        const renamed = intervals.map((interval) => ({ ...interval, patient: `Z${interval.patient}` }));
        expect(turnbullByPatient(renamed, question)).toEqual(answer);
      }),
      { numRuns: 25 },
    );
  });

  it('draws 1,000 times with a seed of its own, and another seed draws others', () => {
    const rows = manyIntervals(60);
    const answer = turnbullByPatient(rows, { days: [10], shares: [0.25, 0.5] });
    expect(answer).toMatchObject({ patients: 60, draws: 1_000, unconverged: 0 });
    expect(turnbullByPatient(rows, { days: [10], shares: [0.25, 0.5], seed: 7 })).not.toEqual(answer);
    const { masses } = turnbull(rows);
    const range = turnbullSurvival(masses, 10);
    expect(answer?.survival[0]?.lower).toBeLessThan(range.lower);
    expect(answer?.survival[0]?.upper).toBeGreaterThan(range.upper);
    const median = turnbullQuantile(masses, 0.5);
    expect(answer?.quantiles[1]?.left).toBeLessThanOrEqual(median?.left ?? -1);
    expect(answer?.quantiles[1]?.right ?? Infinity).toBeGreaterThanOrEqual(median?.right ?? Infinity);
  });

  it('is what drawing the patients one by one and estimating each draw from its rows gives', () => {
    const pairs = manyIntervals(40).map((row, index) => ({ ...row, patient: String(index % 20) }));
    const days = [5, 10, 20];
    const draws = 40;
    const answer = turnbullByPatient(pairs, { days, shares: [0.5], draws, seed: 5 });
    const patients = [...new Set(pairs.map(({ patient }) => patient))]
      .map((patient) => pairs.filter((row) => row.patient === patient).toSorted((a, b) => a.lower - b.lower))
      .toSorted((a, b) => (a[0]?.lower ?? 0) - (b[0]?.lower ?? 0));
    const random = seededRandom(5);
    const estimates = Array.from({ length: draws }, () =>
      turnbull(patients.flatMap(() => patients[Math.floor(random() * patients.length)] ?? [])),
    );
    const at = (values: readonly number[], place: number): number =>
      values.toSorted((a, b) => a - b)[place] ?? -1;
    for (const [index, day] of days.entries()) {
      const ranges = estimates.map(({ masses }) => turnbullSurvival(masses, day));
      // 2.5 and 97.5 % of forty draws are the least and the largest. A draw of the bootstrap is done a little earlier.
      expect(answer?.survival[index]?.lower).toBeCloseTo(
        at(
          ranges.map(({ lower }) => lower),
          0,
        ),
        2,
      );
      expect(answer?.survival[index]?.upper).toBeCloseTo(
        at(
          ranges.map(({ upper }) => upper),
          draws - 1,
        ),
        2,
      );
    }
    const medians = estimates.map(({ masses }) => turnbullQuantile(masses, 0.5));
    expect(answer?.quantiles[0]?.left).toBe(
      at(
        medians.map((median) => median?.left ?? -1),
        0,
      ),
    );
    expect(answer?.quantiles[0]?.right).toBe(
      at(
        medians.map((median) => median?.right ?? Infinity),
        draws - 1,
      ),
    );
  });

  it('is wider when the rows are of few patients than when each is of another', () => {
    const alike = manyIntervals(20).flatMap((row) => [row, row, row, row]);
    const unrelated = alike.map((row, index) => ({ ...row, patient: String(index) }));
    const width = (rows: readonly PatientInterval[]): number => {
      const survival = turnbullByPatient(rows, { days: [10], shares: [], draws: 300 })?.survival[0];
      return (survival?.upper ?? 0) - (survival?.lower ?? 0);
    };
    expect(width(alike)).toBeGreaterThan(1.3 * width(unrelated));
  });

  it('has no answer of one patient', () => {
    expect(turnbullByPatient([], question)).toBeNull();
    expect(turnbullByPatient([{ lower: 1, upper: 2, patient: 'a' }], question)).toBeNull();
  });
});
