import type { DuplicatePatientView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { sessionsText } from '../../ui/counted.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { duplicatesQuery } from './merge.queries.js';
import { fullName } from './patient-words.js';

interface DuplicatesPageProps {
  readonly back: ReactNode;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  /** To the comparison of two records; the first is the one that would be kept. */
  readonly compareLink: (keptId: string, joinedId: string, words: string) => ReactNode;
}

/** Records that are probably of one person: the same name and birth date. */
export function DuplicatesPage({ back, patientLink, compareLink }: DuplicatesPageProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(duplicatesQuery);
  const groups = data?.pages.flatMap((page) => page.groups) ?? [];
  return (
    <Page title="Likely duplicates" note={back}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Loading heights={[34, 34, 34, 34]} label="the likely duplicates" />
      )}
      {data !== undefined && groups.length === 0 && (
        <EmptyState sentence="No two records have the same name and birth date." />
      )}
      {groups.length > 0 && (
        <TableFrame label="Likely duplicates">
          <thead>
            <tr>
              <th scope="col">Patient</th>
              <th scope="col">MRN</th>
              <th scope="col">Telephone</th>
              <th scope="col">Has</th>
              <th scope="col">Compare</th>
            </tr>
          </thead>
          {groups.map(({ records }) => {
            const [oldest] = records;
            return (
              <tbody key={oldest?.id ?? ''}>
                {records.map((record) => (
                  <tr key={record.id}>
                    <th scope="row">
                      {patientLink(record.id, fullName(record))}
                      <span className={table['small']}>born {dateText(record.birthDate).slice(4)}</span>
                    </th>
                    <td>{record.mrn}</td>
                    <td className={table['nowrap']}>{record.phone ?? '–'}</td>
                    <td>{heldWords(record)}</td>
                    <td>
                      {oldest === undefined || record.id === oldest.id
                        ? 'the oldest'
                        : compareLink(oldest.id, record.id, `Compare with ${oldest.mrn}`)}
                    </td>
                  </tr>
                ))}
              </tbody>
            );
          })}
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show more
        </Button>
      )}
    </Page>
  );
}

function heldWords({ openSeries, sessions }: DuplicatePatientView): string {
  if (openSeries === 0 && sessions === 0) return 'nothing yet';
  return `${openSeries} open series, ${sessionsText(sessions)}`;
}
