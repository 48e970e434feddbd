import type { SeriesDecisionsView, SeriesView } from '@lull/contracts';
import { decisionWordTexts } from '@lull/contracts/plain';
import { Button, Group } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { isProblem, noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { definitionWords } from '../../ui/definition-words.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { DecideDialog } from './decide-dialog.js';
import { DecisionHistory } from './decision-history.js';
import { doneText, freedText, nextText, type ZoneOf } from './decision-words.js';
import { decide, decisionsQuery, type Said } from './decision.queries.js';
import { LastResponses, Prompts } from './last-responses.js';
import { RepeatCriteria } from './repeat-criteria.js';
import { TakeBack, toastOf, useTakingBack } from './take-back.js';
import classes from './decision.module.css';

interface DecisionPanelProps {
  readonly series: SeriesView;
  readonly zone: string;
  readonly now: number;
  readonly zoneOf: ZoneOf;
  readonly mayDecide: boolean;
  /** When a review would be well placed, by the prediction. */
  readonly suggestedReview?: ReactNode;
  /** To the list that this one stands in, when it is answered. */
  readonly toOthers?: ReactNode;
}

/** After an injection: what it did, what asks for a look, and the physician's word with what it moves. */
export function DecisionPanel({
  series,
  zone,
  now,
  zoneOf,
  mayDecide,
  suggestedReview,
  toOthers,
}: DecisionPanelProps) {
  const undo = useTakingBack(series);
  const { data: view, error, refetch } = useQuery(decisionsQuery(series.id));
  if (view === undefined)
    return (
      <Panel title="Decision">
        {error === null ? (
          <Loading heights={[24, 48, 36]} label="what the decision rests on" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Panel>
    );
  const open = view.state === 'active' || view.state === 'paused';
  return (
    <Panel
      title="Decision"
      actions={toOthers}
      {...(view.waits !== null && {
        note: `Waits for a physician, by ${dateTimeText(view.waits.dueAt, zone)}`,
      })}
    >
      <div className={classes['panel']}>
        <LastResponses view={view} zone={zone} now={now} />
        <Prompts view={view} />
        {open && suggestedReview}
        {mayDecide && <TakeBack view={view} pending={undo.isPending} onTakeBack={() => undo.mutate(view)} />}
        {open && mayDecide && <Decide {...{ series, view, zoneOf, undo }} />}
        {/* Below the words: however much a payer asks, they stay on the screen of the picture. */}
        {view.repeat !== null && open && <RepeatCriteria repeat={view.repeat} />}
        <DecisionHistory view={view} zone={zone} />
        <p className={classes['small']}>
          Judged by {definitionWords(view.definition)}; asked by the decision policy {view.policy.version} (
          {view.policy.effectiveFrom}, {view.policy.author}).
        </p>
      </div>
    </Panel>
  );
}

interface DecideProps {
  readonly series: SeriesView;
  readonly view: SeriesDecisionsView;
  readonly zoneOf: ZoneOf;
  readonly undo: ReturnType<typeof useTakingBack>;
}

/** Continue is one press; the others ask for what they need. Each can be taken back from its toast, and from the panel for as long as that is possible. */
function Decide({ series, view, zoneOf, undo }: DecideProps) {
  const [asking, setAsking] = useState<'change' | 'pause' | 'stop' | null>(null);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const shown = async (answer: SeriesDecisionsView): Promise<void> => {
    queryClient.setQueryData(decisionsQuery(series.id).queryKey, answer);
    await Promise.all([readAnew(queryClient, 'series'), readAnew(queryClient, 'session')]);
  };
  const deciding = useChange(
    (body: Said, key) => decide(view, body, key),
    async (answer) => {
      const [latest] = answer.decisions;
      const sentence = `${series.patientName}: ${doneText(answer)}`;
      setAsking(null);
      announce(sentence);
      showUndoable({
        about: toastOf(series),
        title: latest === undefined ? 'Decided' : `${decisionWordTexts[latest.word]}: decided`,
        sentence,
        onUndo: () => undo.mutate(answer),
      });
      await shown(answer);
    },
  );
  const latest = view.last.toSorted((a, b) => b.injectedAt - a.injectedAt)[0];
  const say = (body: Said): void =>
    deciding.mutate({ ...(latest !== undefined && { injectionId: latest.injectionId }), ...body });
  const ask = (word: typeof asking): void => {
    deciding.reset();
    setAsking(word);
  };
  const stale = isProblem(deciding.error, 'stale') || isProblem(deciding.error, 'series.decision-outdated');
  return (
    <section aria-label="Decide" className={`${classes['decide']} no-print`}>
      {deciding.error !== null && asking === null && (
        <ProblemNotice
          {...noticeOf(deciding.error)}
          {...(stale && {
            onRetry: () => {
              deciding.reset();
              void readAnew(queryClient, 'series');
            },
          })}
        />
      )}
      <Group gap="xs">
        {latest !== undefined && (
          <>
            <Button
              loading={deciding.isPending && asking === null}
              disabled={undo.isPending}
              onClick={() => say({ word: 'continue' })}
            >
              Continue
            </Button>
            <Button variant="default" onClick={() => ask('change')}>
              Change…
            </Button>
          </>
        )}
        {view.state === 'active' && (
          <Button variant="default" onClick={() => ask('pause')}>
            Pause…
          </Button>
        )}
        <Button variant="default" color="red" onClick={() => ask('stop')}>
          Stop…
        </Button>
      </Group>
      <p className={classes['small']}>
        {latest !== undefined && `${nextText(view, zoneOf)} `}
        {freedText(view)}
      </p>
      {asking !== null && (
        <DecideDialog
          {...{ series, view, zoneOf }}
          word={asking}
          error={deciding.error}
          attempt={deciding.failureCount}
          pending={deciding.isPending}
          onDecide={say}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}
