import type { RecordOpeningView, RecordOpeningsView, ReviewOpeningRequest } from '@lull/contracts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

export type OpeningState = 'waiting' | 'reviewed';

export const openingsKey = ['record-openings'];

export const openingsQuery = (state: OpeningState) =>
  infiniteQueryOptions({
    queryKey: [...openingsKey, state],
    queryFn: ({ signal, pageParam }) =>
      get<RecordOpeningsView>(`/record-openings${query({ state, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const reviewOpening = (
  { id, version }: Pick<RecordOpeningView, 'id' | 'version'>,
  body: ReviewOpeningRequest,
  idempotencyKey: string,
) => post<RecordOpeningView>(`/record-openings/${id}/review`, body, { version, idempotencyKey });
