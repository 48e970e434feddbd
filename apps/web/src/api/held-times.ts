import type { BookHeldTimeRequest, HeldTimeView, HoldTimeRequest, SessionView } from '@lull/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, post } from './client.js';
import { readAnew } from './read-anew.js';

/** A held time as it was read: what booking it or giving it back is asked of. */
type ReadHeldTime = Pick<HeldTimeView, 'id' | 'version'>;

export const heldTimeQuery = (id: string) =>
  queryOptions({
    queryKey: ['held-times', id],
    queryFn: ({ signal }) => get<HeldTimeView>(`/held-times/${id}`, signal),
  });

export const holdTime = (request: HoldTimeRequest, idempotencyKey: string) =>
  post<HeldTimeView>('/held-times', request, { idempotencyKey });

export const bookHeldTime = (
  { id, version }: ReadHeldTime,
  request: BookHeldTimeRequest,
  idempotencyKey: string,
) => post<SessionView>(`/held-times/${id}/book`, request, { version, idempotencyKey });

export const giveBackHeldTime = ({ id, version }: ReadHeldTime, idempotencyKey: string) =>
  post<HeldTimeView>(`/held-times/${id}/give-back`, {}, { version, idempotencyKey });

/** What shows held times and freed times is read anew. */
export function useHeldTimesChanged(): () => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(() => readAnew(queryClient, 'held-time'), [queryClient]);
}
