import type { CloseFollowUpTaskRequest, FollowUpTaskView } from '@lull/contracts';
import { Button, Group, Modal, Radio, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { aboutOf, taskWord } from './task-words.js';
import { closeTask, tasksQuery, type TaskState } from './tasks.queries.js';

interface TasksPageProps {
  readonly state: TaskState;
  readonly today: string;
  readonly mayClose: boolean;
  readonly onState: (state: TaskState) => void;
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
export function TasksPage({ state, today, mayClose, onState, patientLink }: TasksPageProps) {
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(tasksQuery(state));
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
          onChange={(value) => onState(states.find((each) => each.value === value)?.value ?? 'open')}
        />
      }
    >
      {error !== null && (
        <ProblemNotice
          sentence={sentenceOf(error)}
          code={isProblem(error) ? error.code : null}
          onRetry={() => void refetch()}
        />
      )}
      {pages === undefined && error === null && <Loading heights={[36, 36, 36, 36, 36]} label="tasks" />}
      {pages !== undefined && tasks.length === 0 && <EmptyState sentence={nothing[state]} />}
      {tasks.length > 0 && (
        <TableFrame label="Follow-up tasks">
          <thead>
            <tr>
              <th scope="col">Due</th>
              <th scope="col">Task</th>
              <th scope="col">About</th>
              <th scope="col">Note</th>
              {mayClose && state === 'open' && <th scope="col">Actions</th>}
            </tr>
          </thead>
          <tbody>
            {tasks.map((task) => (
              <tr key={task.id}>
                <td className={table['nowrap']}>
                  {dateText(task.dueOn)}
                  {task.state === 'open' && task.dueOn < today && (
                    <span className={table['small']}>overdue</span>
                  )}
                  {task.state === 'open' && task.dueOn === today && (
                    <span className={table['small']}>today</span>
                  )}
                </td>
                <th scope="row">{taskWord(task.kind)}</th>
                <td>
                  {task.patientId === null ? aboutOf(task) : patientLink(task.patientId, task.patientName)}
                </td>
                <td>{task.note ?? ''}</td>
                {mayClose && state === 'open' && (
                  <td>
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

function CloseTask({ task, onEnd }: { readonly task: FollowUpTaskView; readonly onEnd: () => void }) {
  const [as, setAs] = useState<CloseFollowUpTaskRequest['as']>('done');
  const [note, setNote] = useState('');
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  useFocusBack();
  const closing = useChange(
    (body: CloseFollowUpTaskRequest, key: string) => closeTask(task, body, key),
    async () => {
      await queryClient.invalidateQueries({ queryKey: ['follow-up-tasks'] });
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
