import type {
  BookedPlanView,
  BookPlanRequest,
  PlanSeriesRequest,
  SeriesPlanView,
  SeriesView,
} from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, get, post } from '../../api/client.js';

export const seriesQuery = (id: string) =>
  queryOptions({
    queryKey: ['series', id],
    queryFn: ({ signal }) => get<SeriesView>(`/series/${id}`, signal),
  });

/** A proposal is as old as the book it was made from: it is asked anew whenever somebody looks. */
export const planQuery = (seriesId: string, request: PlanSeriesRequest) =>
  queryOptions({
    queryKey: ['session-checks', 'plan', seriesId, request],
    queryFn: ({ signal }) => ask<SeriesPlanView>(`/series/${seriesId}/plans`, request, signal),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 30_000,
    refetchOnWindowFocus: false,
  });

export const bookPlan = (seriesId: string, request: BookPlanRequest, idempotencyKey: string) =>
  post<BookedPlanView>(`/series/${seriesId}/plan-bookings`, request, { idempotencyKey });
