import type { RecordOpeningView } from '@lull/contracts';
import { openingVerdictTexts, restrictionKindTexts } from '@lull/contracts/plain';
import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText, timeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { openingsQuery, type OpeningState } from './openings.queries.js';
import { ReviewOpening } from './review-opening.js';

interface OpeningsPageProps {
  readonly state: OpeningState;
  readonly zone: string;
  readonly back: ReactNode;
  /** To what the trail has of an opening. */
  readonly renderTrail: (opening: RecordOpeningView, words: string) => ReactNode;
  readonly onState: (state: OpeningState) => void;
}

/** Restricted records that were opened: who, why, what was done, and whether it was justified. */
export function OpeningsPage({ state, zone, back, renderTrail, onState }: OpeningsPageProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    openingsQuery(state),
  );
  const openings = data?.pages.flatMap(({ rows }) => rows) ?? [];
  const waiting = data?.pages[0]?.waiting;
  return (
    <Page title="Opened records" note={back}>
      <SegmentedControl
        aria-label="Which openings"
        size="xs"
        mb="sm"
        value={state}
        onChange={(value) => onState(value === 'reviewed' ? 'reviewed' : 'waiting')}
        data={[
          { value: 'waiting', label: waiting === undefined ? 'To review' : `To review (${waiting})` },
          { value: 'reviewed', label: 'Reviewed' },
        ]}
      />
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading heights={[52, 52, 52]} label="the openings" />}
      {data !== undefined && openings.length === 0 && (
        <EmptyState
          sentence={
            state === 'waiting'
              ? 'Every opening of a restricted record has been reviewed.'
              : 'No opening has been reviewed yet.'
          }
        />
      )}
      {openings.length > 0 && (
        <TableFrame label="Openings of restricted records">
          <thead>
            <tr>
              <th scope="col">Opened</th>
              <th scope="col">By</th>
              <th scope="col">Record</th>
              <th scope="col">Reason</th>
              <th scope="col">Did</th>
              <th scope="col">Review</th>
            </tr>
          </thead>
          <tbody>
            {openings.map((opening) => (
              <tr key={opening.id}>
                <td className={table['nowrap']}>
                  {dateTimeText(opening.openedAt, zone)}
                  <span className={table['small']}>until {timeText(opening.until, zone)}</span>
                </td>
                <th scope="row">{opening.member.name}</th>
                <td>
                  MRN {opening.mrn}
                  <span className={table['small']}>{restrictionKindTexts[opening.kind]}</span>
                </td>
                <td>{opening.reason}</td>
                <td>{renderTrail(opening, doneWords(opening))}</td>
                <td>
                  {opening.review === null ? (
                    <ReviewOpening opening={opening} />
                  ) : (
                    <>
                      {openingVerdictTexts[opening.review.verdict]}
                      <span className={table['small']}>
                        {opening.review.by}, {dateTimeText(opening.review.at, zone)}
                        {opening.review.note !== null && `: ${opening.review.note}`}
                      </span>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
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

function doneWords({ reads, writes }: RecordOpeningView): string {
  const looks = reads === 1 ? '1 look' : `${reads} looks`;
  return `${looks}, ${writes === 1 ? '1 change' : `${writes} changes`}`;
}
