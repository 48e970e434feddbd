import type {
  AfterCareView,
  RecordDischargeRequest,
  RecordProcedureStepsRequest,
  RecordRecoveryReadingRequest,
  RecoveryView,
} from '@lull/contracts';
import { queryOptions, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

/* Under the session's key, as `day.queries` has it: whoever else writes something down is seen. */

export const recoveryQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'recovery'],
    queryFn: ({ signal }) => get<RecoveryView>(`/sessions/${sessionId}/recovery`, signal),
  });

export const afterCareQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'after-care'],
    queryFn: ({ signal }) => get<AfterCareView>(`/sessions/${sessionId}/after-care`, signal),
    // What was written down a moment ago is on the sheet.
    staleTime: 0,
  });

export const recordSteps = (sessionId: string, body: RecordProcedureStepsRequest, idempotencyKey: string) =>
  post<RecoveryView>(`/sessions/${sessionId}/procedure-steps`, body, { idempotencyKey });

export const recordReading = (
  sessionId: string,
  body: RecordRecoveryReadingRequest,
  idempotencyKey: string,
) => post<RecoveryView>(`/sessions/${sessionId}/recovery-readings`, body, { idempotencyKey });

export const recordDischarge = (sessionId: string, body: RecordDischargeRequest, idempotencyKey: string) =>
  post<RecoveryView>(`/sessions/${sessionId}/discharge`, body, { idempotencyKey });

/** Each answer is the whole visit: shown at once, without asking again. */
export function useRecoveryChanged(): (changed: RecoveryView) => void {
  const queryClient = useQueryClient();
  return (changed) => queryClient.setQueryData(recoveryQuery(changed.sessionId).queryKey, changed);
}
