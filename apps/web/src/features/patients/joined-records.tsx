import type { PatientMergeView, PatientView, ReverseMergeRequest } from '@lull/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf, sentenceOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { dateTimeText } from '../../ui/clock.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { patientMergesQuery, reverseMerge } from './merge.queries.js';
import classes from './merge.module.css';

interface JoinedRecordsProps {
  readonly patientId: string;
  readonly zone: string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** Where a record that was joined went: the first thing that is seen of it. */
export function JoinedNotice({
  patient,
  patientLink,
}: { readonly patient: PatientView } & Pick<JoinedRecordsProps, 'patientLink'>) {
  if (patient.mergedInto === null) return null;
  return (
    <p className={classes['notice']} role="note">
      This record was joined into another one and takes no new entries.{' '}
      {patientLink(patient.mergedInto, 'Open the record that is kept')}.
    </p>
  );
}

/** The joinings that a record took part in, each with the way back; nothing where there was none. */
export function JoinedRecords({ patientId, zone, patientLink }: JoinedRecordsProps) {
  const { data: merges = [], error, refetch } = useQuery(patientMergesQuery(patientId));
  if (error !== null)
    return (
      <Panel title="Joined records">
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      </Panel>
    );
  if (merges.length === 0) return null;
  return (
    <Panel title="Joined records">
      <ul className={classes['merges']}>
        {merges.map((merge) => (
          <li key={merge.id}>
            <div>
              {patientLink(merge.joinedId, merge.joinedMrn)} was joined into{' '}
              {patientLink(merge.keptId, merge.keptMrn)} on {dateTimeText(merge.mergedAt, zone)} by{' '}
              {merge.mergedBy} ({merge.rows} {merge.rows === 1 ? 'entry' : 'entries'} moved): {merge.reason}
              {merge.reversedAt !== null && (
                <>
                  . Taken back on {dateTimeText(merge.reversedAt, zone)} by {merge.reversedBy}:{' '}
                  {merge.reversalReason}
                </>
              )}
            </div>
            {merge.reversedAt === null && <TakeBack merge={merge} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function TakeBack({ merge }: { readonly merge: PatientMergeView }) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useChange(
    (body: ReverseMergeRequest, key: string) => reverseMerge(merge, body, key),
    // Whose anything is may have changed everywhere.
    () => queryClient.invalidateQueries(),
  );
  if (!asking)
    return (
      <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
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
        label="Why they are two persons"
        maxLength={200}
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
