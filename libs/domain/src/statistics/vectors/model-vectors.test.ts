import { describe, expect, it } from 'vitest';
import { predictNextLapse } from '../predict-lapse.js';
import { reliefModel, trendAcross } from '../relief-model.js';
import { lookedByModels, modelFamilies, notShipped } from './model-families.builder.js';
import { publishedTable } from './published-table.builder.js';
import {
  modelOf,
  ownLapses,
  publishedPolicy,
  seriesLapses,
  withTrend,
  withoutTrend,
} from './series-models.builder.js';
import { elsewhere } from './survival-families.builder.js';

describe('the published vectors of trend and model', () => {
  // The reporter "verbose" prints the annotation: the largest deviation of each family as it is.
  it.for(modelFamilies())(
    '$family of $file: every number is reproduced, and the documentation says how closely',
    async ({ family, file, deviation, tolerance }, { annotate }) => {
      await annotate(
        `${deviation.values} values, largest deviation ${deviation.largest} at ${deviation.where}`,
      );
      const row = publishedTable().get(`${family} ${file}`);
      expect(deviation.largest, deviation.where).toBeLessThanOrEqual(tolerance);
      expect(row?.values, `documented values of ${family} in ${file}`).toBe(deviation.values);
      expect(deviation.largest).toBeLessThan(row?.below ?? 0);
      expect(row?.below).toBeLessThanOrEqual(tolerance);
    },
  );

  it('are either compared or named as products that are not shipped', () => {
    for (const [file, names] of Object.entries(elsewhere)) {
      const known = [...(lookedByModels[file] ?? []), ...(notShipped[file] ?? [])];
      const models = Object.entries(names).flatMap(([name, whose]) => (whose === 'models' ? [name] : []));
      expect(known.toSorted()).toEqual(models.toSorted());
    }
  });
});

describe('the numbers that decide the design', () => {
  const trend = trendAcross(seriesLapses, publishedPolicy);
  const one = (days: number): number => Math.round(days * 10) / 10;

  it('STAT-34: relief lasts 1.484 (1.270 to 1.733) times as long after each further injection', () => {
    expect(trend.kind).toBe('fitted');
    if (trend.kind !== 'fitted') return;
    expect(trend.timeRatio).toBeCloseTo(1.484, 3);
    expect(trend.interval.lower).toBeCloseTo(1.27, 3);
    expect(trend.interval.upper).toBeCloseTo(1.733, 3);
    expect(trend.p).toBeCloseTo(6.6e-5, 6);
    expect(trend).toMatchObject({ patients: 11, patientsFollowed: 10, injections: 35, censored: 5 });
  });

  it('STAT-36: the sixth injection of P01 is predicted 31.3 days (80 % 15.1 to 64.7) with the trend, 9.4 without', () => {
    const next = { ordinal: 6 };
    const { medianDays, within80 } = predictNextLapse(modelOf(withTrend), ownLapses('P01'), next);
    expect([medianDays, within80.fromDay, within80.toDay].map(one)).toEqual([31.3, 15.1, 64.7]);
    expect(one(predictNextLapse(modelOf(withoutTrend), ownLapses('P01'), next).medianDays)).toBe(9.4);
  });

  it('STAT-36: the product holds that trend at the fourth injection, which three patients reached, and says so', () => {
    const prediction = predictNextLapse(reliefModel(seriesLapses, publishedPolicy), ownLapses('P01'), {
      ordinal: 6,
    });
    expect(prediction).toMatchObject({ basis: 'clinic', ordinal: 6, ordinalUsed: 4, capped: true });
    expect(one(prediction.medianDays)).toBe(15);
  });
});
