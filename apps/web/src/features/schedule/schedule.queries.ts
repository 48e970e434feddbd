import type { DayView, NextDayView } from '@lull/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export const dayQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['days', clinicId, date],
    queryFn: ({ signal }) => get<DayView>(`/clinics/${clinicId}/days/${date}`, signal),
    placeholderData: keepPreviousData,
  });

/** Where a clinic's book goes on from a day: that day, or the next that has sessions. */
export const nextDayQuery = (clinicId: string, from: string) =>
  queryOptions({
    queryKey: ['days', clinicId, 'next', from],
    queryFn: ({ signal }) => get<NextDayView>(`/clinics/${clinicId}/days/next${query({ from })}`, signal),
    staleTime: 0,
  });
