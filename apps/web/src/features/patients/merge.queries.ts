import type {
  DuplicatesView,
  JoinPatientsRequest,
  MergePreviewView,
  PatientMergeView,
  ReverseMergeRequest,
} from '@lull/contracts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { get, post, query } from '../../api/client.js';

export const duplicatesQuery = infiniteQueryOptions({
  queryKey: ['patients', 'duplicates'],
  queryFn: ({ signal, pageParam }) =>
    get<DuplicatesView>(`/patient-duplicates${query({ cursor: pageParam })}`, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

export const mergePreviewQuery = (keptId: string, joinedId: string) =>
  queryOptions({
    queryKey: ['patients', 'merge', keptId, joinedId],
    queryFn: ({ signal }) =>
      get<MergePreviewView>(`/patient-merges/preview${query({ keptId, joinedId })}`, signal),
    // What is joined is what was compared last.
    staleTime: 0,
  });

export const patientMergesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['patients', patientId, 'merges'],
    queryFn: ({ signal }) => get<readonly PatientMergeView[]>(`/patients/${patientId}/merges`, signal),
  });

export const joinPatients = (body: JoinPatientsRequest, idempotencyKey: string) =>
  post<PatientMergeView>('/patient-merges', body, { idempotencyKey });

export const reverseMerge = (
  { id, version }: Pick<PatientMergeView, 'id' | 'version'>,
  body: ReverseMergeRequest,
  idempotencyKey: string,
) => post<PatientMergeView>(`/patient-merges/${id}/reversal`, body, { version, idempotencyKey });
