import type {
  AccessReportView,
  AuditAction,
  AuditChainView,
  AuditMemberView,
  AuditPageView,
  AuditPatientView,
} from '@lull/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, get, query } from '../../api/client.js';

export interface TrailQuestion {
  /** Instants with their offset. */
  readonly from?: string;
  readonly until?: string;
  readonly memberId?: string;
  readonly patientId?: string;
  readonly action?: AuditAction;
  readonly resource?: string;
}

export const trailQuery = (question: TrailQuestion) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', question],
    queryFn: ({ signal, pageParam }) =>
      get<AuditPageView>(`/audit-events${query({ ...question, cursor: pageParam, limit: 50 })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const trailMembersQuery = queryOptions({
  queryKey: ['audit-members'],
  queryFn: ({ signal }) => get<readonly AuditMemberView[]>('/audit-members', signal),
});

export const accessReportQuery = (patientId: string, period: { from: string; until: string }) =>
  queryOptions({
    queryKey: ['access-report', patientId, period],
    queryFn: ({ signal }) =>
      get<AccessReportView>(`/audit-patients/${patientId}/access-report${query(period)}`, signal),
  });

export const chainQuery = queryOptions({
  queryKey: ['audit-chain'],
  queryFn: ({ signal }) => get<AuditChainView>('/audit-chain', signal),
});

export const patientOfTrail = (mrn: string) => ask<AuditPatientView>('/audit-patients/searches', { mrn });
