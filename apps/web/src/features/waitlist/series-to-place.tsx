import { Button } from '@mantine/core';
import type { SeriesToPlaceView } from '@lull/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { seriesToPlaceQuery } from './waitlist.queries.js';

interface SeriesToPlaceProps {
  readonly clinicId: string;
  readonly today: string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  /** What can be done about a series: book its next session, plan the rest, let it wait. */
  readonly renderActions: (series: SeriesToPlaceView) => ReactNode;
}

/** Series with planned sessions that have no time yet, what is due first first (rule PLAN-05). */
export function SeriesToPlace({ clinicId, today, patientLink, renderActions }: SeriesToPlaceProps) {
  const found = useInfiniteQuery(seriesToPlaceQuery(clinicId));
  const rows = found.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Panel title="To place" note="Planned sessions that have no time yet, what is due first first.">
      {found.error !== null && (
        <ProblemNotice {...noticeOf(found.error)} onRetry={() => void found.refetch()} />
      )}
      {found.data === undefined && found.error === null && (
        <Loading heights={[36, 36, 36]} label="the sessions to place" />
      )}
      {found.data !== undefined && rows.length === 0 && (
        <EmptyState sentence="Every planned session has its time. What a plan leaves out or a cancellation takes stands here." />
      )}
      {rows.length > 0 && (
        <TableFrame label="Sessions to place">
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">Series</th>
              <th scope="col">Due</th>
              <th scope="col">At the latest</th>
              <th scope="col">To place</th>
              <th scope="col">Actions</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.seriesId}>
                <th scope="row">
                  {patientLink(row.patientId, row.patientName)}
                  <span className={table['small']}>
                    born {dateText(row.birthDate).slice(4)}
                    {row.phone !== null && `, ${row.phone}`}
                  </span>
                </th>
                <td className={table['nowrap']}>
                  {row.procedureCode} <SideMark side={row.side} />
                  <span className={table['small']}>{row.physicianName}</span>
                </td>
                <td className={table['nowrap']}>
                  {row.dueOn === null ? 'when it begins' : dateText(row.dueOn)}
                </td>
                <td className={table['nowrap']}>
                  {row.dueBy !== null && dateText(row.dueBy)}
                  {row.dueBy !== null && row.dueBy < today && <strong> overdue</strong>}
                </td>
                <td>
                  {row.count}
                  {row.waits && <span className={table['small']}>on the waitlist</span>}
                </td>
                <td>{renderActions(row)}</td>
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      {found.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          mt="xs"
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          More to place
        </Button>
      )}
    </Panel>
  );
}
