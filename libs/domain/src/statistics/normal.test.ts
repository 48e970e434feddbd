import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  normalCdf,
  normalDensity,
  normalLogCdf,
  normalLogDensity,
  normalQuantile,
  normalUpperTail,
  Z_95,
} from './normal.js';

/** Some units in the last place of a double. */
const PRECISION = 1e-15;
const relativeError = (actual: number, expected: number): number =>
  expected === 0 ? Math.abs(actual) : Math.abs((actual - expected) / expected);

describe('STAT-01 the standard normal distribution', () => {
  // x, cdf, upper tail, log of the cdf; with 50 digits from the complementary error function.
  it.each([
    [-37, 5.725571222524577e-300, 1, -689.0305855768906],
    [-20, 2.7536241186062337e-89, 1, -203.91715537109727],
    [-8, 6.220960574271784e-16, 0.9999999999999993, -35.01343715991455],
    [-5.7, 5.990371401063528e-9, 0.9999999940096286, -18.933112423224742],
    [-5.6, 1.071759025831093e-8, 0.9999999892824097, -18.35137949590933],
    [-2.6032, 0.0046179029119539725, 0.995382097088046, -5.3778145921006395],
    [-1, 0.15865525393145705, 0.8413447460685429, -1.8410216450092636],
    [-0.68, 0.2482522304535705, 0.7517477695464295, -1.3933099913899847],
    [-0.67, 0.2514288950953101, 0.7485711049046899, -1.380595052695189],
    [-1e-8, 0.4999999960105772, 0.5000000039894228, -0.693147188538791],
    [0, 0.5, 0.5, -Math.LN2],
    [0.3, 0.6179114221889527, 0.3820885778110474, -0.4814101615884812],
    [0.674, 0.7498443431596774, 0.2501556568403226, -0.2878896364454598],
    [0.675, 0.750162117528223, 0.249837882471777, -0.287465939105978],
    [1.5, 0.9331927987311419, 0.06680720126885807, -0.06914345561223398],
    [3, 0.9986501019683699, 0.0013498980316300946, -0.0013508099647481938],
    [5.65, 0.9999999919776081, 8.022391850663497e-9, -8.022391882842883e-9],
    [5.66, 0.9999999924313503, 7.568649751997714e-9, -7.568649780639943e-9],
    [8, 0.9999999999999993, 6.220960574271784e-16, -6.220960574271786e-16],
    [37, 1, 5.725571222524577e-300, -5.725571222524577e-300],
  ])('is right to the last digits at %d, in both tails and in the log', (x, cdf, upperTail, logCdf) => {
    expect(relativeError(normalCdf(x), cdf)).toBeLessThan(PRECISION);
    expect(relativeError(normalUpperTail(x), upperTail)).toBeLessThan(PRECISION);
    expect(relativeError(normalLogCdf(x), logCdf)).toBeLessThan(PRECISION);
  });

  it.each([
    [-40, -804.6084420137538],
    [-100, -5005.524208694205],
    [-1e6, -500000000014.73444],
  ])('has a log at %d, where the cdf itself is zero', (x, logCdf) => {
    expect(normalCdf(x)).toBe(0);
    expect(relativeError(normalLogCdf(x), logCdf)).toBeLessThan(PRECISION);
  });

  it.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301132],
    [1e-11, -6.706023155495136],
    [0.001, -3.0902323061678136],
    [0.05, -1.6448536269514726],
    [0.075, -1.439531470938456],
    [0.0751, -1.43882539275254],
    [0.3, -0.5244005127080408],
    [0.5, 0],
    [0.7, 0.5244005127080407],
    [0.9249, 1.4388253927525405],
    [0.925, 1.4395314709384561],
    [0.9999, 3.7190164854557084],
  ])('has the quantile of %d', (p, x) => {
    expect(relativeError(normalQuantile(p), x)).toBeLessThan(PRECISION);
  });

  it('has the z of a 95 % interval as its quantile of 0.975', () => {
    expect(relativeError(normalQuantile(0.975), Z_95)).toBeLessThan(PRECISION);
  });

  it('ends where a probability ends', () => {
    expect([-Infinity, Infinity].map(normalCdf)).toEqual([0, 1]);
    expect([-Infinity, Infinity].map(normalUpperTail)).toEqual([1, 0]);
    expect([-Infinity, Infinity].map(normalDensity)).toEqual([0, 0]);
    expect([-Infinity, Infinity].map(normalLogCdf)).toEqual([-Infinity, -0]);
    expect([0, 1].map(normalQuantile)).toEqual([-Infinity, Infinity]);
    expect(normalCdf(Number.NaN)).toBeNaN();
  });

  it.each([-1e-9, 1.000001, Number.NaN])('knows no quantile of %d, which is no probability', (p) => {
    expect(() => normalQuantile(p)).toThrow(RangeError);
  });

  it('has the density as the slope of the cdf, and its log', () => {
    for (const x of [-6, -2, -0.5, 0, 1, 3.3]) {
      const slope = (normalCdf(x + 1e-5) - normalCdf(x - 1e-5)) / 2e-5;
      expect(slope).toBeCloseTo(normalDensity(x), 9);
      expect(Math.log(normalDensity(x))).toBeCloseTo(normalLogDensity(x), 12);
    }
  });

  it('comes back from the quantile, and grows', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -37, max: 8, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (x, step) => {
          if (x < 5) expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 9);
          expect(normalCdf(x + step)).toBeGreaterThanOrEqual(normalCdf(x));
          expect(normalLogCdf(x + step)).toBeGreaterThanOrEqual(normalLogCdf(x));
        },
      ),
    );
  });
});
