import type { ReliefReportView } from '@lull/contracts';
import { Anchor, Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useRef, type RefObject } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReliefFilters } from './relief-filters.js';
import {
  ReliefComplications,
  ReliefCoverage,
  ReliefGroups,
  ReliefQuality,
  type RenderReliefFigure,
} from './relief-groups.js';
import { reliefReportFile, reliefReportQuery, type ReliefQuestion } from './relief-report.queries.js';
import classes from './volume-page.module.css';
import { coverageSentence, summaryOf } from './relief-report-words.js';
import { SurvivalChart } from './survival-chart.js';
import { drawnGroups } from './survival-layout.js';
import { saveFile, svgFile } from './svg-file.js';

interface ReliefReportPageProps {
  readonly question: ReliefQuestion;
  readonly zone: string;
  readonly onQuestion: (question: ReliefQuestion) => void;
  readonly renderFigure: RenderReliefFigure;
}

/** What injections did, over a clinic: how long relief lasts, who responds, what went wrong, how well it is known. */
export function ReliefReportPage({ question, zone, onQuestion, renderFigure }: ReliefReportPageProps) {
  const { data: report, error, refetch } = useQuery(reliefReportQuery(question));
  const drawing = useRef<SVGSVGElement>(null);
  const drawn = report !== undefined && drawnGroups(report.groups).length > 0;
  return (
    <Page
      title="Relief"
      note={
        <>
          {dateText(question.from)} to {dateText(question.to)}
        </>
      }
      actions={
        <span className="no-print" style={{ display: 'flex', gap: 8 }}>
          <Button
            variant="default"
            size="xs"
            disabled={!drawn}
            onClick={() => {
              if (drawing.current !== null)
                saveFile(svgFile(drawing.current), `relief-${question.from}-${question.to}.svg`);
            }}
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            SVG
          </Button>
          <Button
            variant="default"
            size="xs"
            component="a"
            href={reliefReportFile(question)}
            download
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            CSV
          </Button>
          <Button
            variant="default"
            size="xs"
            onClick={() => window.print()}
            leftSection={<IconPrinter size={15} aria-hidden />}
          >
            Print
          </Button>
        </span>
      }
    >
      <ReliefFilters question={question} choices={report?.choices} onChange={onQuestion} />
      {error !== null ? (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      ) : report === undefined ? (
        <Loading heights={[60, 420, 200]} label="figures" />
      ) : report.groups.length === 0 ? (
        <Panel title="How long relief lasts">
          <EmptyState
            sentence="No therapeutic injection of this kind in this time."
            action={
              <Anchor
                component="button"
                type="button"
                onClick={() =>
                  onQuestion({
                    from: `${Number(question.from.slice(0, 4)) - 1}${question.from.slice(4)}`,
                    to: question.to,
                  })
                }
              >
                Take all filters away and begin a year earlier
              </Anchor>
            }
          />
        </Panel>
      ) : (
        <Figures report={report} zone={zone} drawing={drawing} renderFigure={renderFigure} />
      )}
    </Page>
  );
}

interface FiguresProps {
  readonly report: ReliefReportView;
  readonly zone: string;
  readonly drawing: RefObject<SVGSVGElement | null>;
  readonly renderFigure: RenderReliefFigure;
}

function Figures({ report, zone, drawing, renderFigure }: FiguresProps) {
  const { definition, excluded, intervalDays, pending, groups, groupsLeftOut } = report;
  const drawn = drawnGroups(groups);
  const sentences = groups.length === 1 ? groups.flatMap((group) => summaryOf(group) ?? []) : [];
  const [only] = groups;
  const coverage = groups.length === 1 && only !== undefined ? coverageSentence(only, intervalDays) : null;
  const excludedFigure = (figure: 'diagnostic' | 'pre-surgical', count: number, words: string) =>
    count === 0 ? `no ${words}` : renderFigure({ figure }, count, `${count} ${words}`);
  return (
    <>
      <Panel title="How long relief lasts">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {report.compare === 'ordinal' && (
          <p>
            Each group holds the patients who reached that injection: other people, not the same people later.
            Whether relief lengthens is answered within each patient, in the review of a series.
          </p>
        )}
        {drawn.length === 0 ? (
          <EmptyState
            sentence={`Fewer than ${report.leastShown} evaluable injections in every group: no curve, median or rate is shown of so few.`}
          />
        ) : (
          <SurvivalChart report={report} drawing={drawing} />
        )}
        {drawn.some(({ duration }) => duration?.thinned === true) && (
          <p className={classes['definition']}>
            Of more steps than can be drawn, some are left out; those shown are exact.
          </p>
        )}
        <ReliefGroups report={report} renderFigure={renderFigure} />
        {groupsLeftOut > 0 && (
          <p className={classes['definition']}>{groupsLeftOut} smaller groups are left out.</p>
        )}
        <details className={classes['definition']} open>
          <summary>What is counted</summary>
          <p>
            {definition.sentence} Definition {definition.name}, version {definition.version}, in force from{' '}
            {dateText(definition.effectiveFrom)}; as of {dateTimeText(report.asOf, zone)}
            {pending > 0 && `; the figures of ${pending} patients are being made anew`}. Left out and counted
            here: {excludedFigure('diagnostic', excluded.diagnostic, 'diagnostic injections')} diagnostic,{' '}
            {excludedFigure('pre-surgical', excluded.preSurgical, 'pre-surgical injections')} pre-surgical.
            Marks across a curve: relief was last seen there and not followed further. Curves are drawn until
            fewer than one in a hundred are at risk.
          </p>
        </details>
      </Panel>
      <Panel
        title="Expected coverage"
        note="What share of the days would be relieved if the injection were repeated"
      >
        {coverage !== null && <p>{coverage}</p>}
        {drawn.length === 0 ? (
          <EmptyState sentence="Not told of so few." />
        ) : (
          <ReliefCoverage report={report} />
        )}
      </Panel>
      <Panel title="Complications" note="Of all injections of the group, by tier and grade">
        {groups.every(({ complications }) => complications.length === 0) ? (
          <EmptyState sentence="None was recorded for these injections." />
        ) : (
          <ReliefComplications report={report} renderFigure={renderFigure} />
        )}
      </Panel>
      <Panel
        title="Data quality"
        note="How often the pain was asked for, and what the relief is measured against"
      >
        <ReliefQuality report={report} renderFigure={renderFigure} />
      </Panel>
    </>
  );
}
