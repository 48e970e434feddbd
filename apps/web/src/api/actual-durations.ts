import type { ActualDurationsView } from '@lull/contracts';
import { queryOptions } from '@tanstack/react-query';
import { get } from './client.js';

/** How long patients really were in the room: a year's medians do not change within an hour. */
export const actualDurationsQuery = queryOptions({
  queryKey: ['actual-durations'],
  queryFn: ({ signal }) => get<ActualDurationsView>('/reports/actual-durations', signal),
  staleTime: 60 * 60_000,
});
