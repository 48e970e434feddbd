import type {
  BookSessionRequest,
  CancelSessionRequest,
  CheckSessionRequest,
  FindSlotsRequest,
  MovedSessionsView,
  MoveInSeriesRequest,
  MovePreviewView,
  MoveSessionRequest,
  PreviewMoveRequest,
  PreviewSedationRequest,
  SedationPreviewView,
  SessionCheckView,
  SessionStep,
  SessionView,
  SlotsView,
} from '@lull/contracts';
import { queryOptions, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask, get, post, type ChangeOptions } from './client.js';
import { readAnew } from './read-anew.js';

/** A session as it was read: what a change of it is asked of. */
export interface ReadSession {
  readonly id: string;
  readonly version: number;
}

export const sessionQuery = (id: string) =>
  queryOptions({
    queryKey: ['sessions', id],
    queryFn: ({ signal }) => get<SessionView>(`/sessions/${id}`, signal),
  });

export const checkSession = (question: CheckSessionRequest, signal: AbortSignal) =>
  ask<SessionCheckView>('/sessions/checks', question, signal);

export const findSlots = (request: FindSlotsRequest, signal: AbortSignal) =>
  ask<SlotsView>('/sessions/slots', request, signal);

export const bookSession = (request: BookSessionRequest, options: ChangeOptions) =>
  post<SessionView>('/sessions', request, options);

export const moveSession = (
  { id, version }: ReadSession,
  request: MoveSessionRequest,
  options: ChangeOptions = {},
) => post<SessionView>(`/sessions/${id}/move`, request, { ...options, version });

export const previewMove = (id: string, request: PreviewMoveRequest, signal?: AbortSignal) =>
  ask<MovePreviewView>(`/sessions/${id}/moves/preview`, request, signal);

/** What another sedation level would change; asked, never done. */
export const sedationPreviewQuery = ({ id, version }: ReadSession, request: PreviewSedationRequest) =>
  queryOptions({
    queryKey: ['session-checks', 'sedation', id, version, request],
    queryFn: ({ signal }) => ask<SedationPreviewView>(`/sessions/${id}/sedation-previews`, request, signal),
    staleTime: 0,
  });

/** Together with the later ones of its series: all or none. */
export const moveInSeries = (
  { id, version }: ReadSession,
  request: MoveInSeriesRequest,
  options: ChangeOptions = {},
) => post<MovedSessionsView>(`/sessions/${id}/moves`, request, { ...options, version });

/** Takes a cancellation back, for as long as the server allows it. */
export const restoreSession = ({ id, version }: ReadSession) =>
  post<SessionView>(`/sessions/${id}/restore`, {}, { version });

export const cancelSession = ({ id, version }: ReadSession, request: CancelSessionRequest) =>
  post<SessionView>(`/sessions/${id}/cancel`, request, { version });

export const stepSession = ({ id, version }: ReadSession, to: SessionStep) =>
  post<SessionView>(`/sessions/${id}/steps`, { to }, { version });

export const undoStep = ({ id, version }: ReadSession, reason?: string) =>
  post<SessionView>(`/sessions/${id}/steps/undo`, reason === undefined ? {} : { reason }, { version });

/** After a change of a session: what shows it is read anew, wherever it is shown. */
export function useSessionChanged(): (changed: SessionView) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback((changed) => sessionChanged(queryClient, changed), [queryClient]);
}

async function sessionChanged(queryClient: QueryClient, changed: SessionView): Promise<void> {
  queryClient.setQueryData(sessionQuery(changed.id).queryKey, changed);
  await readAnew(queryClient, 'session');
}
