import type { BookedPlanView, BookPlanRequest, PlanSeriesRequest, SeriesPlanView } from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { ask, post } from '../../api/client.js';

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
