import { describe, expect, it } from 'vitest';
import { kaplanMeier, kaplanMeierByPatient } from '../kaplan-meier.js';
import { expectedCoverage } from '../restricted-mean.js';
import { landmark } from '../survival-curve.js';
import { survivalQuantile } from '../survival-quantile.js';
import { turnbullByPatient } from '../turnbull-bootstrap.js';
import { turnbull, turnbullQuantile } from '../turnbull.js';
import { seriesRows } from './survival-files.builder.js';

describe('the numbers on lsb_series that decide the design', () => {
  it('STAT-06: the median is 9 days, 6 to 14 if injections were unrelated, 5 to 14 by patient', () => {
    expect(survivalQuantile(kaplanMeier(seriesRows), 0.5)).toEqual({ p: 0.5, days: 9, lower: 6, upper: 14 });
    expect(survivalQuantile(kaplanMeierByPatient(seriesRows), 0.5)).toEqual({
      p: 0.5,
      days: 9,
      lower: 5,
      upper: 14,
    });
  });

  it('STAT-05, STAT-07: of the first 14 days 8.6 are relieved, 62 %; who is relieved on day 7 is on day 14 with 52 %', () => {
    const curve = kaplanMeier(seriesRows);
    expect(expectedCoverage(curve, 14)?.relievedDays).toBeCloseTo(8.638157894737, 10);
    expect(expectedCoverage(curve, 14)?.coverage).toBeCloseTo(0.6170112781955, 10);
    expect(landmark(curve, 7, 14)?.probability).toBeCloseTo(0.5238095238, 10);
  });

  it('STAT-10: the estimate from the intervals carries its certificate', () => {
    const { masses, injections, converged, excess } = turnbull(seriesRows);
    expect({ injections, converged }).toEqual({ injections: 38, converged: true });
    expect(excess).toBeLessThan(1e-10);
    for (const { mass, gradient } of masses) {
      expect(gradient).toBeLessThan(38 * (1 + 1e-10));
      if (mass > 1e-9) expect(gradient).toBeCloseTo(38, 8);
    }
  });

  it('STAT-11, STAT-12: the median lies between day 9 and 10, by drawing patients between 5 and 15', () => {
    expect(turnbullQuantile(turnbull(seriesRows).masses, 0.5)).toEqual({ left: 9, right: 10 });
    const answer = turnbullByPatient(seriesRows, { days: [14], shares: [0.5] });
    expect(answer).toMatchObject({ patients: 12, draws: 1_000, unconverged: 0 });
    expect(answer?.quantiles).toEqual([{ p: 0.5, left: 5, right: 15 }]);
  });
});
