import type {
  AddToWaitlistRequest,
  ChangeWaitlistEntryRequest,
  FreedTimeCandidatesView,
  FreedTimeView,
  OfferFreedTimeRequest,
  Page,
  SeriesToPlaceView,
  SessionView,
  WaitlistEntryView,
  WaitlistView,
} from '@lull/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, patch, post, query } from '../../api/client.js';

export const waitlistQuery = (clinicId: string) =>
  queryOptions({
    queryKey: ['waitlist', clinicId],
    queryFn: ({ signal }) => get<WaitlistView>(`/clinics/${clinicId}/waitlist`, signal),
  });

export const candidatesQuery = (freedTimeId: string) =>
  queryOptions({
    queryKey: ['waitlist', 'candidates', freedTimeId],
    queryFn: ({ signal }) => get<FreedTimeCandidatesView>(`/freed-times/${freedTimeId}/candidates`, signal),
    // The clock alone can make somebody unready.
    refetchInterval: 60_000,
  });

/** Under `series`, so that whatever changes a series or its sessions reads it anew. */
export const seriesToPlaceQuery = (clinicId: string) =>
  infiniteQueryOptions({
    queryKey: ['series', 'to-place', clinicId],
    queryFn: ({ signal, pageParam }) =>
      get<Page<SeriesToPlaceView>>(
        `/clinics/${clinicId}/series-to-place${query({ cursor: pageParam })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const addToWaitlist = (request: AddToWaitlistRequest, idempotencyKey: string) =>
  post<WaitlistEntryView>('/waitlist-entries', request, { idempotencyKey });

export const changeEntry = (
  { id, version }: Pick<WaitlistEntryView, 'id' | 'version'>,
  request: ChangeWaitlistEntryRequest,
) => patch<WaitlistEntryView>(`/waitlist-entries/${id}`, request, { version });

export const withdrawEntry = ({ id, version }: WaitlistEntryView, idempotencyKey: string) =>
  post<WaitlistEntryView>(`/waitlist-entries/${id}/withdraw`, {}, { version, idempotencyKey });

export const offerFreedTime = (
  { id, version }: FreedTimeView,
  request: OfferFreedTimeRequest,
  idempotencyKey: string,
) => post<FreedTimeView>(`/freed-times/${id}/offers`, request, { version, idempotencyKey });

export const bookFreedTime = ({ id }: FreedTimeView, entryId: string, idempotencyKey: string) =>
  post<SessionView>(`/freed-times/${id}/bookings`, { entryId }, { idempotencyKey });

export const closeFreedTime = ({ id, version }: FreedTimeView, idempotencyKey: string) =>
  post<FreedTimeView>(`/freed-times/${id}/close`, {}, { version, idempotencyKey });
