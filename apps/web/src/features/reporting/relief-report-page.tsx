import { Anchor, Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ReliefFilters } from './relief-filters.js';
import type { RenderReliefFigure } from './relief-groups.js';
import { ReliefPanels } from './relief-panels.js';
import { reliefReportFile, reliefReportQuery, type ReliefQuestion } from './relief-report.queries.js';
import { definitionName, filterWords } from './relief-report-words.js';
import type { RenderDrawnFigure } from './survival-chart.js';

interface ReliefReportPageProps {
  readonly question: ReliefQuestion;
  readonly zone: string;
  readonly onQuestion: (question: ReliefQuestion) => void;
  readonly renderFigure: RenderReliefFigure;
  readonly renderDrawnFigure: RenderDrawnFigure;
}

/** What injections did, over a clinic: how long relief lasts, who responds, what went wrong, how well it is known. */
export function ReliefReportPage({
  question,
  zone,
  onQuestion,
  renderFigure,
  renderDrawnFigure,
}: ReliefReportPageProps) {
  const { data: report, error, refetch } = useQuery(reliefReportQuery(question));
  const only = report === undefined ? '' : filterWords(report, question);
  return (
    <Page
      title="Relief"
      note={
        <>
          {dateText(question.from)} to {dateText(question.to)}
          {report !== undefined && ` · ${definitionName(report)}`}
          {only !== '' && ` · only ${only}`}
        </>
      }
      actions={
        <span className="no-print" style={{ display: 'flex', gap: 8 }}>
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
        <ReliefPanels
          report={report}
          question={question}
          zone={zone}
          renderFigure={renderFigure}
          renderDrawnFigure={renderDrawnFigure}
        />
      )}
    </Page>
  );
}
