import type { SeriesView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

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
