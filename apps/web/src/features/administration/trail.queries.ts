import type { AuditAction, AuditChainView, AuditEventView, AuditPatientView, Page } from '@lull/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ask, get, query } from '../../api/client.js';

export interface TrailQuestion {
  /** Instants with their offset. */
  readonly from?: string;
  readonly until?: string;
  readonly memberId?: string;
  readonly patientId?: string;
  readonly action?: AuditAction;
}

export const trailQuery = (question: TrailQuestion) =>
  infiniteQueryOptions({
    queryKey: ['audit-events', question],
    queryFn: ({ signal, pageParam }) =>
      get<Page<AuditEventView>>(
        `/audit-events${query({ ...question, cursor: pageParam, limit: 50 })}`,
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });

export const chainQuery = queryOptions({
  queryKey: ['audit-chain'],
  queryFn: ({ signal }) => get<AuditChainView>('/audit-chain', signal),
});

export const patientOfTrail = (mrn: string) => ask<AuditPatientView>('/audit-patients/searches', { mrn });
