import { kaplanMeierByPatient, showsInterval, survivalInterval, survivalPolicy } from '@lull/domain';
import type { ReliefBoundsView, ReliefReportView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';
import { durationsOf } from './relief-duration.view.js';
import type { ReliefReportGround } from './relief-report.service.js';

const definitionOf = ({ definition }: ReliefReportView): readonly CsvCell[] => [
  definition.name,
  definition.version,
];

/**
 * The curves as numbers, every step of them, also where a drawing leaves some out: by Kaplan and Meier; where diaries are
 * sparse by Turnbull as well, whose lapses lie somewhere between two days, with the band that drawing patients gives.
 */
export function* reliefCurveLines(
  { report, injections }: ReliefReportGround,
  bounds: ReliefBoundsView,
): Generator<readonly CsvCell[]> {
  yield [
    'group',
    'definition',
    'definition_version',
    'estimate',
    'from_day',
    'to_day',
    'at_risk',
    'lapsed',
    'censored',
    'share_relieved',
    'lower_95',
    'upper_95',
  ];
  for (const { key, label, duration } of report.groups) {
    const own = injections.get(key);
    if (own === undefined || duration === null) continue;
    const named = [label, ...definitionOf(report)];
    const curve = kaplanMeierByPatient(durationsOf(own));
    const told = showsInterval(curve, survivalPolicy);
    for (const step of curve.steps) {
      const { days, atRisk, lapses, censored, survival } = step;
      const band = told ? survivalInterval(step) : null;
      const bounded = [band?.lower ?? null, band?.upper ?? null];
      yield [...named, 'kaplan-meier', days, days, atRisk, lapses, censored, survival, ...bounded];
    }
    for (const [from, to, , after] of duration.sparse.steps)
      yield [...named, 'turnbull', from, to, null, null, null, after, null, null];
    for (const [day, lower, upper] of bounds.groups.find((each) => each.key === key)?.band ?? [])
      yield [...named, 'turnbull-by-patient', day, day, null, null, null, null, lower, upper];
  }
}

/** Expected coverage by the interval, as drawn. */
export function* reliefCoverageLines(report: ReliefReportView): Generator<readonly CsvCell[]> {
  yield [
    'group',
    'definition',
    'definition_version',
    'interval_days',
    'coverage',
    'lower_95',
    'upper_95',
    'beyond_last_look',
  ];
  for (const { label, duration } of report.groups)
    for (const [days, share, lower, upper, beyond] of duration?.coverageCurve ?? [])
      yield [label, ...definitionOf(report), days, share, lower, upper, beyond ? 'yes' : 'no'];
}
