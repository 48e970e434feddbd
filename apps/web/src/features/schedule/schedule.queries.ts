import type { CompactDayView, NextDayView } from '@lull/contracts';
import { expandedDay } from '@lull/contracts/plain';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export const dayQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['days', clinicId, date],
    queryFn: async ({ signal }) =>
      expandedDay(await get<CompactDayView>(`/clinics/${clinicId}/days/${date}`, signal)),
    placeholderData: keepPreviousData,
  });

/** Where a clinic's book goes on from a day: that day, or the next that has sessions. */
export const nextDayQuery = (clinicId: string, from: string) =>
  queryOptions({
    queryKey: ['days', clinicId, 'next', from],
    queryFn: ({ signal }) => get<NextDayView>(`/clinics/${clinicId}/days/next${query({ from })}`, signal),
    staleTime: 0,
  });
