import type {
  CreateSeriesRequest,
  PlannedSeriesView,
  SeriesView,
  StepSeriesRequest,
  UpdateSeriesRequest,
} from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get, patch, post } from '../../api/client.js';

export const seriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['series', id],
    queryFn: ({ signal }) => get<SeriesView>(`/series/${id}`, signal),
  });

export const patientSeriesQuery = (patientId: string) =>
  queryOptions({
    queryKey: ['series', 'of-patient', patientId],
    queryFn: ({ signal }) => get<readonly SeriesView[]>(`/patients/${patientId}/series`, signal),
  });

export const createSeries = (body: CreateSeriesRequest, idempotencyKey: string) =>
  post<PlannedSeriesView>('/series', body, { idempotencyKey });

export const updateSeries = (
  { id, version }: SeriesView,
  body: UpdateSeriesRequest,
  idempotencyKey: string,
) => patch<PlannedSeriesView>(`/series/${id}`, body, { version, idempotencyKey });

export const stepSeries = ({ id, version }: SeriesView, body: StepSeriesRequest, idempotencyKey: string) =>
  post<SeriesView>(`/series/${id}/steps`, body, { version, idempotencyKey });
