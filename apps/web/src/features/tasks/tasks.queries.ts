import type { CloseFollowUpTaskRequest, FollowUpTaskView, Page } from '@lull/contracts';
import type { FollowUpTaskKind } from '@lull/domain';
import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

export type TaskState = FollowUpTaskView['state'];

/** Which tasks are shown; it stands in the address. */
export interface TaskFilters {
  readonly state?: TaskState;
  readonly kind?: FollowUpTaskKind;
  readonly dueFrom?: string;
  readonly patient?: string;
}

export const tasksQuery = ({ state = 'open', kind, dueFrom, patient }: TaskFilters) =>
  infiniteQueryOptions({
    queryKey: ['follow-up-tasks', state, kind, dueFrom, patient],
    queryFn: ({ signal, pageParam }) =>
      get<Page<FollowUpTaskView>>(
        `/follow-up-tasks${query({ state, kind, dueFrom, patientId: patient, cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

export const closeTask = (
  { id, version }: FollowUpTaskView,
  body: CloseFollowUpTaskRequest,
  idempotencyKey: string,
) => post<FollowUpTaskView>(`/follow-up-tasks/${id}/close`, body, { version, idempotencyKey });
