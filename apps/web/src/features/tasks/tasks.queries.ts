import type { CloseFollowUpTaskRequest, FollowUpTaskView, Page } from '@lull/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

export type TaskState = FollowUpTaskView['state'];

export const tasksQuery = (state: TaskState) =>
  infiniteQueryOptions({
    queryKey: ['follow-up-tasks', state],
    queryFn: ({ signal, pageParam }) =>
      get<Page<FollowUpTaskView>>(`/follow-up-tasks${query({ state, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const closeTask = (
  { id, version }: FollowUpTaskView,
  body: CloseFollowUpTaskRequest,
  idempotencyKey: string,
) => post<FollowUpTaskView>(`/follow-up-tasks/${id}/close`, body, { version, idempotencyKey });
