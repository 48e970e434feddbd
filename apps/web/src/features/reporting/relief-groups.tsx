import type { ReliefBoundView, ReliefFigureName, ReliefGroupView, ReliefReportView } from '@lull/contracts';
import type { ReactNode } from 'react';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import type { ReliefFigureAsked } from './relief-report.queries.js';
import {
  baselineWords,
  compareWords,
  halfEnded,
  medianText,
  percent,
  rateText,
  reliefFigureName,
} from './relief-report-words.js';

/** A figure as a link to its rows; `shown` is its text. */
export type RenderReliefFigure = (
  asked: ReliefFigureAsked,
  shown: number | string,
  label: string,
) => ReactNode;

interface ReliefGroupsProps {
  readonly report: ReliefReportView;
  /** Every number leads to its rows (product rule 9). */
  readonly renderFigure: RenderReliefFigure;
}

/** One cell: a count that opens its rows. */
type Count = (group: ReliefGroupView, figure: ReliefFigureName, count: number, of?: string) => ReactNode;

function countOf({ report, renderFigure }: ReliefGroupsProps): Count {
  return (group, figure, count, of) => {
    if (count === 0) return <span className={table['quiet']}>0</span>;
    const asked: ReliefFigureAsked = {
      figure,
      ...(report.compare !== null && { group: group.key }),
      ...(of !== undefined && { of }),
    };
    return renderFigure(asked, count, `${count}: ${reliefFigureName(report, asked)}`);
  };
}

/** A figure that is no count: it opens the rows that it was made of. */
type Text = (group: ReliefGroupView, figure: ReliefFigureName, shown: string, of?: string) => ReactNode;

function textOf({ report, renderFigure }: ReliefGroupsProps): Text {
  return (group, figure, shown, of) => {
    const asked: ReliefFigureAsked = {
      figure,
      ...(report.compare !== null && { group: group.key }),
      ...(of !== undefined && { of }),
    };
    return renderFigure(asked, shown, `${shown}, of: ${reliefFigureName(report, asked)}`);
  };
}

const headOf = ({ compare }: ReliefReportView) => (compare === null ? 'Group' : compareWords[compare]);
const tooFew = (report: ReliefReportView) => (
  <span className={table['quiet']}>fewer than {report.leastShown}</span>
);

/** Duration and response of each group. */
export function ReliefGroups(props: ReliefGroupsProps & { readonly bounds: readonly ReliefBoundView[] }) {
  const { report, bounds } = props;
  const count = countOf(props);
  const text = textOf(props);
  return (
    <TableFrame label="Relief as a table">
      <thead>
        <tr>
          <th scope="col">{headOf(report)}</th>
          <th scope="col" className={table['number']}>
            Injections
          </th>
          <th scope="col" className={table['number']}>
            Patients
          </th>
          <th scope="col" className={table['number']}>
            Evaluable
          </th>
          <th scope="col">Median relief (95 %)</th>
          <th scope="col" className={table['number']}>
            Ended
          </th>
          <th scope="col" className={table['number']}>
            Not seen to end
          </th>
          <th scope="col" className={table['number']}>
            Stood at next
          </th>
          <th scope="col">Response rate (95 %)</th>
          <th scope="col" className={table['number']}>
            Responders
          </th>
          <th scope="col" className={table['number']}>
            Non-responders
          </th>
          <th scope="col" className={table['number']}>
            Uncertain
          </th>
          <th scope="col" className={table['number']}>
            Not evaluable
          </th>
        </tr>
      </thead>
      <tbody>
        {report.groups.map((group) => (
          <tr key={group.key}>
            <th scope="row">{group.label}</th>
            <td className={table['number']}>{count(group, 'injections', group.injections)}</td>
            <td className={table['number']}>{text(group, 'injections', String(group.patients))}</td>
            <td className={table['number']}>{count(group, 'evaluable', group.evaluable)}</td>
            <td>
              {group.duration === null ? (
                tooFew(report)
              ) : (
                <>
                  {text(
                    group,
                    'evaluable',
                    halfEnded(
                      group.duration,
                      bounds.find(({ key }) => key === group.key),
                    ),
                  )}
                  {group.duration.sparse.isSparse ? (
                    <span className={table['small']}>
                      by intervals; by their middles {medianText(group.duration.median)}
                    </span>
                  ) : (
                    !group.duration.interval && (
                      <span className={table['small']}>too few lapses for an interval</span>
                    )
                  )}
                </>
              )}
            </td>
            <td className={table['number']}>{count(group, 'lapsed', group.lapsed)}</td>
            <td className={table['number']}>{count(group, 'ongoing', group.ongoing)}</td>
            <td className={table['number']}>{count(group, 'persisted-at-next', group.persistedAtNext)}</td>
            <td>
              {group.response.rate === null
                ? tooFew(report)
                : text(group, 'judged', rateText(group.response.rate))}
            </td>
            <td className={table['number']}>{count(group, 'responder', group.response.responders)}</td>
            <td className={table['number']}>{count(group, 'non-responder', group.response.nonResponders)}</td>
            <td className={table['number']}>{count(group, 'uncertain', group.response.uncertain)}</td>
            <td className={table['number']}>{count(group, 'not-evaluable', group.response.notEvaluable)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** What share of the days would be relieved, by how often the injection is repeated. */
export function ReliefCoverage(props: ReliefGroupsProps) {
  const { report } = props;
  const text = textOf(props);
  const intervals = report.groups.find(({ duration }) => duration !== null)?.duration?.expectedCoverage ?? [];
  return (
    <TableFrame label="Expected coverage by interval">
      <thead>
        <tr>
          <th scope="col">{headOf(report)}</th>
          {intervals.map(({ intervalDays }) => (
            <th key={intervalDays} scope="col" className={table['number']}>
              every {intervalDays} days
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {report.groups.map((group) => (
          <tr key={group.key}>
            <th scope="row">{group.label}</th>
            {intervals.map(({ intervalDays }) => {
              const found = group.duration?.expectedCoverage.find(
                (each) => each.intervalDays === intervalDays,
              );
              return (
                <td key={intervalDays} className={table['number']}>
                  {found === undefined ? tooFew(report) : text(group, 'evaluable', rateText(found))}
                  {found?.beyondLast === true && <span className={table['small']}>beyond last look</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** Complications by tier and grade, each of all injections of its group. */
export function ReliefComplications(props: ReliefGroupsProps) {
  const { report } = props;
  const count = countOf(props);
  const text = textOf(props);
  return (
    <TableFrame label="Complications">
      <thead>
        <tr>
          <th scope="col">{headOf(report)}</th>
          <th scope="col">Complication</th>
          <th scope="col">Tier</th>
          <th scope="col">Grade</th>
          <th scope="col" className={table['number']}>
            Injections
          </th>
          <th scope="col">Rate (95 %)</th>
        </tr>
      </thead>
      <tbody>
        {report.groups.flatMap((group) =>
          group.complications.map(({ code, tier, grade, injections, rate }) => (
            <tr key={`${group.key} ${code} ${grade ?? ''}`}>
              <th scope="row">{group.label}</th>
              <td>{code.replaceAll('-', ' ')}</td>
              <td>{tier.replaceAll('-', ' ')}</td>
              <td>{grade ?? <span className={table['quiet']}>not graded</span>}</td>
              <td className={table['number']}>
                {count(group, 'complication', injections, grade === null ? code : `${code}/${grade}`)}
              </td>
              <td>{rate === null ? tooFew(report) : text(group, 'injections', rateText(rate))}</td>
            </tr>
          )),
        )}
      </tbody>
    </TableFrame>
  );
}

/** How far the figures can be trusted: grades, adherence, where baselines came from, why some cannot be judged. */
export function ReliefQuality(props: ReliefGroupsProps) {
  const { report } = props;
  const count = countOf(props);
  const text = textOf(props);
  return (
    <TableFrame label="Data quality">
      <thead>
        <tr>
          <th scope="col">{headOf(report)}</th>
          <th scope="col">Grade A, B, C</th>
          <th scope="col">Diary answered</th>
          <th scope="col" className={table['number']}>
            Indeterminate
          </th>
          <th scope="col" className={table['number']}>
            Missing baseline
          </th>
          <th scope="col" className={table['number']}>
            Baseline too low
          </th>
          <th scope="col" className={table['number']}>
            No scores
          </th>
          <th scope="col">Baselines from</th>
        </tr>
      </thead>
      <tbody>
        {report.groups.map((group) => (
          <tr key={group.key}>
            <th scope="row">{group.label}</th>
            <td>
              {(['A', 'B', 'C'] as const).map((grade) => (
                <span key={grade} className={table['nowrap']}>
                  {grade}{' '}
                  {count(
                    group,
                    'quality',
                    group.quality.find((each) => each.grade === grade)?.count ?? 0,
                    grade,
                  )}{' '}
                </span>
              ))}
            </td>
            <td>
              {group.adherence.share === null
                ? tooFew(report)
                : text(group, 'injections', percent(group.adherence.share))}
              <span className={table['small']}>
                {group.adherence.answeredDays} of {group.adherence.askedDays} days
              </span>
            </td>
            <td className={table['number']}>{count(group, 'indeterminate', group.indeterminate)}</td>
            <td className={table['number']}>{count(group, 'missing-baseline', group.missingBaseline)}</td>
            <td className={table['number']}>{count(group, 'low-baseline', group.lowBaseline)}</td>
            <td className={table['number']}>{count(group, 'no-data', group.noData)}</td>
            <td>
              {group.baselineSources.map(({ source, count: of }) => (
                <span key={source} className={table['small']}>
                  {count(group, 'baseline-source', of, source)} {baselineWords[source]}
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
