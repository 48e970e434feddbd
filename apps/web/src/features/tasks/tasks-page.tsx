import type { CloseFollowUpTaskRequest, FollowUpTaskView } from '@lull/contracts';
import { Button, Group, Modal, Radio, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { symptomEscalation, type SymptomEscalationPolicy } from '@lull/domain';
import { IconUrgent } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText, timeText } from '../../ui/clock.js';
import { DiedMark } from '../../ui/died-mark.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import { overdueText, toldText } from '../../ui/escalation-words.js';
import table from '../../ui/table.module.css';
import { TaskFilterFields } from './task-filters.js';
import classes from './tasks-page.module.css';
import { aboutOf, taskWord } from './task-words.js';
import { closeTask, tasksQuery, type TaskFilters, type TaskState } from './tasks.queries.js';

type TaskSession = NonNullable<FollowUpTaskView['session']>;

interface TasksPageProps {
  readonly filters: TaskFilters;
  readonly today: string;
  /** Epoch milliseconds; by it what has an hour is overdue. */
  readonly now: number;
  /** When symptoms are told further. */
  readonly escalation: SymptomEscalationPolicy;
  /** Whose hours a task is due at. */
  readonly zone: string;
  readonly mayClose: boolean;
  readonly onFilters: (filters: TaskFilters) => void;
  /** Why a session was cancelled, as one reads it. */
  readonly reasonWords: (reason: string) => string;
  readonly renderSession: (id: string, session: TaskSession) => ReactNode;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

const states: readonly { value: TaskState; label: string }[] = [
  { value: 'open', label: 'Open' },
  { value: 'done', label: 'Done' },
  { value: 'dismissed', label: 'Dismissed' },
];

const nothing: Readonly<Record<TaskState, string>> = {
  open: 'Nothing is waiting. A cancelled or missed session, a complication to review, or block time about to be released puts a task here.',
  done: 'No task has been done yet.',
  dismissed: 'No task has been dismissed.',
};

/** What must not be forgotten: nothing leaves this list but by somebody's hand (product rule 10). */
export function TasksPage(props: TasksPageProps) {
  const { filters, today, now, escalation, zone, mayClose } = props;
  const { onFilters, patientLink, reasonWords, renderSession } = props;
  const { state = 'open', ...narrowing } = filters;
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(tasksQuery(filters));
  const [closing, setClosing] = useState<FollowUpTaskView | null>(null);
  const tasks = pages?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title="Follow-up tasks"
      actions={
        <SegmentedControl
          aria-label="Tasks that are"
          data={[...states]}
          value={state}
          onChange={(value) => {
            const chosen = states.find((each) => each.value === value)?.value ?? 'open';
            onFilters({ ...narrowing, ...(chosen !== 'open' && { state: chosen }) });
          }}
        />
      }
    >
      <div className="no-print">
        <TaskFilterFields
          filters={filters}
          patientName={tasks.find(({ patientId }) => patientId === filters.patient)?.patientName ?? undefined}
          onFilters={onFilters}
        />
      </div>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && <Loading heights={[36, 36, 36, 36, 36]} label="tasks" />}
      {pages !== undefined && tasks.length === 0 && (
        <EmptyState
          sentence={Object.keys(narrowing).length === 0 ? nothing[state] : 'No task by these filters.'}
        />
      )}
      {tasks.length > 0 && (
        <TableFrame label="Follow-up tasks">
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Task</th>
              <th scope="col">About</th>
              <th scope="col">From</th>
              {state !== 'open' && <th scope="col">Note</th>}
              {mayClose && state === 'open' && (
                <th scope="col" className={table['act']}>
                  Actions
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <tr key={task.id}>
                <td className={`${table['nowrap']} ${table['narrow']}`}>
                  {dateText(task.dueOn)}
                  {task.state === 'open' && task.dueAt !== null && (
                    <span className={table['small']}>by {timeText(task.dueAt, zone)}</span>
                  )}
                  <Escalated task={task} now={now} policy={escalation} />
                  {task.state === 'open' &&
                    task.dueOn < today &&
                    symptomEscalation(task, now, escalation) === null && (
                      <span className={table['small']}>overdue</span>
                    )}
                  {task.state === 'open' && task.dueOn === today && (
                    <span className={table['small']}>today</span>
                  )}
                </td>
                <th scope="row" className={table['narrow']}>
                  {taskWord(task.kind)}
                </th>
                <td className={table['narrow']}>
                  {task.patientId === null ? aboutOf(task) : patientLink(task.patientId, task.patientName)}
                  {task.died && <DiedMark />}
                </td>
                <td>
                  {task.told}
                  {task.session !== null && task.sessionId !== null && (
                    <>
                      {causeOf(task.session, reasonWords)}
                      <span className={table['small']}>{renderSession(task.sessionId, task.session)}</span>
                    </>
                  )}
                </td>
                {state !== 'open' && <td>{task.note ?? ''}</td>}
                {mayClose && state === 'open' && (
                  <td className={table['act']}>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Close: ${taskWord(task.kind)}, ${aboutOf(task)}`}
                      onClick={() => setClosing(task)}
                    >
                      Close
                    </Button>
                  </td>
                )}
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
      {closing !== null && <CloseTask key={closing.id} task={closing} onEnd={() => setClosing(null)} />}
    </Page>
  );
}

/** A symptom whose hour has passed: for how long, and who is told by now (H15). */
function Escalated({
  task,
  now,
  policy,
}: {
  readonly task: FollowUpTaskView;
  readonly now: number;
  readonly policy: SymptomEscalationPolicy;
}) {
  const escalation = task.state === 'open' ? symptomEscalation(task, now, policy) : null;
  if (escalation === null) return null;
  return (
    <>
      <strong className={classes['overdue']}>
        <IconUrgent size={14} aria-hidden /> {overdueText(escalation)}
      </strong>
      <span className={classes['told']}>{toldText(escalation)}</span>
    </>
  );
}

/** `The patient is ill: Flu, calls back`, or how the session ended otherwise. */
function causeOf(session: TaskSession, reasonWords: (reason: string) => string): string {
  const { state, cancelReason, cancelNote } = session;
  if (cancelReason === null) return state === 'no-show' ? 'Did not come' : 'Session';
  return cancelNote === null ? reasonWords(cancelReason) : `${reasonWords(cancelReason)}: ${cancelNote}`;
}

function CloseTask({ task, onEnd }: { readonly task: FollowUpTaskView; readonly onEnd: () => void }) {
  const [as, setAs] = useState<CloseFollowUpTaskRequest['as']>('done');
  const [note, setNote] = useState('');
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  useFocusBack();
  const closing = useChange(
    (body: CloseFollowUpTaskRequest, key: string) => closeTask(task, body, key),
    async () => {
      await readAnew(queryClient, 'follow-up-task');
      announce('The task is closed.');
      onEnd();
    },
  );
  return (
    <Modal
      opened
      onClose={onEnd}
      title={`${taskWord(task.kind)}: ${aboutOf(task)}`}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <Stack gap="md">
        <FormSummary faults={faultsOf(closing.error)} attempt={closing.failureCount} />
        <Radio.Group
          label="How it ended"
          value={as}
          onChange={(value) => setAs(value === 'dismissed' ? 'dismissed' : 'done')}
        >
          <Group mt={6}>
            <Radio value="done" label="Done" />
            <Radio value="dismissed" label="Not needed any longer" />
          </Group>
        </Radio.Group>
        <Textarea
          label="Note"
          autosize
          minRows={2}
          maxLength={1000}
          value={note}
          onChange={({ currentTarget }) => setNote(currentTarget.value)}
        />
        <Button
          loading={closing.isPending}
          onClick={() => closing.mutate({ as, ...(note.trim() !== '' && { note: note.trim() }) })}
        >
          Close the task
        </Button>
      </Stack>
    </Modal>
  );
}
