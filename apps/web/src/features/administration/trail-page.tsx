import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { query } from '../../api/client.js';
import { noticeOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { ChainState } from './chain-state.js';
import { TrailFilterFields, type TrailFilters } from './trail-filters.js';
import { TrailRow } from './trail-row.js';
import { trailQuery, type TrailQuestion } from './trail.queries.js';

interface TrailPageProps {
  readonly filters: TrailFilters;
  readonly question: TrailQuestion;
  readonly zone: string;
  readonly onFilters: (filters: TrailFilters) => void;
  /** To the report for the patient who is asked after. */
  readonly reportLink: ReactNode;
}

/** Who read or wrote what of whom; nothing here can be changed. */
export function TrailPage({ filters, question, zone, onFilters, reportLink }: TrailPageProps) {
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(trailQuery(question));
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const events = pages?.pages.flatMap((page) => page.rows) ?? [];
  const names: Readonly<Record<string, string>> = Object.assign(
    {},
    ...(pages?.pages.map((page) => page.names) ?? []),
  );
  return (
    <Page
      title="Audit trail"
      note={<ChainState zone={zone} />}
      actions={
        <>
          {reportLink}
          <Button
            component="a"
            href={`/api/v1/audit-events.csv${query({ ...question })}`}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Export CSV
          </Button>
        </>
      }
    >
      <TrailFilterFields filters={filters} onFilters={onFilters} />
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && (
        <Loading heights={[34, 34, 34, 34, 34, 34]} label="the trail" />
      )}
      {pages !== undefined && events.length === 0 && (
        <EmptyState sentence="Nothing was read or written by these filters." />
      )}
      {events.length > 0 && (
        <TableFrame label="Audit events">
          <thead>
            <tr>
              <th scope="col" className={table['number']}>
                No.
              </th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Patient</th>
              <th scope="col">Before and after</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <TrailRow
                key={event.sequence}
                event={event}
                names={names}
                zone={zone}
                open={open.has(event.sequence)}
                onOpen={(opened) =>
                  setOpen((before) => {
                    const after = new Set(before);
                    if (opened) after.add(event.sequence);
                    else after.delete(event.sequence);
                    return after;
                  })
                }
                onMember={(by) => onFilters({ ...filters, by })}
                onPatient={(patient) => onFilters({ ...filters, patient })}
              />
            ))}
          </tbody>
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </Page>
  );
}
