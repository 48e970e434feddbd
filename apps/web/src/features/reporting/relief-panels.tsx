import type { ReliefReportView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ChartActions } from './chart-actions.js';
import { ChartFrame } from './chart-frame.js';
import { CoverageChart } from './coverage-chart.js';
import { usePrintAlone } from './print-alone.js';
import {
  ReliefComplications,
  ReliefCoverage,
  ReliefGroups,
  ReliefQuality,
  type RenderReliefFigure,
} from './relief-groups.js';
import {
  reliefBoundsQuery,
  reliefCoverageFile,
  reliefCurveFile,
  type ReliefQuestion,
} from './relief-report.queries.js';
import { captionOf, coverageSentence, definitionName, summaryOf } from './relief-report-words.js';
import { SurvivalChart, type RenderDrawnFigure } from './survival-chart.js';
import { drawnGroups } from './survival-layout.js';
import sheet from './relief-panels.module.css';
import classes from './volume-page.module.css';

interface ReliefPanelsProps {
  readonly report: ReliefReportView;
  readonly question: ReliefQuestion;
  readonly zone: string;
  readonly renderFigure: RenderReliefFigure;
  readonly renderDrawnFigure: RenderDrawnFigure;
}

/** The figures of the clinic view; each panel names the definition that they were made with. */
export function ReliefPanels({ report, question, zone, renderFigure, renderDrawnFigure }: ReliefPanelsProps) {
  const { groups, groupsLeftOut, intervalDays, compare, leastShown } = report;
  const curves = useRef<SVGSVGElement>(null);
  const coverage = useRef<SVGSVGElement>(null);
  const { alone, printAlone } = usePrintAlone<'curves' | 'coverage'>();
  const sparse = groups.some(({ duration }) => duration?.sparse.median != null);
  const drawing = useQuery(reliefBoundsQuery(question, sparse));
  const bounds = drawing.data?.groups ?? [];
  const drawn = drawnGroups(groups);
  const caption = captionOf(report, question, zone);
  const named = definitionName(report);
  const fileName = (kind: string) =>
    `${kind}-${report.definition.name}-v${report.definition.version}${compare === null ? '' : `-by-${compare}`}-${report.from}-${report.to}`;
  const [only] = groups;
  const single = groups.length === 1 && only !== undefined ? only : null;
  const summary = single === null ? null : summaryOf(single, bounds[0]);
  const sentence = single === null ? null : coverageSentence(single, intervalDays);
  const printed = (part: 'curves' | 'coverage' | null) =>
    alone === null || alone === part ? undefined : 'no-print';
  return (
    <div className={sheet['sheet']}>
      <div className={printed('curves')}>
        <Panel
          title="How long relief lasts"
          note={named}
          actions={
            <ChartActions
              of="the curves"
              drawing={curves}
              fileName={fileName('relief-curve')}
              numbers={reliefCurveFile(question)}
              drawn={drawn.length > 0}
              onPrint={() => printAlone('curves')}
            />
          }
        >
          {summary !== null && <p>{summary}</p>}
          {compare === 'ordinal' && (
            <p>
              Each group holds the patients who reached that injection: other people, not the same people
              later. Whether relief lengthens is answered within each patient, in the review of a series.
            </p>
          )}
          {drawn.length === 0 ? (
            <EmptyState
              sentence={`Fewer than ${leastShown} evaluable injections in every group: no curve, median or rate is shown of so few.`}
            />
          ) : (
            <ChartFrame
              drawing={curves}
              renderDrawing={(width, ref) => (
                <SurvivalChart
                  report={report}
                  bounds={bounds}
                  caption={caption}
                  width={width}
                  drawing={ref}
                  renderFigure={renderDrawnFigure}
                />
              )}
            />
          )}
          {drawing.error !== null && (
            <ProblemNotice {...noticeOf(drawing.error)} onRetry={() => void drawing.refetch()} />
          )}
          <p className={`${classes['definition']} ${sheet['waiting']} no-print`} role="status">
            {drawing.isFetching && sparse && 'The intervals of the estimates are being drawn; they follow.'}
          </p>
          <CurveNotes report={report} />
          <ReliefGroups report={report} bounds={bounds} renderFigure={renderFigure} />
          {groupsLeftOut > 0 && (
            <p className={classes['definition']}>{groupsLeftOut} smaller groups are left out.</p>
          )}
          <Definition report={report} zone={zone} renderFigure={renderFigure} />
        </Panel>
      </div>
      <div className={printed('coverage')}>
        <Panel
          title="Expected coverage"
          note={`What share of the days would be relieved if the injection were repeated · ${named}`}
          actions={
            <ChartActions
              of="the coverage"
              drawing={coverage}
              fileName={fileName('relief-coverage')}
              numbers={reliefCoverageFile(question)}
              drawn={drawn.length > 0}
              onPrint={() => printAlone('coverage')}
            />
          }
        >
          {sentence !== null && <p>{sentence}</p>}
          {drawn.length === 0 ? (
            <EmptyState sentence="Not told of so few." />
          ) : (
            <>
              <ChartFrame
                drawing={coverage}
                renderDrawing={(width, ref) => (
                  <CoverageChart report={report} caption={caption} width={width} drawing={ref} />
                )}
              />
              <ReliefCoverage report={report} renderFigure={renderFigure} />
            </>
          )}
        </Panel>
      </div>
      <div className={printed(null)}>
        <Panel title="Complications" note={`Of all injections of the group, by tier and grade · ${named}`}>
          {groups.every(({ complications }) => complications.length === 0) ? (
            <EmptyState sentence="None was recorded for these injections." />
          ) : (
            <ReliefComplications report={report} renderFigure={renderFigure} />
          )}
        </Panel>
        <Panel
          title="Data quality"
          note={`How often the pain was asked for, and what the relief is measured against · ${named}`}
        >
          <ReliefQuality report={report} renderFigure={renderFigure} />
        </Panel>
      </div>
    </div>
  );
}

/** How the drawing is to be read. */
function CurveNotes({ report }: { readonly report: ReliefReportView }): ReactNode {
  const drawn = drawnGroups(report.groups);
  if (drawn.length === 0) return null;
  const byInterval = drawn.some(({ duration }) => duration?.sparse.isSparse === true);
  const bounded = drawn.length <= 2;
  const undrawn = report.groups.filter(({ duration }) => duration !== null).length - drawn.length;
  return (
    <p className={classes['definition']}>
      Marks across a curve: relief was last seen there and not followed further.{' '}
      {bounded ? 'The band is the 95 % interval.' : 'Bands are drawn of one or two groups.'} Curves are drawn
      until fewer than one in a hundred are at risk.
      {undrawn > 0 && ` Drawn are the first ${drawn.length}; the table has ${undrawn} more.`}
      {byInterval &&
        ' A slope: relief ended somewhere between its two days, nobody can tell where; at risk, censored and lapsed count at the middle.'}
      {drawn.some(({ duration }) => duration?.thinned === true) &&
        ' Of more steps than can be drawn, some are left out; those shown are exact, and the CSV has all.'}
    </p>
  );
}

function Definition({
  report,
  zone,
  renderFigure,
}: Pick<ReliefPanelsProps, 'report' | 'zone' | 'renderFigure'>) {
  const { definition, excluded, pending } = report;
  const excludedFigure = (figure: 'diagnostic' | 'pre-surgical', count: number, words: string) =>
    count === 0 ? `no ${words}` : renderFigure({ figure }, count, `${count} ${words}`);
  return (
    <details className={classes['definition']} open>
      <summary>What is counted</summary>
      <p>
        {definition.sentence} Definition {definition.name}, version {definition.version}, in force from{' '}
        {dateText(definition.effectiveFrom)}; as of {dateTimeText(report.asOf, zone)}
        {pending > 0 && `; the figures of ${pending} patients are being made anew`}. Left out and counted
        here: {excludedFigure('diagnostic', excluded.diagnostic, 'diagnostic injections')} diagnostic,{' '}
        {excludedFigure('pre-surgical', excluded.preSurgical, 'pre-surgical injections')} pre-surgical.
      </p>
    </details>
  );
}
