import type { CheckSessionRequest, FindSlotsRequest, PreviewMoveRequest } from '@lull/contracts';
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { checkSession, findSlots, previewMove } from '../../api/sessions.js';

/** Null: not enough is chosen to ask. A question that is no longer asked is cancelled on its way. */
export const checkQuery = (question: CheckSessionRequest | null) =>
  queryOptions({
    queryKey: ['session-checks', question],
    queryFn: question === null ? skipToken : ({ signal }) => checkSession(question, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
  });

/** The best slots for a series' next session. Null: it is not known yet for whom. */
export const slotsQuery = (request: FindSlotsRequest | null) =>
  queryOptions({
    queryKey: ['session-checks', 'slots', request],
    queryFn: request === null ? skipToken : ({ signal }) => findSlots(request, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
  });

/** What the move of a session would do to its series. Null: nothing is moved, or no time is named yet. */
export const movePreviewQuery = (sessionId: string, request: PreviewMoveRequest | null) =>
  queryOptions({
    queryKey: ['session-checks', 'move', sessionId, request],
    queryFn: request === null ? skipToken : ({ signal }) => previewMove(sessionId, request, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
  });
