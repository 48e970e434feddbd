import type {
  DayReadinessView,
  PreviewReadinessRequest,
  ReadinessPreviewView,
  ReadinessSummaryView,
  RecordEvidenceRequest,
  SessionReadinessView,
} from '@lull/contracts';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { ask, get, post } from './client.js';
import { readAnew } from './read-anew.js';

/**
 * How the sessions of a day stand, by session. The page of the day asks for it, if its reader may; what shows a part of
 * it looks with `enabled: false` at what the page has read.
 */
export const dayReadinessQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['readiness', clinicId, date],
    queryFn: async ({ signal }): Promise<ReadonlyMap<string, ReadinessSummaryView>> => {
      const { sessions } = await get<DayReadinessView>(`/clinics/${clinicId}/days/${date}/readiness`, signal);
      return new Map(sessions.map((each) => [each.sessionId, each]));
    },
    placeholderData: keepPreviousData,
    // What is due changes with the clock alone, too.
    refetchInterval: 5 * 60_000,
  });

export const sessionReadinessQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['session-readiness', sessionId],
    queryFn: ({ signal }) => get<SessionReadinessView>(`/sessions/${sessionId}/readiness`, signal),
  });

/** What another time or another sedation would ask for anew; asked, never done. */
export const readinessPreviewQuery = (sessionId: string, request: PreviewReadinessRequest) =>
  queryOptions({
    queryKey: ['session-readiness', sessionId, 'preview', request],
    queryFn: ({ signal }) =>
      ask<ReadinessPreviewView>(`/sessions/${sessionId}/readiness/previews`, request, signal),
    staleTime: 0,
  });

export const recordEvidence = (sessionId: string, request: RecordEvidenceRequest, idempotencyKey: string) =>
  post<SessionReadinessView>(`/sessions/${sessionId}/evidence`, request, { idempotencyKey });

/** After a record: the answer is shown at once, and what else shows it is read anew. */
export function useReadinessChanged(): (changed: SessionReadinessView) => Promise<void> {
  const queryClient = useQueryClient();
  return useCallback(
    async (changed) => {
      queryClient.setQueryData(sessionReadinessQuery(changed.sessionId).queryKey, changed);
      await readAnew(queryClient, 'readiness');
    },
    [queryClient],
  );
}
