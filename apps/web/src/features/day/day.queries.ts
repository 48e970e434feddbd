import type {
  ArrivalStateView,
  ConfirmTimeOutRequest,
  RecordArrivalRequest,
  RecordVitalSignsRequest,
  TimeOutStateView,
  VitalSignsStateView,
  WithdrawTimeOutRequest,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get, post } from '../../api/client.js';

/* Under the session's key, so that its notices read them again: the second person of a time-out sees the first. */

export const arrivalQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'arrival'],
    queryFn: ({ signal }) => get<ArrivalStateView>(`/sessions/${sessionId}/arrival`, signal),
  });

export const recordArrival = (sessionId: string, body: RecordArrivalRequest, idempotencyKey: string) =>
  post<ArrivalStateView>(`/sessions/${sessionId}/arrivals`, body, { idempotencyKey });

export const vitalSignsQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'vital-signs'],
    queryFn: ({ signal }) => get<VitalSignsStateView>(`/sessions/${sessionId}/vital-signs`, signal),
  });

export const recordVitalSigns = (sessionId: string, body: RecordVitalSignsRequest, idempotencyKey: string) =>
  post<VitalSignsStateView>(`/sessions/${sessionId}/vital-signs`, body, { idempotencyKey });

export const timeOutQuery = (sessionId: string) =>
  queryOptions({
    queryKey: ['sessions', sessionId, 'time-outs'],
    queryFn: ({ signal }) => get<TimeOutStateView>(`/sessions/${sessionId}/time-outs`, signal),
  });

export const confirmTimeOut = (sessionId: string, body: ConfirmTimeOutRequest, idempotencyKey: string) =>
  post<TimeOutStateView>(`/sessions/${sessionId}/time-outs`, body, { idempotencyKey });

export const withdrawTimeOut = (sessionId: string, body: WithdrawTimeOutRequest, idempotencyKey: string) =>
  post<TimeOutStateView>(`/sessions/${sessionId}/time-outs/withdrawals`, body, { idempotencyKey });
