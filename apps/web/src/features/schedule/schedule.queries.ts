import type { DayView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';
import { keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { get } from '../../api/client.js';

export const dayQuery = (clinicId: string, date: string) =>
  queryOptions({
    queryKey: ['days', clinicId, date],
    queryFn: ({ signal }) => get<DayView>(`/clinics/${clinicId}/days/${date}`, signal),
    placeholderData: keepPreviousData,
  });

/** A week ahead is far enough to find the next clinic day; past that, today is as good as any. */
const daysToLookAhead = 7;

export async function nearestDayWithSessions(
  queryClient: QueryClient,
  clinicId: string,
  today: string,
): Promise<string> {
  for (let days = 0; days <= daysToLookAhead; days += 1) {
    const date = addCivilDays(today, days);
    const day = await queryClient.ensureQueryData(dayQuery(clinicId, date));
    if (day.sessions.length > 0) return date;
  }
  return today;
}
