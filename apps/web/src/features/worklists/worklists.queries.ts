import type {
  ManyEvidenceView,
  ParticularsRequest,
  RecordEvidenceRequest,
  SessionReadinessView,
  WorklistCountsView,
  WorklistView,
} from '@lull/contracts';
import type { RequirementKind, WorklistKind } from '@lull/domain';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

export type ListOwner = 'scheduler' | 'nurse' | 'physician';
export type ListDue = 'overdue' | 'today';
export type ListSort = 'due' | 'session' | 'patient';

/** Which list is shown, and of it what; it stands in the address. */
export interface ListFilters {
  readonly list?: WorklistKind;
  readonly clinic?: string;
  readonly owner?: ListOwner;
  readonly due?: ListDue;
  readonly sort?: ListSort;
  readonly until?: string;
}

const questionOf = (clinicId: string, { owner, due, sort, until }: ListFilters) => ({
  clinicId,
  owner,
  due,
  sort,
  until,
});

export const worklistCountsQuery = (clinicId: string, until: string | undefined) =>
  queryOptions({
    queryKey: ['worklists', clinicId, 'counts', until],
    queryFn: ({ signal }) => get<WorklistCountsView>(`/worklists${query({ clinicId, until })}`, signal),
    placeholderData: keepPreviousData,
  });

export const worklistQuery = (clinicId: string, kind: WorklistKind, filters: ListFilters) => {
  const question = questionOf(clinicId, filters);
  return infiniteQueryOptions({
    queryKey: ['worklists', clinicId, kind, question],
    queryFn: ({ signal, pageParam }) =>
      get<WorklistView>(`/worklists/${kind}${query({ ...question, cursor: pageParam })}`, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
};

export const worklistFile = (clinicId: string, kind: WorklistKind, filters: ListFilters): string =>
  `/api/v1/worklists/${kind}/rows.csv${query(questionOf(clinicId, filters))}`;

export const recordEvidence = (sessionId: string, body: RecordEvidenceRequest, idempotencyKey: string) =>
  post<SessionReadinessView>(`/sessions/${sessionId}/evidence`, body, { idempotencyKey });

export const recordManyEvidence = (
  sessionIds: readonly string[],
  kind: RequirementKind,
  outcome: 'met' | 'requested',
  idempotencyKey: string,
) => post<ManyEvidenceView>('/readiness/evidence', { sessionIds, kind, outcome }, { idempotencyKey });

/** The particulars that are a line of text: what asks for more is recorded at the session itself. */
export const lineParticulars = [
  'name',
  'phone',
  'prescriber',
  'decision',
  'physician',
  'formVersion',
] as const;
export type LineParticular = (typeof lineParticulars)[number] & keyof ParticularsRequest;
