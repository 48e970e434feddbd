import type { PatientDistinctionView, ReverseMergeRequest } from '@lull/contracts';
import { Button, TextInput } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf, sentenceOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { dateTimeText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './merge.module.css';
import { distinctionsQuery, withdrawDistinction } from './merge.queries.js';
import { fullName } from './patient-words.js';

interface ToldApartProps {
  readonly zone: string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** Records that somebody told apart, each with the way back; nothing where there are none. */
export function ToldApart({ zone, patientLink }: ToldApartProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(distinctionsQuery);
  const told = data?.pages.flatMap(({ rows }) => rows) ?? [];
  if (error === null && told.length === 0) return null;
  return (
    <Panel title="Not the same person">
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      <ul className={classes['merges']}>
        {told.map((each) => (
          <li key={each.id}>
            <div>
              {patientLink(each.one.id, `${fullName(each.one)} (${each.one.mrn})`)} and{' '}
              {patientLink(each.other.id, `${fullName(each.other)} (${each.other.mrn})`)}, said by {each.by}{' '}
              on {dateTimeText(each.at, zone)}: {each.reason}
            </div>
            <Withdraw told={each} />
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button
          size="compact-sm"
          variant="default"
          loading={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Panel>
  );
}

function Withdraw({ told }: { readonly told: PatientDistinctionView }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useChange(
    (body: ReverseMergeRequest, key: string) => withdrawDistinction(told, body, key),
    () => queryClient.invalidateQueries({ queryKey: ['patients'] }),
  );
  if (!asking)
    return (
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`Take back: ${told.one.mrn} and ${told.other.mrn}`}
        onClick={() => setAsking(true)}
      >
        Take back
      </Button>
    );
  return (
    <form
      className={classes['back']}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') mutate({ reason: reason.trim() });
      }}
    >
      <TextInput
        size="xs"
        label="Why they may be one person after all"
        maxLength={200}
        data-autofocus
        value={reason}
        error={error === null ? undefined : sentenceOf(error)}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" loading={isPending} disabled={reason.trim() === ''}>
        Take back
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setAsking(false)}>
        Leave it
      </Button>
    </form>
  );
}
