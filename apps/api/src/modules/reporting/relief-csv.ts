import { currentReliefDefinitions, wallTimeAt } from '@lull/domain';
import type { ReliefBoundsView, ReliefReportQuery, ReliefReportView, ReliefRowView } from '@lull/contracts';
import type { CsvCell } from '../../platform/http/csv-answer.js';

/** The table of the groups. An empty cell is not known, or of too few to be shown; `at least` is not reached. */
export function* reliefGroupLines(
  report: ReliefReportView,
  bounds: ReliefBoundsView,
): Generator<readonly CsvCell[]> {
  const coverage = report.groups.find(({ duration }) => duration !== null)?.duration?.expectedCoverage ?? [];
  yield [
    'group',
    'definition',
    'definition_version',
    'injections',
    'patients',
    'evaluable',
    'indeterminate',
    'missing_baseline',
    'low_baseline',
    'no_data',
    'lapsed',
    'ongoing',
    'persisted_at_next',
    'median_days',
    'median_lower',
    'median_upper',
    'median_days_if_persisting_had_ended',
    'interval_median_from',
    'interval_median_to',
    'interval_median_lower',
    'interval_median_upper',
    'responders',
    'non_responders',
    'uncertain',
    'not_evaluable',
    'response_rate',
    'response_lower',
    'response_upper',
    'diary_adherence',
    'quality_a',
    'quality_b',
    'quality_c',
    ...coverage.map(({ intervalDays }) => `coverage_${intervalDays}_days`),
    'complications',
  ];
  for (const group of report.groups) {
    const { response, duration } = group;
    const drawn = bounds.groups.find(({ key }) => key === group.key);
    const grade = (name: string) => group.quality.find((each) => each.grade === name)?.count ?? 0;
    yield [
      group.label,
      report.definition.name,
      report.definition.version,
      group.injections,
      group.patients,
      group.evaluable,
      group.indeterminate,
      group.missingBaseline,
      group.lowBaseline,
      group.noData,
      group.lapsed,
      group.ongoing,
      group.persistedAtNext,
      duration?.median.days ?? null,
      duration?.median.lower ?? null,
      duration?.median.upper ?? null,
      duration?.pessimisticMedian.days ?? null,
      duration?.sparse.median?.from ?? null,
      duration?.sparse.median?.to ?? null,
      drawn?.median.from ?? null,
      drawn?.median.to ?? null,
      response.responders,
      response.nonResponders,
      response.uncertain,
      response.notEvaluable,
      response.rate?.share ?? null,
      response.rate?.lower ?? null,
      response.rate?.upper ?? null,
      group.adherence.share,
      grade('A'),
      grade('B'),
      grade('C'),
      ...coverage.map(
        ({ intervalDays }) =>
          duration?.expectedCoverage.find((each) => each.intervalDays === intervalDays)?.share ?? null,
      ),
      group.complications
        .map(
          ({ code, grade: of, injections }) => `${code}${of === null ? '' : ` (grade ${of})`}: ${injections}`,
        )
        .join('; '),
    ];
  }
}

/** Left out for a role that sees figures alone: an empty column would say that nothing is known. */
const whose = ['time', 'mrn', 'patient', 'injection_id'] as const;

/** Times are the clinic's, as on the screen. */
export async function* reliefRowLines(
  pages: AsyncIterable<readonly ReliefRowView[]>,
  named: boolean,
): AsyncGenerator<readonly CsvCell[]> {
  yield [
    'date',
    'time_zone',
    ...(named ? whose : []),
    'physician',
    'procedure',
    'condition',
    'side',
    'sedation',
    'steroid',
    'purpose',
    'ordinal',
    'status',
    'reason',
    'baseline',
    'baseline_source',
    'pattern',
    'relief_ended_after_days',
    'relief_ended_by_days',
    'response',
    'coverage',
    'quality',
    'definition',
    'definition_version',
  ];
  for await (const page of pages)
    for (const each of page)
      yield [
        each.day,
        each.timeZone,
        ...(named
          ? [
              each.at === null ? null : (wallTimeAt(each.at, each.timeZone).split('T')[1] ?? null),
              each.mrn,
              each.patientName,
              each.injectionId,
            ]
          : []),
        each.physicianName,
        each.procedureCode,
        each.condition,
        each.side,
        each.sedation,
        each.steroid ? 'yes' : 'no',
        each.purpose,
        each.ordinal,
        each.status,
        each.reason,
        each.baseline,
        each.baselineSource,
        each.pattern,
        each.lowerDays,
        each.upperDays,
        each.response,
        each.coveragePoint,
        each.quality,
        each.definition,
        each.version,
      ];
}

/** Of checked values only, and letters and digits of the version: nothing a caller wrote reaches the header. */
export function reliefFileName(
  { from, to, definition, version, compare }: ReliefReportQuery,
  kind: string,
): string {
  const named = `${definition ?? 'relief50'}-v${(version ?? currentReliefDefinitions.primary.version).replaceAll(/[^\w.]/g, '')}`;
  return `${kind}-${named}${compare === undefined ? '' : `-by-${compare}`}-${from}-${to}.csv`;
}
