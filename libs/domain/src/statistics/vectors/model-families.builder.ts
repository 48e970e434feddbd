import { hurdleOf } from '../hurdle.js';
import { intervalMannKendall } from '../interval-mann-kendall.js';
import type { OwnLapse } from '../lapse-interval.js';
import { fitLogNormal } from '../log-normal-fit.js';
import { mannKendall } from '../mann-kendall.js';
import { normalUpperTail, Z_95 } from '../normal.js';
import { patientEffect } from '../patient-effect.js';
import { patientRows, tellsDuration, type PatientRows } from '../patient-rows.js';
import { predictNextLapse, stillRelieved } from '../predict-lapse.js';
import type { ReliefModel } from '../relief-model.js';
import { reliefModelPolicy } from '../relief-model-policy.js';
import { theilSen } from '../theil-sen.js';
import amlExpected from './aml.expected.json' with { type: 'json' };
import { deviationOf, joined, type Deviation } from './deviation.builder.js';
import shrinkageExpected from './eb_shrinkage.expected.json' with { type: 'json' };
import intervalExpected from './interval_small.expected.json' with { type: 'json' };
import seriesExpected from './lsb_series.expected.json' with { type: 'json' };
import type { VectorFamily } from './survival-families.builder.js';
import {
  fitted,
  modelOf,
  publishedFit,
  responderRows,
  responders,
  seriesLapses,
  withTrend,
  withoutTrend,
  type Fitted,
} from './series-models.builder.js';
import { amlRows, intervalRows, seriesRows } from './survival-files.builder.js';
import trendExpected from './trend.expected.json' with { type: 'json' };
import trendIntervalExpected from './trend_interval.expected.json' with { type: 'json' };

/** What no family looks at: answers of products that Lull does not ship (clinical reference 2.1), and words. */
export const notShipped: Readonly<Record<string, readonly string[]>> = {
  'aml.expected.json': ['cox_efron', 'cox_breslow', 'aft_weibull_null'],
  'lsb_series.expected.json': ['cox_ordinal_cluster', 'cox_ordinal_strata_patient'],
  'interval_small.expected.json': ['aft_weibull'],
};

/** The names of the mixed files that these families look at. */
export const lookedByModels: Readonly<Record<string, readonly string[]>> = {
  'aml.expected.json': ['aft_lognormal'],
  'lsb_series.expected.json': [
    'hurdle',
    'aft_lognormal_null_responders',
    'aft_lognormal_ordinal_responders',
    'aft_lognormal_interval_responders',
    'random_intercept_lognormal',
    'random_intercept_lognormal_trend',
  ],
  'interval_small.expected.json': ['aft_lognormal'],
};

function trendDeviation(): Deviation {
  return joined(
    Object.entries(trendExpected.cases).map(([name, expected]) => {
      const { y } = expected;
      const test = mannKendall(y);
      const line = theilSen(y.map((value, index) => ({ x: index + 1, y: value })));
      const actual = {
        y,
        n: test.n,
        S: test.s,
        varS: test.variance,
        z: test.z,
        p_normal: test.pNormal,
        p_exact: test.pExact,
        tau_a: test.tauA,
        tau_b: test.tauB,
        senSlope: line?.slope,
        senIntercept: line?.intercept,
        senCI95: line?.interval === null || line === null ? null : [line.interval.lower, line.interval.upper],
      };
      return deviationOf(expected, actual, [], name);
    }),
  );
}

function trendIntervalDeviation(): Deviation {
  return joined(
    Object.entries(trendIntervalExpected.cases).map(([name, expected]) => {
      const lapses = expected.intervals.map(([lower = null, upper = null]) => ({ lower: lower ?? 0, upper }));
      const test = intervalMannKendall(lapses, reliefModelPolicy.trend);
      const actual = {
        intervals: lapses.map(({ lower, upper }) => [lower, upper]),
        n: test.n,
        S: test.s,
        definitePairs: test.decidedPairs,
        pairs: test.pairs,
        tau: test.tau,
        p_permutation: test.p.value,
        count: test.p.asExtreme,
        permutations: test.p.orders,
      };
      return deviationOf(expected, actual, [], name);
    }),
  );
}

function shrinkageDeviation(): Deviation {
  return joined(
    Object.entries(shrinkageExpected.cases).map(([name, expected]) => {
      const { mu, tau, sigma, days } = expected;
      const own = days.map((day, index) => ({ ordinal: index + 1, lower: day, upper: day }));
      const model: ReliefModel = {
        ...modelOf({ ...withoutTrend, mu, tau, sigma }),
        basis: 'prior',
      };
      const next = { ordinal: own.length + 1 };
      const prediction = predictNextLapse(model, own, next);
      const actual = {
        mu,
        tau,
        sigma,
        days,
        n: prediction.ownInjections,
        shrinkWeightOwn: prediction.ownWeight,
        postMean: prediction.logMean,
        postSd: Math.sqrt(prediction.logSd ** 2 - sigma ** 2),
        predSd: prediction.logSd,
        predMedianDays: prediction.medianDays,
        pred10: prediction.within80.fromDay,
        pred25: prediction.within50.fromDay,
        pred75: prediction.within50.toDay,
        pred90: prediction.within80.toDay,
        probStillRelievedAt7: stillRelieved(prediction, 7).ifSustained,
        probStillRelievedAt14: stillRelieved(prediction, 14).ifSustained,
        condMedianGivenRelievedAt7: predictNextLapse(model, own, { ...next, relievedForDays: 7 }).medianDays,
      };
      return deviationOf(expected, actual, [], name);
    }),
  );
}

function hurdleDeviation(): Deviation {
  const hurdle = hurdleOf(seriesLapses);
  const withRelief = hurdle?.withRelief ?? NaN;
  const all = hurdle?.injections ?? NaN;
  return deviationOf(seriesExpected.hurdle, {
    nBlocks: all,
    nAnyRelief: withRelief,
    nZero: all - withRelief,
  });
}

/** The plain log-normal model, as if all rows were of one patient who has no level of its own. */
function alikeFit(rows: readonly PatientRows[], trend: boolean): Fitted {
  return fitted(fitLogNormal(rows, { trend, patientsDiffer: false }));
}

/** Published log-likelihoods are of days: the density of log days is the one of days times days. */
function ofDays(logLikelihood: number, rows: readonly PatientRows[]): number {
  return logLikelihood - rows.flatMap(({ exact }) => exact).reduce((sum, { y }) => sum + y, 0);
}

/** Errors when only patients, not injections, are taken for unrelated (sandwich); shown nowhere in the product. */
function errorsByPatient(fit: Fitted): readonly number[] {
  const parameters = { ...fit, logTau: Math.log(1e-6), logSigma: Math.log(fit.sigma) };
  const influences = responderRows.map((rows) => {
    const [byMu, bySlope, , byLogSigma] = patientEffect(rows, parameters).gradient;
    const [mu = NaN, slope = NaN, logSigma = NaN] = fit.covariance.map(
      ([a = NaN, b = NaN, c = NaN]) => a * byMu + b * bySlope + c * byLogSigma,
    );
    return [mu - slope, slope, logSigma];
  });
  return [0, 1, 2].map((index) => Math.hypot(...influences.map((influence) => influence[index] ?? NaN)));
}

function seriesAccelerationDeviation(): Deviation {
  const plain = alikeFit(responderRows, false);
  const trend = alikeFit(responderRows, true);
  const intervalRowsByPatient = responders.map(([patient]) =>
    patientRows(seriesRows.filter((row) => row.patient === patient).filter(tellsDuration)),
  );
  const interval = alikeFit(intervalRowsByPatient, false);
  const { standardErrors: errors } = trend;
  return joined([
    deviationOf(
      seriesExpected.aft_lognormal_null_responders,
      {
        mu: plain.mu,
        sigma: plain.sigma,
        loglik: ofDays(plain.logLikelihood, responderRows),
        vcov_mu_logsigma: plain.covariance,
      },
      [],
      'null',
    ),
    deviationOf(
      seriesExpected.aft_lognormal_ordinal_responders,
      {
        // The published ordinal is 1, 2, ...; here the first injection has x = 0.
        coef: [trend.mu - trend.slope, trend.slope],
        sigma: trend.sigma,
        loglik: ofDays(trend.logLikelihood, responderRows),
        se: [originError(trend), errors.slope, errors.logSigma],
        timeRatioPerBlock: Math.exp(trend.slope),
        se_cluster_robust: errorsByPatient(trend),
      },
      [],
      'ordinal',
    ),
    deviationOf(
      seriesExpected.aft_lognormal_interval_responders,
      {
        mu: interval.mu,
        sigma: interval.sigma,
        loglik: ofDays(interval.logLikelihood, intervalRowsByPatient),
      },
      [],
      'interval',
    ),
  ]);
}

/** The standard error of mu - slope, the level one injection before the first. */
function originError({ covariance }: Fitted): number {
  const [[mu = NaN, both = NaN] = [], [, slope = NaN] = []] = covariance;
  return Math.sqrt(mu + slope - 2 * both);
}

function amlAccelerationDeviation(): Deviation {
  const rows = [
    patientRows(
      amlRows.map(({ group, days, lapsed }) => ({
        ordinal: group === 'Nonmaintained' ? 2 : 1,
        lower: days,
        upper: lapsed ? days : null,
      })),
    ),
  ];
  const fit = alikeFit(rows, true);
  return deviationOf(amlExpected.aft_lognormal, {
    coef: [fit.mu, fit.slope],
    scale: fit.sigma,
    loglik: ofDays(fit.logLikelihood, rows),
    vcov: fit.covariance,
  });
}

function intervalAccelerationDeviation(): Deviation {
  const rows = [patientRows(intervalRows.map((lapse) => ({ ...lapse, ordinal: 1 })))];
  const fit = alikeFit(rows, false);
  return deviationOf(intervalExpected.aft_lognormal, {
    mu: fit.mu,
    sigma: fit.sigma,
    loglik: ofDays(fit.logLikelihood, rows),
    medianDays: Math.exp(fit.mu),
  });
}

function withoutTrendDeviation(): Deviation {
  const { mu, tau, sigma, standardErrors: errors, logLikelihood } = withoutTrend;
  const posterior = responders.map(([id, own]) => {
    const prediction = predictNextLapse(modelOf(withoutTrend), own, { ordinal: nextOrdinal(own) });
    return {
      id,
      nBlocks: prediction.ownInjections,
      nEvents: own.filter(({ upper }) => upper !== null).length,
      b: prediction.logMean - mu,
      bSd: Math.sqrt(prediction.logSd ** 2 - sigma ** 2),
      medianDays: prediction.medianDays,
      pi80: [prediction.within80.fromDay, prediction.within80.toDay],
    };
  });
  const actual = {
    mu,
    tau,
    sigma,
    posterior,
    loglik: logLikelihood,
    se_par: [errors.mu, errors.logTau, errors.logSigma],
    parOrder: ['mu', 'log tau', 'log sigma'],
    icc: tau ** 2 / (tau ** 2 + sigma ** 2),
  };
  return deviationOf(seriesExpected.random_intercept_lognormal, actual, ['note']);
}

function nextOrdinal(own: readonly OwnLapse[]): number {
  return Math.max(...own.map(({ ordinal }) => ordinal)) + 1;
}

function trendModelDeviation(fit: Fitted): Deviation {
  const { mu, tau, sigma, slope, logLikelihood } = fit;
  const slopeSe = fit.standardErrors.slope ?? NaN;
  const lrt = 2 * (logLikelihood - withoutTrend.logLikelihood);
  const posterior = responders.map(([id, own]) => {
    const ordinal = nextOrdinal(own);
    const prediction = predictNextLapse(modelOf(fit), own, { ordinal });
    return {
      id,
      nBlocks: prediction.ownInjections,
      nextOrdinal: prediction.ordinalUsed,
      b: prediction.logMean - mu - slope * (ordinal - 1),
      bSd: Math.sqrt(prediction.logSd ** 2 - sigma ** 2),
      nextMedianDays: prediction.medianDays,
      nextPI80: [prediction.within80.fromDay, prediction.within80.toDay],
      nextPI50: [prediction.within50.fromDay, prediction.within50.toDay],
      pReliefAt7: stillRelieved(prediction, 7).ifSustained,
      pReliefAt14: stillRelieved(prediction, 14).ifSustained,
    };
  });
  return deviationOf(seriesExpected.random_intercept_lognormal_trend, {
    mu,
    tau,
    sigma,
    slopeSe,
    lrt,
    posterior,
    slopePerBlock: slope,
    timeRatioPerBlock: Math.exp(slope),
    timeRatioCI95: [Math.exp(slope - Z_95 * slopeSe), Math.exp(slope + Z_95 * slopeSe)],
    loglik: logLikelihood,
    lrt_p: 2 * normalUpperTail(Math.sqrt(lrt)),
  });
}

const CLOSED_FORM = 1e-8;
const ACCELERATION = 1e-6;
const RANDOM_INTERCEPT = 1e-4;
/** Against figures that a rule laid at the prior had computed, and which are off by as much. */
const OTHER_RULE = 1e-3;

/** Every family of trend and model, with the largest deviation over all the numbers that its file has for it. */
export function modelFamilies(): readonly VectorFamily[] {
  const rows: readonly (readonly [string, string, number, Deviation])[] = [
    ['Mann-Kendall and Theil-Sen', 'trend', CLOSED_FORM, trendDeviation()],
    ['Mann-Kendall of intervals', 'trend_interval', CLOSED_FORM, trendIntervalDeviation()],
    ['Shrinkage of points', 'eb_shrinkage', CLOSED_FORM, shrinkageDeviation()],
    ['Hurdle', 'lsb_series', CLOSED_FORM, hurdleDeviation()],
    ['Log-normal', 'aml', ACCELERATION, amlAccelerationDeviation()],
    ['Log-normal', 'lsb_series', ACCELERATION, seriesAccelerationDeviation()],
    ['Log-normal', 'interval_small', ACCELERATION, intervalAccelerationDeviation()],
    ['Random intercept without trend', 'lsb_series', RANDOM_INTERCEPT, withoutTrendDeviation()],
    [
      'Random intercept with trend, 101 fixed nodes',
      'lsb_series',
      RANDOM_INTERCEPT,
      trendModelDeviation(publishedFit()),
    ],
    ['Random intercept with trend, as shipped', 'lsb_series', OTHER_RULE, trendModelDeviation(withTrend)],
  ];
  return rows.map(([family, file, tolerance, deviation]) => ({
    family,
    file: `${file}.expected.json`,
    tolerance,
    deviation,
  }));
}
