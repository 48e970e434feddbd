import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { DisplacementView } from '@lull/contracts';
import { useState } from 'react';
import { codeOf, sentenceOf } from '../../api/problem.js';
import { useActions } from '../../ui/actions.js';
import { dateTimeText } from '../../ui/clock.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { closingWords, nameOfFailure, sessionsText } from './displacement-words.js';
import type { Settling } from './use-settling.js';
import classes from './displacement.module.css';

interface SettleBarProps {
  readonly view: DisplacementView;
  readonly maySettle: boolean;
  readonly settling: Settling;
}

/** Whether it is closed, and what is done about all of them at once. */
export function SettleBar({ view, maySettle, settling }: SettleBarProps) {
  const [asking, setAsking] = useState(false);
  const placed = view.sessions.filter(({ proposal }) => proposal !== null).length;
  const others = view.sessions.length - placed;
  const canSettle = maySettle && view.sessions.length > 0;
  const words = closingWords(view);
  const verb = verbOf(placed, others);
  useActions(
    'Displacement desk',
    [
      ...(canSettle ? [{ words: `${verb}: all together`, act: () => setAsking(true) }] : []),
      { words: 'Print the call list', act: () => window.print() },
    ],
    true,
  );
  return (
    <>
      <div className={classes['bar']}>
        {view.standing === null ? (
          <TextInput
            className={classes['reason'] ?? ''}
            label="Reason, as boards show it"
            value={settling.reason}
            maxLength={200}
            onChange={({ currentTarget }) => settling.onReason(currentTarget.value)}
          />
        ) : (
          <p className={classes['state']}>
            <b>
              {nameOfFailure(view)} {words.closed}:
            </b>{' '}
            {view.standing.reason}, by {view.standing.by} on{' '}
            {dateTimeText(view.standing.since, view.timeZone)}.
          </p>
        )}
        <div className={classes['buttons']}>
          {view.standing === null ? (
            <Button
              variant="default"
              disabled={settling.busy || settling.reason.trim() === ''}
              onClick={settling.close}
            >
              {words.close}
            </Button>
          ) : (
            <Button variant="default" disabled={settling.busy} onClick={settling.reopen}>
              {words.reopen}
            </Button>
          )}
          {canSettle && (
            <Button
              loading={settling.busy}
              disabled={settling.reason.trim() === ''}
              onClick={() => setAsking(true)}
            >
              {verb}
            </Button>
          )}
        </div>
      </div>
      {settling.error !== null && (
        <ProblemNotice sentence={refusedSentence(settling, view)} code={codeOf(settling.error)} />
      )}
      {asking && canSettle && (
        <Modal
          opened
          onClose={() => setAsking(false)}
          title={`${verb}?`}
          closeButtonProps={{ 'aria-label': 'Close' }}
        >
          <Stack gap="md">
            <Text size="sm">
              {placed > 0 && `${sessionsText(placed)} will be moved as proposed. `}
              {others > 0 &&
                `${sessionsText(others)} without a proposal will be cancelled and wait on the waitlist, each with a task. `}
              Confirmations are void: everybody has to be called. All of it is done, or nothing.
            </Text>
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsking(false)}>
                Not now
              </Button>
              <Button
                data-autofocus
                onClick={() => {
                  setAsking(false);
                  settling.settleAll(true);
                }}
              >
                {verb}
              </Button>
            </Group>
          </Stack>
        </Modal>
      )}
    </>
  );
}

function verbOf(placed: number, others: number): string {
  if (others === 0) return `Move ${placed}`;
  return placed === 0 ? `Put ${others} on the waitlist` : `Move ${placed}, put ${others} on the waitlist`;
}

function refusedSentence({ error, refused }: Settling, view: DisplacementView): string {
  if (refused.size === 0) return sentenceOf(error);
  const still = view.sessions.filter(({ id }) => refused.has(id)).length;
  const gone = refused.size - still;
  return [
    'Nothing was changed.',
    still > 0
      ? `${sessionsText(still)} stood in the way: the reason stands at each. The proposals below are new.`
      : '',
    gone > 0 ? `${sessionsText(gone)} had been changed meanwhile, and need no place any more.` : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}
