import type { CompactDayView, DayView, NextDayView } from '@lull/contracts';
import { sessionsOf } from '@lull/contracts/plain';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { get, query } from '../../api/client.js';

export const dayQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['days', clinicId, date],
    queryFn: async ({ signal }): Promise<DayView> => {
      const path = `/clinics/${clinicId}/days/${date}`;
      const { heldResources, ...day } = await get<CompactDayView>(path, signal);
      return { ...day, sessions: sessionsOf({ heldResources, sessions: day.sessions }) };
    },
    placeholderData: keepPreviousData,
  });

/** Where a clinic's book goes on from a day: that day, or the next that has sessions. */
export const nextDayQuery = (clinicId: string, from: string) =>
  queryOptions({
    queryKey: ['days', clinicId, 'next', from],
    queryFn: ({ signal }) => get<NextDayView>(`/clinics/${clinicId}/days/next${query({ from })}`, signal),
    staleTime: 0,
  });
