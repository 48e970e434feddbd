import type {
  CreateSeriesRequest,
  PlannedSeriesView,
  SeriesView,
  StepSeriesRequest,
  UpdateSeriesRequest,
} from '@lull/contracts';
import { patch, post } from '../../api/client.js';

export const createSeries = (body: CreateSeriesRequest, idempotencyKey: string) =>
  post<PlannedSeriesView>('/series', body, { idempotencyKey });

export const updateSeries = (
  { id, version }: SeriesView,
  body: UpdateSeriesRequest,
  idempotencyKey: string,
) => patch<PlannedSeriesView>(`/series/${id}`, body, { version, idempotencyKey });

export const stepSeries = ({ id, version }: SeriesView, body: StepSeriesRequest, idempotencyKey: string) =>
  post<SeriesView>(`/series/${id}/steps`, body, { version, idempotencyKey });
