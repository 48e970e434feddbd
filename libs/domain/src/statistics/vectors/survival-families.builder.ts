import { cumulativeHazard, kaplanMeier, kaplanMeierByPatient } from '../kaplan-meier.js';
import { lapseMidpoint, type LapseInterval } from '../lapse-interval.js';
import { logRank, type LogRank } from '../log-rank.js';
import { exactInterval, posteriorShare, wilsonInterval } from '../proportion.js';
import { expectedCoverage, restrictedMean } from '../restricted-mean.js';
import {
  landmark,
  survivalAt,
  survivalInterval,
  type Bounds,
  type IntervalScale,
  type ObservedDuration,
  type SurvivalCurve,
} from '../survival-curve.js';
import { survivalQuantile } from '../survival-quantile.js';
import { turnbull } from '../turnbull.js';
import amlExpected from './aml.expected.json' with { type: 'json' };
import { deviationOf, joined, type Deviation } from './deviation.builder.js';
import intervalExpected from './interval_small.expected.json' with { type: 'json' };
import seriesExpected from './lsb_series.expected.json' with { type: 'json' };
import proportionsExpected from './proportions.expected.json' with { type: 'json' };
import { amlRows, intervalRows, seriesRows, tinyRows } from './survival-files.builder.js';
import tinyExpected from './tiny.expected.json' with { type: 'json' };

/** One family of estimators, held against every number that one published file has for it. */
export interface VectorFamily {
  readonly family: string;
  readonly file: string;
  readonly tolerance: number;
  readonly deviation: Deviation;
}

/** What the files hold beside: by top-level name, and why these functions do not answer it. */
export const elsewhere = {
  'aml.expected.json': {
    cox_efron: 'models',
    cox_breslow: 'models',
    aft_lognormal: 'models',
    aft_weibull_null: 'models',
  },
  'lsb_series.expected.json': {
    note: 'words',
    cox_ordinal_cluster: 'models',
    cox_ordinal_strata_patient: 'models',
    hurdle: 'models',
    aft_lognormal_null_responders: 'models',
    aft_lognormal_ordinal_responders: 'models',
    aft_lognormal_interval_responders: 'models',
    random_intercept_lognormal: 'models',
    random_intercept_lognormal_trend: 'models',
  },
  'interval_small.expected.json': { note: 'words', aft_lognormal: 'models', aft_weibull: 'models' },
} as const;

/** The names that a family looks at, so that a test can say which ones nobody looks at. */
export const looked: Readonly<Record<string, readonly string[]>> = {
  'tiny.expected.json': ['note', 'sets'],
  'aml.expected.json': ['overall', 'Maintained', 'Nonmaintained', 'logrank', 'peto'],
  'lsb_series.expected.json': [
    'all',
    'all_cluster_robust',
    'landmark',
    'expected_coverage',
    'ordinal_1',
    'ordinal_2',
    'ordinal_3',
    'grp_first',
    'grp_later',
    'logrank_first_vs_later_ignoring_clustering',
    'turnbull_all',
  ],
  'interval_small.expected.json': ['npmle_em', 'km_midpoint', 'turnbull'],
};

export const expectedFiles: Readonly<Record<string, object>> = {
  'tiny.expected.json': tinyExpected,
  'aml.expected.json': amlExpected,
  'lsb_series.expected.json': seriesExpected,
  'interval_small.expected.json': intervalExpected,
};

function stepsInWords(curve: SurvivalCurve, scale: IntervalScale): readonly object[] {
  return curve.steps.map((step) => ({
    time: step.days,
    nRisk: step.atRisk,
    nEvent: step.lapses,
    nCensor: step.censored,
    surv: step.survival,
    se: step.standardError,
    ...bounds(survivalInterval(step, scale)),
  }));
}

function bounds(interval: Bounds | null): object {
  return interval ?? { lower: null, upper: null };
}

function quantilesInWords(curve: SurvivalCurve, scale: IntervalScale): object {
  const quantiles = [0.25, 0.5, 0.75].map((p) => survivalQuantile(curve, p, scale));
  return {
    p: quantiles.map(({ p }) => p),
    q: quantiles.map(({ days }) => days),
    lower: quantiles.map(({ lower }) => lower),
    upper: quantiles.map(({ upper }) => upper),
  };
}

function meansInWords(curve: SurvivalCurve, asked: readonly { readonly tau: number }[]): readonly object[] {
  return asked.map(({ tau }) => {
    const mean = restrictedMean(curve, tau);
    return mean === null
      ? {}
      : {
          tau: mean.until,
          rmst: mean.days,
          se: mean.standardError,
          lastTime: mean.lastDay,
          tauBeyondLast: mean.beyondLast,
        };
  });
}

/** A group in the words of the files: three kinds of interval, quantiles, means and the cumulative hazard. */
function groupInWords(
  rows: readonly ObservedDuration[],
  { rmst }: { readonly rmst: readonly { readonly tau: number }[] },
): object {
  const curve = kaplanMeier(rows);
  return {
    n: curve.injections,
    km_loglog: stepsInWords(curve, 'log-log'),
    km_plain: stepsInWords(curve, 'plain'),
    km_log: stepsInWords(curve, 'log'),
    quantiles_loglog: quantilesInWords(curve, 'log-log'),
    quantiles_plain: quantilesInWords(curve, 'plain'),
    quantiles_log: quantilesInWords(curve, 'log'),
    rmst: meansInWords(curve, rmst),
    cumhaz: cumulativeHazard(curve).map(({ days, hazard, standardError }) => ({
      time: days,
      cumhaz: hazard,
      se: standardError,
    })),
  };
}

function tinyDeviation(): Deviation {
  return joined(
    Object.entries(tinyExpected.sets).map(([group, expected]) => {
      const curve = kaplanMeier(tinyRows.filter((row) => row.group === group));
      const actual = {
        km: stepsInWords(curve, 'log-log'),
        quantiles: quantilesInWords(curve, 'log-log'),
        rmst: meansInWords(curve, expected.rmst),
      };
      return deviationOf(expected, actual, [], group);
    }),
  );
}

function amlDeviation(): Deviation {
  const { overall, Maintained, Nonmaintained } = amlExpected;
  return joined([
    deviationOf(overall, groupInWords(amlRows, overall), [], 'overall'),
    deviationOf(Maintained, groupInWords(amlGroup('Maintained'), Maintained), [], 'Maintained'),
    deviationOf(Nonmaintained, groupInWords(amlGroup('Nonmaintained'), Nonmaintained), [], 'Nonmaintained'),
  ]);
}

const amlGroup = (group: string): readonly ObservedDuration[] => amlRows.filter((row) => row.group === group);
const firstRows = seriesRows.filter((row) => row.ordinal === 1);
const laterRows = seriesRows.filter((row) => row.ordinal > 1);

function seriesDeviation(): Deviation {
  const { all, ordinal_1, ordinal_2, ordinal_3, grp_first, grp_later } = seriesExpected;
  const ordinal = (k: number): readonly ObservedDuration[] => seriesRows.filter((row) => row.ordinal === k);
  return joined([
    deviationOf(all, groupInWords(seriesRows, all), [], 'all'),
    deviationOf(ordinal_1, groupInWords(ordinal(1), ordinal_1), [], 'ordinal_1'),
    deviationOf(ordinal_2, groupInWords(ordinal(2), ordinal_2), [], 'ordinal_2'),
    deviationOf(ordinal_3, groupInWords(ordinal(3), ordinal_3), [], 'ordinal_3'),
    deviationOf(grp_first, groupInWords(firstRows, grp_first), [], 'grp_first'),
    deviationOf(grp_later, groupInWords(laterRows, grp_later), [], 'grp_later'),
  ]);
}

function byPatientDeviation(): Deviation {
  const curve = kaplanMeierByPatient(seriesRows);
  const actual = { km: stepsInWords(curve, 'log-log'), quantiles: quantilesInWords(curve, 'log-log') };
  return deviationOf(seriesExpected.all_cluster_robust, actual);
}

function landmarkDeviation(): Deviation {
  const curve = kaplanMeier(seriesRows);
  return deviationOf(seriesExpected.landmark, {
    S7: survivalAt(curve, 7),
    S14: survivalAt(curve, 14),
    S21: survivalAt(curve, 21),
    P_gt14_given_gt7: landmark(curve, 7, 14)?.probability,
    P_gt21_given_gt14: landmark(curve, 14, 21)?.probability,
  });
}

function coverageDeviation(): Deviation {
  const curve = kaplanMeier(seriesRows);
  const actual = seriesExpected.expected_coverage.map(({ intervalDays }) => {
    const coverage = expectedCoverage(curve, intervalDays);
    return {
      intervalDays: coverage?.intervalDays,
      expectedReliefDays: coverage?.relievedDays,
      expectedCoverage: coverage?.coverage,
    };
  });
  return deviationOf(seriesExpected.expected_coverage, actual);
}

function logRankInWords(test: LogRank | null): object {
  return { obs: test?.observed, exp: test?.expected, chisq: test?.chiSquare, p: test?.p };
}

function amlLogRankDeviation(): Deviation {
  const maintained = amlGroup('Maintained');
  const rest = amlGroup('Nonmaintained');
  const groups = { groups: ['Maintained', 'Nonmaintained'], n: [maintained.length, rest.length] };
  return joined([
    deviationOf(amlExpected.logrank, { ...groups, ...logRankInWords(logRank(maintained, rest)) }),
    deviationOf(amlExpected.peto, logRankInWords(logRank(maintained, rest, 'early'))),
  ]);
}

function seriesLogRankDeviation(): Deviation {
  const actual = logRankInWords(logRank(firstRows, laterRows));
  return deviationOf(seriesExpected.logrank_first_vs_later_ignoring_clustering, actual);
}

/** `iterations` counts the steps of plain EM, which is one way to the estimate and not ours. */
function turnbullDeviation(): Deviation {
  const estimate = turnbull(intervalRows);
  const actual = {
    optimality: { n: estimate.injections, gradient: estimate.masses.map(({ gradient }) => gradient) },
    loglik: estimate.logLikelihood,
    mass: estimate.masses.map(({ left, right, mass }) => ({ left, right, p: mass })),
  };
  return deviationOf(intervalExpected.npmle_em, actual, ['note', 'iterations']);
}

function midpointDeviation(): Deviation {
  const rows = intervalRows.map((interval) => ({
    days: lapseMidpoint(interval) ?? interval.lower,
    lapsed: interval.upper !== null,
  }));
  return deviationOf(intervalExpected.km_midpoint, stepsInWords(kaplanMeier(rows), 'log-log'));
}

/**
 * The published steps of R stand at the middle of an innermost interval, or at a censoring; its events are what falls
 * of those still at risk there, here as a share of all.
 */
function atMiddles(rows: readonly LapseInterval[], times: readonly { readonly time: number }[]): object {
  const { masses } = turnbull(rows);
  let before = 1;
  let lapsedShares = 0;
  return times.map(({ time }) => {
    const lapsed = masses.filter(({ left, right }) => right !== null && (left + right) / 2 <= time);
    const surv = 1 - lapsed.reduce((sum, { mass }) => sum + mass, 0);
    const censored = rows.filter(({ lower, upper }) => upper === null && lower < time).length / rows.length;
    const share = (1 - surv / before) * (1 - lapsedShares - censored);
    lapsedShares += share;
    before = surv;
    return { time, surv, share };
  });
}

function earlyStopDeviation(
  rows: readonly LapseInterval[],
  expected: readonly { readonly time: number; readonly surv: number; readonly nEvent?: number }[],
): Deviation {
  const published = expected.map(({ time, surv, nEvent }) =>
    nEvent === undefined ? { time, surv } : { time, surv, share: nEvent / rows.length },
  );
  return deviationOf(published, atMiddles(rows, expected));
}

function proportionDeviation(key: 'wilson' | 'clopperPearson' | 'posterior'): Deviation {
  return joined(
    proportionsExpected.map(({ x, n, p, wilson, clopperPearson, betaPosterior_prior_1_1: posterior }) => {
      const asPair = ({ lower, upper }: Bounds): readonly number[] => [lower, upper];
      if (key === 'wilson')
        return deviationOf({ p, wilson }, { p: x / n, wilson: asPair(wilsonInterval(x, n)) });
      if (key === 'clopperPearson') return deviationOf(clopperPearson, asPair(exactInterval(x, n)));
      return deviationOf(posterior, { mean: posteriorShare(x, n) });
    }),
  );
}

const KAPLAN_MEIER = 1e-8;
/** R's own EM for intervals stops early, by up to 5e-3 of mass: its numbers say only that the shape is the same. */
const EARLY_STOP = 5e-3;

/** Every family, with the largest deviation over all the numbers that its file has for it. */
export function vectorFamilies(): readonly VectorFamily[] {
  const family = (
    name: string,
    file: string,
    deviation: Deviation,
    tolerance = KAPLAN_MEIER,
  ): VectorFamily => ({
    family: name,
    file: `${file}.expected.json`,
    tolerance,
    deviation,
  });
  return [
    family('Kaplan-Meier', 'tiny', tinyDeviation()),
    family('Kaplan-Meier', 'aml', amlDeviation()),
    family('Kaplan-Meier', 'lsb_series', seriesDeviation()),
    family('Kaplan-Meier of midpoints', 'interval_small', midpointDeviation()),
    family('Kaplan-Meier, errors by patient', 'lsb_series', byPatientDeviation()),
    family('Landmark', 'lsb_series', landmarkDeviation()),
    family('Expected coverage', 'lsb_series', coverageDeviation()),
    family('Log-rank, Peto', 'aml', amlLogRankDeviation()),
    family('Log-rank', 'lsb_series', seriesLogRankDeviation()),
    family('Turnbull with certificate', 'interval_small', turnbullDeviation()),
    family(
      'Turnbull, R stopped early',
      'interval_small',
      earlyStopDeviation(intervalRows, intervalExpected.turnbull),
      EARLY_STOP,
    ),
    family(
      'Turnbull, R stopped early',
      'lsb_series',
      earlyStopDeviation(seriesRows, seriesExpected.turnbull_all),
      EARLY_STOP,
    ),
    family('Wilson', 'proportions', proportionDeviation('wilson')),
    family('Clopper-Pearson', 'proportions', proportionDeviation('clopperPearson')),
    family('Posterior mean of a share', 'proportions', proportionDeviation('posterior')),
  ];
}
