import type { ReportCode, ReportPageView, ReportRowView } from '@lull/contracts';
import { Button, Drawer } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { codeWords } from './report-words.js';
import {
  reportQuery,
  reportRowsFile,
  reportRowsQuery,
  type ReportFigureAsked,
  type ReportQuestion,
} from './report.queries.js';
import classes from './volume-rows.module.css';

interface ReportRowsProps {
  readonly code: ReportCode;
  readonly question: ReportQuestion;
  readonly figure: ReportFigureAsked;
  readonly onClose: () => void;
  /** Leads to the patient where the role may. */
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** The rows behind one figure, a page at a time. */
export function ReportRows({ code, question, figure, onClose, patientLink }: ReportRowsProps) {
  const { data: report } = useQuery(reportQuery(code, question));
  useFocusBack();
  const {
    data: pages,
    error,
    refetch,
    fetchNextPage,
    hasNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(reportRowsQuery(code, question, figure));
  const columns = pages?.pages[0]?.columns ?? [];
  const rows = pages?.pages.flatMap((page) => page.rows) ?? [];
  const of = report?.tables.find(({ key }) => key === figure.table);
  const title = [
    of?.columns.find(({ key }) => key === figure.figure)?.label ?? 'Rows',
    ...(figure.row === undefined
      ? []
      : [of?.rows.find(({ key }) => key === figure.row)?.label ?? figure.row]),
  ].join(', ');
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(1180px, 100%)"
      title={title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes['head']}>
        <span>{pages !== undefined && `${rows.length} shown${hasNextPage ? ', there are more' : ''}`}</span>
        <Button
          size="compact-xs"
          variant="default"
          component="a"
          href={reportRowsFile(code, question, figure)}
          download
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV of all
        </Button>
      </div>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && <Loading heights={[34, 34, 34, 34]} label="rows" />}
      {pages !== undefined && rows.length === 0 && (
        <EmptyState sentence="Nothing is behind this figure any longer: somebody changed it meanwhile." />
      )}
      {rows.length > 0 && (
        <TableFrame label="Rows">
          <thead>
            <tr>
              {columns.map(({ key, label, kind }) => (
                <th key={key} scope="col" className={kind === 'number' ? table['number'] : undefined}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columns.map((column, index) => (
                  <td
                    key={column.key}
                    className={
                      column.kind === 'number'
                        ? table['number']
                        : column.kind === 'text'
                          ? undefined
                          : table['nowrap']
                    }
                  >
                    {column.key === 'patient' && row.patientId !== null
                      ? patientLink(row.patientId, row.cells[index])
                      : cellText(column, row, index)}
                  </td>
                ))}
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

function cellText(
  { kind, key }: ReportPageView['columns'][number],
  row: ReportRowView,
  index: number,
): ReactNode {
  const cell = row.cells[index] ?? null;
  if (cell === null) return <span className={table['quiet']}>–</span>;
  if (kind === 'instant' && typeof cell === 'number') return dateTimeText(cell, row.timeZone);
  if (kind === 'date' && typeof cell === 'string') return dateText(cell);
  return typeof cell === 'string' && key !== 'patient' ? codeWords(cell) : cell;
}
