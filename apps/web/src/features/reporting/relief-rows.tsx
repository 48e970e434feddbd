import type { ReliefRowView } from '@lull/contracts';
import { Button, Drawer } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import {
  reliefReportQuery,
  reliefRowsFile,
  reliefRowsQuery,
  type ReliefFigureAsked,
  type ReliefQuestion,
} from './relief-report.queries.js';
import { baselineWords, definitionName, percent, reliefFigureName } from './relief-report-words.js';
import classes from './volume-rows.module.css';

interface ReliefRowsProps {
  readonly question: ReliefQuestion;
  readonly figure: ReliefFigureAsked;
  readonly onClose: () => void;
  /** Leads to the series where the role may. */
  readonly seriesLink: (row: { readonly seriesId: string }, name: ReactNode) => ReactNode;
}

/** The injections behind one figure, a page at a time. */
export function ReliefRows({ question, figure, onClose, seriesLink }: ReliefRowsProps) {
  const { data: report } = useQuery(reliefReportQuery(question));
  useFocusBack();
  const {
    data: pages,
    error,
    refetch,
    fetchNextPage,
    hasNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(reliefRowsQuery(question, figure));
  const rows = pages?.pages.flatMap((page) => page.injections) ?? [];
  const withheld = pages?.pages.some((page) => page.withheld) ?? false;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(1180px, 100%)"
      title={reliefFigureName(report, figure)}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['head']}>
        <span>
          {report !== undefined && definitionName(report)}
          {pages !== undefined &&
            !withheld &&
            ` · ${rows.length} shown${hasNextPage ? ', there are more' : ''}`}
        </span>
        <Button
          size="compact-xs"
          variant="default"
          component="a"
          href={reliefRowsFile(question, figure)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV of all
        </Button>
      </div>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && <Loading heights={[34, 34, 34, 34]} label="rows" />}
      {withheld && (
        <EmptyState
          sentence={`Fewer than ${report?.leastShown ?? 10} injections are behind this figure: rows of so few could tell who they are.`}
        />
      )}
      {pages !== undefined && !withheld && rows.length === 0 && (
        <EmptyState sentence="Nothing is behind this figure any longer: somebody changed it meanwhile." />
      )}
      {rows.length > 0 && (
        <TableFrame label="Rows">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Patient</th>
              <th scope="col">Injection</th>
              <th scope="col">Physician</th>
              <th scope="col">Sedation</th>
              <th scope="col">Baseline</th>
              <th scope="col">Relief ended</th>
              <th scope="col">Response</th>
              <th scope="col" className={table['number']}>
                Coverage
              </th>
              <th scope="col">Grade</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={row.injectionId ?? index}>
                <td className={table['nowrap']}>{dateText(row.day)}</td>
                <td>
                  {row.seriesId === null ? (
                    <span className={table['quiet']}>not shown</span>
                  ) : (
                    seriesLink({ seriesId: row.seriesId }, row.patientName)
                  )}
                  {row.mrn !== null && <span className={table['small']}>{row.mrn}</span>}
                </td>
                <td>
                  {row.procedureCode} #{row.ordinal} <SideMark side={row.side} />
                  <span className={table['small']}>
                    {row.condition}, {row.steroid ? 'with steroid' : 'no steroid'}
                  </span>
                </td>
                <td>{row.physicianName}</td>
                <td>{row.sedation}</td>
                <td>
                  {row.baseline ?? <span className={table['quiet']}>none</span>}
                  <span className={table['small']}>{baselineWords[row.baselineSource]}</span>
                </td>
                <td>
                  {endedText(row)}
                  {row.pattern !== null && (
                    <span className={table['small']}>{row.pattern.replaceAll('-', ' ')}</span>
                  )}
                </td>
                <td>{row.response.replaceAll('-', ' ')}</td>
                <td className={table['number']}>
                  {row.coveragePoint === null ? (
                    <span className={table['quiet']}>not known</span>
                  ) : (
                    percent(row.coveragePoint)
                  )}
                </td>
                <td>{row.quality ?? ''}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show 50 more
        </Button>
      )}
    </Drawer>
  );
}

/** In days after the injection; what is not known is said. */
function endedText({ lowerDays, upperDays, status, reason }: ReliefRowView): string {
  const days = (value: number) => String(Math.round(10 * value) / 10);
  if (lowerDays === null) return (reason ?? status).replaceAll('-', ' ');
  if (upperDays === null) return `last seen on day ${days(lowerDays)}`;
  if (upperDays === 0) return 'no relief';
  return `day ${days(lowerDays)} to ${days(upperDays)}`;
}
