import type { TimeOutStateView } from '@lull/contracts';
import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { timeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import classes from './day-form.module.css';
import type { DaySectionProps } from './day-section.js';
import { timeOutQuery, withdrawTimeOut } from './day.queries.js';
import { TimeOutDialog } from './time-out-dialog.js';

/** How the time-out stands. Which side somebody chose is told once two people have chosen (hazard H1). */
export function TimeOutSection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const queryClient = useQueryClient();
  const { data: timeOut, error, refetch } = useQuery(timeOutQuery(session.id));
  const [holding, setHolding] = useState(false);
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (timeOut === undefined) return <Loading heights={[120]} label="the time-out" />;
  const keep = (state: TimeOutStateView): void => {
    queryClient.setQueryData(timeOutQuery(session.id).queryKey, state);
  };
  const { waiting, rounds, missing } = timeOut;
  const inRoom = session.state === 'in-room';
  const may = inRoom && member.may('time-out', 'confirm');
  const stands = waiting !== null || rounds.some(({ state }) => state === 'completed');
  return (
    <div role="status">
      {rounds.map(({ side, levels, state, confirmations }) => (
        <div
          key={`${side} ${confirmations.map(({ at }) => at).join(' ')}`}
          className={notice[state === 'void' ? 'warn' : 'note']}
        >
          {state === 'void' ? (
            <IconAlertTriangle size={22} aria-hidden />
          ) : (
            <IconCheck size={22} aria-hidden />
          )}
          <div className={notice['text']}>
            <SideMark side={side} large /> {levels.join(', ')}{' '}
            <strong>{state === 'void' ? 'No longer valid.' : 'Time-out complete.'}</strong>{' '}
            {confirmations.map(({ by, at }) => `${by} at ${timeText(at, zone)}`).join(', ')}
          </div>
        </div>
      ))}
      {waiting !== null && (
        <div className={notice['warn']}>
          <IconAlertTriangle size={22} aria-hidden />
          <div className={notice['text']}>
            {waiting.own
              ? 'You have confirmed. Now a second person confirms, from a sign-in of their own: on another device, on this screen of the same session.'
              : `${waiting.by} confirmed at ${timeText(waiting.at, zone)}. Now you: choose for yourself.`}
          </div>
        </div>
      )}
      {!inRoom && !stands && (
        <p>
          {rounds.length > 0 || session.stamps.roomInAt !== null
            ? 'No time-out stands.'
            : 'Held by two people once the patient is in the room.'}
        </p>
      )}
      {may && (
        <div className={classes['foot']}>
          {missing > 0 && waiting?.own !== true && (
            <Button size="lg" onClick={() => setHolding(true)}>
              {waiting === null ? 'Begin the time-out' : 'Confirm as the second person'}
            </Button>
          )}
          {stands && <Withdraw sessionId={session.id} onWithdrawn={keep} />}
        </div>
      )}
      {holding && (
        <TimeOutDialog
          session={session}
          timeOut={timeOut}
          onConfirmed={(state) => {
            keep(state);
            setHolding(false);
          }}
          onClose={() => setHolding(false)}
        />
      )}
    </div>
  );
}

interface WithdrawProps {
  readonly sessionId: string;
  readonly onWithdrawn: (state: TimeOutStateView) => void;
}

function Withdraw({ sessionId, onWithdrawn }: WithdrawProps) {
  const [reason, setReason] = useState<string | null>(null);
  const withdrawing = useChange(
    (body: { readonly reason: string }, key: string) => withdrawTimeOut(sessionId, body, key),
    (state) => {
      setReason(null);
      onWithdrawn(state);
    },
  );
  if (reason === null)
    return (
      <Button size="md" variant="default" onClick={() => setReason('')}>
        Start the time-out anew…
      </Button>
    );
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        withdrawing.mutate({ reason });
      }}
    >
      <TextInput
        label="Why it starts anew"
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={withdrawing.isPending} disabled={reason.trim() === ''}>
        What was confirmed no longer stands
      </Button>
      {withdrawing.error !== null && <ProblemNotice {...noticeOf(withdrawing.error)} />}
    </form>
  );
}
