import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaussHermite } from './gauss-hermite.js';
import type { OwnLapse } from './lapse-interval.js';
import { normalCdf } from './normal.js';
import { patientEffect, quadratureAtMode, type LogNormalParameters } from './patient-effect.js';
import { patientRows } from './patient-rows.js';

const days = fc.double({ min: 0.25, max: 90, noNaN: true });
const anyLapse: fc.Arbitrary<OwnLapse> = fc
  .record({ ordinal: fc.integer({ min: 1, max: 6 }), lower: days, width: days, kind: fc.nat(3) })
  .map(({ ordinal, lower, width, kind }) => {
    if (kind === 0) return { ordinal, lower, upper: lower };
    if (kind === 1) return { ordinal, lower: 0, upper: lower };
    return { ordinal, lower, upper: kind === 2 ? null : lower + width };
  });
const anyOwn = fc.array(anyLapse, { minLength: 1, maxLength: 6 });
const anyParameters: fc.Arbitrary<LogNormalParameters> = fc.record({
  mu: fc.double({ min: 0, max: 3, noNaN: true }),
  slope: fc.double({ min: -0.3, max: 0.5, noNaN: true }),
  logTau: fc.double({ min: -1.5, max: 0.2, noNaN: true }),
  logSigma: fc.double({ min: -0.8, max: 0.3, noNaN: true }),
});

/** The same integral by the trapezium rule on a grid so fine and wide that it is exact to rounding. */
function bySums(own: readonly OwnLapse[], { mu, slope, logTau, logSigma }: LogNormalParameters): number {
  const [tau, sigma] = [Math.exp(logTau), Math.exp(logSigma)];
  const step = (24 * tau) / 3000;
  let sum = 0;
  for (let index = 0; index <= 3000; index += 1) {
    const b = index * step - 12 * tau;
    let density = Math.exp((-0.5 * b * b) / (tau * tau)) / (tau * Math.sqrt(2 * Math.PI));
    for (const { ordinal, lower, upper } of own) {
      const z = (time: number): number => (Math.log(time) - mu - slope * (ordinal - 1) - b) / sigma;
      density *=
        upper === lower
          ? Math.exp(-0.5 * z(lower) ** 2) / (sigma * Math.sqrt(2 * Math.PI))
          : (upper === null ? 1 : normalCdf(z(upper))) - normalCdf(z(lower));
    }
    sum += density * step;
  }
  return sum;
}

describe('Gauss-Hermite quadrature', () => {
  it.each([1, 2, 9, 31, 41, 100])('with %i nodes integrates 1, x² and x⁴ exactly', (n) => {
    const { nodes, logWeights } = gaussHermite(n);
    const moment = (power: number): number =>
      nodes.reduce((sum, x, index) => sum + Math.exp((logWeights[index] ?? NaN) - x * x) * x ** power, 0);
    expect(nodes).toHaveLength(n);
    expect(moment(0)).toBeCloseTo(Math.sqrt(Math.PI), 12);
    if (n > 1) expect(moment(2)).toBeCloseTo(Math.sqrt(Math.PI) / 2, 12);
    if (n > 2) expect(moment(4)).toBeCloseTo((Math.sqrt(Math.PI) * 3) / 4, 12);
  });
});

describe('STAT-35: the level of one patient', () => {
  it('has the likelihood that sums over a fine grid give', () => {
    fc.assert(
      fc.property(anyOwn, anyParameters, (own, parameters) => {
        const sum = bySums(own, parameters);
        // Below this the plain sums have lost their digits.
        fc.pre(sum > 1e-12);
        expect(patientEffect(patientRows(own), parameters).logLikelihood).toBeCloseTo(Math.log(sum), 4);
      }),
      { numRuns: 40 },
    );
  });

  it('has the gradient that differences give', () => {
    fc.assert(
      fc.property(anyOwn, anyParameters, (own, parameters) => {
        const rows = patientRows(own);
        const { gradient } = patientEffect(rows, parameters);
        for (const [index, name] of (['mu', 'slope', 'logTau', 'logSigma'] as const).entries()) {
          const at = (by: number): number =>
            patientEffect(rows, { ...parameters, [name]: parameters[name] + by }).logLikelihood;
          const difference = (8 * (at(1e-3) - at(-1e-3)) - (at(2e-3) - at(-2e-3))) / 12e-3;
          expect(Math.abs((gradient[index] ?? NaN) - difference)).toBeLessThan(
            1e-4 * Math.max(1, Math.abs(difference)),
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the closed form where all rows are points, whatever rule is laid', () => {
    const rows = patientRows(
      [3, 6, 9.5].map((day, index) => ({ ordinal: index + 1, lower: day, upper: day })),
    );
    const parameters = { mu: 2, slope: 0.1, logTau: -0.2, logSigma: -0.5 };
    const { logLikelihood, mean, variance } = patientEffect(rows, parameters);
    const laid = patientEffect(rows, parameters, { ...gaussHermite(100), centre: 'prior' });
    expect(laid.logLikelihood).toBeCloseTo(logLikelihood, 10);
    expect(laid.mean).toBeCloseTo(mean, 10);
    expect(laid.variance).toBeCloseTo(variance, 10);
    expect(variance).toBeCloseTo(1 / (Math.exp(0.4) + 3 * Math.exp(1)), 12);
  });

  it('is the same when an interval is split: the probabilities of the parts add up', () => {
    fc.assert(
      fc.property(anyParameters, days, days, days, (parameters, lower, first, second) => {
        const likelihood = (from: number, to: number | null): number =>
          Math.exp(
            patientEffect(patientRows([{ ordinal: 2, lower: from, upper: to }]), parameters).logLikelihood,
          );
        const [middle, upper] = [lower + first, lower + first + second];
        const parts = likelihood(lower, middle) + likelihood(middle, upper) + likelihood(upper, null);
        expect(parts).toBeCloseTo(likelihood(lower, null), 5);
        expect(likelihood(0, lower) + parts).toBeCloseTo(1, 5);
      }),
    );
  });

  it('knows more with every row: the variance never exceeds the one between patients', () => {
    fc.assert(
      fc.property(anyOwn, anyParameters, (own, parameters) => {
        const { variance } = patientEffect(patientRows(own), parameters);
        expect(variance).toBeLessThanOrEqual(Math.exp(2 * parameters.logTau) * (1 + 1e-9));
      }),
    );
  });

  it('hardly moves with the coarse rule, which may therefore lead the way', () => {
    fc.assert(
      fc.property(anyOwn, anyParameters, (own, parameters) => {
        const rows = patientRows(own);
        const [fine, coarse] = [
          patientEffect(rows, parameters),
          patientEffect(rows, parameters, quadratureAtMode(11)),
        ];
        expect(Math.abs(fine.logLikelihood - coarse.logLikelihood)).toBeLessThan(0.01);
      }),
    );
  });

  it('stays finite for rows that no parameters explain', () => {
    const rows = patientRows([
      { ordinal: 1, lower: 1e-9, upper: 2e-9 },
      { ordinal: 2, lower: 1e9, upper: null },
    ]);
    const effect = patientEffect(rows, { mu: 2, slope: 0, logTau: -2, logSigma: -3 });
    expect(
      [effect.logLikelihood, effect.mean, effect.variance, ...effect.gradient].every(Number.isFinite),
    ).toBe(true);
  });
});
