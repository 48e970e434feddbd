import type { SeriesDecisionsView, SeriesView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { newKey } from '../../api/new-key.js';
import { sentenceOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useAnnounce } from '../../ui/announcer.js';
import { CountDown } from '../../ui/count-down.js';
import { decisionText } from './decision-words.js';
import { decisionsQuery, undoDecision } from './decision.queries.js';
import classes from './decision.module.css';

/** The toast of a decision: a later one, or its taking back, takes it away. */
export const toastOf = ({ id }: Pick<SeriesView, 'id'>): string => `decision-${id}`;

/** The latest word taken back, with all that it moved; from the toast and from the panel alike. */
export function useTakingBack(series: SeriesView) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useMutation({
    mutationFn: (seen: SeriesDecisionsView) => undoDecision(seen, newKey()),
    onSuccess: async (back) => {
      const voided =
        back.decisions[0]?.word === 'stop' && back.freed.length > 0
          ? ' A confirmation that a session had is void: ask the patient again.'
          : '';
      const sentence = `${series.patientName}: all stands as before.${voided}`;
      notifications.hide(toastOf(series));
      announce(sentence);
      notifications.show({ title: 'Decision taken back', message: sentence });
      queryClient.setQueryData(decisionsQuery(series.id).queryKey, back);
      await Promise.all([readAnew(queryClient, 'series'), readAnew(queryClient, 'session')]);
    },
    onError: (problem) => {
      notifications.show({ color: 'red', title: 'Not taken back', message: sentenceOf(problem) });
    },
  });
}

interface TakeBackProps {
  readonly view: SeriesDecisionsView;
  readonly pending: boolean;
  readonly onTakeBack: () => void;
}

/** As long as the server allows it the way back stands in the panel, also when its toast has gone. */
export function TakeBack({ view: { decisions, undoUntil }, pending, onTakeBack }: TakeBackProps) {
  const over = useOver(undoUntil);
  const [latest] = decisions;
  if (undoUntil === null || over || latest === undefined) return null;
  return (
    <div className={`${classes['take-back']} no-print`} role="group" aria-label="Take the decision back">
      <span>
        {decisionText(latest)}: decided. It can be taken back for{' '}
        <CountDown until={undoUntil} what="To take the decision back" />.
      </span>
      <Button size="compact-sm" variant="default" loading={pending} onClick={onTakeBack}>
        Take back
      </Button>
    </div>
  );
}

function useOver(until: number | null): boolean {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until === null) return;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()) + 1);
    return () => clearTimeout(timer);
  }, [until]);
  return until !== null && now >= until;
}
